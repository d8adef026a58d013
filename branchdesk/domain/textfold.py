"""Bringing text to the form in which two spellings of the same thing are equal."""

from __future__ import annotations

import re
import unicodedata

_REMARKS = re.compile(r"\((?:元|人民币|rmb|cny|¥|必填|选填|可空|required|optional)\)")
_MOBILE_WITH_COUNTRY = re.compile(r"(?:00)?86(1[3-9][0-9]{9})")
_LANDLINE_WITH_COUNTRY = re.compile(r"(?:\+|00)86([1-9][0-9]{8,10})")


def fold_text(text: str) -> str:
    """Fold width, case and composition and drop every blank: `ＡＣＭＥ 有限` and `acme有限` become equal."""
    if text.isascii():
        return "".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", "".join(folded.split()))


def fold_phone(text: str) -> str:
    """Keep the digits of a phone number, without the country code of China: `+86 138-…` becomes `138…`."""
    plain = fold_text(text)
    digits = "".join(sign for sign in plain if sign in "0123456789")
    mobile = _MOBILE_WITH_COUNTRY.fullmatch(digits)
    if mobile:
        return mobile[1]
    landline = _LANDLINE_WITH_COUNTRY.fullmatch(("+" if plain.startswith("+") else "") + digits)
    return "0" + landline[1] if landline else digits


def heading_key(text: str) -> str:
    """Reduce a heading to letters, digits, ideographs: `Due date *` becomes `duedate`, `金额(元)` `金额`."""
    return "".join(sign for sign in _REMARKS.sub("", fold_text(text)) if sign.isalnum())
