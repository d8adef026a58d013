from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal

import pypdfium2
import pytest

from branchdesk.domain.summaries import Cell, Column, DataSheet, Unit
from branchdesk.language import Words
from exports.pdf.list_pdf import list_pdf

MADE = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LONG = "三川实业有限公司杭州分公司滨江厂区"


def paper(columns: int, rows: int, note: str = "") -> pypdfium2.PdfDocument:
    names = tuple(
        Column(f"c{at}", "Customer", Unit.TEXT)
        if at % 2
        else Column(f"c{at}", "Amount", Unit.MONEY, total=True)
        for at in range(columns)
    )
    row: tuple[Cell, ...] = tuple(LONG if at % 2 else Decimal("12345.50") for at in range(columns))
    sheet = DataSheet("list", "Invoices", names, (row,) * rows)
    stream = io.BytesIO()
    list_pdf(sheet, Words("zh_CN"), stream, branch="杭州分公司", made_at=MADE, note=note)
    return pypdfium2.PdfDocument(stream.getvalue())


def text_of(document: pypdfium2.PdfDocument, page: int) -> str:
    return str(document[page].get_textpage().get_text_bounded())


@pytest.mark.parametrize(("columns", "sideways"), [(3, False), (12, True)])
def test_a_wide_list_lies_sideways_from_its_first_page(columns: int, sideways: bool) -> None:
    sizes = [page.get_size() for page in paper(columns, 60)]
    assert len(sizes) > 1
    assert all((width > height) is sideways for width, height in sizes)


def test_every_page_repeats_the_headings_and_counts_itself() -> None:
    document = paper(3, 60)
    for page in range(len(document)):
        text = text_of(document, page)
        assert "客户" in text
        assert f"第 {page + 1} 页" in text


def test_the_last_page_sums_the_money_and_says_which_entries_these_are() -> None:
    document = paper(3, 2, note="只看逾期")
    text = text_of(document, 0)
    assert "24,691.00" in text
    assert "只看逾期" in text


def test_an_empty_list_is_one_page() -> None:
    assert len(paper(3, 0)) == 1
