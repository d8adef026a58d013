"""The calendar file is read back by the library as it was meant, and is the same when written again."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from branchdesk.domain.calendar_entries import CalendarEntry
from exports.calendar_file import calendar_file

ZONE = ZoneInfo("Asia/Shanghai")
STAMP = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TIMED = CalendarEntry(
    uid="visit-1@x",
    day=date(2026, 11, 24),
    start=datetime(2026, 11, 24, 22, 0, tzinfo=ZONE),
    end=datetime(2026, 11, 25, 0, 45, tzinfo=ZONE),
    title="三川实业有限公司 · 滨江厂区, 二楼; 样品间" * 3,
    text="进入方式：东门\n需准备：食品遮盖",
    place="杭州市滨江区江南大道 588 号",
    alarm_minutes=60,
    sequence=4,
)
OPEN = CalendarEntry(uid="visit-2@x", day=date(2026, 11, 30), title="西湖饭店", firm=False)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def written() -> bytes:
    stream = io.BytesIO()
    calendar_file((TIMED, OPEN), "杭州分公司", STAMP, stream)
    return stream.getvalue()


def test_every_value_comes_back() -> None:
    assert str(Calendar.from_ical(written())["X-WR-CALNAME"]) == "杭州分公司"
    timed, open_yet = events(written())
    assert (str(timed["SUMMARY"]), str(timed["DESCRIPTION"])) == (TIMED.title, TIMED.text)
    assert (str(timed["LOCATION"]), int(timed["SEQUENCE"])) == (TIMED.place, 4)
    assert (timed["DTSTART"].dt, timed["DTEND"].dt) == (TIMED.start, TIMED.end)
    assert timed["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert [alarm["TRIGGER"].dt for alarm in timed.walk("VALARM")] == [timedelta(minutes=-60)]
    assert open_yet["DTEND"].dt - open_yet["DTSTART"].dt == timedelta(days=1)
    assert (str(open_yet["STATUS"]), str(open_yet["TRANSP"])) == ("TENTATIVE", "TRANSPARENT")


def test_lines_are_folded_by_bytes_and_never_within_a_character() -> None:
    lines = written().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode("utf-8")


def test_writing_it_again_gives_the_same_bytes() -> None:
    assert written() == written()
