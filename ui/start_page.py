"""The first window of a new user: open a branch file, make one, or look at the sample branch."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk import last_file
from branchdesk.bootstrap import Seat, open_branch
from branchdesk.services.desk import Desk
from ui.forms.new_branch import NewBranchDialog
from ui.icons import icon, pixmap
from ui.language import tr, words
from ui.operations import Operation, Progress
from ui.settings import Settings
from ui.theme import GRID, heading_font

FILES = "*.branchdesk"


class StartPage(QWidget):
    """Three ways in, and the files opened lately."""

    file_chosen = Signal(object)
    desk_made = Signal(object)

    def __init__(self, settings: Settings, today: date, trouble: str = "") -> None:
        super().__init__()
        self._settings = settings
        self._today = today
        self.setWindowTitle("Branch Desk")
        self.resize(760, 560)
        self._build(trouble)

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

    def _sampling(self, folder: Path) -> Callable[[Progress], Desk]:
        language, today = words().language, self._today

        def work(progress: Progress) -> Desk:
            from branchdesk.demo import write_demo

            path = folder / "sample.branchdesk"
            write_demo(path, today=today, language=language, progress=progress.step)
            return open_branch(path, Seat(getpass.getuser()))

        return work

    def _build(self, trouble: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 8, GRID * 6, GRID * 8, GRID * 6)
        column.setSpacing(GRID * 2)
        column.addWidget(self._title())
        if trouble:
            column.addWidget(self._trouble(trouble))
        for text, picture, act, primary in (
            (tr("New branch file…"), "plus", self.make_branch, True),
            (tr("Open a branch file…"), "folder-open", self.choose_file, False),
            (tr("Look at the sample branch"), "eye", self.try_sample, False),
        ):
            column.addWidget(self._button(text, picture, act, primary=primary))
        self._add_recent(column)
        column.addStretch()

    def _title(self) -> QLabel:
        label = QLabel("Branch Desk")
        label.setFont(heading_font(1.8))
        return label

    def _trouble(self, text: str) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        row = QHBoxLayout(frame)
        picture = QLabel()
        picture.setPixmap(pixmap("triangle-alert", "late", 20))
        sentence = QLabel(text)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1)
        return frame

    def _button(self, text: str, picture: str, act: Callable[[], object], *, primary: bool) -> QPushButton:
        button = QPushButton(icon(picture, "on_accent" if primary else "muted"), text)
        button.setMinimumHeight(GRID * 5)
        if primary:
            button.setProperty("primary", "true")
        button.clicked.connect(lambda: act())
        return button

    def _add_recent(self, column: QVBoxLayout) -> None:
        files = [Path(text) for text in self._settings.last_files]
        if not files:
            return
        heading = QLabel(tr("Opened lately"))
        heading.setProperty("role", "muted")
        column.addSpacing(GRID)
        column.addWidget(heading)
        for path in files[:5]:
            button = QPushButton(f"{path.name}   {path.parent}")
            button.setProperty("flat", "true")
            button.clicked.connect(self._opening(path))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _opening(self, path: Path) -> Callable[[], None]:
        return lambda: self.file_chosen.emit(path)
