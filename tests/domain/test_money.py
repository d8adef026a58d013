from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.errors import Refused
from branchdesk.domain.money import (
    LARGEST_FEN,
    Fen,
    decimal_text,
    format_money,
    money_from_cell,
    parse_money,
    yuan,
)
from branchdesk.language import Words

amounts = st.integers(-LARGEST_FEN, LARGEST_FEN)


@pytest.mark.fault(54)
@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.50", 123450),
        ("¥1,234.50", 123450),
        ("￥ 1,234.5", 123450),
        ("１２３４.５", 123450),
        ("１，２３４．５０", 123450),
        ("(12.00)", -1200),
        ("（¥12）", -1200),
        ("-0.05", -5),
        ("−0.05", -5),
        ("-¥5", -500),
        ("¥-5", -500),
        ("+5", 500),
        ("1234元", 123400),
        ("１２３４ 元", 123400),
        (" \t0 \u3000", 0),
        ("-0", 0),
        (".5", 50),
        ("1.500", 150),
        ("007", 700),
        ("90,000,000,000,000.00", LARGEST_FEN),
        (12, 1200),
        (Decimal("12.30"), 1230),
        (Decimal("12.300"), 1230),
        (Decimal("1E+3"), 100000),
        (Decimal("0E+999999"), 0),
        (Fen(1234), 1234),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str | int | Decimal, fen: int) -> None:
    assert parse_money(text) == fen
    assert type(parse_money(text)) is Fen


NOT_AMOUNTS = [
    *(
        "1e400",
        "1e3",
        "NaN",
        "inf",
        "-inf",
        "twelve",
        "1.2万",
        "12.00-",
        "--5",
        "-¥-5",
        "(-5)",
        "()",
        "(5",
        "5)",
    ),
    *(
        "5.",
        "1.2.3",
        "¥",
        "元",
        "-",
        "12 34",
        "0x10",
        "1_000",
        "①",
        "１２²",
        "٣",
        "9" * 61,
        "0" * 5000,
        " ," * 40,
    ),
    *(Decimal("NaN"), Decimal("-Infinity"), True),
]
MISPLACED = ["1,23", "12,34.50", "1,2345", "1234,567", ",123", "0,123", "1,234,56", "1,,234", "12,3.4"]
TOO_FINE = [
    "0.001",
    "1.005",
    "1,234.501",
    Decimal("0.001"),
    Decimal("1E-999999"),
    Decimal("1." + "0" * 40 + "1"),
]
TOO_LARGE = [
    "90,000,000,000,000.01",
    "9" * 59,
    9 * 10**13 + 1,
    Decimal("1e400"),
    Decimal("-90000000000000.01"),
]


@pytest.mark.fault(54)
@pytest.mark.fault(55)
@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        *(("", "is empty"), (" \u3000", "is empty")),
        *((value, "is not an amount") for value in NOT_AMOUNTS),
        *((value, "wrong place") for value in MISPLACED),
        *((value, "at most two decimals") for value in TOO_FINE),
        *((value, "larger than the largest") for value in TOO_LARGE),
    ],
)
def test_what_is_not_an_amount_is_refused_with_its_reason(value: str | int | Decimal, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        parse_money(value)
    assert refusal.value.field == "amount"
    assert len(str(refusal.value)) < 200


@pytest.mark.fault(54)
@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="0123456789.,-+()¥￥元 eE１²\u3000xN", max_size=14))
def test_any_text_is_read_or_refused_and_what_is_read_can_be_written_back(text: str) -> None:
    try:
        fen = parse_money(text)
    except Refused:
        return
    assert parse_money(format_money(fen)) == fen


@settings(deadline=None)
@given(amounts)
def test_every_amount_survives_the_round_trip(fen: int) -> None:
    assert parse_money(format_money(fen)) == fen
    assert parse_money(decimal_text(fen)) == fen
    assert parse_money(yuan(fen)) == fen
    assert money_from_cell(f"({format_money(abs(fen))})") == -abs(fen)


@settings(deadline=None)
@given(amounts)
def test_yuan_always_carries_two_decimals(fen: int) -> None:
    assert str(yuan(fen)) == decimal_text(fen)


@settings(deadline=None, max_examples=300)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_spreadsheet_number_gives_the_amount_that_was_typed_into_it(fen: int) -> None:
    assert money_from_cell(fen / 100) == fen


@pytest.mark.parametrize(
    ("cell", "fen"), [(2309.7899999999995, 230979), (0.1 + 0.2, 30), (5.6e-14, 0), (12, 1200), ("¥3", 300)]
)
def test_what_float_sums_leave_behind_is_forgiven(cell: object, fen: int) -> None:
    assert money_from_cell(cell) == fen


@pytest.mark.fault(54)
@pytest.mark.parametrize(
    "cell", [1.005, 1234567890.125, float("nan"), float("inf"), 1e300, 1e13, None, True, object(), ""]
)
def test_a_cell_that_holds_no_exact_amount_is_refused(cell: object) -> None:
    with pytest.raises(Refused) as refusal:
        money_from_cell(cell)
    assert refusal.value.field == "amount"


def test_the_refusal_is_read_in_chinese() -> None:
    with pytest.raises(Refused) as refusal:
        parse_money("1,23")
    assert "1,23" in Words("zh_CN").say(refusal.value.message)
    assert "千分位" in Words("zh_CN").say(refusal.value.message)
