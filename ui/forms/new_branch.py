"""Making a new branch file."""

from __future__ import annotations

import getpass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from branchdesk import last_file
from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.messages import Message, msg
from branchdesk.services.desk import Desk
from ui.language import tr, words
from ui.operations import Progress
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class NewBranchDialog(FormDialog):
    """Asks for the branch's name and where its file goes; `saved` carries the open `Desk`."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            tr("New branch file"),
            tr("Make the branch file"),
            lead=tr(
                "One file holds everything of a branch. Keep it on this computer, not on a shared drive."
            ),
        )
        self._name = TextField()
        self._path = TextField(str(last_file.data_folder() / tr("branch.branchdesk")))
        self.form.add("name", tr("Name of the branch"), self._name, required=True)
        self.form.add("path", tr("File"), self._path, required=True)
        self.form.mark_clean()
        self.add_button(tr("Choose…"), self.choose)

    def choose(self) -> None:
        """Pick another place for the file."""
        text, _ = QFileDialog.getSaveFileName(
            self, tr("New branch file"), str(self._path.value()), "Branch Desk (*.branchdesk)"
        )
        if text:
            self._path.set_value(text)

    def check(self) -> dict[str, Message]:
        """Refuse a place where a file stands already."""
        path = self._target()
        if path.exists():
            return {
                "path": msg("{path} exists already and is never overwritten. Choose another name.", path=path)
            }
        return {}

    def job(self) -> Job:
        """Make the file and open it."""
        path, name, language = self._target(), str(self._name.value()), words().language

        def work(_progress: Progress) -> Desk:
            desk = create_branch(path, name, language, Seat(getpass.getuser()))
            desk.close()  # this thread's connection; the window opens its own
            return desk

        return work

    def _target(self) -> Path:
        path = Path(str(self._path.value()))
        return path if path.suffix else path.with_suffix(".branchdesk")
