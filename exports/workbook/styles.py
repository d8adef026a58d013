"""The few named styles that all sheets share: black 宋体, thin rules, grey headings."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

FACE = "SimSun"
TITLE = "desk title"
NOTE = "desk note"
HEADING = "desk heading"
SECTION = "desk section"
TEXT = "desk text"
LONG = "desk long text"
DATE = "desk date"
MOMENT = "desk moment"
TOTAL = "desk total"
EXAMPLE = "desk example"
REFUSED = "desk refused"
NO_BASIS = "desk no basis"
REQUIRED = "desk required"
GENERAL = "desk general"
_THIN = Side(style="thin", color="FFBFBFBF")
_RULES = Border(bottom=_THIN)
_FRAME = Border(top=_THIN, bottom=_THIN, left=_THIN, right=_THIN)
_HEADING_FILL = PatternFill("solid", fgColor="FFEDEDED")
_SECTION_FILL = PatternFill("solid", fgColor="FFF7F7F7")
_REFUSED_FILL = PatternFill("solid", fgColor="FFFFC7CE")
_REQUIRED_FILL = PatternFill("solid", fgColor="FFFFE699")
_TOP = Alignment(vertical="top")
_CENTRE = Alignment("center", "top")
_TEXT = Alignment("left", "top", indent=1)
_WRAPPED = Alignment("left", "top", wrap_text=True, indent=1)


def _font(size: float = 10.5, *, bold: bool = False, italic: bool = False) -> Font:
    return Font(name=FACE, size=size, bold=bold, italic=italic, color="FF000000")


def refused_fill() -> PatternFill:
    """Return the colour of a refused cell."""
    return _REFUSED_FILL


def number_style(book: Workbook, number_format: str, *, total: bool = False) -> str:
    """Register the style for numbers of this format, once per book, and return its name."""
    name = f"desk {'total ' if total else ''}{number_format}"
    rules = Border(top=Side(style="medium", color="FF000000")) if total else _RULES
    style = NamedStyle(name, font=_font(bold=total), border=rules, alignment=_TOP)
    style.number_format = number_format
    book.add_named_style(style)
    return name


def register(book: Workbook) -> None:
    """Add the fixed styles to a new workbook."""
    centred = Alignment(vertical="center", horizontal="center", wrap_text=True)
    total = Border(top=Side(style="medium", color="FF000000"))
    fixed = [
        NamedStyle(TITLE, font=_font(16, bold=True)),
        NamedStyle(NOTE, font=_font(9), alignment=Alignment(vertical="top")),
        NamedStyle(HEADING, font=_font(bold=True), fill=_HEADING_FILL, border=_FRAME, alignment=centred),
        NamedStyle(REQUIRED, font=_font(bold=True), fill=_REQUIRED_FILL, border=_FRAME, alignment=centred),
        NamedStyle(GENERAL, font=_font(), border=_RULES, alignment=_TOP),
        NamedStyle(SECTION, font=_font(bold=True), fill=_SECTION_FILL, border=_RULES, alignment=_TEXT),
        NamedStyle(TEXT, font=_font(), border=_RULES, alignment=_TEXT),
        NamedStyle(NO_BASIS, font=_font(), border=_RULES, alignment=Alignment("right", "top")),
        NamedStyle(LONG, font=_font(), border=_RULES, alignment=_WRAPPED),
        NamedStyle(DATE, font=_font(), border=_RULES, alignment=_CENTRE, number_format="yyyy-mm-dd"),
        NamedStyle(MOMENT, font=_font(), border=_RULES, alignment=_CENTRE, number_format="yyyy-mm-dd hh:mm"),
        NamedStyle(TOTAL, font=_font(bold=True), border=total, alignment=_TEXT),
        NamedStyle(EXAMPLE, font=_font(italic=True), border=_RULES, alignment=_WRAPPED, number_format="@"),
        NamedStyle(REFUSED, font=_font(), fill=_REFUSED_FILL, border=_FRAME, alignment=_WRAPPED),
    ]
    for style in fixed:
        book.add_named_style(style)
