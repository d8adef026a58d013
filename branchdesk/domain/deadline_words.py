"""Budgets, moments and pauses of clocks as people and scripts write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from branchdesk.domain.deadline_steps import Pause
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg


def parse_budget(text: str) -> timedelta:
    """Read `10min`, `1h`, `1h30min`, `24 小时`; raises Refused(field="within")."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    found = _BUDGET.fullmatch(plain)
    if not plain or found is None:
        raise Refused(
            msg("“{text}” is not a length of time: write it as 10min, 1h or 24h.", text=text), field="within"
        )
    return timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))


_BUDGET = re.compile(
    "(?:([0-9]{1,6})(?:hours|hour|h|个?小时))?(?:([0-9]{1,7})(?:minutes|minute|mins|min|m|分钟|分))?"
)


def parse_moment(text: str, field: str = "received") -> datetime:
    """Read a local moment, `2026-03-06T17:20` or `2026-03-06 17:20`; raises Refused for `field`."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or len(text.strip()) < 16:
        raise Refused(
            msg("“{text}” is not a local time: write it as 2026-03-06T17:20.", text=text), field=field
        )
    return moment


def parse_pause(text: str) -> Pause:
    """Read `FROM/TO`, where an empty TO is a pause that goes on; raises Refused(field="pause")."""
    start, slash, end = (part.strip() for part in text.partition("/"))
    if not slash:
        raise Refused(
            msg("“{text}” is not a pause: write it as 2026-03-06T10:00/2026-03-06T15:00.", text=text),
            field="pause",
        )
    return Pause(parse_moment(start, "pause"), parse_moment(end, "pause") if end else None)
