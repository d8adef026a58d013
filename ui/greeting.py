"""What the window does by itself for whoever sits before it: tell of days away, remind in the tray (D04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui import notices
from ui.language import tr
from ui.operations import Operation

if TYPE_CHECKING:
    from branchdesk.services.duty_work import Away
    from ui.main_window import MainWindow

AFTER_START = 300
"""Milliseconds after which what nobody waits for is looked at."""


class Greeting(QObject):
    """Looks once a day what became due while nobody looked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def begin(self) -> None:
        """Tell of the days away, and begin to remind in the tray, once the first picture stands."""
        QTimer.singleShot(AFTER_START, self, self._start)

    def _start(self) -> None:
        from ui.tray import Reminders, TrayBalloon

        reminders = Reminders(self, self._window.session, TrayBalloon(self, self._come_forward))
        reminders.day_begun.connect(self._look)
        self._look()

    def show_again(self) -> None:
        """Show what became due while nobody looked, also a second time."""
        work = self._window.session.desk.duty_work
        look = Operation(self._window, lambda _progress: work.away(), quiet=True)
        look.success(lambda away: self._show(away, asked=True)).run()

    def _look(self) -> None:
        work = self._window.session.desk.duty_work
        look = Operation(self._window, lambda _progress: work.look_after_absence(), quiet=True)
        look.success(lambda away: self._show(away, asked=False)).run()

    def _show(self, away: Away | None, *, asked: bool) -> None:
        if away is not None and away.duties:
            from ui.forms.away import AwayDialog

            AwayDialog(self._window, self._window.session, away).open()
        elif asked:
            notices.post(notices.Notice(tr("Nothing became due on days on which nobody looked.")))

    def _come_forward(self) -> None:
        self._window.showNormal()
        self._window.activateWindow()
        self._window.dock.take_focus()
