"""Short messages at the foot of the window: what was done, with Undo; what went wrong, until it is read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui.icons import icon, pixmap
from ui.language import tr

SHOWN_FOR = 8_000
"""Milliseconds that a notice stays; errors stay until they are closed."""


class Severity(StrEnum):
    """How a notice looks and whether it goes by itself."""

    DONE = "kept"
    INFO = "info"
    WARNING = "soon"
    ERROR = "late"


_ICONS = {
    Severity.DONE: "circle-check",
    Severity.INFO: "info",
    Severity.WARNING: "triangle-alert",
    Severity.ERROR: "circle-alert",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One message, with an optional button (`Undo`, `Open the folder`)."""

    text: str
    action_text: str = ""
    action: Callable[[], object] | None = None
    severity: Severity = Severity.INFO


_waiting: deque[Notice] = deque(maxlen=20)
_bars: list[NoticeBar] = []


def post(notice: Notice) -> None:
    """Show a notice in the front window, or keep it until there is one."""
    if _bars:
        shown = [bar for bar in _bars if bar.window().isVisible()]
        (shown or _bars)[-1].show_notice(notice)
    else:
        _waiting.append(notice)


class NoticeBar(QFrame):
    """The strip over the foot of one window that shows one notice after another."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setProperty("role", "notice")
        self.setAccessibleName(tr("Notice"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._queue: deque[Notice] = deque()
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.dismiss)
        self._build()
        self.hide()
        window.installEventFilter(self)
        _bars.append(self)
        self.destroyed.connect(_forget(self))
        while _waiting:
            self.show_notice(_waiting.popleft())

    def show_notice(self, notice: Notice) -> None:
        """Show it now, or after the error that is still unread."""
        if self.isVisible() and not self._timer.isActive():
            self._queue.append(notice)
            return
        self._show(notice)

    def dismiss(self) -> None:
        """Hide the notice and show the next one that waits."""
        self._timer.stop()
        self.hide()
        if self._queue:
            self._show(self._queue.popleft())

    def text(self) -> str:
        """Return what is being shown, or nothing."""
        return "" if self.isHidden() else self._text.text()

    def focus_action(self) -> None:
        """Put the keyboard on the notice's button (F6 from the window)."""
        (self._button if self._button.isVisible() else self._close).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window when it changes size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(False)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.setProperty("flat", "true")
        self._button.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setIcon(icon("x"))
        self._close.setAccessibleName(tr("Close the notice"))
        self._close.setToolTip(tr("Close the notice"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        for widget in (self._picture, self._text, self._button, self._close):
            row.addWidget(widget)

    def _show(self, notice: Notice) -> None:
        self._picture.setPixmap(pixmap(_ICONS[notice.severity], notice.severity.value, 18))
        self._text.setText(notice.text)
        self._button.setText(notice.action_text)
        self._button.setVisible(bool(notice.action_text))
        self._action = notice.action
        self.setAccessibleDescription(notice.text)
        self.show()
        self._place()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if notice.severity is Severity.ERROR:
            self._timer.stop()
        else:
            self._timer.start()

    def _act(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()

    def _place(self) -> None:
        room = self._over.size()
        widest = room.width() - 48
        self._text.setWordWrap(False)
        self._text.setMinimumWidth(0)
        if self.sizeHint().width() > widest:
            self._text.setWordWrap(True)
            self._text.setMinimumWidth(max(160, widest - 200))
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 40)


def _forget(bar: NoticeBar) -> Callable[[], None]:
    # A closure without `self`: the signal comes when the Python half may already be gone.
    def forget() -> None:
        if bar in _bars:
            _bars.remove(bar)

    return forget
