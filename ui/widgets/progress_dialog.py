"""A slim dialog over a job that takes its time: what, how far, and a way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.language import tr


class ProgressDialog(QDialog):
    """Shown by `ui.operations` alone; Esc asks the job to stop and waits until it has."""

    def __init__(self, parent: QWidget | None, title: str, cancel: Callable[[], None]) -> None:
        super().__init__(
            parent, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint
        )
        self.setWindowTitle(title)
        self.setMinimumWidth(360)
        self._cancel = cancel
        self._text = QLabel(title)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._button = QPushButton(tr("Cancel"))
        self._button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._button)
        column.addLayout(row)

    def show_step(self, done: int, total: int, text: str) -> None:
        """Show how far the job is; a total of 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)

    def reject(self) -> None:
        """Ask the job to stop; the dialog goes when the job has ended."""
        self._button.setDisabled(True)
        self._text.setText(tr("Stopping…"))
        self._cancel()

    def finish(self) -> None:
        """Go: the job has ended."""
        self.accept()
        self.deleteLater()
