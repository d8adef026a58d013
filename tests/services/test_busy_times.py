"""Visits leave as iCalendar and are read back; technicians' calendars come in as busy times."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.plan_records import BusyTime
from branchdesk.domain.visits import Visit
from branchdesk.language import Words
from branchdesk.services.desk import Desk
from exports.calendar_file import calendar_file
from tests.readers.test_busy_calendar import calendar

ENTRY = "UID:{}\r\nDTSTART:20261124T22{:02d}00\r\nDTEND:20261124T235900\r\nSUMMARY:{}"


@pytest.fixture
def technician(desk: Desk) -> Employee:
    return desk.customers.save_employee(Employee(name="周强", role=EmployeeRole.TECHNICIAN)).value


@pytest.fixture
def contract(desk: Desk, customer: Customer, site: Site, technician: Employee) -> Contract:
    draft = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-1",
        start_on=date(2026, 11, 1),
        end_on=date(2027, 1, 31),
        rule="每月24日",
        start_at="22:00",
        minutes_cleaning=105,
        technician_id=technician.id,
    )
    return desk.customers.save_contract(draft).value


def exported(desk: Desk, technician_id: int | None = None) -> list[Any]:
    stream = io.BytesIO()
    entries = desk.plan.busy.entries(Words("zh_CN"), technician_id)
    calendar_file(entries, "杭州分公司", desk.context.clock.now(), stream)
    assert all(len(line) <= 75 for line in stream.getvalue().split(b"\r\n"))
    whole = Calendar.from_ical(stream.getvalue())
    assert [zone["TZID"] for zone in whole.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    return list(whole.walk("VEVENT"))


@pytest.mark.usefixtures("contract")
def test_visits_and_calls_are_single_events_with_zone_alarm_and_steady_names(
    desk: Desk, site: Site, technician: Employee
) -> None:
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 30)))
    events = exported(desk)
    visits = [event for event in events if str(event["UID"]).startswith("visit-")]
    calls = [event for event in events if str(event["UID"]).startswith("call-")]
    assert (len(visits), len(calls)) == (4, 4)
    assert not any("RRULE" in event for event in events)
    first = visits[0]
    assert first["DTSTART"].dt == datetime(2026, 11, 24, 22, 0, tzinfo=desk.context.zone)
    assert first["DTEND"].dt - first["DTSTART"].dt == timedelta(minutes=165)
    assert [alarm["TRIGGER"].dt for alarm in first.walk("VALARM")] == [timedelta(minutes=-60)]
    open_yet = visits[1]
    assert (open_yet["DTSTART"].dt, str(open_yet["STATUS"])) == (date(2026, 11, 30), "TENTATIVE")
    assert {str(event["UID"]) for event in exported(desk)} == {str(event["UID"]) for event in events}
    assert len(exported(desk, technician.id)) == 6


@pytest.mark.usefixtures("contract")
def test_a_moved_visit_keeps_its_name_and_grows_its_sequence(desk: Desk) -> None:
    before = exported(desk)[-1]
    visit = max(desk.context.reader.find(Visit), key=lambda one: one.date_on)
    desk.visits.move_visit(visit.id, date(2027, 1, 26), why="x")
    after = exported(desk)[-1]
    assert str(before["UID"]) == str(after["UID"])
    assert (after["SEQUENCE"], after["DTSTART"].dt.day) == (before["SEQUENCE"] + 1, 26)


@pytest.mark.usefixtures("contract")
def test_a_technicians_calendar_is_read_once_and_warns(
    desk: Desk, technician: Employee, tmp_path: Path
) -> None:
    file = tmp_path / "周强.ics"
    file.write_bytes(calendar(ENTRY.format("a", 30, "牙医"), ENTRY.format("b", 45, "家长会")))
    busy = desk.plan.busy
    first = busy.read_calendar(file, technician.id)
    assert (first.value.times, first.value.added, first.value.removed) == (2, 2, 0)
    again = busy.read_calendar(file, technician.id)
    assert (again.value.added, again.value.removed) == (0, 0)
    (found,) = (v for v in desk.context.reader.find(Visit) if v.date_on == date(2026, 11, 24))
    hints = [str(one) for one in desk.plan.capacity.hints(found)]
    assert "周强 is taken elsewhere from 11-24 22:30 to 23:59 (牙医)" in hints[0]
    assert len(desk.plan.capacity.clashes(date(2026, 11, 24), date(2026, 11, 24))) == 2
    file.write_bytes(calendar(ENTRY.format("a", 50, "牙医")))
    third = busy.read_calendar(file, technician.id)
    assert (third.value.times, third.value.added, third.value.removed) == (1, 1, 2)
    assert [span.start.minute for span in busy.between(date(2026, 11, 24), date(2026, 11, 24))] == [50]
    assert third.undo is not None
    third.undo()
    assert len(desk.context.reader.find(BusyTime)) == 2
    assert busy.technicians() == {technician.id: 2}
    busy.forget(technician.id)
    assert busy.technicians() == {}


def test_a_call_that_was_due_before_today_stands_on_today(desk: Desk, site: Site, clock: ManualClock) -> None:
    desk.visits.save_visit(replace(Visit(site_id=site.id, date_on=date(2026, 11, 24)), start_at="22:00"))
    calls = [event for event in exported(desk) if str(event["UID"]).startswith("call-")]
    assert [event["DTSTART"].dt.date() for event in calls] == [clock.today()]
