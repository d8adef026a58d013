"""The pages of a PDF as pictures: for the preview on the screen and for the printer."""

from __future__ import annotations

import threading

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72

# The library may be called by one thread at a time, whichever document it is about.
_turn = threading.Lock()


class PdfPages:
    """An open PDF; every call may come from any thread."""

    def __init__(self, data: bytes) -> None:
        with _turn:
            self._document = pypdfium2.PdfDocument(data)
            sizes = [page.get_size() for page in self._document]
        self._sizes = [QSizeF(width, height) for width, height in sizes]

    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def size(self, page: int) -> QSizeF:
        """Return the size of a page (from 0) in points."""
        return self._sizes[page]

    def is_landscape(self, page: int) -> bool:
        """Tell whether a page lies on its side."""
        return self._sizes[page].width() > self._sizes[page].height()

    def picture(self, page: int, dots_per_inch: float) -> QImage:
        """Draw a page in greys: all our papers are black on white."""
        with _turn:
            drawn = self._document[page].render(scale=dots_per_inch / POINTS_PER_INCH, grayscale=True)
            data = bytes(drawn.buffer)
        form = QImage.Format.Format_Grayscale8
        return QImage(data, drawn.width, drawn.height, drawn.stride, form).copy()

    def close(self) -> None:
        """Let the document go."""
        with _turn:
            self._document.close()
