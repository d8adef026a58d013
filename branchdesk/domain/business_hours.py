"""Weekly hours in which clocks run, laid over the work calendar.

All moments here are *local and naive*: the wall time of the branch. Who holds instants (aware, UTC) converts
them to the branch's zone and drops the zone before asking, and puts it back on the answer. Rules about
"09:00" are rules about the clock on the wall.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.workdays import DayKind, WorkCalendar

Span = tuple[datetime, datetime]
Hours = tuple[tuple[int, int], ...]  # minutes since midnight, from and to; 1440 is 24:00

REACH = timedelta(days=3660)
_DAY = timedelta(days=1)
_WHOLE_DAY: Hours = ((0, 1440),)


@dataclass(frozen=True, slots=True)
class Frames:
    """The hours of each weekday from Monday on; `always` is the wall clock, which knows no days off.

    Raises Refused(field="hours") when there is no hour in the week at all.
    """

    week: tuple[Hours, ...]
    always: bool = False

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        if not any(self.week):
            raise Refused(
                msg("There are no hours in this week: write them as in “mon-fri 09:00-12:00”."), field="hours"
            )

    def on(self, day: date, calendar: WorkCalendar) -> Hours:
        """Return the hours of one day.

        A worked weekend day (调休) without hours of its own has those of the first weekday with any (R094). A
        free weekend day keeps its own (open on Saturdays), unless it belongs to a festival.
        """
        own = self.week[day.weekday()]
        if self.always:
            return own
        if calendar.is_working_day(day):
            return own or (next(filter(None, self.week), ()) if day.weekday() >= 5 else ())
        if own and day.weekday() >= 5 and not _in_festival(day, calendar):
            return own
        return ()


ALWAYS = Frames((_WHOLE_DAY,) * 7, always=True)


def parse_frames(text: str) -> Frames:
    """Read `mon-fri 09:00-12:00,15:00-18:00; sat 09:00-12:00`, `周一至周五 9:00-18:00` or `always`.

    Hours without days are those of Monday to Friday. Raises Refused(field="hours").
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain in ("always", "24/7", "24x7", "全天", "全天候", "24小时"):
        return ALWAYS
    week: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for entry in filter(None, (part.strip() for part in re.split("[;。]", plain))):
        days, hours = _entry(entry)
        for day in days:
            week[day].extend(hours)
    return Frames(tuple(_merged(hours) for hours in week))


def spans(start: datetime, frames: Frames, calendar: WorkCalendar) -> Iterator[Span]:
    """Walk through the working time from `start` on, at most ten years far (`REACH`)."""
    end = start + REACH
    if frames.always:
        yield start, end
        return
    midnight = datetime.combine(start.date(), time.min)
    while midnight < end:
        for opens, closes in frames.on(midnight.date(), calendar):
            until = midnight + timedelta(minutes=closes)
            if until > start:
                yield max(midnight + timedelta(minutes=opens), start), until
        midnight += _DAY


def business_time(start: datetime, end: datetime, frames: Frames, calendar: WorkCalendar) -> timedelta:
    """Return the working time between two local moments, zero when `end` is not later.

    Raises Refused(field="within") beyond `REACH`.
    """
    if end - start > REACH:
        raise Refused(
            msg("{start} and {end} are more than ten years apart: check both.", start=start, end=end),
            field="within",
        )
    total = timedelta()
    for opens, closes in spans(start, frames, calendar):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return total


def business_minutes(start: datetime, end: datetime, frames: Frames, calendar: WorkCalendar) -> int:
    """Return the whole working minutes between two local moments; see `business_time`."""
    return business_time(start, end, frames, calendar) // timedelta(minutes=1)


