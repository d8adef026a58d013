"""Turning the cells of a column into values of the domain; what is not clearly one is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import How, ImportField
from branchdesk.domain.import_words import CURRENCIES, HOURS, MINUTES, WORDS
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.terms import canonical, parse_terms
from branchdesk.domain.textfold import fold_text, heading_key
from branchdesk.language import LANGUAGES, Words
from branchdesk.readers import Cell
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
    is_blank,
    quoted,
)

LINE, LONG = 300, 20_000
_NOTHING = {"-", "--", "—", "——", "/", "\\"}
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,3}")
_COMPUTED = re.compile(r"[-+]?[0-9]+\.[0-9]{5,}")
_THREE = re.compile(r"[-+]?[0-9]+\.[0-9]{3,4}")
_SEPARATORS = re.compile(r"[,，;；、/\n|]+")
_BETWEEN_NUMBERS = re.compile(r"[,，;；、\s|]+")  # a number may hold a slash

Read = Callable[[Cell], Any]


class CellReader:
    """Reads the cells of one column; a value seen before is not worked out again."""

    def __init__(
        self, field: ImportField, cells: Sequence[Cell], order: DateOrder | None, zone: ZoneInfo
    ) -> None:
        self._field = field
        self._read = _reader(field, cells, order, zone)
        self._known: dict[Any, Any] = {}

    def value(self, cell: Cell) -> Any:
        """Return the value, or None for an empty cell; raises Refused with the field named."""
        key = (type(cell), str(cell))
        if key not in self._known:
            self._known[key] = self._work_out(cell)
        found = self._known[key]
        if isinstance(found, Message):
            raise Refused(found, field=self._field.key)
        return found

    def _work_out(self, cell: Cell) -> Any:
        if is_blank(cell) or (isinstance(cell, str) and cell.strip() in _NOTHING):
            return None
        try:
            return self._read(cell)
        except Refused as refusal:
            return refusal.message


def computed_amounts(cells: Sequence[Cell]) -> bool:
    """Tell whether a column of amounts was worked out by a program: some have more than four decimals.

    Typed amounts with a third decimal are a slip of the keyboard and refused; computed ones are rounded.
    """
    return any(_COMPUTED.fullmatch(str(cell)) for cell in cells if isinstance(cell, str | float))


def has_more_than_fen(cell: Cell) -> bool:
    """Tell whether an amount is not a whole number of fen, beyond what adding floats leaves behind."""
    exact = _decimal(cell)
    return exact is not None and abs(exact - exact.quantize(Decimal(1))) > Decimal("0.0001")


def _reader(field: ImportField, cells: Sequence[Cell], order: DateOrder | None, zone: ZoneInfo) -> Read:
    how = field.how
    if how in (How.MONEY, How.MONEY_OR_FLAG):
        money: Read = _rounded if computed_amounts(cells) else _exact
        return money if how is How.MONEY else lambda cell: _money_or_flag(cell, money)
    if how in (How.WORD, How.WORDS) and field.words is not None:
        return _word_reader(field.words, several=how is How.WORDS)
    dated: dict[How, Read] = {
        How.DATE: lambda cell: as_date(_plain_number(cell), order),
        How.MOMENT: lambda cell: _moment(cell, order, zone),
        How.DATE_OR_TERMS: lambda cell: _date_or_terms(cell, order),
    }
    return dated[how] if how in dated else _PLAIN[how]


def _line(cell: Cell) -> str:
    return " ".join(as_text(cell, limit=LINE).split())


def _long(cell: Cell) -> str:
    return as_text(cell, limit=LONG)


def _code(cell: Cell) -> str:
    """Read a number that names something; one that the spreadsheet shortened has lost its digits."""
    text = _line(cell)
    if _SCIENTIFIC.fullmatch(text) and (not isinstance(cell, str) or "." in text or "+" in text):
        raise Refused(
            msg(
                "The number “{value}” was shortened by the spreadsheet and its digits are lost. "
                "Format the column as text and fill in the whole number.",
                value=quoted(cell),
            )
        )
    found = _WHOLE_FLOAT.fullmatch(text)
    return found[1] if found else text


def _plain_number(cell: Cell) -> Cell:
    """Undo what a table program does to a whole number: `20201102.0` is 20201102."""
    found = _WHOLE_FLOAT.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return found[1] if found else cell


def _moment(cell: Cell, order: DateOrder | None, zone: ZoneInfo) -> datetime:
    return as_datetime(_plain_number(cell), order).replace(tzinfo=zone)


def _time(cell: Cell) -> str:
    return as_time(cell).strftime("%H:%M")


def _exact(cell: Cell) -> Fen:
    exact = _decimal(cell)
    if exact is not None and not has_more_than_fen(cell):
        return as_money(str(exact.quantize(Decimal(1)).scaleb(-2)))
    return as_money(cell)


def _rounded(cell: Cell) -> Fen:
    exact = _decimal(cell)
    if exact is None:
        return as_money(cell)
    return as_money(str(exact.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)))


def _decimal(cell: Cell) -> Decimal | None:
    """Return a plainly written number in fen; None where the strict parser must judge it."""
    text = repr(cell) if isinstance(cell, float) else cell.strip() if isinstance(cell, str) else ""
    return Decimal(text) * 100 if _COMPUTED.fullmatch(text) or _THREE.fullmatch(text) else None


def _money_or_flag(cell: Cell, money: Read) -> Any:
    try:
        return as_bool(cell) if isinstance(cell, str | bool) and not _is_number(cell) else money(cell)
    except Refused:
        return money(cell)


def _is_number(cell: str | bool) -> bool:
    return isinstance(cell, str) and any(sign.isdigit() for sign in cell)


def _minutes(cell: Cell) -> int:
    text = fold_text(as_text(cell))
    if found := HOURS.fullmatch(text):
        return int(Decimal(found[1]) * 60)
    if found := MINUTES.fullmatch(text):
        return int(found[1])
    return as_int(cell)


def _terms(cell: Cell) -> str:
    return canonical(parse_terms(_line(cell)))


def _date_or_terms(cell: Cell, order: DateOrder | None) -> date | str:
    """Read a due date; a text such as 月结30天 in its place is taken as the terms, never as a day."""
    try:
        return as_date(_plain_number(cell), order)
    except Refused as no_date:
        try:
            return _terms(cell)
        except Refused:
            raise no_date from None


def _currency(cell: Cell) -> str:
    text = _line(cell)
    code = CURRENCIES.get(fold_text(text), text.upper())
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise Refused(msg("“{value}” is not a currency. Write CNY, USD and the like.", value=quoted(cell)))
    return code


def _numbers(cell: Cell) -> tuple[str, ...]:
    if not isinstance(cell, str):
        return (_code(cell),)
    parts = _BETWEEN_NUMBERS.split(as_text(cell, limit=LONG))
    return tuple(dict.fromkeys(_code(part) for part in parts if part.strip()))


def _word_reader(kind: type[StrEnum], *, several: bool) -> Read:
    known = _words_of(kind)

    def one(text: str) -> StrEnum:
        found = known.get(heading_key(text))
        if found is None:
            choices = [WORDS[kind][member].split()[0] for member in kind]
            raise Refused(
                msg(
                    "“{value}” is not known here. Possible are: {choices}.",
                    value=quoted(text),
                    choices=[f"{text} ({member})" for text, member in zip(choices, kind, strict=True)],
                )
            )
        return found

    if not several:
        return lambda cell: one(_line(cell))
    return lambda cell: tuple(one(part) for part in _SEPARATORS.split(_line(cell)) if part.strip())


@cache
def _words_of(kind: type[StrEnum]) -> dict[str, StrEnum]:
    """Return every spelling of the members: the stored word, the program's in each language, usual ones."""
    spoken = [Words(language) for language in LANGUAGES]
    known: dict[str, StrEnum] = {}
    for member in kind:  # the program's own words first: what it exports, it reads back
        for text in (member.value, *(words.term(member) for words in spoken)):
            known.setdefault(heading_key(text), member)
    for member in kind:
        for text in WORDS[kind][member].split():
            known.setdefault(heading_key(text), member)
    return known


_PLAIN: dict[How, Read] = {
    How.TEXT: _line,
    How.LONG_TEXT: _long,
    How.CODE: _code,
    How.TIME: _time,
    How.MINUTES: _minutes,
    How.FLAG: as_bool,
    How.PHONE: as_phone,
    How.TERMS: _terms,
    How.CURRENCY: _currency,
    How.NUMBERS: _numbers,
}
