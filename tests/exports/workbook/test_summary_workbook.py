from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO

import pytest
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from branchdesk.domain.summaries import Column, DataSheet, Figure, MonthlySummary, Section, Unit
from exports.workbook.summary_workbook import summary_workbook
from tests.exports.fixtures import AGING, PAYMENTS, SampleWords, month
from tests.exports.workbook.reading import formulas, made, opened, sheet

ALL_SHEETS = ["汇总", "核对表", "账龄", "投诉登记", "收款明细", "额外服务要求", "图表"]


@cache
def content() -> bytes:
    return made(month())


def values(name: str) -> Worksheet:
    return sheet(opened(content(), values=True), name)


def written(name: str) -> Worksheet:
    return sheet(opened(content(), values=False), name)


def rows_by_label(page: Worksheet) -> dict[str, list[object]]:
    return {str(row[0]): list(row[1:]) for row in page.iter_rows(values_only=True) if row[0] is not None}


@pytest.mark.req("R175")
def test_sheets_are_named_in_the_chosen_language() -> None:
    assert opened(content(), values=True).sheetnames == ALL_SHEETS
    english = opened(made(month(), "en"), values=True)
    assert english.sheetnames[:3] == ["Summary", "Reconciliation", "Aging"]


@pytest.mark.req("R166")
@pytest.mark.req("R173")
def test_every_figure_stands_with_its_comparisons_and_its_definition() -> None:
    found = rows_by_label(values("汇总"))
    words = SampleWords("zh_CN")
    for section in month().sections:
        for figure in section.figures:
            cells = found[words.tr(figure.label)]
            expected = (figure.value, figure.previous, figure.same_month_last_year, figure.mean_6m)
            for cell, value in zip(cells[1:5], expected, strict=True):
                assert cell == "–" if value is None else Decimal(str(cell)) == value
            assert cells[5] == words.tr(figure.definition)


@pytest.mark.req("R175")
def test_a_figure_that_is_a_total_is_a_formula_into_its_rows() -> None:
    found = rows_by_label(written("汇总"))
    assert found["收款金额"][1] == "='收款明细'!D26"
    assert found["应收余额"][1] == "='账龄'!J62"
    assert found["收到投诉"][1] == "=ROWS('投诉登记'!A2:A7)"
    assert found["额外服务要求"][1] == "=0"


@pytest.mark.req("R175")
def test_totals_are_sums_that_carry_the_printed_value() -> None:
    for number, column in enumerate(AGING.columns, start=1):
        if column.total:
            formula, cached = written("账龄").cell(62, number), values("账龄").cell(62, number)
            letter = get_column_letter(number)
            assert formula.value == f"=SUM({letter}2:{letter}61)"
            assert Decimal(str(cached.value)) == AGING.total(column.key)


@pytest.mark.req("R175")
def test_no_formula_is_without_its_value() -> None:
    book = opened(content(), values=True)
    places = formulas(opened(content(), values=False))
    assert len(places) > 20
    assert [place for place in places if book[place[0]][place[1]].value is None] == []


@pytest.mark.req("R175")
def test_numbers_are_numbers_dates_are_dates_and_references_are_text() -> None:
    day, reference, _, amount = (cell for cell in next(values("收款明细").iter_rows(min_row=2)))
    assert str(day.value) == "2026-11-01 00:00:00"
    assert (day.number_format, amount.number_format) == ("yyyy-mm-dd", "#,##0.00")
    assert (reference.data_type, reference.value) == ("s", "202611000000000000000000")
    assert amount.value == 12345.67


@pytest.mark.req("D30")
def test_the_reconciliation_ties_every_total_to_its_rows() -> None:
    found = rows_by_label(values("核对表"))
    assert found["减：本月收款"] == [-324174.84, -324174.84, 0, "相符"]
    assert found["期初加各项减期末"][0] == 0
    assert found["期初加各项减期末"][3] == "相符"
    written_lines = rows_by_label(written("核对表"))
    assert written_lines["减：本月收款"][1] == "=-'收款明细'!D26"
    assert written_lines["期初加各项减期末"][0] == "=ROUND(SUM(B3:B5)-B6,2)"


