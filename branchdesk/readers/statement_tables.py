"""Statements that are tables: the exports of banks, WeChat Pay and Alipay (R177)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.statements import ReadLine, RefusedLine
from branchdesk.domain.textfold import fold_text
from branchdesk.readers.errors import ImportRefused
from branchdesk.readers.moments import as_date, as_datetime
from branchdesk.readers.plain import as_money, as_text, is_blank
from branchdesk.readers.statement_columns import (
    EXPENSE_WORDS,
    FAILED_WORDS,
    INCOME_WORDS,
    columns_of,
    text_columns,
)
from branchdesk.readers.tables import SourceRow, SourceTable, is_total_row
from branchdesk.readers.workbook import Cell

_TOTALS = ("合计", "总计", "小计")
_NOTHING = ("", "-", "--", "/", "—")


class TableStatement:
    """Reads the rows of one table; `passed` counts rows that are no transaction and say so."""

    def __init__(self, table: SourceTable) -> None:
        self._table = table
        self._columns = columns_of(table.headings)
        self._texts = [at for at in text_columns(table.headings) if at not in self._columns.values()]
        self.lines: list[ReadLine] = []
        self.refused: list[RefusedLine] = []
        self.passed = 0
        self._demand_columns()
        for row in table.rows:
            self._read(row)

    def _demand_columns(self) -> None:
        """Refuse a table without a day and an amount, saying what it has."""
        has_amount = {"income", "expense"} & self._columns.keys() or "amount" in self._columns
        if "on" in self._columns and has_amount:
            return
        raise ImportRefused(
            msg(
                "{name} does not look like a bank statement: a column for the date and one for the amount "
                "were not found. Export the statement again as Excel or CSV, with its headings.",
                name=self._table.path.name,
            )
        )

    def _read(self, row: SourceRow) -> None:
        if is_total_row(row) or self._is_remark(row):
            self.passed += 1
            return
        try:
            amount = self._amount(row)
            if amount is None:
                self.passed += 1
                return
            self.lines.append(self._line(row, amount))
        except Refused as error:
            self.refused.append(RefusedLine(row.number, error.message))

    def _is_remark(self, row: SourceRow) -> bool:
        """Tell a row without day and amount: a banner, a line of dashes, the totals of a currency."""
        first = self._cell(row, "on")
        if isinstance(first, str) and any(word in first for word in _TOTALS):
            return True
        wanted = [self._cell(row, name) for name in ("on", "income", "expense", "amount")]
        return all(_empty(cell) or not _has_digit(cell) for cell in wanted)

    def _line(self, row: SourceRow, amount: int) -> ReadLine:
        on, at = self._moment(row)
        texts = [as_text(row.cells[place]) for place in self._texts]
        return ReadLine(
            row=row.number,
            on=on,
            at=at,
            amount_fen=amount,
            payer=self._text(row, "payer"),
            account=self._text(row, "account"),
            text=" · ".join(dict.fromkeys(text for text in texts if text not in _NOTHING)),
            reference=self._text(row, "reference"),
            balance=self._text(row, "balance"),
        )

    def _amount(self, row: SourceRow) -> int | None:
        """Return the signed amount; None for a movement that is neither income nor expense, or failed."""
        if any(word in self._text(row, "status") for word in FAILED_WORDS):
            return None
        if {"income", "expense"} & self._columns.keys():
            income, expense = self._money(row, "income"), self._money(row, "expense")
            if income or expense:
                return income - expense
            if "amount" not in self._columns:
                raise Refused(_no_amount())
        if "direction" in self._columns:
            return self._directed(row)
        amount = self._money(row, "amount")
        if not amount:
            raise Refused(_no_amount())
        return amount

    def _directed(self, row: SourceRow) -> int | None:
        amount, word = abs(self._money(row, "amount")), fold_text(self._text(row, "direction"))
        if word in INCOME_WORDS:
            return amount
        return -amount if word in EXPENSE_WORDS else None

    def _money(self, row: SourceRow, name: str) -> int:
        cell = self._cell(row, name)
        return 0 if _empty(cell) else int(as_money(cell))

    def _moment(self, row: SourceRow) -> tuple[date, str]:
        cell = self._cell(row, "on")
        moment = as_datetime(cell)
        if isinstance(cell, datetime) or (moment.hour, moment.minute, moment.second) != (0, 0, 0):
            return moment.date(), f"{moment:%H:%M:%S}" if moment.time() != datetime.min.time() else ""
        return as_date(cell), self._text(row, "at")

    def _text(self, row: SourceRow, name: str) -> str:
        cell = self._cell(row, name)
        text = as_text(cell) if not is_blank(cell) else ""
        return "" if text in _NOTHING else text

    def _cell(self, row: SourceRow, name: str) -> Cell:
        place = self._columns.get(name)
        return None if place is None or place >= len(row.cells) else row.cells[place]


def _empty(cell: Cell) -> bool:
    return is_blank(cell) or (isinstance(cell, str) and not cell.strip().strip("-—/"))


def _has_digit(cell: Cell) -> bool:
    return not isinstance(cell, str) or any(sign.isdigit() for sign in cell)


def _no_amount() -> Message:
    return msg("The row has no amount. Check it in the bank's file.")


def total(lines: Sequence[ReadLine]) -> tuple[int, int]:
    """Return the money that came and the money that went, both positive, in fen."""
    income = sum(line.amount_fen for line in lines if line.amount_fen > 0)
    return income, -sum(line.amount_fen for line in lines if line.amount_fen < 0)
