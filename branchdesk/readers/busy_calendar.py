"""Somebody's own calendar (.ics) as busy times: series expanded, within limits that no honest file meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from branchdesk.domain.messages import Message, msg
from branchdesk.readers.errors import ImportRefused

LARGEST_FILE = 4 * 1024 * 1024
MOST_EVENTS = 5_000
MOST_TIMES = 10_000
MOST_STEPS = 100_000
"""How many days all rules together may be asked for; one that gives none costs as much as it searches."""
_BARREN = 20_000
_LONGEST_TITLE = 200
_LONGEST = timedelta(days=31)
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@dataclass(frozen=True, slots=True)
class BusyEvent:
    """One time at which its owner is taken; instants in UTC."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """What a file says about a range of time, and what of it was left out."""

    events: tuple[BusyEvent, ...]
    uids: frozenset[str]  # of every event in the file, also outside the range
    left_out: int  # free, cancelled, too long, or of a rule that is not read


def read_busy_calendar(path: Path, since: datetime, until: datetime, zone: tzinfo) -> BusyCalendar:
    """Read the busy times between two instants; times without a zone are the branch's own.

    Raises ImportRefused for a file that is missing, too large, no calendar, or made to keep us busy.
    """
    return busy_times(path.name, _bytes_of(path), since, until, zone)


def busy_times(name: str, data: bytes, since: datetime, until: datetime, zone: tzinfo) -> BusyCalendar:
    """Read the busy times out of the bytes of a file."""
    if b"BEGIN:VCALENDAR" not in data[:4096].upper():
        raise ImportRefused(
            msg(
                "{name} is no calendar file. Export the calendar as iCalendar (.ics) and try again.",
                name=name,
            )
        )
    if data.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise ImportRefused(_too_much(name))
    return _Reading(name, since, until, zone).read(data)


class _Reading:
    """One file; counts what it costs."""

    def __init__(self, name: str, since: datetime, until: datetime, zone: tzinfo) -> None:
        self._name = name
        self._since = since
        self._until = until
        self._zone = zone
        self._steps = 0
        self._left_out = 0

    def read(self, data: bytes) -> BusyCalendar:
        """Parse and expand."""
        events = self._parsed(data)
        changed = {
            (str(one["UID"]), self._moment(one["RECURRENCE-ID"].dt))
            for one in events
            if "UID" in one and "RECURRENCE-ID" in one
        }
        found: dict[tuple[str, datetime], BusyEvent] = {}
        for event in events:
            for busy in self._times(event, changed):
                found[busy.uid, busy.starts_at] = busy
                if len(found) > MOST_TIMES:
                    raise ImportRefused(_too_much(self._name))
        uids = frozenset(str(event["UID"]) for event in events if "UID" in event)
        times = sorted(found.values(), key=lambda one: (one.starts_at, one.uid))
        return BusyCalendar(tuple(times), uids, self._left_out)

    def _parsed(self, data: bytes) -> list[Any]:
        from icalendar import Calendar

        try:
            calendars = Calendar.from_ical(data, multiple=True)
            return [event for calendar in calendars for event in calendar.walk("VEVENT")]
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
            raise ImportRefused(_damaged(self._name)) from error

    def _times(self, event: Any, changed: set[tuple[str, datetime]]) -> Iterator[BusyEvent]:
        try:
            yield from self._expanded(event, changed)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            self._left_out += 1  # one broken event does not spoil the others

    def _expanded(self, event: Any, changed: set[tuple[str, datetime]]) -> Iterator[BusyEvent]:
        length = self._length(event)
        free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        off = str(event.get("STATUS", "")).upper() == "CANCELLED"
        if free or off or not timedelta(0) < length <= _LONGEST:
            self._left_out += 1
            return
        uid, title = str(event["UID"]), str(event.get("SUMMARY", ""))[:_LONGEST_TITLE].strip()
        for start in self._starts(event, length):
            instant = start.astimezone(UTC)
            if "RECURRENCE-ID" not in event and (uid, instant) in changed:
                continue
            if instant < self._until and instant + length > self._since:
                yield BusyEvent(uid, instant, instant + length, title)

    def _starts(self, event: Any, length: timedelta) -> Iterator[datetime]:
        first = self._aware(event["DTSTART"].dt)
        if "RRULE" not in event or "RECURRENCE-ID" in event:
            yield first
            return
        rules = event["RRULE"] if isinstance(event["RRULE"], list) else [event["RRULE"]]
        out = set(self._listed(event, "EXDATE"))
        for rule in rules:
            for start in self._of_rule(rule, first, length):
                if start.astimezone(UTC) not in out:
                    yield start
        yield from self._listed(event, "RDATE")

    def _of_rule(self, rule: Any, first: datetime, length: timedelta) -> Iterator[datetime]:
        """Count wall times, as the owner of the calendar does: a change of the clock moves no appointment."""
        from dateutil.rrule import rrulestr

        if str(rule.get("FREQ", [""])[0]).upper() not in _FREQUENCIES:
            self._left_out += 1
            return
        zone = first.tzinfo
        wall = first.replace(tzinfo=None)
        last = self._last(rule, zone)
        plain = ";".join(
            part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL=")
        )
        before = self._steps
        for moment in rrulestr(plain, dtstart=wall, ignoretz=True):
            self._spend(1)
            if moment > last:
                break
            start = moment.replace(tzinfo=zone)
            if start + length > self._since:
                yield start
        if self._steps == before:
            self._spend(_BARREN)

    def _last(self, rule: Any, zone: tzinfo | None) -> datetime:
        end = self._until.astimezone(zone).replace(tzinfo=None)
        for until in rule.get("UNTIL", []):
            if isinstance(until, datetime):
                wall = until.astimezone(zone) if until.tzinfo else until
                end = min(end, wall.replace(tzinfo=None))
            else:
                end = min(end, datetime.combine(until, time.max))
        return end

    def _spend(self, steps: int) -> None:
        self._steps += steps
        if self._steps > MOST_STEPS:
            raise ImportRefused(_too_much(self._name))

    def _length(self, event: Any) -> timedelta:
        start = event["DTSTART"].dt
        if "DTEND" in event:
            return self._moment(event["DTEND"].dt) - self._moment(start)
        if "DURATION" in event:
            found: timedelta = event["DURATION"].dt
            return found
        return timedelta(0) if isinstance(start, datetime) else timedelta(days=1)

    def _listed(self, event: Any, name: str) -> list[datetime]:
        value = event.get(name)
        lists = value if isinstance(value, list) else [value] if value is not None else []
        return [self._moment(one.dt) for dates in lists for one in dates.dts if not isinstance(one.dt, tuple)]

    def _moment(self, value: date | datetime) -> datetime:
        return self._aware(value).astimezone(UTC)

    def _aware(self, value: date | datetime) -> datetime:
        if not isinstance(value, datetime):
            value = datetime.combine(value, time())
        return value if value.tzinfo is not None else value.replace(tzinfo=self._zone)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ImportRefused(
            msg(
                "{name} cannot be read: {why}. Choose another file.", name=path.name, why=error.strerror or ""
            )
        ) from error
    if len(data) > LARGEST_FILE:
        raise ImportRefused(_too_much(path.name))
    return data


def _too_much(name: str) -> Message:
    return msg(
        "{name} holds more than a person's calendar. Export one year of this technician's calendar only.",
        name=name,
    )


def _damaged(name: str) -> Message:
    return msg("{name} is damaged: it cannot be read as a calendar. Export it again.", name=name)
