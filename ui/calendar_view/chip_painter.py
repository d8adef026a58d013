"""How one item of a calendar is drawn, in every view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from ui.calendar_view.items import CalendarItem, DayKind, DayMark
from ui.icons import pixmap
from ui.theme import color, figure_font

NARROW = 120
"""Pixels under which a chip has room for the name or the time: who is visited says more."""


class ChipPainter:
    """Draws chips; remembers how texts were shortened for the present width."""

    def __init__(self, base: QFont) -> None:
        self._shortened: dict[tuple[str, int, bool], str] = {}
        self.take_font(base)

    def take_font(self, base: QFont) -> None:
        """Draw in another font."""
        self._base = QFont(base)
        self._small = figure_font(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.92)
        self._struck = QFont(self._small)
        self._struck.setStrikeOut(True)
        self._strong = QFont(base)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._metrics, self._strong_metrics = QFontMetrics(self._small), QFontMetrics(self._strong)
        self._shortened.clear()

    def chip(self, painter: QPainter, item: CalendarItem, rect: QRect, *, chosen: bool) -> None:
        """Draw one item: ground and bar of its state, icon, time, title."""
        ground, accent = color(f"{item.token}_soft"), color(item.token)
        painter.setPen(QPen(color("accent"), 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(rect.left() + 2, rect.top() + 4, 3, rect.height() - 8, accent)
        left = rect.left() + 9
        if item.icon:
            painter.drawPixmap(
                left, rect.top() + (rect.height() - 12) // 2, pixmap(item.icon, item.token, 12)
            )
            left += 16
        painter.setFont(self._small)
        wide = rect.width() >= NARROW
        if item.time and wide:
            painter.setPen(accent)
            left = (
                self.put(painter, item.time, QRect(left, rect.top(), rect.right() - left - 2, rect.height()))
                + 6
            )
        painter.setPen(color("muted" if item.struck else "text"))
        painter.setFont(self._struck if item.struck else self._small)
        # Where there is no room for the place too, the customer's name alone stands there whole.
        title = item.title if wide else item.title.partition(" · ")[0]
        self.put(painter, title, QRect(left, rect.top(), rect.right() - left - 3, rect.height()))

    def ghost(self, painter: QPainter, item: CalendarItem, at: QPoint, width: int) -> None:
        """Draw the chip that hangs on the mouse."""
        rect = QRect(at.x() - 16, at.y() - 10, width, 20)
        painter.fillRect(rect, color("surface"))
        self.chip(painter, item, rect, chosen=True)

    def put(self, painter: QPainter, text: str, room: QRect, *, strong: bool = False) -> int:
        """Draw one line of text, shortened to its room; return where it ends. `strong` is the font set."""
        if room.width() < 8:
            return room.left()
        metrics = self._strong_metrics if strong else self._metrics
        key = (text, room.width(), strong)
        short = self._shortened.get(key)
        if short is None:
            if len(self._shortened) > 5_000:
                self._shortened.clear()
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            self._shortened[key] = short
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
        return room.left() + metrics.horizontalAdvance(short)

    def sign(self, painter: QPainter, mark: DayMark, line: QRect, *, muted: bool = False) -> QRect:
        """Draw the badge of a special day at the right of a line; return what is left of the line."""
        token = "late" if mark.kind is DayKind.HOLIDAY else "info"
        text = mark.sign()
        wide = self._metrics.horizontalAdvance(text) + 8
        badge = QRect(line.right() - wide + 1, line.top() + 2, wide, line.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{token}_soft"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(self._small)
        painter.setPen(color("muted" if muted else token))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        return line.adjusted(0, 0, -wide - 4, 0)
