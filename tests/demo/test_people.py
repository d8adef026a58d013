"""The sample branch shows what is known about the people at its customers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from branchdesk.bootstrap import open_branch
from branchdesk.demo import write_demo
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.people import BriefingTick, ChangeRequest, FirstCall, MergedCustomer, Training
from branchdesk.services.desk import Desk

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("demo") / "sample.branchdesk"
    write_demo(path, today=MONDAY)
    clock = ManualClock.at(MONDAY)
    clock.advance(timedelta(minutes=40))
    desk = open_branch(path, clock=clock)
    yield desk
    desk.close()


def test_an_unread_contract_a_new_contact_and_an_ending_contract_are_due(desk: Desk) -> None:
    kinds = {duty.kind for duty in desk.duties.due()}
    assert {DutyKind.CONTRACT_UNREAD, DutyKind.INTRODUCTION, DutyKind.RENEWAL} <= kinds


def test_most_people_were_briefed_some_partly_and_all_may_call_two_of_us(desk: Desk) -> None:
    reader = desk.context.reader
    ticks = reader.find(BriefingTick)
    pairs = {(tick.site_id, tick.contact_id) for tick in ticks}
    assert len(ticks) < 7 * len(pairs)
    calls = reader.find(FirstCall)
    assert {call.place for call in calls} == {1, 2}
    trainings = reader.find(Training)
    assert {training.held_on is None for training in trainings} == {True, False}
    asked = reader.find(ChangeRequest)
    assert asked
    assert all(request.proof for request in asked)


def test_a_group_adds_up(desk: Desk) -> None:
    view = desk.people.group_view(1)
    assert len(view.outlets) == 12
    assert view.total("open_fen") == sum(row.open_fen for row in view.rows)


def test_a_customer_was_entered_twice_and_merged(desk: Desk) -> None:
    (merged,) = desk.context.reader.find(MergedCustomer)
    kept = desk.people.merged_into(merged.customer_id)
    assert kept is not None
    assert kept.id == merged.into_id


def test_one_customer_lost_two_contacts_within_a_year(desk: Desk) -> None:
    ids = desk.context.database.rows("SELECT id FROM customer")
    assert max(desk.people.turnover(row[0]) for row in ids) >= 2
