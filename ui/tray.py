"""Reminders in the tray: seldom, together, at quiet times only; a complaint's clock always (D04, R095)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSystemTrayIcon, QTextEdit

from branchdesk.domain.quiet_hours import is_quiet
from ui.language import say, term, tr, trn
from ui.session import Session

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty

EVERY_SECONDS = 30
BEFORE_BREACH = timedelta(minutes=10)
"""How long before a complaint's deadline the tray speaks, whatever the hour."""
_CLOCKS = frozenset({"complaint_answer", "complaint_status", "case_call_back", "case_decision"})
_NAMED = 3


class Balloon(Protocol):
    """Where a reminder appears."""

    def show(self, title: str, text: str) -> None:
        """Show one reminder."""


class TrayBalloon(QObject):
    """The icon in the system's tray; absent where the system has none."""

    def __init__(self, parent: QObject, bring: Callable[[], object]) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._bring = bring

    def show(self, title: str, text: str) -> None:
        """Show a balloon beside the icon; a click brings the duties."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.messageClicked.connect(self._bring)
            self._icon.activated.connect(lambda _why: self._bring())
            self._icon.show()
        self._icon.showMessage(title, text, QApplication.windowIcon())


class Reminders(QObject):
    """Looks every half minute at what the session knows, and speaks only when it does not disturb."""

    day_begun = Signal()
    """Somebody is back at the desk on another day than the last."""

    def __init__(self, parent: QObject, session: Session, balloon: Balloon) -> None:
        super().__init__(parent)
        self._session = session
        self._balloon = balloon
        self._told: set[str] = set()
        self._spoke_at: datetime | None = None
        self._text = ""  # what stood in the field with the keyboard when last looked
        self._pointer = QCursor.pos()
        self._day = session.today
        self._unseen = False  # a day has begun while the program was open, and nobody touched it yet
        self._watch = QTimer(self, interval=EVERY_SECONDS * 1000)
        self._watch.timeout.connect(self.look)
        self._watch.start()

    def look(self) -> None:
        """Speak of what became due, if this is a moment for it; derive the duties anew on a new day."""
        is_typing = self._is_typing()
        self._watch_days(is_typing=is_typing)
        settings = self._session.desk.context.settings
        if settings.reminder_minutes <= 0:
            return
        now = self._session.desk.context.clock.now()
        wall = self._session.local(now)
        urgent = [duty for duty in self._fresh() if breach_is_near(duty, wall)]
        if urgent:
            self._speak(tr("A complaint's time is running out"), urgent, now)
            return
        rested = self._spoke_at is None or now - self._spoke_at >= timedelta(
            minutes=settings.reminder_minutes
        )
        busy = is_typing or QApplication.activeModalWidget() is not None
        if not rested or busy or is_quiet(wall.time(), settings.reminder_quiet_hours):
            return
        due = [duty for duty in self._fresh() if is_due(duty, wall)]
        if due:
            title = trn("{n} thing is due", "{n} things are due", len(due))
            self._speak(title, due, now)

    def _fresh(self) -> list[Duty]:
        return [duty for duty in self._session.duties if duty.key not in self._told]

    def _watch_days(self, *, is_typing: bool) -> None:
        """Derive the duties anew on a new day; tell of the days away when somebody is back at the desk."""
        if self._session.today != self._day:
            self._day, self._unseen = self._session.today, True
            self._told.clear()
            self._session.publish_day()
        pointer = QCursor.pos()
        if self._unseen and (is_typing or pointer != self._pointer):
            self._unseen = False
            self.day_begun.emit()
        self._pointer = pointer

    def _is_typing(self) -> bool:
        """Tell whether the field with the keyboard says something else than half a minute ago."""
        field = QApplication.focusWidget()
        text = field.text() if isinstance(field, QLineEdit) else ""
        if isinstance(field, (QTextEdit, QPlainTextEdit)):
            text = field.toPlainText()
        before, self._text = self._text, text
        return bool(text) and text != before

    def _speak(self, title: str, duties: list[Duty], now: datetime) -> None:
        lines = [_line(duty) for duty in duties[:_NAMED]]
        if len(duties) > _NAMED:
            lines.append(tr("and {n} more", n=len(duties) - _NAMED))
        self._told.update(duty.key for duty in duties)
        self._spoke_at = now
        self._balloon.show(title, "\n".join(lines))


def breach_is_near(duty: Duty, wall: datetime) -> bool:
    """Tell whether a complaint's clock is about to run out, and has not run out yet (R095)."""
    if duty.kind.value not in _CLOCKS or duty.due_at is None:
        return False
    return duty.due_at - BEFORE_BREACH <= wall <= duty.due_at


def is_due(duty: Duty, wall: datetime) -> bool:
    """Tell whether a duty is of today and its hour near; late ones stand red in the dock already."""
    if duty.due_on != wall.date() or (duty.try_on is not None and duty.try_on > wall.date()):
        return False
    if duty.try_on == wall.date() and duty.try_at:
        return time.fromisoformat(duty.try_at) <= wall.time()
    return duty.due_at is None or duty.due_at - timedelta(hours=1) <= wall


def _line(duty: Duty) -> str:
    whom = duty.whom.customer or say(duty.say)
    return " · ".join(part for part in (whom, term(duty.kind), duty.whom.phone) if part)