@pytest.mark.req("D30")
def test_a_figure_that_its_rows_do_not_bear_out_is_shown_as_printed_and_differs() -> None:
    wrong = Figure("collected", "Collected", "", Unit.MONEY, Decimal(1), sheet="payments", column="amount")
    summary = replace(month(), sections=(Section("collections", "Collections", (wrong,)),))
    book = opened(made(summary), values=True)
    assert rows_by_label(sheet(book, "汇总"))["收款金额"][1] == 1
    line = rows_by_label(sheet(book, "核对表"))["收款金额"]
    assert line == [1, 324174.84, -324173.84, "不符"]


@pytest.mark.fault(72)
def test_text_that_looks_like_a_formula_stays_text() -> None:
    name, demand = values("账龄")["B10"], values("投诉登记")["E3"]
    assert isinstance(name, Cell)
    assert isinstance(demand, Cell)
    assert (name.data_type, name.value) == ("s", '=HYPERLINK("http://example.invalid","点我")')
    assert (demand.data_type, demand.value) == ("s", "@SUM(1+1)")
    assert name.quotePrefix
    assert values("投诉登记")["D2"].value == "+86 138 0000 0001"
    outside = ("汇总", "核对表")
    assert {page for page, _ in formulas(opened(content(), values=False)) if page not in outside} == {
        "账龄",
        "收款明细",
        "额外服务要求",
    }


@pytest.mark.fault(73)
def test_control_characters_are_replaced_counted_and_told() -> None:
    stream = BytesIO()
    assert summary_workbook(month(), SampleWords("zh_CN"), stream) == 1
    assert values("投诉登记")["E6"].value == "坏字□符"
    assert "有 1 处字符或文字无法完整写入，以 □ 或 … 标出" in rows_by_label(values("汇总"))


@pytest.mark.req("R175")
def test_each_data_sheet_is_ready_to_filter_and_to_print() -> None:
    page = written("账龄")
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:J61"
    assert page.print_title_rows == "$1:$1"
    paper = page.page_setup
    assert (str(paper.paperSize), paper.fitToWidth, paper.fitToHeight) == ("9", 1, 0)
    footer = page.oddFooter
    assert footer is not None
    assert footer.center.text == "第 &P 页 共 &N 页"
    assert page.column_dimensions["B"].width >= 30


def test_every_cell_is_black_song() -> None:
    book = opened(content(), values=True)
    fonts = {
        (cell.font.name, str(cell.font.color.rgb) if cell.font.color else None)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert fonts == {("SimSun", "FF000000")}


def test_the_charts_are_native_and_point_at_their_numbers() -> None:
    with zipfile.ZipFile(BytesIO(content())) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    assert all(re.search(r"<(c:)?f>'图表'!\$B\$\d+", chart) for chart in charts)


def test_the_document_says_what_it_is_and_whose() -> None:
    properties = opened(content(), values=True).properties
    assert (properties.title, properties.creator) == ("月度服务汇总 2026年11月", "上海静安分公司")
    assert str(properties.created) == "2026-12-01 01:05:00"
    assert properties.modified == properties.created


@pytest.mark.req("D30")
def test_the_same_month_gives_the_same_bytes() -> None:
    assert made(month()) == content()


def test_an_empty_month_still_makes_a_workbook() -> None:
    nothing = DataSheet("rows", "Payments", (Column("amount", "Amount", Unit.MONEY, total=True),), ())
    figure = Figure("collected", "Collected", "", Unit.MONEY, Decimal(0), sheet="rows", column="amount")
    base = month()
    summary = MonthlySummary(
        branch="",
        year=2026,
        month=1,
        as_of=base.as_of,
        made_at=base.made_at,
        sections=(Section("c", "Collections", (figure,)),),
        sheets=(nothing,),
        ties=(),
    )
    book = opened(made(summary), values=True)
    assert book.sheetnames == ["汇总", "核对表", "收款明细"]
    assert rows_by_label(sheet(book, "汇总"))["收款金额"][1] == 0


def test_total_rows_stand_outside_the_filter() -> None:
    assert values("收款明细").cell(len(PAYMENTS.rows) + 2, 1).value == "合计"
    assert written("收款明细").auto_filter.ref == f"A1:D{len(PAYMENTS.rows) + 1}"
