"""States at a glance: icon, word and colour together, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import pixmap
from ui.theme import color

_HEIGHT = 24
_ICONS = {
    "late": "triangle-alert",
    "soon": "clock",
    "kept": "circle-check",
    "info": "info",
    "done": "check",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """How something stands: the word, the colour token of the state, and an icon of its own if wanted."""

    text: str
    token: str = "info"  # noqa: S105 - a colour, no secret
    icon: str = ""

    def picture(self) -> str:
        """Return the icon that goes with the word."""
        return self.icon or _ICONS.get(self.token, "info")


class BadgeLabel(QWidget):
    """Draws one badge."""

    def __init__(self, badge: Badge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_badge(badge)

    def set_badge(self, badge: Badge) -> None:
        """Draw another state."""
        self._badge = badge
        self.setAccessibleName(badge.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon and word."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._badge.text) + 38, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        del event
        token = self._badge.token
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{token}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.drawPixmap(8, (self.height() - 14) // 2, pixmap(self._badge.picture(), token, 14))
        painter.setPen(color(token))
        room = self.rect().adjusted(27, 0, -6, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._badge.text)
        painter.end()
