"""The pages of a paper below each other, drawn only where one looks."""

from __future__ import annotations

from collections import OrderedDict
from itertools import accumulate

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.language import trn
from ui.pdf_pages import POINTS_PER_INCH, PdfPages
from ui.theme import GRID, color

_GAP = GRID * 2
_KEPT = 12  # pictures of pages
_BOUNDS = (0.25, 4.0)  # pixels to a point


class PageView(QAbstractScrollArea):
    """Shows a PDF; PgUp and PgDn turn pages, Ctrl and the wheel make it larger or smaller."""

    page_reached = Signal(int)

    def __init__(self, pages: PdfPages, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._scale = 0.0  # pixels to a point; 0 until the first size is known
        self._fitted = True
        self._pictures: OrderedDict[tuple[int, float], QPixmap] = OrderedDict()
        self._reached = 0
        self._tops = [0] * (pages.count() + 1)  # where each page begins, and where all of it ends
        self.setAccessibleName(name)
        self.setAccessibleDescription(trn("{n} page", "{n} pages", pages.count()))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setSingleStep(40)

    def current_page(self) -> int:
        """Return the page (from 0) that fills most of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for page in range(self._pages.count()):
            if self._box(page).bottom() + _GAP > middle:
                return page
        return self._pages.count() - 1

    def zoom(self, factor: float) -> None:
        """Show the pages larger (above 1) or smaller; the page in view stays in view."""
        page = self.current_page()
        self._fitted = False
        self._scale = min(max(self._scale * factor, _BOUNDS[0]), _BOUNDS[1])
        self._measure()
        self.go_to_page(page)

    def show_whole_page(self) -> None:
        """Let one page fill the view."""
        page = self.current_page()
        self._fitted = True
        self._fit()
        self.go_to_page(page)

    def go_to_page(self, page: int) -> None:
        """Bring a page (from 0) to the top of the view."""
        self.verticalScrollBar().setValue(self._box(page).top() - _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page fitted while the window changes."""
        super().resizeEvent(event)
        if self._fitted:
            self._fit()
        else:
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.go_to_page(min(max(self.current_page() + step, 0), self._pages.count() - 1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), color("background"))
        offset = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page in range(self._pages.count()):
            box = self._box(page).translated(-offset[0], -offset[1])
            if box.intersects(event.rect()):
                painter.drawPixmap(box, self._picture(page))
                painter.setPen(color("border"))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()

    def _fit(self) -> None:
        """Choose the scale at which the largest page is seen as a whole."""
        sizes = [self._pages.size(page) for page in range(self._pages.count())]
        room = self.maximumViewportSize()
        wide = (room.width() - 2 * _GAP - 16) / max(size.width() for size in sizes)
        high = (room.height() - 2 * _GAP) / max(size.height() for size in sizes)
        self._scale = min(max(min(wide, high), _BOUNDS[0]), _BOUNDS[1])
        self._measure()

    def _measure(self) -> None:
        heights = [
            round(self._pages.size(page).height() * self._scale) for page in range(self._pages.count())
        ]
        self._tops = [*accumulate((high + _GAP for high in heights), initial=_GAP)]
        view = self.viewport().size()
        widest = max(self._box(page).width() for page in range(self._pages.count())) + 2 * _GAP
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(self._tops[-1] - view.height(), 0))
        down.setPageStep(view.height())
        across.setRange(0, max(widest - view.width(), 0))
        across.setPageStep(view.width())
        self.viewport().update()

    def _box(self, page: int) -> QRect:
        """Return where a page lies on the long sheet of all pages."""
        size = self._pages.size(page)
        wide, high = round(size.width() * self._scale), round(size.height() * self._scale)
        return QRect(max((self.viewport().width() - wide) // 2, _GAP), self._tops[page], wide, high)

    def _picture(self, page: int) -> QPixmap:
        sharpness = self._scale * self.devicePixelRatioF()
        key = page, sharpness
        if key not in self._pictures:
            image = self._pages.picture(page, sharpness * POINTS_PER_INCH)
            self._pictures[key] = QPixmap.fromImage(image)
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def _scrolled(self) -> None:
        self.viewport().update()
        page = self.current_page()
        if page != self._reached:
            self._reached = page
            self.page_reached.emit(page)
