"""A person's calendar becomes busy times; a hostile one is refused before it costs anything."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.readers.busy_calendar import LARGEST_FILE, BusyCalendar, busy_times, read_busy_calendar
from branchdesk.readers.errors import ImportRefused

ZONE = ZoneInfo("Asia/Shanghai")
SINCE, UNTIL = datetime(2026, 11, 1, tzinfo=ZONE), datetime(2027, 1, 31, tzinfo=ZONE)


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode()


def read(*events: str) -> BusyCalendar:
    return busy_times(
        "周强.ics", calendar(*(event.replace("\n", "\r\n") for event in events)), SINCE, UNTIL, ZONE
    )


def starts(found: BusyCalendar) -> list[str]:
    return [f"{one.starts_at.astimezone(ZONE):%m-%d %H:%M}" for one in found.events]


def test_a_single_event_becomes_one_time() -> None:
    found = read("UID:a\nDTSTART:20261124T140000Z\nDTEND:20261124T150000Z\nSUMMARY:牙医")
    (one,) = found.events
    assert (one.uid, one.title, one.starts_at) == ("a", "牙医", datetime(2026, 11, 24, 14, 0, tzinfo=UTC))


def test_a_series_is_expanded_with_its_exceptions_and_changed_days() -> None:
    found = read(
        "UID:a\nDTSTART:20261102T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20261109T090000",
        "UID:a\nRECURRENCE-ID:20261116T090000\nDTSTART:20261117T100000\nDTEND:20261117T110000",
    )
    assert starts(found) == ["11-02 09:00", "11-17 10:00", "11-23 09:00"]


def test_a_whole_day_and_an_open_series_end_with_the_range() -> None:
    found = read(
        "UID:leave\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204",
        "UID:w\nDTSTART:20200106T080000\nDURATION:PT30M\nRRULE:FREQ=MONTHLY;BYDAY=1MO",
    )
    assert starts(found) == ["11-02 08:00", "12-01 00:00", "12-07 08:00", "01-04 08:00"]
    assert (found.events[1].ends_at - found.events[1].starts_at).days == 3


def test_a_foreign_zone_is_counted_in_its_own_time() -> None:
    found = read(
        "UID:b\nDTSTART;TZID=Europe/Berlin:20261123T100000\nDTEND;TZID=Europe/Berlin:20261123T113000"
    )
    assert starts(found) == ["11-23 17:00"]


@pytest.mark.parametrize(
    "event",
    [
        "UID:a\nDTSTART:20261124T140000Z\nDTEND:20261124T150000Z\nTRANSP:TRANSPARENT",
        "UID:a\nDTSTART:20261124T140000Z\nDTEND:20261124T150000Z\nSTATUS:CANCELLED",
        "UID:a\nDTSTART:20261124T140000Z\nDTEND:20261124T140000Z",
        "UID:a\nDTSTART:20261124T140000Z\nDTEND:20271124T140000Z",
        "UID:a\nDTSTART:20261124T140000Z\nDURATION:PT1M\nRRULE:FREQ=SECONDLY",
        "DTSTART:20261124T140000Z\nDURATION:PT1M",
        "UID:a\nSUMMARY:no start",
        "UID:a\nDTSTART:rubbish\nDURATION:PT1M",
    ],
)
def test_what_takes_no_time_or_says_nothing_is_left_out_and_counted(event: str) -> None:
    found = read(event, "UID:ok\nDTSTART:20261125T140000Z\nDURATION:PT1H")
    assert [one.uid for one in found.events] == ["ok"]
    assert found.left_out == 1


@pytest.mark.parametrize(
    "events",
    [
        ["UID:a\nDTSTART:20261101T000000Z\nDURATION:PT1H"] * 5_001,
        [f"UID:{n}\nDTSTART:20260101T000000\nDURATION:PT1H\nRRULE:FREQ=DAILY" for n in range(400)],
        [
            f"UID:{n}\nDTSTART:20260101T000000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
            for n in range(9)
        ],
    ],
)
def test_a_file_made_to_keep_us_busy_is_refused(events: list[str]) -> None:
    with pytest.raises(ImportRefused, match="more than a person's calendar"):
        read(*events)


def test_files_that_are_no_calendar_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no calendar file"):
        busy_times("x.ics", b"%PDF-1.7", SINCE, UNTIL, ZONE)
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_busy_calendar(tmp_path / "gone.ics", SINCE, UNTIL, ZONE)
    big = tmp_path / "big.ics"
    big.write_bytes(calendar("UID:a") + b" " * LARGEST_FILE)
    with pytest.raises(ImportRefused, match="more than a person's calendar"):
        read_busy_calendar(big, SINCE, UNTIL, ZONE)


@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise_anything_but_a_refusal(data: bytes) -> None:
    for whole in (
        data,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data,
        calendar("UID:a\r\nDTSTART:" + repr(data)),
    ):
        try:
            busy_times("x.ics", whole, SINCE, UNTIL, ZONE)
        except ImportRefused:
            continue
