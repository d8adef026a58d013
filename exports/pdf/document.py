"""A4 paper: margins, header, page x of y, bookmarks, black text in the Song typeface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Self

from fpdf import FPDF
from fpdf.enums import TextMode

from branchdesk.language import Words
from exports.cleaning import Tally
from exports.pdf.fonts import Typeface, find_song
from exports.pdf.lines import wrap

BODY, SMALL, NOTE = 10.5, 9.0, 8.0  # 五号, 小五 and smaller, in points
_HEADINGS = (14.0, 12.0, 10.5)
_MARGIN = 20.0  # mm, also all distances below
_TOP, _BOTTOM = 24.0, 20.0
_HEADER_AT, _FOOTER_FROM_EDGE = 14.0, 11.0
_HAIR = 0.15
_MM_PER_POINT = 25.4 / 72
_LEADING = 1.5
_BOLD_SHARE = 0.03  # thickness of the stroke that makes a heading bold, as a share of its size


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out: pages, and characters that no typeface here has (shown as □)."""

    pages: int
    replaced: int


def line_height(size: float) -> float:
    """Give the distance of two lines of this size, in mm."""
    return size * _MM_PER_POINT * _LEADING


class Paper:
    """A document under construction, to be used in a `with`: it holds font files open.

    `y` is where the next thing goes, in mm from the top.
    """

    def __init__(
        self, words: Words, *, branch: str, title: str, made_at: datetime, song: Path | None = None
    ) -> None:
        self.words = words
        self.made_at = made_at
        self.tally = Tally()
        self.pdf = FPDF(format="A4", unit="mm")
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.alias_nb_pages("")  # "{nb}" in somebody's text is text (fault 75)
        self.pdf.set_line_width(_HAIR)
        self._face = Typeface(self.pdf, find_song(song), self.tally)
        self._branch = self._face.printable(branch).replace("\n", " ")
        self._title = self._face.printable(title).replace("\n", " ")
        self._describe(made_at)
        self._landscape: list[bool] = []
        self.y = 0.0
        self.new_page()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._face.close()

    def _describe(self, made_at: datetime) -> None:
        self.pdf.set_title(self._title)
        self.pdf.set_author(self._branch)
        self.pdf.set_creator("Branch Desk")
        self.pdf.set_lang(self.words.language.replace("_", "-"))
        self.pdf.set_creation_date(made_at)

    @property
    def left(self) -> float:
        """Where text begins."""
        return _MARGIN

    @property
    def right(self) -> float:
        """Where text ends on this page."""
        return self.pdf.w - _MARGIN

    @property
    def width_of_text(self) -> float:
        """How wide a line can be on this page."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """How much of this page is left."""
        return self.pdf.h - _BOTTOM - self.y

    @property
    def height_of_page(self) -> float:
        """How much an empty page holds."""
        return self.pdf.h - _BOTTOM - _TOP

    @property
    def is_landscape(self) -> bool:
        """Whether the current page lies on its side."""
        return self._landscape[-1]

    def new_page(self, *, landscape: bool = False) -> None:
        """Turn to a fresh page; one on which nothing stands yet gives way to it."""
        if self._landscape and self.y == _TOP:
            del self.pdf.pages[self.pdf.page]
            self.pdf.page -= 1
            self._landscape.pop()
        self.pdf.add_page(orientation="L" if landscape else "P")
        self._landscape.append(landscape)
        self.y = _TOP

    def keep(self, height: float) -> None:
        """Make sure that the next `height` mm stay on one page."""
        if height > self.room and self.y > _TOP:
            self.new_page(landscape=self.is_landscape)

    def space(self, height: float) -> None:
        """Leave a gap, except at the top of a page."""
        if self.y > _TOP:
            self.y += height

    def width(self, text: str, size: float) -> float:
        """Measure printable text."""
        return self._face.width(text, size)

    def printable(self, text: str) -> str:
        """Prepare text once: what no face has becomes □ and is counted."""
        return self._face.printable(text)

    def lines(self, text: str, width: float, size: float) -> list[str]:
        """Break printable text into lines."""
        return wrap(text, width, lambda part: self._face.width(part, size))

    def put(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
        """Print one line of printable text with its baseline at `y`."""
        if bold:
            stroke = size * _BOLD_SHARE
            with self.pdf.local_context(text_mode=TextMode.FILL_STROKE, line_width=stroke):
                self._put_runs(text, x, y, size)
        else:
            self._put_runs(text, x, y, size)

    def put_right(self, text: str, right: float, y: float, size: float, *, bold: bool = False) -> None:
        """Print one line of printable text that ends at `right`."""
        self.put(text, right - self._face.width(text, size), y, size, bold=bold)

    def put_centred(self, text: str, middle: float, y: float, size: float, *, bold: bool = False) -> None:
        """Print one line of printable text around `middle`."""
        self.put(text, middle - self._face.width(text, size) / 2, y, size, bold=bold)

    def _put_runs(self, text: str, x: float, y: float, size: float) -> None:
        for family, run in self._face.runs(text):
            self.pdf.set_font(family, size=size)
            self.pdf.text(x, y, run)
            x += self._face.width(run, size)

    def rule(
        self, y: float, *, left: float | None = None, right: float | None = None, weight: float = _HAIR
    ) -> None:
        """Draw a horizontal line."""
        self.pdf.set_line_width(weight)
        self.pdf.line(self.left if left is None else left, y, self.right if right is None else right, y)

    def turn(self, *, landscape: bool = False) -> None:
        """Go on on a page of this orientation."""
        if self.is_landscape != landscape:
            self.new_page(landscape=landscape)

    def heading(self, text: str, level: int = 0, *, with_next: float = 30.0, landscape: bool = False) -> None:
        """Print a heading with its bookmark; it stays on one page with what follows (`with_next` mm)."""
        self.turn(landscape=landscape)
        size = _HEADINGS[level]
        height = line_height(size)
        self.space(height * 0.7)
        self.keep(height * 1.1 + with_next)
        text = self.printable(text).replace("\n", " ")
        self.pdf.set_y(self.y)
        self.pdf.start_section(text, level, strict=False)
        self.put(text, self.left, self.y + height * 0.7, size, bold=True)
        self.y += height * 1.1

    def title(self, text: str) -> None:
        """Print the title of the paper in the middle."""
        for line in self.lines(self.printable(text), self.width_of_text, 18):
            self.put_centred(line, (self.left + self.right) / 2, self.y + 7, 18, bold=True)
            self.y += line_height(18)

    def paragraph(self, text: str, size: float = BODY, *, centred: bool = False) -> None:
        """Print running text."""
        height = line_height(size)
        for line in self.lines(self.printable(text), self.width_of_text, size):
            self.keep(height)
            if centred:
                self.put_centred(line, (self.left + self.right) / 2, self.y + height * 0.7, size)
            else:
                self.put(line, self.left, self.y + height * 0.7, size)
            self.y += height

    def finish(self, stream: BinaryIO) -> Printed:
        """Write header and footer of every page, then the file."""
        pages = len(self._landscape)
        for number, landscape in enumerate(self._landscape, start=1):
            self.pdf.page = number
            self._frame(number, pages, landscape=landscape)
        stream.write(self.pdf.output())
        return Printed(pages, self.tally.replaced)

    def _frame(self, number: int, pages: int, *, landscape: bool) -> None:
        """Write header and footer of a finished page."""
        short, long = sorted((self.pdf.w, self.pdf.h))
        wide, high = (long, short) if landscape else (short, long)
        self.pdf.w, self.pdf.h = wide, high
        self.pdf.set_font(self._face.main, size=1)  # fpdf2 remembers the font of the page it wrote last
        self.put(self._branch, _MARGIN, _HEADER_AT, SMALL)
        self.put_right(self._title, wide - _MARGIN, _HEADER_AT, SMALL)
        self.rule(_HEADER_AT + 2, left=_MARGIN, right=wide - _MARGIN)
        text = self.printable(self.words.tr("Page {page} of {pages}", page=number, pages=pages))
        self.put_centred(text, wide / 2, high - _FOOTER_FROM_EDGE, SMALL)
