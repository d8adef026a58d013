"""The files of one record in a window of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.language import tr
from ui.session import Session
from ui.theme import GRID, heading_font
from ui.widgets.attachments import AttachmentsField


class AttachmentsDialog(QDialog):
    """Shows and changes what is attached to a record; each change is saved at once and can be undone."""

    def __init__(
        self, parent: QWidget | None, session: Session, kind: str, record_id: int, title: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Attachments of {title}", title=title))
        self.setMinimumWidth(560)
        heading = QLabel(self.windowTitle())
        heading.setFont(heading_font())
        heading.setWordWrap(True)
        self.field = AttachmentsField(session, kind, record_id, lines=6)
        done = QPushButton(tr("Close"))
        buttons = QDialogButtonBox()
        buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        done.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        for widget in (heading, self.field, buttons):
            column.addWidget(widget)
        self.field.list.setFocus()
