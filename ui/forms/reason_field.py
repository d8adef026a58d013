"""One reason to ring: its sentence, its result by a key, and what only this result asks for (D02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.interactions import CallResult
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.typed_dates import Lean
from ui.forms.choice_row import ChoiceRow
from ui.language import say, tr, trn
from ui.session import Session
from ui.theme import GRID, color
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, TextField

_NOBODY = (CallResult.CALL_BACK, CallResult.UNREACHABLE, CallResult.VOICEMAIL)
_RESULTS: dict[DutyKind, tuple[CallResult, ...]] = {
    **dict.fromkeys(
        (DutyKind.COLLECTION_CALL, DutyKind.PAYMENT_REMINDER, DutyKind.PROMISE_CHECK),
        (
            CallResult.REACHED,
            CallResult.PROMISED,
            CallResult.PAID,
            CallResult.DISPUTED,
            CallResult.REFUSED,
            *_NOBODY,
        ),
    ),
    DutyKind.OPPORTUNITY_STEP: (CallResult.REACHED, CallResult.AGREED, CallResult.REFUSED, *_NOBODY),
}
_USUAL = (CallResult.REACHED, CallResult.AGREED, CallResult.REFUSED, *_NOBODY)


@dataclass(frozen=True, slots=True)
class ReasonResult:
    """What came of one reason; None where it was not spoken of and stays due."""

    result: CallResult | None
    text: str = ""
    amount_fen: int | None = None
    on: date | None = None  # of a promise, or of the next step of a need


class ReasonField(QWidget):
    """A reason with its results: a digit picks one and goes on to the next reason, 0 takes it back."""

    edited = Signal()
    left = Signal()
    answered = Signal()

    def __init__(self, session: Session, duty: Duty, expected: Fen | None) -> None:
        super().__init__()
        self.duty = duty
        self._expected = expected
        self.results: ChoiceRow[CallResult] = ChoiceRow(
            _RESULTS.get(duty.kind, _USUAL), columns=4, anywhere=False
        )
        self._text = TextField(placeholder=tr("What was said"))
        self._amount = MoneyField()
        calendar = session.desk.context.calendar
        self._on = DateField(session.today, calendar=calendar, lean=Lean.FUTURE)
        self._more = QWidget()
        self._lay_out(session.today)
        self.setFocusProxy(self.results)
        self.results.edited.connect(self._follow)
        self.results.picked.connect(self.answered)
        for field in (self._text, self._amount, self._on):
            field.edited.connect(self.edited)
        self._follow()

    def value(self) -> ReasonResult:
        """Return what came of it."""
        result = self.results.value()
        if result is None:
            return ReasonResult(None, self._text.value())
        asked = self._asks_day(result)
        amount = self._amount.value() if result is CallResult.PROMISED else None
        return ReasonResult(result, self._text.value(), amount, self._on.value() if asked else None)

    def set_value(self, value: ReasonResult) -> None:
        """Show a result."""
        self.results.set_value(value.result)
        self._text.set_value(value.text)
        self._follow()

    def problem(self) -> Message | None:
        """Say what a result still needs."""
        value = self.value()
        if value.result is CallResult.PROMISED and not value.amount_fen:
            return msg("Enter the amount that was promised.")
        if value.result is not None and self._asks_day(value.result) and value.on is None:
            return self._on.problem() or msg("Enter the day.")
        if value.result is None or value.text:
            return None
        if self.duty.kind is DutyKind.OPPORTUNITY_STEP and value.result is CallResult.REFUSED:
            return msg("Say why it was lost: the next answer is better for it.")
        if self.duty.kind is DutyKind.COMPLAINT_ANSWER and value.result.counts_as_reached:
            return msg("Write down what the customer was told.")
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the result back with 0."""
        if event.text() == "0":
            self.results.set_value(None)
            self._follow()
        else:
            super().keyPressEvent(event)

    def _asks_day(self, result: CallResult) -> bool:
        need = self.duty.kind is DutyKind.OPPORTUNITY_STEP
        return result is CallResult.PROMISED or (
            need and result in (CallResult.REACHED, CallResult.CALL_BACK)
        )

    def _follow(self) -> None:
        result = self.results.value()
        promised = result is CallResult.PROMISED
        self._text.setVisible(result is not None)
        self._amount.setVisible(promised)
        self._more.setVisible(result is not None and self._asks_day(result))
        if promised and self._amount.value() is None and self._expected:
            self._amount.set_value(self._expected)
        self.edited.emit()

    def _lay_out(self, today: date) -> None:
        late = self.duty.days_late(today)
        sentence = QLabel(say(self.duty.say))
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        when = QLabel(trn("{n} day late", "{n} days late", late) if late else self.duty.due_on.isoformat())
        when.setStyleSheet(f"color: {color('late' if late else 'muted').name()}")
        head = QHBoxLayout()
        head.addWidget(sentence, 1)
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        more = QHBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(GRID)
        need = self.duty.kind is DutyKind.OPPORTUNITY_STEP
        self._text.setAccessibleName(tr("What was said"))
        self._amount.setAccessibleName(tr("Promised amount"))
        self._on.setAccessibleName(tr("Next step on") if need else tr("Promised for"))
        label = QLabel(tr("Next step on") if need else tr("Promised for"))
        label.setProperty("role", "muted")
        more.addWidget(self._amount)
        more.addWidget(label)
        more.addWidget(self._on)
        more.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.results)
        column.addWidget(self._more)
        column.addWidget(self._text)
