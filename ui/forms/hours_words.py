"""Opening hours as people write them: 周一至周五 09:00-12:00,15:00-18:00."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby

from branchdesk.domain.business_hours import Frames, Hours, parse_frames
from branchdesk.domain.errors import Known
from ui.forms.plain_words import Wording
from ui.language import tr, words

_MONDAY = date(2026, 11, 16)
_STORED = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def canonical_hours(text: str) -> str:
    """Bring hours into the one form that is stored; raises Refused(field="hours")."""
    return _written(parse_frames(text), _STORED, "-".join)


def hours_words(text: str) -> str:
    """Write stored hours for the reader; what is not understood stays as it is."""
    try:
        frames = parse_frames(text)
    except Known:
        return text
    names = tuple(words().weekday(_MONDAY + timedelta(days=day)) for day in range(7))
    said = _written(frames, names, lambda ends: tr("{first}-{last}", first=ends[0], last=ends[1]))
    return said if _reads_as(said, frames) else text


def _written(frames: Frames, names: tuple[str, ...], span: Callable[[Sequence[str]], str]) -> str:
    if frames.always:
        return "always"
    parts = []
    for hours, days in groupby(range(7), key=lambda day: frames.week[day]):
        run = list(days)
        if hours:
            first, last = names[run[0]], names[run[-1]]
            which = first if len(run) == 1 else span((first, last))
            parts.append(f"{which} {_hours(hours)}")
    return "; ".join(parts)


def _hours(hours: Hours) -> str:
    return ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in hours)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _reads_as(text: str, frames: Frames) -> bool:
    try:
        return parse_frames(text) == frames
    except Known:
        return False


HOURS = Wording(canonical_hours, hours_words)
