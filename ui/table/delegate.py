"""Draws the cells of a list: one pass, nothing asked from the model twice."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.icons import pixmap
from ui.table.model import Cell, RecordTableModel
from ui.theme import ROW_HEIGHT, color, figure_font

PADDING = 8
ICON = 16
GAP = 6
"""Between icon and text."""
_Index = QModelIndex | QPersistentModelIndex


class RecordDelegate(QStyledItemDelegate):
    """Cells with room to breathe; selection as a ground, the current row with a bar of the accent colour."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._texts: dict[tuple[str, int, bool], QStaticText] = {}
        self._font = QFont()
        self._figures = QFont()
        self._metrics = QFontMetrics(self._font)
        self.take_font()

    def take_font(self) -> None:
        """Measure with the view's present font."""
        self._font = QFont(self._view.font())
        self._figures = figure_font(self._font)
        self._metrics = QFontMetrics(self._figures)
        self._texts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return what a column would need to show this cell whole."""
        del option
        model = index.model()
        if not isinstance(model, RecordTableModel):
            return QSize(80, ROW_HEIGHT)
        cell = model.cell(index.row(), index.column())
        taken = PADDING * 2 + (ICON + GAP if cell.icon else 0)
        return QSize(self._metrics.horizontalAdvance(cell.text) + taken, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw ground, icon and text."""
        model = index.model()
        if not isinstance(model, RecordTableModel):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(
            painter, rect, index, selected=selected, hovered=bool(state & QStyle.StateFlag.State_MouseOver)
        )
        cell = model.cell(index.row(), index.column())
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if cell.icon:
            self._icon(painter, room, cell, cell.icon)
            room.setLeft(room.left() + ICON + GAP)
        if cell.text:
            self._text(painter, room, cell)

    def _icon(self, painter: QPainter, room: QRect, cell: Cell, name: str) -> None:
        """Draw the icon before its text, beside a figure that stands right, or alone in the middle."""
        left = room.left() if cell.text else room.center().x() - ICON // 2
        if cell.text and _stands_right(cell):
            left = max(left, room.right() + 1 - self._metrics.horizontalAdvance(cell.text) - GAP - ICON)
        top = room.top() + (room.height() - ICON) // 2
        painter.drawPixmap(left, top, pixmap(name, cell.token or "muted", ICON))

    def _ground(
        self, painter: QPainter, rect: QRect, index: _Index, *, selected: bool, hovered: bool
    ) -> None:
        if selected:
            painter.fillRect(rect, color("selection"))
        elif hovered:
            painter.fillRect(rect, color("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color("border_soft"))
        current = self._view.currentIndex()
        if index.row() == current.row() and self._view.hasFocus():
            self._current(painter, rect, index)

    def _current(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        accent = color("accent")
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, accent)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, accent)
        if self._view.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), accent)

    def _text(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        figures = _stands_right(cell)
        text = self._laid_out(cell.text, room.width(), figures=figures)
        painter.setFont(self._figures if figures else self._font)
        painter.setPen(color(cell.token) if cell.token else _text_colour())
        width = text.size().width()
        left = float(room.left())
        if figures:
            left = room.right() + 1 - width
        elif cell.align & Qt.AlignmentFlag.AlignHCenter:
            left += (room.width() - width) / 2
        top = room.top() + (room.height() - text.size().height()) / 2
        painter.drawStaticText(QPointF(left, top), text)

    def _laid_out(self, text: str, width: int, *, figures: bool) -> QStaticText:
        key = (text, width, figures)
        made = self._texts.get(key)
        if made is None:
            if len(self._texts) > 20_000:
                self._texts.clear()
            elided = self._metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
            made = self._texts[key] = QStaticText(elided)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(font=self._figures if figures else self._font)
        return made


def _stands_right(cell: Cell) -> bool:
    return bool(cell.align & Qt.AlignmentFlag.AlignRight)


def _text_colour() -> QColor:
    return color("text")


__all__ = ["RecordDelegate"]
