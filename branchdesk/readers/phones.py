"""Reading phone numbers that a spreadsheet took for numbers; what lost digits is refused."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from branchdesk.domain.messages import msg
from branchdesk.domain.textfold import fold_phone
from branchdesk.readers.plain import as_text, is_whole, quoted, refused_value, usable
from branchdesk.readers.workbook import Cell

_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_AS_WRITTEN = re.compile(r"[0-9+()\-./,;、转分机ext#* ]+", re.IGNORECASE)
_DIGITS = range(5, 41)
# A number cell holds no leading zero: only these are whole without one.
_WHOLE_WITHOUT_ZERO = re.compile(
    r"(?:86)?1[3-9][0-9]{9}|[48]00[0-9]{7}|[2-9][0-9]{6,7}|1[0-9]{4}|9[0-9]{4,5}"
)
_LOST_ZERO = re.compile(r"(?![48]00)[2-9][0-9]{9,10}|10[0-9]{8}")


def as_phone(cell: Cell) -> str:
    """Return a mobile as 11 digits, others tidied as written; raise `Refused` if digits are lost."""
    usable(cell)
    text = _spelt_out(cell)
    mobile = fold_phone(text)
    if _MOBILE.fullmatch(mobile) and not re.search(r"[^0-9+()\-. ]", text):
        return mobile
    digits = sum(sign.isdigit() for sign in text)
    if not _AS_WRITTEN.fullmatch(text) or digits not in _DIGITS:
        raise refused_value(cell, msg('"{value}" is not a phone number.', value=quoted(cell)))
    allowed = (
        _WHOLE_WITHOUT_ZERO.fullmatch(text) if not isinstance(cell, str) else not _LOST_ZERO.fullmatch(text)
    )
    if not allowed:
        raise refused_value(
            cell,
            msg(
                'The phone number "{value}" seems to have lost its leading 0. '
                "Format the column as text and type it with its area code.",
                value=quoted(cell),
            ),
        )
    return text


def _spelt_out(cell: Cell) -> str:
    if isinstance(cell, (float, Decimal)) and not is_whole(cell):
        raise refused_value(cell, msg('"{value}" is not a phone number.', value=quoted(cell)))
    text = unicodedata.normalize("NFKC", as_text(int(cell) if isinstance(cell, (float, Decimal)) else cell))
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", " ".join(text.split()))
    text = re.sub(r"^([0-9]{5,})\.0+$", r"\1", text)
    found = _SCIENTIFIC.fullmatch(text)
    if found is None:
        return text
    fraction, exponent = found[2] or "", int(found[3])
    if len(fraction) != exponent:
        raise refused_value(
            cell,
            msg(
                'The phone number "{value}" was shortened by the spreadsheet and its digits are lost. '
                "Format the column as text and fill in the whole number.",
                value=quoted(cell),
            ),
        )
    return found[1] + fraction
