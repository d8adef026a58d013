"""What typed times and numbers mean."""

from __future__ import annotations

import re
import unicodedata

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg

_TIME = re.compile(r"(\d{1,2})(?:[:.点时h](\d{2}|半)?分?)?")
_DIGITS = re.compile(r"(\d{1,2})(\d{2})")


def parse_time(text: str) -> str:
    """Read a time of day into `HH:MM`; raises `Refused`."""
    typed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    match = _TIME.fullmatch(typed) or _DIGITS.fullmatch(typed)
    if match is not None:
        hour, minute = int(match[1]), 30 if match[2] == "半" else int(match[2] or 0)
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    raise Refused(msg("“{text}” is not a time of day. Type for example 22, 930 or 22:30.", text=text.strip()))


def parse_count(text: str, least: int, most: int) -> int:
    """Read a whole number within its bounds; raises `Refused`."""
    typed = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not re.fullmatch(r"[+-]?\d{1,9}", typed):
        raise Refused(msg("“{text}” is not a whole number.", text=text.strip()))
    value = int(typed)
    if not least <= value <= most:
        raise Refused(msg("Type a number from {least} to {most}.", least=least, most=most))
    return value
