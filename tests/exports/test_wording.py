from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from branchdesk.domain.summaries import Unit
from branchdesk.language import Words
from exports.wording import axis_label, moment_text, number_format, number_text, report_lines
from tests.exports.fixtures import SHANGHAI, month


@pytest.mark.parametrize(
    ("unit", "value", "text", "shown_as"),
    [
        (Unit.MONEY, "1234.5", "1,234.50", "#,##0.00"),
        (Unit.MONEY, "-0.001", "0.00", "#,##0.00"),
        (Unit.MONEY, "-1000", "-1,000.00", "#,##0.00"),
        (Unit.PERCENT, "88.88889", "88.9%", '0.0"%"'),
        (Unit.PERCENT, "94.45", "94.5%", '0.0"%"'),
        (Unit.COUNT, "1186", "1,186", "#,##0"),
        (Unit.COUNT, "1150.25", "1,150.3", "#,##0.0"),
        (Unit.COUNT, "7.04", "7", "#,##0"),
        (Unit.MINUTES, "8.5", "8.5", "#,##0.0"),
        (Unit.COUNT, "1E+3", "1,000", "#,##0"),
    ],
)
def test_paper_and_spreadsheet_show_a_number_alike(unit: Unit, value: str, text: str, shown_as: str) -> None:
    assert number_text(unit, Decimal(value)) == text
    assert number_format(unit, Decimal(value)) == shown_as


def test_a_figure_without_basis_is_a_dash() -> None:
    assert number_text(Unit.MONEY, None) == "–"


def test_an_instant_is_written_in_its_own_zone() -> None:
    assert moment_text(datetime(2026, 12, 1, 9, 5, tzinfo=SHANGHAI)) == "2026-12-01 09:05"
    assert moment_text(datetime(2026, 12, 1, 1, 5, tzinfo=UTC)) == "2026-12-01 01:05 UTC"


@pytest.mark.req("D30")
def test_the_report_says_whether_the_month_is_locked_and_by_whom() -> None:
    words = Words("zh_CN")
    assert report_lines(month(), words)[1] == "王敏 于 2026-12-01 09:00 锁定"
    assert report_lines(month(locked=False), words)[1] == "尚未锁定，数字可能变动"


def test_months_under_a_chart_are_not_translated() -> None:
    words = Words("zh_CN")
    assert axis_label("2026-11", words) == "2026-11"
    assert axis_label("Total", words) == "合计"
