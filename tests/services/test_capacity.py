"""Windows of one technician that meet are told, full days too, and who paid first waits first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import CallResult
from branchdesk.domain.receivables import Invoice, Payment, Promise
from branchdesk.domain.settings import Settings
from branchdesk.domain.visits import Visit, VisitKind
from branchdesk.language import Words
from branchdesk.services.collecting import CollectionResult
from branchdesk.services.desk import Desk

DAY = date(2026, 11, 24)


@pytest.fixture
def technician(desk: Desk) -> Employee:
    return desk.customers.save_employee(Employee(name="周强", role=EmployeeRole.TECHNICIAN)).value


@pytest.fixture
def contract(desk: Desk, customer: Customer, site: Site, technician: Employee) -> Contract:
    agreed = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-1",
        start_on=date(2026, 11, 1),
        end_on=date(2026, 12, 31),
        rule="每月24日",
        start_at="22:00",
        minutes_on_site=60,
        minutes_cleaning=30,
        minutes_preparation=45,
        minutes_after=30,
        technician_id=technician.id,
    )
    return desk.customers.save_contract(agreed).value


def said(desk: Desk, visit: Visit) -> list[str]:
    return [str(one) for one in desk.plan.capacity.hints(visit)]


@pytest.mark.req("R016")
@pytest.mark.usefixtures("contract")
def test_a_second_job_at_half_past_eleven_runs_into_a_window_until_a_quarter_to_one(
    desk: Desk, site: Site, technician: Employee
) -> None:
    (first,) = (v for v in desk.context.reader.find(Visit) if v.date_on == DAY)
    window = desk.plan.capacity.window(first)
    assert window is not None
    assert (window.start, window.end) == (datetime(2026, 11, 24, 22, 0), datetime(2026, 11, 25, 0, 45))
    second = Visit(site_id=site.id, date_on=DAY, start_at="23:30", technician_id=technician.id)
    (clash,) = said(desk, second)
    assert "周强 is at 三川 · 总店 from 11-24 22:00 to 00:45" in clash
    assert "Choose another time or another technician" in clash
    assert said(desk, replace(second, technician_id=None)) == []
    night = replace(second, date_on=DAY + timedelta(days=1), start_at="00:30")
    assert said(desk, night)[1] == "Free on this day from 00:45."
    assert said(desk, replace(night, start_at="00:45")) == []
    desk.visits.save_visit(second)
    (found,) = desk.plan.capacity.clashes(DAY, DAY)
    assert (found.visit.start_at, found.minutes) == ("23:30", 60)


@pytest.mark.req("R016")
def test_a_day_that_holds_too_much_is_told(desk: Desk, site: Site, technician: Employee) -> None:
    desk.upkeep.save_settings(Settings(technician_minutes_per_day=180, technician_visits_per_day=3))
    for start_at in ("08:00", "10:00", "14:00"):
        visit = Visit(site_id=site.id, date_on=DAY, start_at=start_at, technician_id=technician.id)
        assert said(desk, visit) == []
        desk.visits.save_visit(visit)
    fourth = replace(visit, start_at="16:00")
    (full,) = said(desk, fourth)
    assert "the day of 周强 holds 4 visits and 240 minutes" in full


@pytest.mark.req("R081")
def test_who_paid_at_ten_past_nine_stands_before_who_paid_at_forty_past(
    desk: Desk, customer: Customer, site: Site, clock: ManualClock
) -> None:
    late = desk.visits.save_visit(Visit(site_id=site.id, kind=VisitKind.ONE_OFF, date_on=DAY)).value
    other = desk.customers.save_customer(Customer(name="西湖饭店")).value
    place = desk.customers.save_site(Site(customer_id=other.id, name="大堂")).value
    early = desk.visits.save_visit(Visit(site_id=place.id, kind=VisitKind.ONE_OFF, date_on=DAY)).value
    third = desk.customers.save_customer(Customer(name="未付")).value
    spot = desk.customers.save_site(Site(customer_id=third.id, name="门店")).value
    unpaid = desk.visits.save_visit(Visit(site_id=spot.id, date_on=date(2026, 11, 23))).value
    clock.advance(timedelta(minutes=10))  # 09:10
    pay = desk.receivables.record_payment
    pay(Payment(customer_id=other.id, paid_on=date(2026, 11, 22), amount_fen=50_000))
    clock.advance(timedelta(minutes=30))  # 09:40
    pay(Payment(customer_id=customer.id, paid_on=date(2026, 11, 22), amount_fen=90_000))
    found = desk.plan.capacity.queue()
    assert [one.visit.id for one in found] == [early.id, late.id, unpaid.id]
    zone = desk.context.zone
    assert [f"{one.paid_at.astimezone(zone):%H:%M}" if one.paid_at else "" for one in found] == [
        "09:10",
        "09:40",
        "",
    ]


@pytest.mark.req("R080")
def test_exactly_the_limit_passes_and_one_fen_more_is_paid_first(
    desk: Desk, customer: Customer, site: Site
) -> None:
    job = Visit(site_id=site.id, kind=VisitKind.ONE_OFF, date_on=DAY, amount_fen=10_000_000)
    assert desk.visits.save_visit(job).value.id
    more = replace(job, amount_fen=10_000_001)
    with pytest.raises(Refused) as no:
        desk.visits.save_visit(more)
    assert no.value.field == "amount_fen"
    sentence = Words("zh_CN").say(no.value.message)
    assert sentence.startswith("款到安排")
    assert "100,000.01" in sentence
    paid = Payment(customer_id=customer.id, paid_on=date(2026, 11, 22), amount_fen=10_000_001)
    desk.receivables.record_payment(paid)
    assert desk.visits.save_visit(more).value.id


@pytest.mark.req("R080")
def test_a_supervisor_answers_for_an_exception_and_planning_is_flagged_but_never_stopped(
    desk: Desk, customer: Customer, site: Site
) -> None:
    agreed = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-9",
        start_on=date(2026, 11, 1),
        rule="每月24日",
        fee_fen=10_000_001,
    )
    contract = desk.customers.save_contract(agreed).value
    planned = desk.context.reader.find(Visit)
    assert len(planned) == 12  # V4 holds: what is owed is planned, and waits for the money
    assert not desk.plan.prepayment.state(planned[0]).passes
    extra = Visit(site_id=site.id, contract_id=contract.id, date_on=DAY)
    with pytest.raises(Refused, match="Payment before service"):
        desk.visits.save_visit(extra)
    assert desk.visits.save_visit(replace(extra, kind=VisitKind.EXTRA)).value.id  # no job of its own
    release = desk.plan.prepayment.release(planned[0], "总部担保", "李总")
    assert desk.plan.prepayment.state(planned[1]).passes
    assert desk.visits.save_visit(extra).value.id
    assert release.value.contract_id == contract.id


@pytest.mark.req("R070")
def test_a_collection_visit_lists_its_invoices_and_keeps_what_came_of_it(
    desk: Desk, customer: Customer, site: Site
) -> None:
    numbers = []
    for number, fen in (("0042", 860_000), ("0043", 380_000)):
        invoice = Invoice(number=number, customer_id=customer.id, issued_on=date(2026, 10, 1), amount_fen=fen)
        numbers.append(desk.receivables.save_invoice(invoice).value.id)
    collecting = desk.plan.collecting
    draft = Visit(site_id=site.id, date_on=date(2026, 11, 26), start_at="10:00")
    planned = collecting.plan(draft, numbers)
    assert Words("en").say(planned.message) == "Visit 2026-11-26 lists 2 invoices, 12,400.00"
    visit = planned.value
    assert visit.kind is VisitKind.COLLECTION
    assert [one.id for one in collecting.visits_of(numbers[0])] == [visit.id]
    done = collecting.record(
        visit.id,
        CollectionResult(
            result=CallResult.PROMISED,
            text="月底付清",
            promised_fen=1_240_000,
            promised_on=date(2026, 11, 30),
        ),
    )
    (promise,) = desk.context.reader.find(Promise)
    assert (promise.amount_fen, promise.due_on) == (1_240_000, date(2026, 11, 30))
    result = collecting.result_of(visit.id)
    assert result is not None
    assert (result.text, result.result) == ("月底付清", CallResult.PROMISED)
    assert done.undo is not None
    done.undo()
    assert desk.context.reader.find(Promise) == []
    assert collecting.result_of(visit.id) is None


def test_a_collection_visit_counts_as_no_service(desk: Desk, customer: Customer, site: Site) -> None:
    invoice = Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 10, 1), amount_fen=100)
    number = desk.receivables.save_invoice(invoice).value.id
    desk.plan.collecting.plan(Visit(site_id=site.id, date_on=date(2026, 11, 23)), [number])
    kinds = {str(duty.kind) for duty in desk.duties.due(7)}
    assert not kinds & {"appointment_call", "same_day_call", "report_missing", "visit_unrecorded"}
    figures = {f.key: f.value for s in desk.summaries.month(2026, 11).sections for f in s.figures}
    assert figures["planned"] == 0


@pytest.mark.req("R016")
def test_those_who_are_free_at_a_time_are_named(
    desk: Desk, technician: Employee, contract: Contract, site: Site
) -> None:
    other = desk.customers.save_employee(Employee(name="孙丽", role=EmployeeRole.TECHNICIAN)).value
    assert contract.technician_id == technician.id
    wanted = Visit(site_id=site.id, date_on=DAY, start_at="23:30")
    assert [person.id for person in desk.plan.capacity.free_people(wanted)] == [other.id]
    later = replace(wanted, date_on=date(2026, 11, 25), start_at="00:45")
    assert {person.id for person in desk.plan.capacity.free_people(later)} == {technician.id, other.id}
    assert desk.plan.capacity.free_people(replace(wanted, start_at="")) == []
