"""Why an invoice is due when it is due: base, rule, every day counted or skipped (D23)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.duedates import DueDate, Step
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.terms import sentence
from ui.forms.due_words import due_words
from ui.icons import pixmap
from ui.language import say, tr, words
from ui.session import Session
from ui.theme import GRID, figure_font, heading_font
from ui.widgets.form import separator


def explain_terms(parent: QWidget | None, session: Session, terms: str) -> ExplainDueDialog:
    """Prove payment terms by an example: an invoice that is issued, sent and signed for today (D13)."""
    today = session.today
    example = Invoice(terms=terms, issued_on=today, service_on=today, sent_on=today, signed_on=today)
    example = replace(example, signature_confirmed=True)
    return ExplainDueDialog(parent, session, example, tr("These terms, counted from today"))


class ExplainDueDialog(QDialog):
    """Shows the proof of a due date, ready to be copied into a letter."""

    def __init__(self, parent: QWidget | None, session: Session, invoice: Invoice, title: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title or tr("Why invoice {number} is due then", number=invoice.number))
        self.setMinimumWidth(560)
        self._lines: list[str] = []
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._steps = QGridLayout(self._page)
        self._steps.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._steps.setHorizontalSpacing(GRID * 2)
        self._steps.setVerticalSpacing(4)
        self._steps.setColumnStretch(3, 1)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(GRID * 3, 0, GRID * 3, GRID)
        self._fill(invoice, session.desk.receivables.explain_due(invoice))
        self._lay_out()

    def text(self) -> str:
        """Return the whole proof as plain text."""
        return "\n".join(self._lines)

    def _fill(self, invoice: Invoice, proof: DueDate | None) -> None:
        if invoice.due_given_on is not None:
            self._say(tr("Due on {day}, given by hand.", day=invoice.due_given_on), heading=True)
            return
        if proof is None:
            self._say(tr("This paper has no payment terms, so it has no due date."), heading=True)
            return
        self._say(due_words(proof), heading=True)
        self._say(tr("Rule: {rule}", rule=sentence(proof.terms)))
        self._say(tr("Work calendar: {version}", version=proof.calendar_version))
        for row, step in enumerate(proof.steps):
            self._step(row, step)

    def _say(self, text: str, *, heading: bool = False) -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if heading:
            label.setFont(heading_font(1.1))
        else:
            label.setProperty("role", "muted")
        self._head.addWidget(label)
        self._lines.append(text)

    def _step(self, row: int, step: Step) -> None:
        why, weekday = say(step.why), words().weekday(step.date)
        sign = QLabel()
        sign.setPixmap(pixmap("check" if step.counted else "minus", "kept" if step.counted else "done", 14))
        sign.setAccessibleName(tr("counted") if step.counted else tr("not counted"))
        self._steps.addWidget(sign, row, 0)
        for at, text in enumerate((step.date.isoformat(), weekday, why), 1):
            label = QLabel(text)
            if at == 1:
                label.setFont(figure_font(label.font()))
            if not step.counted:
                label.setProperty("role", "muted")
            self._steps.addWidget(label, row, at)
        self._lines.append(f"{'+' if step.counted else '-'} {step.date.isoformat()} {weekday} {why}")

    def _lay_out(self) -> None:
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setAccessibleName(tr("Days"))
        self._steps.setRowStretch(self._steps.rowCount(), 1)
        room.setWidget(self._page)
        room.setVisible(len(self._lines) > 3)
        wanted = self._page.sizeHint().height() + GRID
        room.setMinimumHeight(min(wanted, 400))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 2, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(room, 1)
        column.addWidget(separator())
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        copy, close = QPushButton(tr("Copy")), QPushButton(tr("Close"))
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        return foot
