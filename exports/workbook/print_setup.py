"""A sheet ready for the printer: A4, one page wide, headings repeated, page x of y."""

from __future__ import annotations

from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from branchdesk.language import Words

_HEADER_LIMIT = 120  # header and footer together may hold 255 characters


def set_up_print(
    sheet: Worksheet, words: Words, branch: str, *, heading_rows: str = "", landscape: bool = False
) -> None:
    """Set paper, scale, repeated rows, header and footer of a sheet."""
    sheet.page_setup.paperSize = "9"  # A4 in the list of the file format
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top, sheet.page_margins.bottom = 0.9, 0.8
    if heading_rows:
        sheet.print_title_rows = heading_rows
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = branch.replace("&", "&&")[:_HEADER_LIMIT]
    header.right.text = "&A"
    footer.center.text = words.tr("Page {page} of {pages}", page="&P", pages="&N")
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer
