"""The first window of a new user: open a branch file, make one, or look at the sample branch."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk import __version__, last_file
from branchdesk.bootstrap import Seat, open_branch
from branchdesk.language import LANGUAGE_NAMES
from branchdesk.services.desk import Desk
from ui.forms.new_branch import NewBranchDialog
from ui.icons import icon, pixmap
from ui.language import tr, words
from ui.notices import NoticeBar
from ui.operations import Operation, Progress
from ui.settings import Settings
from ui.start_parts import BigButton, RecentFiles
from ui.theme import GRID, heading_font

FILES = f"*{last_file.SUFFIX}"
_SHOWN = 6  # files opened lately


class StartPage(QWidget):
    """Three ways in, and the files opened lately."""

    file_chosen = Signal(object)
    desk_made = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, settings: Settings, today: date, trouble: str = "") -> None:
        super().__init__()
        self._settings = settings
        self._today = today
        self.setWindowTitle("Branch Desk")
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 520)
        self.resize(920, 600)
        self._build(trouble)
        NoticeBar(self)

    def choose_file(self) -> None:
        """Let the person pick a branch file."""
        start = str(last_file.data_folder())
        path, _ = QFileDialog.getOpenFileName(self, tr("Open a branch file"), start, f"Branch Desk ({FILES})")
        if path:
            self.file_chosen.emit(Path(path))

    def make_branch(self) -> None:
        """Make a new branch file."""
        dialog = NewBranchDialog(self)
        dialog.saved.connect(self.desk_made)
        dialog.open()

    def try_sample(self) -> None:
        """Make a throw-away sample branch and open it."""
        folder = Path(tempfile.mkdtemp(prefix="branchdesk-sample-"))
        Operation(self, self._sampling(folder), title=tr("Making the sample branch")).success(
            self.desk_made.emit
        ).run()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a branch file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the branch file that was let go."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_chosen.emit(path)

    def _sampling(self, folder: Path) -> Callable[[Progress], Desk]:
        language, today = words().language, self._today

        def work(progress: Progress) -> Desk:
            from branchdesk.demo import write_demo

            path = folder / f"{_file_name(tr('Sample branch'))}{last_file.SUFFIX}"
            write_demo(path, today=today, language=language, progress=progress.step)
            desk = open_branch(path, Seat(getpass.getuser()))
            desk.close()  # this thread's connection; the window opens its own
            return desk

        return work

    def _build(self, trouble: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 6, GRID * 5, GRID * 6, GRID * 2)
        column.setSpacing(GRID * 3)
        column.addLayout(self._title())
        if trouble:
            column.addWidget(_trouble(trouble))
        sides = QHBoxLayout()
        sides.setSpacing(GRID * 4)
        sides.addLayout(self._ways_in(), 1)
        sides.addLayout(self._recent(), 1)
        column.addLayout(sides, 1)
        column.addLayout(self._foot())

    def _title(self) -> QHBoxLayout:
        sign, name = QLabel(), QLabel("Branch Desk")
        sign.setPixmap(pixmap("calendar-check", "accent", 48))
        name.setFont(heading_font(2.0))
        purpose = QLabel(tr("Visits, customers, complaints and money of a branch, on one desk."))
        purpose.setProperty("role", "muted")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(name)
        text.addWidget(purpose)
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        row.addWidget(sign)
        row.addLayout(text, 1)
        return row

    def _ways_in(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GRID + 4)
        for picture, title, explanation, act, primary in (
            (
                "plus",
                tr("New branch file"),
                tr("Begin with an empty file and bring your lists in."),
                self.make_branch,
                True,
            ),
            (
                "folder-open",
                tr("Open a branch file"),
                tr("Go on where you or a colleague stopped."),
                self.choose_file,
                False,
            ),
            (
                "eye",
                tr("Look at the sample branch"),
                tr("Try everything out on made-up customers; nothing can go wrong."),
                self.try_sample,
                False,
            ),
        ):
            button = BigButton(picture, title, explanation, primary=primary)
            button.clicked.connect(lambda _checked=False, act=act: act())
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _recent(self) -> QVBoxLayout:
        heading = QLabel(tr("Opened lately"))
        heading.setProperty("role", "muted")
        files = RecentFiles([Path(text) for text in self._settings.last_files[:_SHOWN]])
        files.chosen.connect(self.file_chosen)
        files.forgotten.connect(lambda path: self._settings.forget_file(str(path)))
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(heading)
        column.addWidget(files, 1)
        return column

    def _foot(self) -> QHBoxLayout:
        """Offer the other language: whoever cannot read this one must find the way."""
        row = QHBoxLayout()
        others = {key: name for key, name in LANGUAGE_NAMES.items() if key != words().language}
        for language, name in others.items():
            button = QPushButton(icon("languages", "accent"), name)
            button.setProperty("flat", "true")
            button.clicked.connect(lambda _checked=False, chosen=language: self.language_chosen.emit(chosen))
            row.addWidget(button)
        row.addStretch(1)
        version = QLabel(tr("Version {version}", version=__version__))
        version.setProperty("role", "muted")
        row.addWidget(version)
        return row


def _trouble(text: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    sign, heading, sentence = QLabel(), QLabel(tr("The branch file could not be opened")), QLabel(text)
    sign.setPixmap(pixmap("triangle-alert", "late", 24))
    heading.setFont(heading_font(1.05))
    sentence.setTextFormat(Qt.TextFormat.PlainText)
    sentence.setWordWrap(True)
    sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words_ = QVBoxLayout()
    words_.setSpacing(4)
    words_.addWidget(heading)
    words_.addWidget(sentence)
    row = QHBoxLayout(frame)
    row.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
    row.setSpacing(GRID * 2)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words_, 1)
    return frame


def _file_name(title: str) -> str:
    return title.replace(" ", "-").casefold()


def _dropped(event: QDropEvent) -> Path | None:
    """Return the branch file that somebody drags."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    found = [path for path in paths if path.suffix == last_file.SUFFIX]
    return found[0] if len(found) == 1 else None
