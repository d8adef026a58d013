"""The list inside the field of attachments: small pictures, drop, paste, keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from ui.icons import pixmap
from ui.language import tr
from ui.theme import GRID, color

PICTURE = 48


class AttachmentList(QListWidget):
    """Lines with a small picture; says what was dropped, pasted or asked for."""

    dropped = Signal(object)
    """What came by drop or paste: `QMimeData`."""
    opened = Signal(int)
    removed = Signal(int)
    remark_wanted = Signal()
    more_wanted = Signal()
    seen = Signal()
    """Other lines have come into view."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Attachments"))
        self.setIconSize(QSize(PICTURE, PICTURE))
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAcceptDrops(True)
        self.setFixedHeight(lines * (PICTURE + GRID) + GRID)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(self.row(item)))
        self.verticalScrollBar().valueChanged.connect(self.seen)

    def put(self, text: str, tip: str, picture: str) -> None:
        """Add a line."""
        item = QListWidgetItem(_icon(pixmap(picture, "muted", PICTURE // 2)), text)
        item.setToolTip(tip)
        item.setSizeHint(QSize(0, PICTURE + GRID))
        self.addItem(item)

    def set_picture(self, row: int, image: QImage) -> None:
        """Show the small picture of a line."""
        self.item(row).setIcon(_icon(QPixmap.fromImage(image)))

    def rows_in_view(self) -> list[int]:
        """Return the lines that can be seen."""
        self.doItemsLayout()  # lines that were just added have no place yet
        height = self.viewport().height()
        places = [self.visualItemRect(self.item(row)) for row in range(self.count())]
        return [row for row, place in enumerate(places) if place.bottom() >= 0 and place.top() < height]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer Enter, Del, F2, Ins and Ctrl+V."""
        row = self.currentRow()
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: lambda: self.opened.emit(row),
            Qt.Key.Key_Enter: lambda: self.opened.emit(row),
            Qt.Key.Key_Delete: lambda: self.removed.emit(row),
            Qt.Key.Key_F2: self.remark_wanted.emit,
        }
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.more_wanted.emit()
        elif event.key() in acts and row >= 0 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            acts[event.key()]()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        from PySide6.QtGui import QGuiApplication

        self.dropped.emit(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and pictures."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Stay welcoming."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty list how files come in."""
        super().paintEvent(event)
        if self.count():
            return
        painter = QPainter(self.viewport())
        painter.setPen(color("muted"))
        room = self.viewport().rect().adjusted(GRID, GRID, -GRID, -GRID)
        text = tr("Drop photos or papers here, or press Ctrl+V for a picture that was copied.")
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def _icon(picture: QPixmap) -> QIcon:
    """Put a picture in the middle of a square, so that the texts stand under each other."""
    scale = picture.devicePixelRatio()
    side = PICTURE if scale > 1 or max(picture.width(), picture.height()) <= PICTURE else PICTURE * 2
    square = QPixmap(round(side * scale), round(side * scale))
    square.setDevicePixelRatio(scale)
    square.fill(Qt.GlobalColor.transparent)
    size = picture.deviceIndependentSize()
    painter = QPainter(square)
    painter.drawPixmap(QPointF((side - size.width()) / 2, (side - size.height()) / 2), picture)
    painter.end()
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Disabled):
        made.addPixmap(square, mode)
    return made


def can_take(data: QMimeData) -> bool:
    """Tell whether something holds files or a picture."""
    return data.hasImage() or bool(files_in(data))


def files_in(data: QMimeData) -> list[Path]:
    """Return the files that were dropped or copied."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in found if path.is_file()]
