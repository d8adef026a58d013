"""Cells become values as people meant them, or are refused with the value quoted; nothing is guessed."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.readers import Cell, CellProblem
from branchdesk.readers.cells import (
    DateOrder,
    as_bool,
    as_date,
    as_datetime,
    as_int,
    as_money,
    as_phone,
    as_text,
    as_time,
)

DAY = date(2026, 11, 2)
MOMENT = datetime(2026, 11, 2, 15, 30)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2026-11-02",
            "2026/11/2",
            "2026.11.2",
            "2026年11月2日",
            "2026 年 11 月 2 日",
            "20261102",
            " 2026-11-02 ",
        ),
        *(
            "２０２６－１１－０２",
            "2026-11-02 周一",
            "2026-11-02 00:00:00.000000000",
            "2026-11-02T08:30:00Z",
            "46328",
        ),
        *("2026/11/2 8:05:00", 46328, 46328.75, 20261102, DAY, MOMENT, Decimal(46328)),
    ],
)
def test_dates_are_read_in_every_unambiguous_form(cell: Cell) -> None:
    assert as_date(cell) == DAY


@pytest.mark.fault(66)
@pytest.mark.parametrize(
    "cell",
    [
        *(
            "月结30天",
            "11/2/2026",
            "2/11/2026",
            "26-11-2",
            "2026-11",
            "2026-02-29",
            "2026-13-01",
            "2026-11-02x",
        ),
        *(
            "2026-11/02",
            "0",
            "30",
            "2026",
            "",
            "   ",
            "2026-11-02 25:00",
            "1899-12-31",
            "2026-11-023",
            "20261302",
        ),
        *(None, 0, 1, 2026, -5, 1e300, float("nan"), True, 13800138000, time(9, 0)),
    ],
)
def test_what_may_not_be_that_date_is_refused(cell: Cell) -> None:
    with pytest.raises(Refused) as refusal:
        as_date(cell)
    assert refusal.value.field == ""


def test_day_and_month_need_an_order() -> None:
    assert as_date("11/2/2026", DateOrder.MDY) == DAY
    assert as_date("2-11-2026", DateOrder.DMY) == DAY
    with pytest.raises(Refused):
        as_date("11/13/2026", DateOrder.DMY)


@given(st.dates(date(1925, 1, 1), date(2119, 12, 31)))
def test_every_day_comes_back_from_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        serial,
        float(serial),
    ):
        assert as_date(cell) == day


@given(st.datetimes(datetime(1925, 1, 1), datetime(2119, 12, 31)))
def test_a_serial_with_a_fraction_is_right_to_the_second(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    since = whole - datetime(1899, 12, 30)
    assert as_datetime(since.days + since.seconds / 86400) == whole


@pytest.mark.parametrize(
    "cell", ["2026-11-02 15:30", "2026年11月2日15时30分", "2026/11/2 下午3:30", "2026-11-02 3:30 PM", MOMENT]
)
def test_moments_are_read(cell: Cell) -> None:
    assert as_datetime(cell) == MOMENT


@pytest.mark.parametrize("cell", ["9:30", "09:30:00", "9点半", "9点30分", "上午9:30", "９：３０", 9.5 / 24])
def test_times_of_day_are_read(cell: Cell) -> None:
    assert as_time(cell) == time(9, 30)


@pytest.mark.parametrize("text", ["2026-11-02 8", "20261102083000", "2026-11-0215:30", "2026-11-02 9:60"])
def test_a_day_with_an_unclear_tail_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        as_datetime(text)


@pytest.mark.parametrize("cell", ["24:00", "9:60", "930", "早", None, 1.5, -0.1, True])
def test_other_times_are_refused(cell: Cell) -> None:
    with pytest.raises(Refused):
        as_time(cell)


@pytest.mark.fault(70)
@pytest.mark.parametrize(
    "cell",
    [
        *(
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "+86 13800138000",
            "１３８００１３８０００",
            "13800138000.0",
        ),
        *("1.3800138000E+10", 13800138000, 13800138000.0, Decimal("13800138000"), 8613800138000),
    ],
)
def test_a_mobile_is_recognised_whatever_the_spreadsheet_made_of_it(cell: Cell) -> None:
    assert as_phone(cell) == "13800138000"


@pytest.mark.fault(70)
@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("1.38E+10", "digits are lost"),
        ("1.3800138E+10", "digits are lost"),
        ("57188888888", "leading 0"),
        (57188888888, "leading 0"),
        (2188888888.0, "leading 0"),
        ("1010", "not a phone"),
        ("前台", "not a phone"),
        (138001.5, "not a phone"),
        (float("inf"), "not a phone"),
        ("", "empty"),
        (None, "empty"),
    ],
)
def test_a_number_that_lost_digits_is_refused(cell: Cell, word: str) -> None:
    with pytest.raises(Refused, match=word):
        as_phone(cell)


@pytest.mark.parametrize("text", ["0571-88888888转801", "400 820 8820", "95588", "(021) 6888 8888"])
def test_other_numbers_stay_as_written(text: str) -> None:
    assert as_phone(text) == text


def test_yes_and_no_in_both_languages() -> None:
    assert [as_bool(cell) for cell in ("是", "TRUE", "√", 1, True, "Yes", 1.0)] == [True] * 7
    assert [as_bool(cell) for cell in ("否", "false", "×", 0, False, "n", "无")] == [False] * 7
    with pytest.raises(Refused, match="neither yes nor no"):
        as_bool("也许")


def test_whole_numbers() -> None:
    assert [as_int(cell) for cell in (12, 12.0, "12", "１２", "1,234", "-3", "12.0", Decimal(7))] == [
        *(12, 12, 12, 12, 1234, -3, 12, 7)
    ]
    for cell in (12.5, "1,23", "x", None, True, float("nan"), "1e3"):
        with pytest.raises(Refused):
            as_int(cell)


@pytest.mark.fault(54)
def test_money_is_read_as_the_rules_of_money_say() -> None:
    good: list[Cell] = ["¥1,234.50", "１２３４.５", 1234.5, Decimal("1234.50")]
    assert [as_money(cell) for cell in good] == [123450] * 4
    assert as_money("(12.00)") == -1200
    for cell in ("1e400", "NaN", None, True, DAY, float("nan"), CellProblem(msg("The cell is empty."))):
        with pytest.raises(Refused) as refusal:
            as_money(cell)
        assert refusal.value.field == ""


def test_text_is_trimmed_and_freed_of_control_characters() -> None:
    assert as_text("\u3000 a\r\nb\x00\x1f\t ") == "a\nb"
    assert [as_text(cell) for cell in (None, 12, 12.0, 2.5, True, DAY, MOMENT)] == [
        *("", "12", "12", "2.5", "TRUE", "2026-11-02", "2026-11-02 15:30:00")
    ]


@pytest.mark.fault(66)
def test_a_text_too_long_is_refused_and_quoted_short() -> None:
    with pytest.raises(Refused, match="at most 10 fit") as refusal:
        as_text("长" * 500, limit=10)
    assert str(refusal.value).count("长") == 29


@pytest.mark.fault(65)
def test_a_cell_without_a_value_refuses_every_reading() -> None:
    problem = CellProblem(msg("The cell is empty."))
    for reading in (as_text, as_date, as_datetime, as_time, as_phone, as_bool, as_int, as_money):
        with pytest.raises(Refused, match="empty"):
            reading(problem)
