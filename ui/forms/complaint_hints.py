"""What one should see while a complaint is typed: open cases of the customer, and what is not covered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.customers import ContactRole
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.rows import ComplaintRow
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

    def show_customer(self, customer_id: int) -> None:
        """Read what is open at a customer, 0 for none."""
        self._empty()
        if customer_id:
            self._cases([row for row in self._open(customer_id) if row.id != self._without])
            for text in _routed(self._session, customer_id):
                self._column.addWidget(self._line("building-2", text, "info"))
            for text in exclusion_words(self._session.desk, customer_id, self._session.today):
                self._column.addWidget(self._line("ban", text, "soon"))
        self.setVisible(bool(self._texts))

    def texts(self) -> list[str]:
        """Return what is shown, line by line."""
        return list(self._texts)

    def _open(self, customer_id: int) -> list[ComplaintRow]:
        lists = self._session.desk.lists
        query = ListQuery(ListKind.COMPLAINTS, filters=("open",), customer_id=customer_id)
        rows = lists.rows(ListKind.COMPLAINTS, lists.ids(query)[: _MOST + 1])
        return [row for row in rows if isinstance(row, ComplaintRow)]

    def _cases(self, rows: list[ComplaintRow]) -> None:
        if not rows:
            return
        count = len(rows)
        head = trn("{n} case of this customer is open.", "{n} cases of this customer are open.", count)
        question = tr("Another caller about the same?")
        self._column.addWidget(self._line("message-square-warning", f"{head} {question}", "info"))
        now = self._session.desk.context.clock.now()
        for row in rows[:_MOST]:
            self._column.addWidget(self._case(row, now))

    def _case(self, row: ComplaintRow, now: datetime) -> QWidget:
        ago = tr("{span} ago", span=span_words(now - row.received_at))
        text = f"{row.number} · {term(row.category)} · {ago} · {row.text[:_EXCERPT]}"
        self._texts.append(text)
        button = QPushButton(tr("Open it instead"))
        button.setAccessibleName(tr("Open {number} instead", number=row.number))
        button.setProperty("flat", "true")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.case_chosen.emit(row.id))
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(GRID * 3, 0, 0, 0)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setMinimumWidth(80)
        line.addWidget(label, 1)
        line.addWidget(button)
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
