"""Why a clock ends when it ends: every stretch that counted and every one that did not (D16, D23)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

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

from branchdesk.domain.complaint_clocks import ClockKind, ComplaintClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.deadlines import ClockStep
from branchdesk.domain.settings import Settings
from branchdesk.services.clock_freezing import frozen_of
from ui.forms.clock_words import clock_word, span_words
from ui.forms.explain_case import other_deadlines
from ui.icons import pixmap
from ui.language import say, term, tr, words
from ui.session import Session
from ui.theme import GRID, color, figure_font, heading_font
from ui.widgets.form import separator

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONDAY = date(2026, 11, 23)  # any Monday: only the names of the days are wanted


class ExplainClockDialog(QDialog):
    """Lists the counted and the skipped time of each clock of a case, with the hours and the calendar."""

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        super().__init__(parent)
        context = session.desk.context
        self._settings, self._calendar = context.settings, context.calendar
        self._now = session.local(context.clock.now())
        self._lines: list[str] = []
        self.setWindowTitle(tr("The clocks of {number} explained", number=complaint.number))
        self.setMinimumSize(560, 320)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        self._column.setSpacing(GRID)
        for clock in session.desk.complaints.clocks(complaint.id):
            self._clock(clock)
        others = list(other_deadlines(session, complaint))
        if others:
            self._text(tr("Further deadlines")).setFont(heading_font(1.05))
        for line in others:
            self._text(line)
        self._text(self._calendar_words(session, complaint), "muted")
        self._column.addStretch()
        self._lay_out()

    def text(self) -> str:
        """Return all that is shown, for the clipboard and for tests."""
        return "\n".join(self._lines)

    def _calendar_words(self, session: Session, complaint: Complaint) -> str:
        """Name the calendar that was used; a closed case keeps the one of its closing (D16)."""
        frozen = frozen_of(session.desk.context, complaint)
        if not frozen:
            return tr("Work calendar in use: {version}", version=self._calendar.version)
        return tr(
            "Frozen at closing, {moment}, with the work calendar {version}; later changes leave it so.",
            moment=session.moment_text(frozen[0].frozen_at),
            version=frozen[0].calendar,
        )

    def _clock(self, clock: ComplaintClock) -> None:
        title = self._text(f"{term(clock.kind)}: {_rule(clock.kind, self._settings)}")
        title.setFont(heading_font(1.05))
        word = clock_word(clock, self._now)
        result = self._text(f"{_result(clock)} · {word.text}")
        result.setStyleSheet(f"color: {color(word.token).name()}")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        for row, step in enumerate(clock.deadline.steps):
            self._step(grid, row, step)
        self._column.addLayout(grid)
        self._column.addWidget(separator())

    def _step(self, grid: QGridLayout, row: int, step: ClockStep) -> None:
        sign = QLabel()
        sign.setPixmap(pixmap("check" if step.counted else "circle-pause", _token(step), 16))
        span = step.end - step.start if step.end else timedelta()
        cells = (_stretch(step), _counts(step, span), say(step.why))
        grid.addWidget(sign, row, 0)
        for at, cell in enumerate(cells):
            label = QLabel(cell)
            label.setWordWrap(at == len(cells) - 1)
            label.setFont(figure_font(label.font()))
            if not step.counted:
                label.setProperty("role", "muted")
            grid.addWidget(label, row, at + 1)
        self._lines.append("  ".join(cells))

    def _text(self, text: str, role: str = "") -> QLabel:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty("role", role)
        self._column.addWidget(label)
        self._lines.append(text)
        return label

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _lay_out(self) -> None:
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setWidget(self._page)
        room.setAccessibleName(self.windowTitle())
        copy, close = QPushButton(tr("Copy")), QPushButton(tr("Close"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        foot.addWidget(copy)
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(0)
        column.addWidget(room, 1)
        column.addWidget(separator())
        column.addLayout(foot)
        self.resize(640, min(620, self._page.sizeHint().height() + 120))


def _rule(kind: ClockKind, settings: Settings) -> str:
    """Say what the clock gives and when it runs (R092-R094)."""
    if kind is ClockKind.STATUS:
        return tr("{n} hours, day and night", n=settings.status_hours)
    direct = kind is ClockKind.DIRECT_ANSWER
    minutes = settings.direct_answer_minutes if direct else settings.answer_minutes
    hours = _hours(settings.call_back_hours)
    return tr("{n} minutes within the call-back hours ({hours})", n=minutes, hours=hours)


def _hours(text: str) -> str:
    """Write the days of the setting in the window's language."""

    def named(found: re.Match[str]) -> str:
        return words().weekday(_MONDAY + timedelta(days=_DAYS.index(found[0])))

    return re.sub("|".join(_DAYS), named, text)


def _result(clock: ComplaintClock) -> str:
    at = clock.deadline.at
    if at is None:
        return tr("The clock rests: there is no deadline until the pause ends.")
    return tr("The time is up at {moment} {weekday}.", moment=at, weekday=words().weekday(at.date()))


def _stretch(step: ClockStep) -> str:
    start = f"{step.start:%m-%d %H:%M}"
    if step.end is None:
        return f"{start} – …"
    return f"{start} – {_end(step.start, step.end)}"


def _end(start: datetime, end: datetime) -> str:
    return f"{end:%H:%M}" if start.date() == end.date() else f"{end:%m-%d %H:%M}"


def _counts(step: ClockStep, span: timedelta) -> str:
    return tr("counts: {span}", span=span_words(span)) if step.counted else tr("does not count")


def _token(step: ClockStep) -> str:
    return "kept" if step.counted else "muted"
