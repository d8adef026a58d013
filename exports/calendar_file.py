"""An iCalendar file that Outlook, Thunderbird and telephones read: single events, time zone, alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import BinaryIO

from icalendar import Alarm, Calendar, Event

from branchdesk.domain.calendar_entries import CalendarEntry

_PRODUCT = "-//Branch Desk//Service calendar//ZH"


def calendar_file(entries: Sequence[CalendarEntry], name: str, stamp: datetime, stream: BinaryIO) -> None:
    """Write the entries; `stamp` is the instant of writing, so that the same file can be written again.

    Series are written as single events: Outlook knows fewer rules than a service plan has.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, stamp))
    calendar.add_missing_timezones()
    stream.write(calendar.to_ical())


def _event(entry: CalendarEntry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("status", "CONFIRMED" if entry.firm else "TENTATIVE")
    if entry.start is not None and entry.end is not None:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end)
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    if entry.place:
        event.add("location", entry.place)
    if entry.alarm_minutes is not None:
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: CalendarEntry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", timedelta(minutes=-(entry.alarm_minutes or 0)))
    return alarm
