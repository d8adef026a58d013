from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.demo import write_demo
from branchdesk.domain.attempts import NextAttempt
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.meetings import Meeting, MeetingTask, QuarterState
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("demo") / "sample.branchdesk"
    write_demo(path, today=TODAY)
    opened = open_branch(path, Seat("王芳", as_of=TODAY))
    yield opened
    opened.close()


@pytest.mark.req("R024")
def test_meetings_are_held_planned_and_still_to_be_arranged(desk: Desk) -> None:
    meetings = desk.context.reader.find(Meeting)
    assert any(one.held_on for one in meetings)
    assert any(one.held_on is None for one in meetings)
    states = {desk.meetings.standing_of(one.customer_id).state for one in meetings}
    states |= {desk.meetings.standing_of(row.id).state for row in desk.meetings.to_meet()}
    assert states >= {QuarterState.MET, QuarterState.PLANNED, QuarterState.OPEN}


@pytest.mark.req("D10")
def test_some_decisions_are_done_and_some_wait(desk: Desk) -> None:
    tasks = desk.context.reader.find(MeetingTask)
    assert {one.done_on is None for one in tasks} == {True, False}
    late = [duty for duty in desk.duties.due() if duty.kind is DutyKind.MEETING_TASK]
    assert 1 <= len(late) <= 4


@pytest.mark.req("D09")
def test_one_report_is_unsigned_and_one_is_missing(desk: Desk) -> None:
    owed = desk.duty_work.reports_owed()
    assert {bool(one.unsigned) for one in owed} == {True, False}


@pytest.mark.req("D04")
def test_a_call_waits_for_its_next_attempt(desk: Desk) -> None:
    (noted,) = desk.context.reader.find(NextAttempt)
    assert noted.duty_key in {duty.key for duty in desk.duties.due(31)}