def last_working_moment(deadline: datetime, frames: Frames, calendar: WorkCalendar) -> datetime:
    """Return when work on it must end at the latest: the deadline, or the closing time before it (R093).

    A deadline at opening time leaves only the day before. Looks back 62 days; without any hours in them the
    deadline itself is all there is.
    """
    midnight = datetime.combine(deadline.date(), time.min)
    for _ in range(62):
        for opens, closes in reversed(frames.on(midnight.date(), calendar)):
            if midnight + timedelta(minutes=opens) < deadline:
                return min(midnight + timedelta(minutes=closes), deadline)
        midnight -= _DAY
    return deadline


def _in_festival(day: date, calendar: WorkCalendar) -> bool:
    """Tell whether the days off around a weekend day are more than a weekend."""
    for step in (-_DAY, _DAY):
        other = day
        for _ in range(31):
            note = calendar.note(other)
            if note.working:
                break
            # A neighbour closed by the branch alone (stocktaking on one Saturday) is no festival.
            beside = other != day and note.kind is DayKind.BRANCH_CLOSED and other.weekday() >= 5
            if note.kind is not DayKind.WEEKEND and not beside:
                return True
            other += step
    return False


_NAMES = {
    name: day
    for day, names in enumerate(
        (
            ("mon", "monday", "周一", "星期一"),
            ("tue", "tuesday", "周二", "星期二"),
            ("wed", "wednesday", "周三", "星期三"),
            ("thu", "thursday", "周四", "星期四"),
            ("fri", "friday", "周五", "星期五"),
            ("sat", "saturday", "周六", "星期六"),
            ("sun", "sunday", "周日", "周天", "星期日", "星期天"),
        )
    )
    for name in names
}
_GROUPS = {
    **dict.fromkeys(("", "weekdays", "working days", "工作日"), range(5)),
    **dict.fromkeys(("weekend", "weekends", "周末"), range(5, 7)),
    **dict.fromkeys(("daily", "every day", "每天", "每日"), range(7)),
}
_RANGE = re.compile(r"(.+?) ?(?:-|–|—|~|至|到| to ) ?(.+)")
_HOURS = re.compile(r"([0-9]{1,2}):([0-9]{2}) ?(?:-|–|—|~|至|到| to ) ?([0-9]{1,2}):([0-9]{2})")


def _entry(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    days, hours = re.fullmatch(r"([^0-9]*)(.*)", text).groups()  # type: ignore[union-attr] # matches anything
    return _days(days.strip(" :")), [_hours(part.strip()) for part in re.split("[,、和]| and ", hours)]


def _days(text: str) -> list[int]:
    if text in _GROUPS:
        return list(_GROUPS[text])
    days: list[int] = []
    for part in (item.strip() for item in re.split("[,、和]| and ", text)):
        if found := _RANGE.fullmatch(part):
            first, last = _day(found[1]), _day(found[2])
            days.extend((first + i) % 7 for i in range((last - first) % 7 + 1))
        else:
            days.append(_day(part))
    return days


def _day(text: str) -> int:
    for name in (text, f"周{text}"):
        if name in _NAMES:
            return _NAMES[name]
    raise Refused(
        msg("“{text}” is not a weekday: write mon, tue, … or 周一, 周二, …", text=text), field="hours"
    )


def _hours(text: str) -> tuple[int, int]:
    found = _HOURS.fullmatch(text)
    if found is None:
        raise Refused(
            msg("“{text}” is not a span of hours: write it as 09:00-12:00.", text=text), field="hours"
        )
    opens, opens_at, closes, closes_at = map(int, found.groups())
    start, end = opens * 60 + opens_at, closes * 60 + closes_at
    if max(opens_at, closes_at) > 59 or end > 1440:
        raise Refused(
            msg("“{text}” is not on the clock: a day goes from 00:00 to 24:00.", text=text), field="hours"
        )
    if end <= start:
        raise Refused(
            msg("“{text}” ends before it begins: split hours past midnight at 24:00.", text=text),
            field="hours",
        )
    return start, end


def _merged(hours: list[tuple[int, int]]) -> Hours:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(hours):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
