"""Turning cells into texts, amounts, numbers and yes or no; what is not clearly one is refused, quoted."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen, money_from_cell
from branchdesk.domain.textfold import fold_text
from branchdesk.readers.errors import CellProblem
from branchdesk.readers.workbook import Cell

_QUOTED = 30
_YES = frozenset({"是", "有", "对", "真", "true", "yes", "y", "1", "√", "✓", "✔", "on"})
_NO = frozenset({"否", "无", "不", "非", "假", "false", "no", "n", "0", "×", "✗", "✘", "x", "off"})
_INTEGER = re.compile(r"([-+]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.0*)?")


def quoted(cell: object) -> str:
    """Return the cell as written, in one line, at most 30 characters, for a sentence."""
    text = " ".join(_plain(cell).split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Cell, *, limit: int | None = None) -> str:
    """Return the text without outer blanks and control characters; longer than `limit` is `Refused`."""
    usable(cell)
    text = _plain(cell).replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        plain = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
        text = "".join(plain)
    text = text.strip().strip("\ufeff\u200b")
    if limit is not None and len(text) > limit:
        raise Refused(
            msg(
                'The text "{value}" has {length} characters; at most {limit} fit. Shorten it.',
                value=quoted(text),
                length=len(text),
                limit=limit,
            )
        )
    return text


def as_money(cell: Cell) -> Fen:
    """Return the amount in fen as `domain.money` reads it; never through a float."""
    usable(cell)
    try:
        return money_from_cell(cell.strip() if isinstance(cell, str) else cell)
    except Refused as error:
        raise Refused(error.message) from error  # the import names the field: a sheet has several amounts


def as_int(cell: Cell) -> int:
    """Return a whole number: `12`, `１２`, `1,234`, `12.0`; anything else is `Refused`."""
    usable(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, (float, Decimal)) and is_whole(cell):
        return int(cell)
    found = _INTEGER.fullmatch(fold_text(cell)) if isinstance(cell, str) else None
    if found is None:
        raise refused_value(cell, msg('"{value}" is not a whole number.', value=quoted(cell)))
    return int(found[1] + found[2].replace(",", ""))


def as_bool(cell: Cell) -> bool:
    """Return yes or no: 是/否, 有/无, true/false, 1/0, √/×; anything else is `Refused`."""
    usable(cell)
    word = fold_text(as_text(cell))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise refused_value(cell, msg('"{value}" is neither yes nor no. Write yes or no.', value=quoted(cell)))


def is_whole(number: float | Decimal) -> bool:
    """Tell whether a number is finite and has no fraction."""
    return math.isfinite(number) and number == int(number)


def usable(cell: Cell) -> None:
    """Raise `Refused` with the reader's reason where the cell never had a value."""
    if isinstance(cell, CellProblem):
        raise Refused(cell.message)


def refused_value(cell: Cell, message: Message) -> Refused:
    """Make the refusal of a value; an empty cell is named as such."""
    return Refused(msg("The cell is empty.")) if is_blank(cell) else Refused(message)


def _plain(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
