"""Hours of the day in which nobody is to be reminded, over midnight too."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-~]\s*(\d{1,2}):(\d{2})")


def parse_quiet_hours(text: str) -> tuple[time, time]:
    """Read "18:00-08:30" in any width of the signs; Refused says how it is written."""
    found = _SPAN.fullmatch(unicodedata.normalize("NFKC", text).replace("–", "-").strip())
    try:
        if found is None:
            raise ValueError(text)
        return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError:
        raise Refused(msg("“{text}” is no span of hours. Write it as 18:00-08:30.", text=text)) from None


def quiet_hours(text: str) -> str:
    """Return the form in which the settings keep it."""
    first, last = parse_quiet_hours(text)
    return f"{first:%H:%M}-{last:%H:%M}"


def is_quiet(now: time, hours: str) -> bool:
    """Tell whether a time of day lies in the quiet hours; equal ends mean none."""
    first, last = parse_quiet_hours(hours)
    return first <= now < last if first <= last else now >= first or now < last
