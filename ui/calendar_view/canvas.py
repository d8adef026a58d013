"""What the pictures of a month and of columns of time share as things on a screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHelpEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget


class Canvas(QAbstractScrollArea):
    """Explains what the mouse rests on, shows where the keyboard is, and speaks to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def explanation(self, position: QPoint) -> str:
        """Return what is to be said about a point of the viewport."""
        raise NotImplementedError

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Redraw all: the heads do not scroll."""
        del dx, dy
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the explanation of what the mouse rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.explanation(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard has gone."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _speak(self, text: str) -> None:
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
