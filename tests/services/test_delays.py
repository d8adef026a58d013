"""Likely delays: told before the customer notices, or on the list of the day until told (R137)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.delays import Delay
from branchdesk.domain.duties import Duty, DutyKind, LinkKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk


def to_tell(desk: Desk) -> list[Duty]:
    return [duty for duty in desk.duties.due() if duty.kind is DutyKind.DELAY_TO_TELL]


@pytest.mark.req("R137")
def test_four_of_five_delays_told_before_are_eighty_percent(
    desk: Desk, customer: Customer, site: Site
) -> None:
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 10, 29)))
    now = desk.context.clock.now()
    for nth in range(5):
        before = nth > 0
        delay = Delay(customer_id=customer.id, expected="晚到", told_at=now, told_before=before)
        desk.call_work.save_delay(delay)
    november, october = desk.summaries.month(2026, 11), desk.summaries.month(2026, 10)
    assert november.figure("communication", "delays").value == 5
    assert november.figure("communication", "told_before").value == 80
    assert october.figure("communication", "delays").value == 0
    assert october.figure("communication", "told_before").value is None


@pytest.mark.req("R137")
def test_a_delay_is_to_be_told_at_once_until_it_is_told(desk: Desk, customer: Customer, site: Site) -> None:
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 26))).value
    draft = Delay(customer_id=customer.id, visit_id=visit.id, expected="晚到 1 小时")
    saved = desk.call_work.save_delay(draft).value
    now = desk.context.clock.now()
    assert saved.entered_at == now
    (duty,) = to_tell(desk)
    assert (duty.due_on, duty.link, duty.link_id) == (date(2026, 11, 22), LinkKind.DELAY, saved.id)
    done = desk.call_work.save_delay(replace(saved, told_at=now, told_before=True))
    assert to_tell(desk) == []
    assert desk.call_work.delays_of(customer.id) == [done.value]
    assert done.undo is not None
    done.undo()
    assert [one.link_id for one in to_tell(desk)] == [saved.id]


@pytest.mark.req("R137")
def test_a_delay_says_what_is_late_and_when_it_was_told(desk: Desk, customer: Customer) -> None:
    delay = Delay(customer_id=customer.id, expected="晚到")
    soon = desk.context.clock.now() + timedelta(hours=1)
    for wrong in (
        replace(delay, expected=" "),
        replace(delay, told_before=True),
        replace(delay, told_at=soon),
    ):
        with pytest.raises(Invalid):
            desk.call_work.save_delay(wrong)


@pytest.mark.req("R137")
def test_a_delay_never_takes_the_visit_of_another(desk: Desk, site: Site) -> None:
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 26))).value
    other = desk.customers.save_customer(Customer(name="西湖饭店")).value
    with pytest.raises(Refused):
        desk.call_work.save_delay(Delay(customer_id=other.id, visit_id=visit.id, expected="晚到"))


@pytest.mark.req("R137")
def test_a_delay_follows_its_customer_when_two_become_one(desk: Desk, customer: Customer) -> None:
    other = desk.customers.save_customer(Customer(name="三川实业")).value
    saved = desk.call_work.save_delay(Delay(customer_id=other.id, expected="晚到")).value
    desk.people.merging.merge(customer.id, other.id)
    assert [one.id for one in desk.call_work.delays_of(customer.id)] == [saved.id]
