"""A collection visit asks for its result, a large job for its money, until that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.interactions import CallResult
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.domain.visits import Visit
from branchdesk.services.collecting import CollectionResult
from branchdesk.services.desk import Desk


def of_kind(desk: Desk, kind: DutyKind, days: int = 0) -> list[Duty]:
    return [duty for duty in desk.duties.due(days) if duty.kind is kind]


@pytest.mark.req("R070")
def test_a_collection_visit_is_due_on_its_day_and_late_until_its_result_is_there(
    desk: Desk, customer: Customer, site: Site, clock: ManualClock
) -> None:
    invoice = Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 10, 1), amount_fen=860_000)
    number = desk.receivables.save_invoice(invoice).value.id
    draft = Visit(site_id=site.id, date_on=date(2026, 11, 26), start_at="10:00")
    visit = desk.plan.collecting.plan(draft, [number]).value
    assert of_kind(desk, DutyKind.COLLECTION_VISIT) == []
    clock.advance(timedelta(days=6))
    (duty,) = of_kind(desk, DutyKind.COLLECTION_VISIT)
    assert (duty.due_on, duty.link_id, duty.days_late(clock.today())) == (date(2026, 11, 26), visit.id, 2)
    desk.plan.collecting.record(visit.id, CollectionResult(result=CallResult.PAID, text="已转账"))
    assert of_kind(desk, DutyKind.COLLECTION_VISIT) == []


@pytest.mark.req("R080")
def test_money_for_a_large_job_is_asked_for_a_week_before(desk: Desk, customer: Customer, site: Site) -> None:
    agreed = Contract(customer_id=customer.id, site_id=site.id, number="HT-9", start_on=date(2026, 11, 1))
    desk.customers.save_contract(
        replace(agreed, rule="每月26日", fee_fen=10_000_001, end_on=date(2026, 12, 31))
    )
    (first, second) = of_kind(desk, DutyKind.PREPAYMENT, 31)
    assert (first.due_on, second.due_on) == (date(2026, 11, 19), date(2026, 12, 18))
    paid = Payment(customer_id=customer.id, paid_on=date(2026, 11, 22), amount_fen=10_000_001)
    desk.receivables.record_payment(paid)
    assert of_kind(desk, DutyKind.PREPAYMENT, 31) == []
