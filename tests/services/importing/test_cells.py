"""Cells become values of the domain, or are refused with the cell quoted."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import How, ImportField
from branchdesk.domain.import_words import WORDS
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import PaymentMethod
from branchdesk.language import LANGUAGES, Words
from branchdesk.readers import Cell, CellProblem
from branchdesk.readers.cells import DateOrder
from branchdesk.services.importing.cells import CellReader

ZONE = ZoneInfo("Asia/Shanghai")


def read(how: How, cell: Cell, *others: Cell, order: DateOrder | None = None) -> object:
    """Read a cell of a column that holds others too."""
    field = ImportField(key="x", zh="甲", en="X", how=how, words=PaymentMethod)
    return CellReader(field, [cell, *others], order, ZONE).value(cell)


@pytest.mark.parametrize(
    ("how", "cell", "value"),
    [
        (How.TEXT, "  两 \n行 ", "两 行"),
        (How.CODE, 1930438491.0, "1930438491"),
        (How.CODE, "1930438491.0", "1930438491"),
        (How.CODE, "0140105686", "0140105686"),
        (How.CODE, "1E5", "1E5"),
        (How.DATE, "20201102.0", date(2020, 11, 2)),
        (How.DATE, 46328.0, date(2026, 11, 2)),
        (How.MOMENT, "2026-11-02 09:15", datetime(2026, 11, 2, 9, 15, tzinfo=ZONE)),
        (How.TIME, 0.5, "12:00"),
        (How.MONEY, "１，２３４.5", 123450),
        (How.MONEY, 2309.7899999999995, 230979),
        (How.MONEY, Decimal("0.10"), 10),
        (How.MINUTES, "1.5小时", 90),
        (How.MINUTES, 45.0, 45),
        (How.FLAG, "√", True),
        (How.PHONE, 13800001234.0, "13800001234"),
        (How.WORD, "对公转账", PaymentMethod.TRANSFER),
        (How.WORDS, "现金/wechat", (PaymentMethod.CASH, PaymentMethod.WECHAT)),
        (How.TERMS, "net 30", "issued+30d"),
        (How.CURRENCY, "人民币", "CNY"),
        (How.CURRENCY, "usd", "USD"),
        (How.MONEY_OR_FLAG, "否", False),
        (How.MONEY_OR_FLAG, 100, 10000),
        (How.NUMBERS, "F/1， F2、F/1", ("F/1", "F2")),
        (How.NUMBERS, 24312000.0, ("24312000",)),
    ],
)
def test_a_cell_becomes_a_value(how: How, cell: Cell, value: object) -> None:
    assert read(how, cell) == value


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "——"])
@pytest.mark.parametrize("how", list(How))
def test_an_empty_cell_says_nothing(how: How, cell: Cell) -> None:
    assert read(how, cell) is None


@pytest.mark.fault(66)
@pytest.mark.parametrize(
    ("how", "cell"),
    [
        (How.CODE, 1.93e18),
        (How.CODE, "1.93E+9"),
        (How.DATE, "月结30天"),
        (How.MONEY, float("nan")),
        (How.MONEY, "1.234"),
        (How.MINUTES, "很久"),
        (How.WORD, "贝壳"),
        (How.CURRENCY, "大洋"),
        (How.MONEY_OR_FLAG, "也许"),
        (How.TEXT, CellProblem(msg("#N/A"))),
        (How.TEXT, "长" * 301),
    ],
)
def test_a_cell_that_is_not_clearly_a_value_is_refused(how: How, cell: Cell) -> None:
    with pytest.raises(Refused) as refusal:
        read(how, cell)
    assert refusal.value.field == "x"


def test_amounts_are_rounded_only_in_a_column_that_a_program_worked_out() -> None:
    assert read(How.MONEY, "64982.589", "1.00000001") == 6498259
    with pytest.raises(Refused):
        read(How.MONEY, "64982.589", "1.00")


def test_every_member_is_known_by_the_words_of_the_program_itself() -> None:
    for kind in WORDS:
        field = ImportField(key="x", zh="甲", en="X", how=How.WORD, words=kind)
        reader = CellReader(field, [], None, ZONE)
        for member in kind:
            spoken = [Words(language).term(member) for language in LANGUAGES]
            for text in (member.value, *spoken, *WORDS[kind][member].split()):
                assert reader.value(text) is member
