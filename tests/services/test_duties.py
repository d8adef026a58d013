"""Duties follow from the facts of the day, move with them and are never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, ContactRole, Customer, Site
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.receivables import Invoice, Payment, Promise
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.desk import Desk

Find = Callable[[DutyKind], list[date]]


@pytest.fixture
def due(desk: Desk) -> Find:
    """Return the days on which duties of a kind are due, within a month."""
    return lambda kind: [duty.due_on for duty in desk.duties.due(31) if duty.kind is kind]


@pytest.fixture
def on(clock: ManualClock) -> Callable[[date], None]:
    def go(day: date) -> None:
        clock.instant = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)

    return go


def plan(desk: Desk, site: Site, day: date, start_at: str = "22:00") -> Visit:
    return desk.visits.save_visit(Visit(site_id=site.id, date_on=day, start_at=start_at)).value


def call(desk: Desk, visit: Visit, purpose: Purpose, result: CallResult = CallResult.REACHED) -> None:
    customer_id = desk.customers.site(visit.site_id).customer_id
    draft = Interaction(customer_id=customer_id, visit_id=visit.id, purpose=purpose, result=result)
    desk.interactions.log(draft)


@pytest.mark.req("R017")
@pytest.mark.parametrize(
    ("today", "visit", "call_on"),
    [
        (date(2026, 11, 1), date(2026, 11, 18), date(2026, 11, 11)),
        (date(2026, 9, 22), date(2026, 10, 13), date(2026, 9, 30)),
    ],
)
def test_the_appointment_call_comes_a_week_before_on_a_working_day(
    desk: Desk, site: Site, due: Find, on: Callable[[date], None], today: date, visit: date, call_on: date
) -> None:
    on(today)
    plan(desk, site, visit)
    assert due(DutyKind.APPOINTMENT_CALL) == [call_on]


@pytest.mark.req("V18")
@pytest.mark.req("D04")
def test_a_duty_of_a_day_on_which_nobody_looked_is_late_not_lost(
    desk: Desk, site: Site, on: Callable[[date], None]
) -> None:
    on(date(2026, 11, 1))
    plan(desk, site, date(2026, 11, 29))  # a week before is a Sunday: the call is due on Friday the 20th
    on(date(2026, 11, 23))
    found = [duty for duty in desk.duties.due() if duty.kind is DutyKind.APPOINTMENT_CALL]
    assert [duty.days_late(date(2026, 11, 23)) for duty in found] == [3]


@pytest.mark.req("R018")
def test_a_call_that_reached_somebody_fulfils_the_duty_and_an_unanswered_one_does_not(
    desk: Desk, site: Site, due: Find
) -> None:
    visit = plan(desk, site, date(2026, 11, 30))
    call(desk, visit, Purpose.APPOINTMENT, CallResult.UNREACHABLE)
    assert len(due(DutyKind.APPOINTMENT_CALL)) == 1
    call(desk, visit, Purpose.APPOINTMENT)
    assert due(DutyKind.APPOINTMENT_CALL) == []


@pytest.mark.req("D03")
@pytest.mark.parametrize(("to", "asked_again"), [(date(2026, 12, 1), False), (date(2026, 12, 4), True)])
def test_a_visit_that_moves_far_after_its_call_is_confirmed_again(
    desk: Desk, site: Site, due: Find, to: date, *, asked_again: bool
) -> None:
    visit = plan(desk, site, date(2026, 11, 30))
    call(desk, visit, Purpose.APPOINTMENT)
    desk.visits.move_visit(visit.id, to)
    assert bool(due(DutyKind.RECONFIRMATION)) is asked_again
    call(desk, desk.visits.visit(visit.id), Purpose.RECONFIRMATION)
    assert due(DutyKind.RECONFIRMATION) == []


@pytest.mark.req("R019")
def test_the_day_of_a_visit_has_its_own_call_by_six(desk: Desk, site: Site) -> None:
    plan(desk, site, date(2026, 11, 22))
    found = [duty for duty in desk.duties.due() if duty.kind is DutyKind.SAME_DAY_CALL]
    assert [duty.due_at for duty in found] == [datetime(2026, 11, 22, 18, 0)]


def test_a_visit_whose_day_has_passed_asks_to_be_recorded(desk: Desk, site: Site, due: Find) -> None:
    plan(desk, site, date(2026, 11, 19))
    assert due(DutyKind.VISIT_UNRECORDED) == [date(2026, 11, 19)]


@pytest.mark.req("R035")
@pytest.mark.req("D09")
def test_a_done_visit_without_report_is_asked_for_until_it_is_issued(
    desk: Desk, site: Site, due: Find
) -> None:
    draft = Visit(site_id=site.id, date_on=date(2026, 11, 20), findings="鼠粪", actions="补充毒饵站")
    done = desk.visits.save_visit(replace(draft, status=VisitStatus.DONE)).value
    assert due(DutyKind.REPORT_MISSING) == [date(2026, 11, 21)]
    desk.visits.issue_report(done.id)
    assert due(DutyKind.REPORT_MISSING) == []


@pytest.mark.req("R013")
@pytest.mark.parametrize(
    ("visit", "talk"),
    [(date(2026, 10, 9), date(2026, 10, 10)), (date(2026, 10, 10), date(2026, 10, 12))],
)
def test_a_preparation_failure_is_talked_over_on_the_next_working_day(
    desk: Desk, site: Site, due: Find, on: Callable[[date], None], visit: date, talk: date
) -> None:
    on(visit)
    draft = Visit(site_id=site.id, date_on=visit, preparation_missing="食品未覆盖", status=VisitStatus.DONE)
    desk.visits.save_visit(draft)
    assert due(DutyKind.PREPARATION_TALK) == [talk]


@pytest.mark.req("R006")
def test_an_agreed_next_contact_appears_on_its_day_and_goes_when_it_was_made(
    desk: Desk, customer: Customer, due: Find, on: Callable[[date], None]
) -> None:
    draft = Interaction(customer_id=customer.id, next_step="报价", next_on=date(2026, 12, 1))
    desk.interactions.log(draft)
    assert due(DutyKind.NEXT_CONTACT) == [date(2026, 12, 1)]
    on(date(2026, 12, 2))
    desk.interactions.log(Interaction(customer_id=customer.id))
    assert due(DutyKind.NEXT_CONTACT) == []


def test_a_talk_before_eight_in_the_morning_is_a_talk_of_that_day(
    desk: Desk, customer: Customer, due: Find, clock: ManualClock
) -> None:
    desk.interactions.log(Interaction(customer_id=customer.id, next_step="报价", next_on=date(2026, 12, 1)))
    clock.instant = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)  # 1 December, 07:00 in Shanghai
    desk.interactions.log(Interaction(customer_id=customer.id))
    assert due(DutyKind.NEXT_CONTACT) == []


def test_money_of_the_day_before_an_early_promise_does_not_keep_it(
    desk: Desk, customer: Customer, due: Find, on: Callable[[date], None], clock: ManualClock
) -> None:
    clock.instant = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # 23 November, 07:00 in Shanghai
    desk.receivables.record_payment(
        Payment(customer_id=customer.id, paid_on=date(2026, 11, 22), amount_fen=100)
    )
    desk.receivables.promise(Promise(customer_id=customer.id, due_on=date(2026, 11, 24), amount_fen=100))
    on(date(2026, 11, 27))
    assert len(due(DutyKind.PROMISE_CHECK)) == 1


@pytest.mark.req("R065")
def test_an_invoice_sent_three_days_ago_that_nobody_signed_for_is_chased(
    desk: Desk, customer: Customer, due: Find
) -> None:
    draft = Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 11, 16), amount_fen=100)
    desk.receivables.save_invoice(replace(draft, sent_on=date(2026, 11, 17), tracking="SF1234567890"))
    assert due(DutyKind.SIGNATURE_CHASE) == [date(2026, 11, 20)]


@pytest.mark.req("R069")
def test_payment_is_reminded_before_and_asked_for_after_the_due_day(
    desk: Desk, customer: Customer, due: Find, on: Callable[[date], None]
) -> None:
    on(date(2026, 10, 1))
    draft = Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 9, 20), amount_fen=100)
    desk.receivables.save_invoice(replace(draft, signed_on=date(2026, 9, 25)))
    assert due(DutyKind.PAYMENT_REMINDER) == [date(2026, 10, 19)]
    on(date(2026, 10, 22))
    assert due(DutyKind.COLLECTION_CALL) == []
    on(date(2026, 10, 23))
    assert due(DutyKind.COLLECTION_CALL) == [date(2026, 10, 23)]


@pytest.mark.req("D24")
def test_a_promise_silences_the_chase_until_its_grace_is_over(
    desk: Desk, customer: Customer, due: Find, on: Callable[[date], None]
) -> None:
    draft = Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 9, 1), amount_fen=100)
    desk.receivables.save_invoice(replace(draft, due_given_on=date(2026, 10, 1)))
    on(date(2026, 11, 20))
    desk.receivables.promise(Promise(customer_id=customer.id, amount_fen=100, due_on=date(2026, 11, 25)))
    assert due(DutyKind.COLLECTION_CALL) == []
    on(date(2026, 11, 26))
    assert due(DutyKind.COLLECTION_CALL) == []
    on(date(2026, 11, 27))
    assert len(due(DutyKind.COLLECTION_CALL)) == 1
    assert due(DutyKind.PROMISE_CHECK) == [date(2026, 11, 27)]
    desk.receivables.record_payment(
        Payment(customer_id=customer.id, paid_on=date(2026, 11, 27), amount_fen=100)
    )
    assert due(DutyKind.PROMISE_CHECK) == []


@pytest.mark.req("R092")
@pytest.mark.req("R093")
def test_an_open_complaint_owes_an_answer_and_a_status(desk: Desk, customer: Customer, due: Find) -> None:
    case = desk.complaints.register(Complaint(customer_id=customer.id, text="又见蟑螂")).value
    assert due(DutyKind.COMPLAINT_ANSWER) == [date(2026, 11, 23)]
    assert due(DutyKind.COMPLAINT_STATUS) == [date(2026, 11, 23)]
    desk.complaints.answer(case.id, "今晚返工")
    assert (due(DutyKind.COMPLAINT_ANSWER), due(DutyKind.COMPLAINT_STATUS)) == ([], [])


@pytest.mark.req("D11")
def test_a_duty_names_whom_to_call_about_it(desk: Desk, customer: Customer, site: Site) -> None:
    for name, role in (("欧阳天民", ContactRole.SERVICE), ("赵会计", ContactRole.INVOICE)):
        contact = Contact(
            customer_id=customer.id, name=name, title="经理", roles=(role,), mobile="13812345678"
        )
        desk.customers.save_contact(contact)
    plan(desk, site, date(2026, 11, 23))
    duty: Duty = next(duty for duty in desk.duties.due() if duty.kind is DutyKind.APPOINTMENT_CALL)
    assert (duty.whom.contact, duty.whom.phone) == ("欧阳经理", "13812345678")
