"""Beside the talk: the steps with their stamps, the clock, what may happen on the line (R096-R099)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.complaints import Complaint, Stage
from ui.forms.clock_words import answer_clock, clock_word
from ui.forms.talk_pages import STEPS
from ui.icons import icon, pixmap
from ui.language import term, tr
from ui.session import Session
from ui.theme import GRID, color
from ui.widgets.form import separator
from ui.widgets.form_dialog import FormDialog

WIDTH = 190
Opens = Callable[[QWidget | None, Session, Complaint], FormDialog]


class TalkSide(QWidget):
    """Shows where the talk stands; its buttons open what interrupts it."""

    changed = Signal(object)
    """Something was recorded beside the talk."""

    def __init__(self, session: Session, case: Complaint) -> None:
        super().__init__()
        self._session = session
        self._case = case
        self._signs = {stage: QLabel() for stage in STEPS}
        self._names = {stage: QLabel() for stage in STEPS}
        self._clock = QLabel()
        self._line = QLabel()
        self._step = Stage.LISTEN
        self.setFixedWidth(WIDTH)
        self._lay_out()
        self.reload(case)

    def show_step(self, stage: Stage) -> None:
        """Point at the step in view."""
        self._step = stage
        self.reload(self._case)

    def reload(self, case: Complaint) -> None:
        """Read stamps, clock and counts again."""
        self._case = case
        desk, session = self._session.desk, self._session
        stamps = desk.case_flow.stamps(case.id)
        for stage in STEPS:
            stamp = stamps.get(stage)
            here = stage is self._step
            sign, token = ("circle-check", "kept") if stamp else ("circle", "muted")
            self._signs[stage].setPixmap(
                pixmap("chevron-right" if here else sign, "accent" if here else token, 16)
            )
            when = f"  {session.moment_text(stamp.happened_at)[11:]}" if stamp else ""
            self._names[stage].setText(f"{term(stage)}{when}")
            font = self._names[stage].font()
            font.setBold(here)
            self._names[stage].setFont(font)
        self._show_clock()
        line = desk.case_flow.line(case.id)
        counted = tr("put through {n} times, cut off {m} times", n=line.transferred, m=line.cut_off)
        self._line.setText(counted if line.transferred or line.cut_off else "")
        self._line.setVisible(bool(self._line.text()))

    def clock_text(self) -> str:
        """Return what the clock says."""
        return self._clock.text()

    def _show_clock(self) -> None:
        clock = answer_clock(self._session.desk.complaints.clocks(self._case.id))
        if clock is None:
            self._clock.hide()
            return
        word = clock_word(clock, self._session.local(self._session.desk.context.clock.now()))
        self._clock.setText(word.text)
        self._clock.setStyleSheet(f"color: {color(word.token).name()}")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for stage in STEPS:
            column.addWidget(_pair(self._signs[stage], self._names[stage]))
        column.addWidget(separator())
        self._clock.setWordWrap(True)
        self._line.setWordWrap(True)
        self._line.setProperty("role", "muted")
        column.addWidget(self._clock)
        column.addWidget(self._line)
        column.addStretch()
        for text, picture, opens in self._interruptions():
            button = QPushButton(text)
            button.setIcon(icon(picture))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, opens=opens: self._open(opens))
            column.addWidget(button)

    def _interruptions(self) -> tuple[tuple[str, str, Opens], ...]:
        from ui.forms.case_call_back import CallBackDialog
        from ui.forms.case_decision import DecisionDialog
        from ui.forms.case_line import LineDialog
        from ui.forms.hand_over import HandOverDialog

        return (
            (tr("Wait or call back"), "phone", CallBackDialog),
            (tr("Trouble on the line"), "phone-off", LineDialog),
            (tr("I cannot decide this"), "key", DecisionDialog),
            (tr("Hand over"), "users", HandOverDialog),
        )

    def _open(self, opens: Opens) -> None:
        dialog = opens(self.window(), self._session, self._case)
        dialog.saved.connect(self.changed)
        dialog.open()


def _pair(sign: QLabel, name: QLabel) -> QWidget:
    from PySide6.QtWidgets import QHBoxLayout

    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(name, 1)
    return box
