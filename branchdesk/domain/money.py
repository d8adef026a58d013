"""Money as whole fen: parsing what people type and writing it back, never a float on the way."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg


class Fen(int):
    """An amount in fen (1/100 yuan); an `int` with a name, so that sentences write it as money."""


# Below 2**53, so that a spreadsheet or a JSON reader can still hold it exactly.
LARGEST_FEN = 9 * 10**15
# A float tells amounts apart to the fen only up to fifteen digits.
_LARGEST_EXACT_CELL = 10.0**13
# What adding up a column of floats may leave behind, in fen.
_CELL_NOISE = Decimal("0.0001")
_LONGEST_TEXT = 60

_PLAIN = str.maketrans("０１２３４５６７８９．，（）－−＋￥\u3000\u00a0", "0123456789.,()--+¥  ")
_WRITTEN = re.compile(r"([+-]?) *¥? *([+-]?) *([0-9.,]*[0-9]) *元?")
_NUMBER = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]*)(?:\.([0-9]+))?")


def format_money(fen: int) -> str:
    """Write an amount with thousands separators and two decimals: `1,234.50`, `-0.05`."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def decimal_text(fen: int) -> str:
    """Write an amount for machines: `1234.50`, `-0.05`."""
    return format_money(fen).replace(",", "")


def yuan(fen: int) -> Decimal:
    """Return the amount in yuan with its two decimals, for sheets and summaries."""
    return Decimal(fen).scaleb(-2)


def parse_money(value: str | int | Decimal) -> Fen:
    """Read an amount in yuan as a person wrote it, or refuse it (`field="amount"`).

    Reads `1,234.50`, `¥1,234.50`, full-width signs and digits, `1234元`, and `(12.00)` for a negative amount.
    A whole number or a Decimal means yuan; a `Fen` is returned unchanged.
    """
    if isinstance(value, Fen):
        return _within_limit(int(value), value)
    if isinstance(value, bool):
        raise _refused(_not_an_amount(value))
    if isinstance(value, int):
        return _within_limit(value * 100, value)
    if isinstance(value, Decimal):
        return _from_decimal(value)
    return _from_text(value)


def money_from_cell(value: object) -> Fen:
    """Read an amount from a spreadsheet cell, where numbers arrive as floats, or refuse it.

    A float may lie a ten-thousandth of a fen beside a whole fen, which is what sums leave behind; beyond
    fifteen digits it is no longer exact and is refused.
    """
    if isinstance(value, float):
        return _from_float(value)
    if isinstance(value, (str, int, Decimal)):
        return parse_money(value)
    raise _refused(_empty() if value is None else _not_an_amount(value))


def _from_text(text: str) -> Fen:
    plain = text.translate(_PLAIN).strip()
    if not plain:
        raise _refused(_empty())
    in_brackets = plain.startswith("(") and plain.endswith(")")
    if len(plain) > _LONGEST_TEXT:
        raise _refused(_not_an_amount(text))
    written = _WRITTEN.fullmatch(plain[1:-1].strip() if in_brackets else plain)
    if written is None:
        raise _refused(_not_an_amount(text))
    signs = written[1] + written[2]
    if len(signs) > 1 - in_brackets:
        raise _refused(_not_an_amount(text))
    fen = _unsigned(written[3], text)
    return _within_limit(-fen if in_brackets or signs == "-" else fen, text)


def _unsigned(number: str, text: str) -> int:
    parts = _NUMBER.fullmatch(number)
    if parts is None:
        raise _refused(_misplaced(text) if "," in number else _not_an_amount(text))
    decimals = (parts[2] or "").rstrip("0")
    if len(decimals) > 2:
        raise _refused(_too_fine(text))
    return int(parts[1].replace(",", "") or "0") * 100 + int(decimals.ljust(2, "0"))


def _from_decimal(value: Decimal) -> Fen:
    if not value.is_finite():
        raise _refused(_not_an_amount(value))
    if value.is_zero():
        return Fen(0)
    if value.adjusted() > 15:  # before the exact ratio, which would write out every digit of 1e400
        raise _refused(_too_large(value))
    if value.adjusted() < -2:
        raise _refused(_too_fine(value))
    numerator, denominator = value.as_integer_ratio()
    fen, rest = divmod(numerator * 100, denominator)
    if rest:
        raise _refused(_too_fine(value))
    return _within_limit(fen, value)


def _from_float(value: float) -> Fen:
    if not math.isfinite(value):
        raise _refused(_not_an_amount(value))
    if abs(value) >= _LARGEST_EXACT_CELL:
        raise _refused(_inexact(value))
    exact = Decimal(repr(value)) * 100
    nearest = exact.to_integral_value()
    if abs(exact - nearest) > _CELL_NOISE:
        raise _refused(_too_fine(value))
    return Fen(nearest)


def _within_limit(fen: int, value: object) -> Fen:
    if abs(fen) > LARGEST_FEN:
        raise _refused(_too_large(value))
    return Fen(fen)


def _refused(message: Message) -> Refused:
    return Refused(message, field="amount")


def _quoted(value: object) -> str:
    text = str(value).strip()
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def _empty() -> Message:
    return msg("The amount is empty. Enter yuan, such as 1,234.50.")


def _not_an_amount(value: object) -> Message:
    return msg("“{text}” is not an amount. Enter yuan in digits, such as 1,234.50.", text=_quoted(value))


def _misplaced(value: object) -> Message:
    return msg(
        "The thousands separators in “{text}” are in the wrong place. "
        "Write 1,234.50 or 1234.50; the decimal sign is a point.",
        text=_quoted(value),
    )


def _too_fine(value: object) -> Message:
    return msg("“{text}” is not a whole number of fen. Enter at most two decimals.", text=_quoted(value))


def _too_large(value: object) -> Message:
    return msg(
        "“{text}” is larger than the largest amount, {largest}. Check the number of digits.",
        text=_quoted(value),
        largest=Fen(LARGEST_FEN),
    )


def _inexact(value: object) -> Message:
    return msg(
        "The number {text} is too large for a spreadsheet to hold exactly. Write it into the cell as text.",
        text=_quoted(value),
    )
