"""Over and under the duties: whose and which are shown, and what one key says of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.language import say, term, tr
from ui.theme import GRID
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty
    from branchdesk.domain.duty_results import Key, QuickResult
    from ui.settings import Settings

EVERYBODY = ""
_ROLE = "role:"
_PERSON = "person:"


def belongs(duty: Duty, whose: str) -> bool:
    """Tell whether a duty is one of the chosen person or role."""
    if whose.startswith(_ROLE):
        return duty.assignee.value == whose.removeprefix(_ROLE)
    if whose.startswith(_PERSON):
        return duty.who == whose.removeprefix(_PERSON)
    return True


class DutyFilter(QWidget):
    """Two narrow boxes: whose duties, and of which kind; the choice of the person is remembered."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._whose = QComboBox()
        self._kind = QComboBox()
        self._whose.setAccessibleName(tr("Whose duties"))
        self._kind.setAccessibleName(tr("Which duties"))
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        for box in (self._whose, self._kind):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(box, 1)
        self._wanted = settings.text("dock/whose")
        self._whose.activated.connect(self._choose_whose)
        self._kind.activated.connect(lambda _at: self.changed.emit())
        self.offer(())  # no box is empty until the duties have been read

    @property
    def whose(self) -> str:
        """Return whose duties are shown; nothing means everybody's."""
        return str(self._whose.currentData() or EVERYBODY)

    @property
    def kind(self) -> str:
        """Return the kind that is shown; nothing means all."""
        return str(self._kind.currentData() or "")

    def offer(self, duties: Sequence[Duty]) -> None:
        """Offer the people and kinds that are there; the choice stays as long as it is there."""
        roles = {duty.assignee for duty in duties}
        people = sorted({duty.who for duty in duties if duty.who})
        wanted = self.whose or self._wanted
        choices = [(tr("Everybody"), EVERYBODY)]
        choices += [(term(role), _ROLE + role.value) for role in sorted(roles)]
        choices += [(name, _PERSON + name) for name in people]
        _fill(self._whose, choices, wanted)
        kinds = {duty.kind: term(duty.kind) for duty in duties}
        named = sorted(kinds.items(), key=lambda one: one[1])
        _fill(self._kind, [(tr("All kinds"), ""), *((text, kind.value) for kind, text in named)], self.kind)

    def passes(self, duty: Duty) -> bool:
        """Tell whether a duty is shown."""
        return belongs(duty, self.whose) and self.kind in ("", duty.kind.value)

    def _choose_whose(self, _at: int) -> None:
        self._wanted = self.whose
        self._settings.set_text("dock/whose", self._wanted)
        self.changed.emit()


class DutyFoot(QWidget):
    """What to say to the chosen duty, and the keys that answer it."""

    chosen = Signal(object)
    """A `QuickResult` for the duty shown."""
    postponed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._whom = QLabel()
        self._say = QLabel()
        self._say.setWordWrap(True)
        self._say.setProperty("role", "muted")
        for label in (self._whom, self._say):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._keys = QWidget()
        self._flow = FlowLayout(self._keys, GRID // 2)
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        for widget in (self._whom, self._say, self._keys, self._hint):
            column.addWidget(widget)
        self.show_duty(None)

    def show_duty(self, duty: Duty | None) -> None:
        """Show whom to call and what to say, and what each digit means here."""
        self.setVisible(duty is not None)
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if duty is None:
            return
        # The rules of duties are not loaded for an empty list: the first picture has none yet.
        from branchdesk.domain.duty_results import is_call, keys_for

        whom = " ".join(part for part in (duty.whom.contact, duty.whom.phone) if part)
        self._whom.setText(whom)
        self._whom.setVisible(bool(whom))
        self._say.setText(say(duty.say))
        for key in keys_for(duty):
            self._flow.addWidget(self._button(key))
        if is_call(duty):
            self._flow.addWidget(self._postpone_button())
        self._keys.setVisible(self._flow.count() > 0)
        self._hint.setText(hint_for(duty))

    def _button(self, key: Key) -> QPushButton:
        button = QPushButton(f"{key.digit} {result_words(key.result)}")
        button.setProperty("flat", "true")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.chosen.emit(key.result))
        return button

    def _postpone_button(self) -> QPushButton:
        button = QPushButton(tr("9 postpone…"))
        button.setProperty("flat", "true")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.postponed.emit())
        return button


def result_words(result: QuickResult) -> str:
    """Name a result as its button does; three points say that a dialog opens."""
    from branchdesk.domain.duty_results import OPENS, QuickResult

    words = {
        QuickResult.REACHED: tr("reached"),
        QuickResult.DONE: tr("done"),
        QuickResult.NOT_REACHED: tr("not reached"),
        QuickResult.MESSAGE: tr("message left"),
        QuickResult.CALL_BACK: tr("call back"),
        QuickResult.PROMISED: tr("promised"),
        QuickResult.MORE: tr("reached"),
    }
    return words[result] + ("…" if result in OPENS else "")


def hint_for(duty: Duty) -> str:
    """Say which other keys answer."""
    from branchdesk.domain.duty_results import is_call

    if is_call(duty):
        return tr("Enter opens the record, Space the whole call")
    return tr("Enter opens it")


def _fill(box: QComboBox, choices: Sequence[tuple[str, str]], wanted: str) -> None:
    before = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    if before != list(choices):
        box.clear()
        for text, value in choices:
            box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(wanted), 0))
