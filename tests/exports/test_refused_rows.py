from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from io import BytesIO

import pytest

from branchdesk.language import Words
from exports.refused_rows import refused_rows_report
from tests.exports.fixtures import month
from tests.exports.workbook.reading import opened

HEADINGS = ("客户", "电话", "金额", "日期")
ROWS: list[tuple[int, list[object]]] = [
    (3, ["=坏客户", "1.38E+10", 1200.5, date(2026, 11, 2)]),
    (5, ["好客户", "021", Decimal("3.14159"), time(9, 30)]),
    (6, ["另一客户", None, True, None]),
]
REASONS = {3: ("电话", "电话不完整，请重新填写。"), 6: (None, "整行重复。")}


def report() -> tuple[BytesIO, int]:
    stream = BytesIO()
    replaced = refused_rows_report(
        HEADINGS, ROWS, REASONS, Words("zh_CN"), stream, made_at=month().made_at, header_row=2
    )
    return stream, replaced


@pytest.mark.req("D31")
def test_the_users_sheet_comes_back_with_its_row_numbers_and_reasons() -> None:
    page = opened(report()[0].getvalue(), values=True).worksheets[0]
    assert [cell.value for cell in page[2]] == [*HEADINGS, "未导入原因"]
    assert page["E3"].value == "电话不完整，请重新填写。"
    assert page["E6"].value == "整行重复。"
    assert page["E5"].value is None


@pytest.mark.req("D31")
def test_only_the_refused_cell_is_coloured() -> None:
    page = opened(report()[0].getvalue(), values=True).worksheets[0]
    coloured = {cell.coordinate for row in page.iter_rows(min_row=3) for cell in row if cell.fill.fill_type}
    assert coloured == {"B3", "E3", "E6"}


def test_cells_come_back_as_the_user_had_them() -> None:
    page = opened(report()[0].getvalue(), values=True).worksheets[0]
    assert (page["A3"].data_type, page["A3"].value) == ("s", "=坏客户")
    assert (page["C3"].value, page["C5"].value, page["C6"].value) == (1200.5, 3.14159, "True")
    assert (page["D3"].number_format, page["D5"].value) == ("yyyy-mm-dd", time(9, 30))
