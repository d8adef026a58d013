"""The report of a bug, as the person at the desk sees it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.language import tr
from ui.theme import heading_font


class BugDialog(QDialog):
    """Says that nothing was saved by the failed act, and offers the report for copying."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.setMinimumWidth(560)
        heading = QLabel(tr("The program made a mistake."))
        heading.setFont(heading_font())
        advice = QLabel(
            tr(
                "What you last did was not saved; everything before it is safe. You can go on working. "
                "Please send the report below to whoever looks after the program: "
                "it contains no customer data."
            )
        )
        advice.setWordWrap(True)
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("Report"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        for widget in (heading, advice, self._text):
            column.addWidget(widget)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        copy = QPushButton(tr("Copy the report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        close = QPushButton(tr("Go on working"))
        close.setProperty("primary", "true")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(copy)
        row.addWidget(close)
        return row


def show_report(report: str) -> None:
    """Open the report over the active window; `ui.bugs.install` is given this."""
    dialog = BugDialog(QApplication.activeWindow(), report)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
