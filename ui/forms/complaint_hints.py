"""What one should see while a complaint is typed: open cases of the customer, and what is not covered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.complaints import Complaint, ComplaintCategory
from branchdesk.domain.customers import ContactRole
from ui.forms.clock_words import span_words
from ui.forms.complaint_words import exclusion_words
from ui.forms.whom import addressed, numbers
from ui.icons import pixmap
from ui.language import term, tr, trn
from ui.session import Session
from ui.theme import GRID, color

_MOST = 3
_EXCERPT = 40


def _routed(session: Session, customer_id: int) -> Iterator[str]:
    """Say who of the head office hears of a complaint where the outlet has nobody for it (D11, R031)."""
    for answer in session.desk.people.whom(customer_id, ContactRole.COMPLAINT):
        if answer.head_office:
            who = f"{addressed(answer.contact)} {numbers(answer.contact)}".strip()
            yield tr("Complaints of this outlet go to the head office: {who}", who=who)


class CaseHints(QFrame):
    """A quiet block under the customer; it hides where there is nothing to say."""

    case_chosen = Signal(int)
    """Somebody wants to go on with an open case instead of a new one."""
    caller_joins = Signal(int)
    """This is another caller about an open case."""

    def __init__(self, session: Session, without: int = 0) -> None:
        super().__init__()
        self._session = session
        self._without = without
        self._texts: list[str] = []
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._column.setSpacing(4)
        self.hide()

    def show_customer(
        self, customer_id: int, site_id: int | None = None, category: ComplaintCategory | None = None
    ) -> None:
        """Read what is open at a customer, 0 for none, and what was like it lately."""
        self._empty()
        if customer_id:
            flow = self._session.desk.case_flow
            self._cases(flow.like(customer_id, site_id, category, self._without))
            for text in _routed(self._session, customer_id):
                self._column.addWidget(self._line("building-2", text, "info"))
            for text in exclusion_words(self._session.desk, customer_id, self._session.today):
                self._column.addWidget(self._line("ban", text, "soon"))
        self.setVisible(bool(self._texts))

    def texts(self) -> list[str]:
        """Return what is shown, line by line."""
        return list(self._texts)

    def _cases(self, cases: list[Complaint]) -> None:
        if not cases:
            return
        count = sum(case.closed_at is None for case in cases)
        head = trn("{n} case of this customer is open.", "{n} cases of this customer are open.", count)
        question = tr("Another caller about the same?")
        text = f"{head} {question}" if count else tr("A case like this was closed lately.")
        self._column.addWidget(self._line("message-square-warning", text, "info"))
        now = self._session.desk.context.clock.now()
        for case in cases[:_MOST]:
            self._column.addWidget(self._case(case, now))

    def _case(self, case: Complaint, now: datetime) -> QWidget:
        ago = tr("{span} ago", span=span_words(now - case.received_at))
        parts = (
            case.number,
            term(case.category),
            ago,
            tr("closed") if case.closed_at else "",
            case.text[:_EXCERPT],
        )
        text = " · ".join(part for part in parts if part)
        self._texts.append(text)
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(GRID * 3, 0, 0, 0)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setMinimumWidth(80)
        line.addWidget(label, 1)
        if case.closed_at is None:
            joins = tr("Add the caller to {number}", number=case.number)
            line.addWidget(_button(tr("Add the caller"), joins, lambda: self.caller_joins.emit(case.id)))
        opens = tr("Open {number} instead", number=case.number)
        line.addWidget(_button(tr("Open it instead"), opens, lambda: self.case_chosen.emit(case.id)))
        return box

    def _line(self, picture: str, text: str, token: str) -> QWidget:
        self._texts.append(text)
        sign = QLabel()
        sign.setPixmap(pixmap(picture, token, 16))
        sign.setContentsMargins(0, 2, 0, 0)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setStyleSheet(f"color: {color(token).name()}")
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        return box

    def _empty(self) -> None:
        self._texts = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _button(text: str, spoken: str, clicked: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(spoken)
    button.setProperty("flat", "true")
    button.setAutoDefault(False)
    button.clicked.connect(lambda: clicked())
    return button
