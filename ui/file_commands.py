"""What the File and Help menus do."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from branchdesk import __version__, last_file
from branchdesk.domain.messages import Message
from ui import notices
from ui.dialogs import ask, tell
from ui.language import say, tr
from ui.main_window import MainWindow
from ui.operations import Operation, Progress
from ui.session import Session
from ui.tabs.base import Command

if TYPE_CHECKING:
    from ui.app import App


T = TypeVar("T")


class FileCommands:
    """The commands that concern the whole branch file."""

    def __init__(self, session: Session, app: App) -> None:
        self._session = session
        self._app = app
        self._window: MainWindow | None = None

    def set_window(self, window: MainWindow) -> None:
        """Say over which window the dialogs open."""
        self._window = window

    @property
    def window(self) -> MainWindow:
        """Return the window that shows the branch file."""
        if self._window is None:
            raise RuntimeError("the window is set before a menu can be opened")
        return self._window

    def commands(self) -> Sequence[Command]:
        """Return the File menu."""
        return (
            Command(tr("New branch file…"), self.new_branch, icon="plus"),
            Command(tr("Open a branch file…"), self.open_branch, "Ctrl+O", "folder-open"),
            Command(""),
            Command(tr("Import a spreadsheet…"), self.import_file, "Ctrl+I", "upload"),
            Command(tr("Month's summary…"), self.month, "Ctrl+M", "chart-column"),
            Command(tr("Print what I see…"), self.print_view, "Ctrl+P", "printer"),
            Command(tr("Save this list as…"), self.save_view, "Ctrl+Shift+S", "download"),
            Command(""),
            Command(tr("Back up now"), self.back_up, icon="shield-check"),
            Command(tr("Restore a backup…"), self.restore, icon="history"),
            Command(tr("Check the branch file"), self.check, icon="circle-check"),
            Command(tr("Settings…"), self.edit_settings, "Ctrl+,", "settings"),
            Command(tr("Work calendar…"), self.edit_workdays, icon="calendar-days"),
            Command(""),
            Command(tr("Close"), lambda: self.window.close(), "Ctrl+Q", "x"),
        )

    def help_commands(self) -> Sequence[Command]:
        """Return the Help menu."""
        return (
            Command(tr("Help on what I see"), self.help, "F1", "circle-question-mark"),
            Command(tr("About Branch Desk"), self.about, icon="info"),
        )

    def new_branch(self) -> None:
        """Make another branch file and show it."""
        from ui.forms.new_branch import NewBranchDialog

        dialog = NewBranchDialog(self.window)
        dialog.saved.connect(self._app.show_desk)
        dialog.open()

    def open_branch(self) -> None:
        """Choose another branch file and show it."""
        start = str(self._session.desk.upkeep.path.parent)
        path, _ = QFileDialog.getOpenFileName(
            self.window, tr("Open a branch file"), start, "Branch Desk (*.branchdesk)"
        )
        if path:
            self._app.open(Path(path))

    def import_file(self, path: Path | None = None) -> None:
        """Bring in a spreadsheet."""
        from ui.forms.import_file import ImportDialog

        ImportDialog(self.window, self._session, path).open()

    def take_dropped(self, path: str) -> None:
        """Open a branch file, read a calendar, or look at any other file as a spreadsheet."""
        if Path(path).suffix == last_file.SUFFIX:
            self._app.open(Path(path))
        elif Path(path).suffix.casefold() == ".ics":
            self._read_calendar(path)
        else:
            self.import_file(Path(path))

    def _read_calendar(self, path: str) -> None:
        from ui.forms.busy_calendar import BusyCalendarDialog

        dialog = BusyCalendarDialog(self.window, self._session)
        dialog.form.field("path").set_value(path)
        dialog.saved.connect(self._session.tell)
        dialog.open()

    def month(self) -> None:
        """Look at, print or export a month."""
        from ui.forms.month import MonthDialog

        today = self._session.today
        MonthDialog(self.window, self._session, date(today.year, today.month, 1)).open()

    def print_view(self) -> None:
        """Print the list in view on paper, with a preview."""
        self.window.current_tab.print_papers()

    def save_view(self) -> None:
        """Write the list in view as a workbook or as CSV."""
        from ui.list_papers import save_list

        save_list(self.window, self._session, self.window.current_tab.listing())

    def restore(self) -> None:
        """Choose a backup and put it in the place of the present file, which is kept beside it."""
        present = self._session.desk.upkeep.path
        start = present.parent / "backups"
        text, _ = QFileDialog.getOpenFileName(
            self.window,
            tr("Restore a backup"),
            str(start if start.is_dir() else present.parent),
            f"Branch Desk (*{last_file.SUFFIX})",
        )
        if text:
            ask(
                self.window,
                tr("Go back to {file}?", file=Path(text).name),
                tr("Restore the backup"),
                lambda: self._app.restore(Path(text), present),
                detail=tr(
                    "What was entered after that backup is not in it. The present file is kept beside it "
                    "under another name, so nothing is lost."
                ),
                loses=True,
            )

    def back_up(self) -> None:
        """Write a verified copy beside the branch file."""
        work = _working(lambda: self._session.desk.upkeep.back_up())
        Operation(self.window, work, title=tr("Back up now")).success(self._backed_up).run()

    def check(self) -> None:
        """Verify the branch file in the background."""
        work = _working(lambda: self._session.desk.upkeep.check(full=True))
        Operation(self.window, work, title=tr("Check the branch file")).success(self._checked).run()

    def edit_settings(self) -> None:
        """Change the limits that the rules use."""
        from ui.forms.settings import SettingsDialog

        dialog = SettingsDialog(self.window, self._session)
        dialog.saved.connect(self._session.tell)
        dialog.open()

    def edit_workdays(self) -> None:
        """Look at the work calendar and change days of it."""
        from ui.forms.workdays import WorkdaysDialog

        WorkdaysDialog(self.window, self._session).open()

    def help(self) -> None:
        """Show what the tab in view is for and its keys."""
        from ui.help import help_text

        tell(self.window, self.window.current_tab.title(), detail=help_text(self.window.current_tab))

    def about(self) -> None:
        """Say which program this is and on what it runs."""
        detail = tr(
            "Version {version} · Python {python} · branch file {path}",
            version=__version__,
            python=platform.python_version(),
            path=self._session.desk.upkeep.path,
        )
        tell(self.window, "Branch Desk", detail=detail)

    def _backed_up(self, path: Path) -> None:
        text = tr("Backup written and read back: {file}", file=path.name)
        folder = QUrl.fromLocalFile(str(path.parent))
        notice = notices.Notice(
            text, tr("Open the folder"), lambda: QDesktopServices.openUrl(folder), notices.Severity.DONE
        )
        notices.post(notice)

    def _checked(self, findings: list[Message]) -> None:
        if not findings:
            notices.post(notices.Notice(tr("The branch file is sound."), severity=notices.Severity.DONE))
            return
        tell(
            self.window,
            tr("The branch file is damaged"),
            detail="\n".join(say(finding) for finding in findings),
        )


def _working(act: Callable[[], T]) -> Callable[[Progress], T]:
    return lambda _progress: act()
