"""One-key results, next attempts, the days away, and reports owed (D04, D09, R018, R019)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, Customer, Site
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.duty_results import QuickResult, keys_for
from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)


def go(clock: ManualClock, day: date) -> None:
    clock.instant = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


def of(desk: Desk, kind: DutyKind, days: int = 0) -> list[Duty]:
    return [duty for duty in desk.duties.due(days) if duty.kind is kind]


def the(desk: Desk, kind: DutyKind) -> Duty:
    (duty,) = of(desk, kind)
    return duty


def done(desk: Desk, site: Site, day: date, **more: object) -> Visit:
    draft = Visit(site_id=site.id, date_on=day, findings="鼠粪", actions="补充毒饵站")
    return desk.visits.save_visit(replace(draft, status=VisitStatus.DONE, **more)).value  # type: ignore[arg-type]


@pytest.fixture
def call(desk: Desk, site: Site) -> Duty:
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 27), start_at="22:00"))
    return the(desk, DutyKind.APPOINTMENT_CALL)


@pytest.mark.req("R018")
def test_one_key_records_the_call_with_its_record_and_what_it_said(desk: Desk, call: Duty) -> None:
    outcome = desk.duty_work.log(call, QuickResult.REACHED)
    (kept,) = desk.context.reader.find(Interaction)
    assert (kept.purpose, kept.result) == (Purpose.APPOINTMENT, CallResult.REACHED)
    assert (kept.visit_id, kept.for_on) == (call.link_id, date(2026, 11, 27))
    assert (kept.reminded, kept.asked_special) == (True, True)
    assert of(desk, DutyKind.APPOINTMENT_CALL) == []
    assert outcome.undo is not None
    outcome.undo()
    assert len(of(desk, DutyKind.APPOINTMENT_CALL)) == 1


@pytest.mark.req("D04")
@pytest.mark.parametrize("result", [QuickResult.NOT_REACHED, QuickResult.MESSAGE])
def test_a_call_in_vain_leaves_the_duty_and_is_counted(desk: Desk, call: Duty, result: QuickResult) -> None:
    desk.duty_work.log(call, result)
    left = the(desk, DutyKind.APPOINTMENT_CALL)
    assert (left.due_on, left.tried) == (call.due_on, 1)


def test_who_asks_to_be_rung_later_is_still_to_be_rung(desk: Desk, call: Duty) -> None:
    desk.interactions.log(
        Interaction(
            customer_id=call.whom.customer_id,
            visit_id=call.link_id,
            purpose=Purpose.APPOINTMENT,
            result=CallResult.CALL_BACK,
        )
    )
    assert len(of(desk, DutyKind.APPOINTMENT_CALL)) == 1


@pytest.mark.req("D04")
def test_a_postponed_call_stays_as_late_as_it_is_with_day_and_reason(desk: Desk, call: Duty) -> None:
    desk.duty_work.postpone(call, date(2026, 11, 24), "负责人不在", at="10:00")
    noted = the(desk, DutyKind.APPOINTMENT_CALL)
    assert (noted.due_on, noted.try_on, noted.try_at) == (call.due_on, date(2026, 11, 24), "10:00")
    desk.duty_work.postpone(noted, date(2026, 11, 25), "又不在")
    assert the(desk, DutyKind.APPOINTMENT_CALL).try_why == "又不在"
    with pytest.raises(Refused):
        desk.duty_work.postpone(call, date(2026, 11, 21), "太早")
    with pytest.raises(Refused):
        desk.duty_work.postpone(call, date(2026, 11, 24), "")


def test_an_attempt_noted_for_the_last_time_does_not_stand_beside_a_call_that_is_due_anew(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    from branchdesk.domain.receivables import Invoice

    draft = Invoice(number="1", customer_id=customer.id, issued_on=date(2026, 9, 1), amount_fen=100)
    desk.receivables.save_invoice(replace(draft, due_given_on=date(2026, 11, 1)))
    desk.duty_work.postpone(the(desk, DutyKind.COLLECTION_CALL), date(2026, 11, 24), "负责人不在")
    go(clock, date(2026, 11, 24))
    called = the(desk, DutyKind.COLLECTION_CALL)
    assert called.try_on == date(2026, 11, 24)
    desk.duty_work.log(called, QuickResult.REACHED)
    go(clock, date(2026, 12, 1))
    again = the(desk, DutyKind.COLLECTION_CALL)
    assert (again.due_on, again.try_on) == (date(2026, 12, 1), None)


def test_what_is_not_a_call_cannot_be_postponed(desk: Desk, site: Site) -> None:
    done(desk, site, date(2026, 11, 20))
    with pytest.raises(Refused):
        desk.duty_work.postpone(the(desk, DutyKind.REPORT_MISSING), date(2026, 11, 24), "忙")


def test_telling_how_a_case_stands_stops_its_clock_with_one_key(desk: Desk, customer: Customer) -> None:
    desk.complaints.register(Complaint(customer_id=customer.id, text="又见蟑螂"))
    (duty,) = of(desk, DutyKind.COMPLAINT_STATUS, 2)
    desk.duty_work.log(duty, QuickResult.REACHED)
    assert of(desk, DutyKind.COMPLAINT_STATUS, 2) == []


def test_an_answer_to_a_complaint_needs_its_sentence(desk: Desk, customer: Customer) -> None:
    desk.complaints.register(Complaint(customer_id=customer.id, text="又见蟑螂"))
    (duty,) = of(desk, DutyKind.COMPLAINT_ANSWER, 2)
    assert keys_for(duty)[0].result is QuickResult.MORE
    with pytest.raises(Refused):
        desk.duty_work.log(duty, QuickResult.MORE)


def test_a_birthday_is_ticked_with_one_key(desk: Desk, customer: Customer) -> None:
    desk.customers.save_contact(Contact(customer_id=customer.id, name="陈静", birthday=date(1980, 11, 22)))
    desk.duty_work.log(the(desk, DutyKind.BIRTHDAY_CARE), QuickResult.DONE)
    assert of(desk, DutyKind.BIRTHDAY_CARE) == []


# While nobody looked


@pytest.mark.req("D04")
@pytest.mark.req("V18")
def test_after_a_gap_what_became_due_is_told_once_with_as_of(desk: Desk, site: Site) -> None:
    """The file is opened on Friday and, closed over the weekend, on Wednesday."""
    desk.upkeep.save_workdays([Workday(day=date(2026, 11, 22), working=True, name="加班")])
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 29)))  # seven days before: a Sunday
    path = Path(desk.upkeep.path)
    friday = open_branch(path, Seat("王芳", as_of=date(2026, 11, 20)))
    assert friday.duty_work.look_after_absence() is None  # the first time that anybody looks
    friday.close()
    wednesday = open_branch(path, Seat("王芳", as_of=date(2026, 11, 25)))
    away = wednesday.duty_work.look_after_absence()
    assert away is not None
    assert (away.since, away.until) == (date(2026, 11, 20), date(2026, 11, 24))
    (duty,) = away.duties
    assert (duty.kind, duty.due_on) == (DutyKind.APPOINTMENT_CALL, date(2026, 11, 22))
    assert duty.days_late(date(2026, 11, 25)) == 3
    assert wednesday.duty_work.look_after_absence() is None  # opened again on the same day
    assert wednesday.duty_work.away() == away  # and still to be seen from the menu
    wednesday.close()


@pytest.mark.req("V18")
def test_a_call_due_on_friday_because_sunday_is_a_day_off_is_five_days_late_on_wednesday(
    desk: Desk, site: Site, clock: ManualClock
) -> None:
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 29)))
    go(clock, date(2026, 11, 25))
    duty = the(desk, DutyKind.APPOINTMENT_CALL)
    assert (duty.due_on, duty.days_late(date(2026, 11, 25))) == (date(2026, 11, 20), 5)


@pytest.mark.req("D04")
@pytest.mark.usefixtures("call")
def test_two_days_one_after_the_other_are_no_gap(desk: Desk, clock: ManualClock) -> None:
    desk.duty_work.mark_seen()
    go(clock, date(2026, 11, 23))
    assert desk.duty_work.look_after_absence() is None


def test_a_look_ahead_does_not_hide_the_next_gap(desk: Desk, call: Duty, clock: ManualClock) -> None:
    desk.duty_work.mark_seen()
    go(clock, date(2027, 3, 1))
    desk.duty_work.mark_seen()
    go(clock, date(2026, 11, 26))
    away = desk.duty_work.away()
    assert away is not None
    assert away.since == TODAY
    assert call.key not in {duty.key for duty in away.duties}  # it was due before


# Reports owed


@pytest.mark.req("D09")
def test_an_unsigned_report_is_chased_until_somebody_signed(desk: Desk, site: Site) -> None:
    visit = done(desk, site, date(2026, 11, 20))
    desk.visits.issue_report(visit.id)
    duty = the(desk, DutyKind.REPORT_UNSIGNED)
    assert duty.due_on == date(2026, 11, 21)
    (owed,) = desk.duty_work.reports_owed()
    assert owed.unsigned.startswith("SR-2026-11-")
    desk.duty_work.sign_report(visit.id, "陈经理")
    assert desk.duty_work.reports_owed() == []
    assert of(desk, DutyKind.REPORT_UNSIGNED) == []


@pytest.mark.req("D09")
def test_an_invoice_waits_for_the_reports_of_its_services(desk: Desk, customer: Customer, site: Site) -> None:
    visit = done(desk, site, date(2026, 10, 28))
    assert [one.id for one in desk.duty_work.report_gate(customer.id, date(2026, 11, 1))] == [visit.id]
    assert desk.duty_work.report_gate(customer.id, date(2026, 10, 1)) == []
    assert desk.duty_work.report_gate(customer.id, date(2026, 11, 1), contract_id=99) == []
    desk.duty_work.waive_report(visit.id, "技术员离职，报告遗失")
    assert desk.duty_work.report_gate(customer.id, date(2026, 11, 1)) == []
    assert of(desk, DutyKind.REPORT_MISSING) == []


def test_what_was_left_in_the_logbook_needs_no_signature(desk: Desk, site: Site) -> None:
    visit = done(desk, site, date(2026, 11, 20), left_without_hand_over="夜间无人")
    desk.visits.issue_report(visit.id)
    assert desk.duty_work.reports_owed() == []


@pytest.mark.req("R013")
@pytest.mark.parametrize("signed_by", ["", "陈经理"])
def test_a_site_prepared_badly_is_talked_over_once_whatever_became_of_its_report(
    desk: Desk, site: Site, signed_by: str
) -> None:
    visit = done(desk, site, date(2026, 11, 20), preparation_missing="食品未覆盖")
    assert len(of(desk, DutyKind.PREPARATION_TALK, 3)) == 1
    desk.visits.issue_report(visit.id, signed_by=signed_by)
    assert len(of(desk, DutyKind.PREPARATION_TALK, 3)) == 1


@pytest.mark.req("R013")
def test_a_report_given_up_leaves_the_talk(desk: Desk, site: Site) -> None:
    visit = done(desk, site, date(2026, 11, 20), preparation_missing="食品未覆盖")
    desk.duty_work.waive_report(visit.id, "遗失")
    assert len(of(desk, DutyKind.PREPARATION_TALK, 3)) == 1
    assert of(desk, DutyKind.REPORT_MISSING) == []


@pytest.mark.req("D09")
def test_a_report_of_long_ago_is_still_owed(desk: Desk, site: Site) -> None:
    done(desk, site, date(2025, 1, 7))
    assert the(desk, DutyKind.REPORT_MISSING).due_on == date(2025, 1, 8)


@pytest.mark.req("R035")
def test_a_missing_report_of_a_group_site_is_red_on_the_next_day(desk: Desk, clock: ManualClock) -> None:
    from branchdesk.domain.customers import CustomerKind

    group = desk.customers.save_customer(Customer(name="集团", kind=CustomerKind.GROUP)).value
    outlet = desk.customers.save_customer(
        Customer(name="门店", kind=CustomerKind.OUTLET, group_id=group.id)
    ).value
    place = desk.customers.save_site(Site(customer_id=outlet.id, name="店面")).value
    go(clock, date(2026, 11, 21))
    done(desk, place, date(2026, 11, 20))
    duty = the(desk, DutyKind.REPORT_MISSING)
    assert (duty.due_on, duty.urgent) == (date(2026, 11, 21), True)


# First services, failures, monthly calls, who does it


@pytest.mark.req("R012")
@pytest.mark.parametrize(
    ("first", "follow_up"),
    [(date(2026, 11, 2), date(2026, 11, 16)), (date(2026, 9, 17), date(2026, 10, 8))],
)
def test_a_first_service_without_a_second_visit_is_followed_up_after_a_fortnight(
    desk: Desk, site: Site, clock: ManualClock, first: date, follow_up: date
) -> None:
    go(clock, first)
    visit = first_service(desk, site, first)
    planned = [one for one in desk.context.reader.find(Visit) if one.kind is VisitKind.FOLLOW_UP]
    assert [one.date_on for one in planned] == [follow_up]
    assert of(desk, DutyKind.FIRST_FOLLOW_UP, 40) == []
    desk.visits.save_visit(replace(planned[0], status=VisitStatus.CANCELLED, cancelled_why="客户不要"))
    (duty,) = of(desk, DutyKind.FIRST_FOLLOW_UP, 40)
    assert (duty.due_on, duty.link_id) == (follow_up, visit.id)
    desk.duty_work.log(duty, QuickResult.REACHED)
    assert of(desk, DutyKind.FIRST_FOLLOW_UP, 40) == []


@pytest.mark.req("D03")
def test_the_second_look_follows_when_the_day_of_a_first_service_is_corrected(desk: Desk, site: Site) -> None:
    visit = first_service(desk, site, date(2026, 11, 2))
    corrected = desk.visits.visit(visit.id)
    desk.visits.save_visit(replace(corrected, date_on=date(2026, 11, 3)))
    (planned,) = [one for one in desk.context.reader.find(Visit) if one.kind is VisitKind.FOLLOW_UP]
    assert planned.date_on == date(2026, 11, 17)
    desk.visits.move_visit(planned.id, date(2026, 11, 25), why="客户要求")
    desk.visits.save_visit(replace(desk.visits.visit(visit.id), date_on=date(2026, 11, 2)))
    assert desk.visits.visit(planned.id).date_on == date(2026, 11, 25)


@pytest.mark.req("R010")
def test_an_effect_that_was_not_explained_is_asked_for(desk: Desk, site: Site) -> None:
    from branchdesk.domain.visit_sheet import VisitSheet

    visit = first_service(desk, site, date(2026, 11, 20))
    with desk.context.act("test") as work:
        known = work.first(VisitSheet, visit_id=visit.id)
        sheet = known or work.insert(VisitSheet(visit_id=visit.id, intro_minutes=30))
    (duty,) = of(desk, DutyKind.EFFECT_UNEXPLAINED, 3)
    assert duty.due_on == date(2026, 11, 23)
    with desk.context.act("test") as work:
        work.update(replace(sheet, effect_to="陈经理", effect_on=date(2026, 11, 20)))
    assert of(desk, DutyKind.EFFECT_UNEXPLAINED, 3) == []


def first_service(desk: Desk, site: Site, day: date) -> Visit:
    from branchdesk.domain.visit_sheet import VisitSheet

    draft = Visit(site_id=site.id, kind=VisitKind.FIRST, date_on=day)
    planned = desk.visits.save_visit(draft).value
    with desk.context.act("test") as work:
        work.insert(VisitSheet(visit_id=planned.id, intro_minutes=30))
    finished = replace(planned, status=VisitStatus.DONE, findings="鼠粪", actions="布放毒饵站")
    return desk.visits.save_visit(finished).value


@pytest.mark.req("R014")
def test_two_failures_within_three_months_suggest_a_meeting_and_one_restarts_the_count(
    desk: Desk, site: Site
) -> None:
    from branchdesk.domain.site_book import PreparationMeeting

    done(desk, site, date(2026, 9, 18), preparation_missing="食品未覆盖")
    assert of(desk, DutyKind.STAFF_MEETING) == []
    done(desk, site, date(2026, 11, 20), preparation_missing="通道未清")
    duty = the(desk, DutyKind.STAFF_MEETING)
    assert (duty.due_on, duty.link_id) == (date(2026, 11, 20), site.id)
    desk.site_book.save_meeting(
        PreparationMeeting(site_id=site.id, held_on=date(2026, 11, 21), attendees="厨师长", topics="准备")
    )
    assert of(desk, DutyKind.STAFF_MEETING) == []


@pytest.mark.req("R025")
def test_a_customer_last_called_in_october_is_owed_a_call_from_the_first_of_november(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    go(clock, date(2026, 10, 28))
    desk.interactions.log(Interaction(customer_id=customer.id, purpose=Purpose.COURTESY))
    assert of(desk, DutyKind.MONTHLY_CALLS) == []
    go(clock, date(2026, 11, 1))
    duty = the(desk, DutyKind.MONTHLY_CALLS)
    assert (duty.due_on, duty.say.params["n"]) == (date(2026, 11, 1), 1)
    go(clock, date(2026, 12, 2))
    month = desk.summaries.month(2026, 11)
    figures = {figure.key: figure.value for section in month.sections for figure in section.figures}
    assert figures["no_contact"] == 1  # missed in the November report


@pytest.mark.req("R006")
def test_a_next_contact_of_a_week_ahead_stands_in_the_list_of_its_day(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    go(clock, date(2026, 11, 23))
    desk.interactions.log(Interaction(customer_id=customer.id, next_on=date(2026, 12, 1)))
    assert of(desk, DutyKind.NEXT_CONTACT) == []
    go(clock, date(2026, 12, 1))
    assert the(desk, DutyKind.NEXT_CONTACT).due_on == date(2026, 12, 1)


def test_a_duty_says_which_of_us_does_it(desk: Desk, site: Site) -> None:
    person = desk.customers.save_employee(Employee(name="赵强")).value
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 25), technician_id=person.id))
    duty = the(desk, DutyKind.APPOINTMENT_CALL)
    assert (duty.assignee.value, duty.who) == ("technician", "赵强")
