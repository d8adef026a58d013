"""Calls as a day's work: one call for everything, the plan, needs followed to the end, losses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from branchdesk.domain.call_plan import CallGroup
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contact, ContactRole, Contract, Customer, CustomerStatus, Site
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.receivables import Invoice, Promise
from branchdesk.domain.sales import Competitor, Objection, ObjectionKind, Opportunity, OpportunityStage
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.call_work import Talk
from branchdesk.services.desk import Desk

MONDAY = date(2026, 11, 23)


def on(clock: ManualClock, day: date) -> None:
    clock.instant = ManualClock.at(day).instant


def new_customer(desk: Desk, name: str, **more: object) -> Customer:
    return desk.customers.save_customer(replace(Customer(name=name), **more)).value  # type: ignore[arg-type]


def contract(desk: Desk, customer: Customer, start: date) -> Contract:
    number = f"HT-{customer.id}"
    draft = Contract(customer_id=customer.id, number=number, start_on=start)
    return desk.customers.save_contract(draft).value


def overdue(desk: Desk, customer: Customer, number: str = "00041") -> Invoice:
    invoice = Invoice(
        number=number,
        customer_id=customer.id,
        issued_on=date(2026, 9, 1),
        amount_fen=500_000,
        terms="issued+30d",
    )
    return desk.receivables.save_invoice(invoice).value


def spoke(desk: Desk, customer: Customer, day: date, purpose: Purpose = Purpose.COURTESY) -> Interaction:
    moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    talk = Interaction(customer_id=customer.id, purpose=purpose, happened_at=moment)
    return desk.interactions.log(talk).value


@pytest.mark.req("D02")
def test_every_reason_to_ring_is_answered_by_one_save_and_one_undo(
    desk: Desk, customer: Customer, site: Site
) -> None:
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 26))).value
    invoice = overdue(desk, customer)
    need = Opportunity(customer_id=customer.id, need="白蚁检查", next_on=date(2026, 11, 22))
    desk.call_work.save_opportunity(need)
    reasons = desk.call_work.reasons(customer.id)
    kinds = {reason.kind for reason in reasons}
    assert kinds == {DutyKind.APPOINTMENT_CALL, DutyKind.COLLECTION_CALL, DutyKind.OPPORTUNITY_STEP}
    call = Interaction(customer_id=customer.id, spoke_with="陈经理")
    promise = Promise(
        customer_id=customer.id, invoice_id=invoice.id, amount_fen=500_000, due_on=date(2026, 11, 27)
    )
    outcome = desk.call_work.log_together(
        [
            Talk(
                interaction=replace(
                    call, visit_id=visit.id, purpose=Purpose.APPOINTMENT, result=CallResult.AGREED
                )
            ),
            Talk(
                interaction=replace(
                    call, invoice_id=invoice.id, purpose=Purpose.COLLECTION, result=CallResult.PROMISED
                ),
                promise=promise,
            ),
        ]
    )
    left = {reason.kind for reason in desk.call_work.reasons(customer.id, days=2)}
    assert left == {DutyKind.OPPORTUNITY_STEP}
    units = desk.context.database.rows("SELECT DISTINCT unit FROM audit WHERE action = 'log_call'")
    assert len(units) == 1
    assert outcome.undo is not None
    outcome.undo()
    assert {reason.kind for reason in desk.call_work.reasons(customer.id)} == kinds
    assert desk.receivables.promises_of(customer.id) == []


@pytest.mark.req("D02")
def test_one_wrong_result_saves_nothing(desk: Desk, customer: Customer) -> None:
    good = Talk(interaction=Interaction(customer_id=customer.id))
    bad = Talk(interaction=good.interaction, promise=Promise(customer_id=customer.id))
    with pytest.raises(Invalid):
        desk.call_work.log_together([good, bad])
    with pytest.raises(Refused):
        desk.call_work.log_together([])
    assert desk.context.reader.find(Interaction) == []


@pytest.mark.req("R068")
def test_a_talk_about_money_names_three_invoices(desk: Desk, customer: Customer) -> None:
    invoices = [overdue(desk, customer, number) for number in ("1", "2", "3")]
    talk = Interaction(
        customer_id=customer.id, spoke_with="财务赵", agenda="十月账单", text="下周付", next_on=MONDAY
    )
    desk.call_work.log_finance(talk, [one.id for one in invoices])
    ((found, numbers),) = desk.call_work.finance_talks(customer.id)
    assert (found.purpose, found.spoke_with, numbers) == (Purpose.FINANCE, "财务赵", "1、2、3")


@pytest.mark.req("R068")
def test_a_talk_about_money_never_takes_the_invoice_of_another(desk: Desk, customer: Customer) -> None:
    other = overdue(desk, new_customer(desk, "西湖饭店"))
    with pytest.raises(Refused):
        desk.call_work.log_finance(Interaction(customer_id=customer.id), [other.id])
    assert desk.call_work.finance_talks(customer.id) == []


@pytest.mark.req("R150")
def test_seven_follow_ups_make_five_calls_and_two_for_the_next_working_day(
    desk: Desk, clock: ManualClock
) -> None:
    for nth in range(7):
        customer = new_customer(desk, f"客户{nth}")
        moment = clock.now() - timedelta(days=5)
        talk = Interaction(customer_id=customer.id, happened_at=moment, next_on=MONDAY, next_step="回电")
        desk.interactions.log(talk)
    on(clock, MONDAY)
    plan = [one for one in desk.call_work.plan() if one.group is CallGroup.FOLLOW_UP]
    assert [one.carried_to for one in plan] == [None] * 5 + [date(2026, 11, 24)] * 2
    reached = Interaction(customer_id=plan[0].whom.customer_id, purpose=Purpose.FOLLOW_UP)
    clock.instant += timedelta(hours=1)
    desk.interactions.log(reached)
    after = [one for one in desk.call_work.plan() if one.group is CallGroup.FOLLOW_UP]
    assert [one.carried_to for one in after] == [None] * 4 + [date(2026, 11, 24)] * 2
    assert desk.call_work.made_today()[CallGroup.FOLLOW_UP] == 1


@pytest.mark.req("R150")
def test_the_rest_of_the_plan_is_ten_new_and_ten_old_by_longest_silence(
    desk: Desk, clock: ManualClock
) -> None:
    on(clock, MONDAY)
    for nth in range(12):
        old = new_customer(desk, f"老客户{nth}")
        contract(desk, old, date(2025, 1, 1))
        spoke(desk, old, date(2026, 11, 1) + timedelta(days=nth))
        new_customer(desk, f"新客户{nth}")
    plan = desk.call_work.plan()
    olds = [one.whom.customer for one in plan if one.group is CallGroup.OLD]
    assert olds == [f"老客户{nth}" for nth in range(10)]
    assert sum(one.group is CallGroup.NEW for one in plan) == 10


@pytest.mark.req("R150")
def test_a_reminder_that_is_due_comes_before_silence(desk: Desk, clock: ManualClock) -> None:
    on(clock, MONDAY)
    quiet, owing = new_customer(desk, "安静"), new_customer(desk, "欠款")
    spoke(desk, owing, date(2026, 11, 20))
    overdue(desk, owing)
    assert [one.whom.customer for one in desk.call_work.plan()] == ["欠款", "安静"]
    assert quiet.id == desk.call_work.plan()[1].whom.customer_id


@pytest.mark.req("R025")
def test_a_customer_without_a_call_this_month_is_listed_from_the_first(
    desk: Desk, clock: ManualClock, customer: Customer
) -> None:
    from branchdesk.domain.list_query import ListKind, ListQuery

    spoke(desk, customer, date(2026, 10, 28))
    uncalled = ListQuery(ListKind.CUSTOMERS, filters=("uncalled",))
    on(clock, date(2026, 10, 31))
    assert desk.lists.ids(uncalled) == []
    on(clock, date(2026, 11, 1))
    assert desk.lists.ids(uncalled) == [customer.id]
    (line,) = desk.call_work.plan()
    assert line.say.params == {"day": date(2026, 10, 28)}
    on(clock, date(2026, 12, 1))
    section = next(one for one in desk.summaries.month(2026, 11).sections if one.key == "communication")
    assert next(one.value for one in section.figures if one.key == "no_contact") == 1


@pytest.mark.req("R151")
def test_week_and_month_show_how_far_they_came(desk: Desk, clock: ManualClock, customer: Customer) -> None:
    on(clock, date(2026, 11, 25))
    for nth in range(7):
        won = Opportunity(
            customer_id=customer.id,
            need="加签一处",
            stage=OpportunityStage.WON,
            opened_on=date(2026, 11, 2),
            closed_on=date(2026, 11, 23) if nth else date(2026, 11, 22),
        )
        desk.call_work.save_opportunity(won)
    for nth in range(17):
        person = Contact(customer_id=customer.id, name=f"人{nth}", from_on=date(2026, 11, 1 + nth))
        desk.customers.save_contact(person)
    desk.call_work.name_focus(customer.id, "三个厂区")
    progress = desk.call_work.progress()
    assert (progress.monday, progress.sunday) == (date(2026, 11, 23), date(2026, 11, 29))
    assert (progress.deals, progress.deals_wanted) == (6, 10)
    assert (progress.contacts, progress.contacts_wanted, progress.needs) == (17, 20, 7)
    assert progress.focus is not None
    assert progress.focus.customer_id == customer.id


@pytest.mark.req("R152")
def test_a_customer_is_old_ninety_days_after_the_first_contract(desk: Desk, customer: Customer) -> None:
    assert desk.call_work.old_from(customer.id) is None
    contract(desk, customer, date(2026, 9, 1))
    assert desk.call_work.old_from(customer.id) == date(2026, 11, 30)


def needs(desk: Desk) -> list[Duty]:
    """Return the next steps of needs that are due."""
    return [duty for duty in desk.duties.due() if duty.kind is DutyKind.OPPORTUNITY_STEP]


@pytest.mark.req("R153")
def test_a_need_is_followed_to_the_end(desk: Desk, clock: ManualClock, customer: Customer) -> None:
    draft = Opportunity(
        customer_id=customer.id, need="白蚁检查", next_step="报价", next_on=date(2026, 11, 26)
    )
    saved = desk.call_work.save_opportunity(draft).value
    on(clock, date(2026, 11, 26))
    (duty,) = needs(desk)
    assert (duty.kind, duty.due_on) == (DutyKind.OPPORTUNITY_STEP, date(2026, 11, 26))
    with pytest.raises(Invalid):
        desk.call_work.save_opportunity(replace(saved, stage=OpportunityStage.LOST))
    won = desk.call_work.save_opportunity(replace(saved, stage=OpportunityStage.WON)).value
    assert won.closed_on == date(2026, 11, 26)
    assert needs(desk) == []


@pytest.mark.req("R153")
def test_an_open_need_always_has_a_next_day(desk: Desk, customer: Customer) -> None:
    with pytest.raises(Invalid):
        desk.call_work.save_opportunity(Opportunity(customer_id=customer.id, need="白蚁检查"))


@pytest.mark.req("R154")
def test_a_week_after_the_first_service_one_asks_whether_it_meets_the_need(
    desk: Desk, clock: ManualClock, site: Site
) -> None:
    first = Visit(site_id=site.id, kind=VisitKind.FIRST, date_on=date(2026, 11, 2), status=VisitStatus.DONE)
    desk.visits.save_visit(first)
    on(clock, date(2026, 11, 9))
    duty = next(one for one in desk.duties.due() if one.kind is DutyKind.CRITICAL_POINT)
    assert duty.due_on == date(2026, 11, 9)
    talk = Interaction(customer_id=site.customer_id, purpose=Purpose.CRITICAL_POINT)
    desk.interactions.log(talk)
    assert all(one.kind is not DutyKind.CRITICAL_POINT for one in desk.duties.due())


@pytest.mark.req("R154")
def test_a_customer_of_many_years_is_not_asked_about_a_first_service(desk: Desk, site: Site) -> None:
    known = desk.customers.customer(site.customer_id)
    desk.customers.save_customer(replace(known, since=date(2019, 1, 1)))
    visit = Visit(site_id=site.id, date_on=date(2026, 11, 2), status=VisitStatus.DONE)
    desk.visits.save_visit(visit)
    assert all(one.kind is not DutyKind.CRITICAL_POINT for one in desk.duties.due())


@pytest.mark.req("R157")
def test_three_customers_came_through_one(desk: Desk) -> None:
    referrer = new_customer(desk, "老朋友酒店", code="C0007", short_name="老朋友")
    for nth, word in enumerate(("C0007", "老朋友酒店", "老朋友")):
        new_customer(desk, f"新{nth}", referred_by=word)
    new_customer(desk, "别处来的", referred_by="李老师")
    found = desk.call_work.referrals()
    assert sum(one.referrer_id == referrer.id and one.code == "C0007" for one in found) == 3
    assert [one.customer for one in found if one.referrer == "李老师"] == ["别处来的"]


@pytest.mark.req("R158")
def test_two_of_fifty_two_customers_lost_are_worth_36000_a_year(desk: Desk) -> None:
    everybody = [new_customer(desk, f"客户{nth}", since=date(2025, 1, 1)) for nth in range(52)]
    desk.call_work.lose(everybody[0].id, date(2026, 5, 1), "换了别家", 2_400_000)
    invoice = Invoice(
        number="9", customer_id=everybody[1].id, issued_on=date(2026, 3, 1), amount_fen=1_200_000
    )
    desk.receivables.save_invoice(invoice)
    assert desk.call_work.yearly_fen(everybody[1].id, date(2026, 6, 1)) == 1_200_000
    outcome = desk.call_work.lose(everybody[1].id, date(2026, 6, 1), "停业", 1_200_000)
    new_customer(desk, "新来的", since=date(2026, 7, 1))
    year = desk.call_work.churn(date(2026, 1, 1), date(2026, 12, 31))
    assert (year.at_start, len(year.lost), year.yearly_fen) == (52, 2, 3_600_000)
    assert (year.retention, year.won, year.kept) == (Decimal("96.2"), 1, 50)
    assert outcome.undo is not None
    outcome.undo()
    assert desk.customers.customer(everybody[1].id).status is CustomerStatus.ACTIVE


@pytest.mark.req("R158")
def test_a_customer_is_not_lost_without_a_reason_or_in_the_future(desk: Desk, customer: Customer) -> None:
    for day, why in ((date(2026, 11, 1), " "), (date(2026, 12, 1), "停业")):
        with pytest.raises(Refused):
            desk.call_work.lose(customer.id, day, why, 0)


@pytest.mark.req("R159")
def test_what_competitors_offer_is_kept_with_source_and_day(desk: Desk, customer: Customer) -> None:
    note = Competitor(customer_id=customer.id, name="蓝盾", offers="每月 800 元", source="陈经理")
    saved = desk.call_work.save_competitor(note).value
    assert saved.seen_on == date(2026, 11, 22)
    assert desk.call_work.competitors(customer.id) == desk.call_work.competitors() == [saved]


@pytest.mark.req("R162")
def test_both_dates_offered_are_kept_as_they_were_said(desk: Desk, customer: Customer) -> None:
    draft = Objection(
        customer_id=customer.id,
        kind=ObjectionKind.CHEAPER,
        said="别家便宜",
        answer="我们包返工",
        offered_first="下周三",
        offered_second="周末",
    )
    saved = desk.call_work.save_objection(draft).value
    (kept,) = desk.call_work.objections_of(customer.id)
    assert (kept.offered_first, kept.offered_second) == ("下周三", "周末")
    assert desk.call_work.answers_used() == []
    desk.call_work.save_objection(replace(saved, result=type(saved.result).OVERCOME))
    assert desk.call_work.answers_used() == ["我们包返工"]


@pytest.mark.req("R029")
def test_calls_without_an_agenda_are_saved_and_counted(desk: Desk, customer: Customer) -> None:
    desk.interactions.log(Interaction(customer_id=customer.id))
    told = Interaction(
        customer_id=customer.id,
        agenda="问满意度",
        asked_convenient=True,
        key_words="周三上午十点",
        asked_suggestions=True,
        suggestions="提前一天发短信",
    )
    kept = desk.interactions.log(told).value
    assert desk.interactions.interaction(kept.id) == kept
    section = next(one for one in desk.summaries.month(2026, 11).sections if one.key == "communication")
    assert next(one.value for one in section.figures if one.key == "without_agenda") == 1


def test_the_person_in_charge_is_called_about_a_need(desk: Desk, customer: Customer) -> None:
    for name, role in (("甲", ContactRole.SERVICE), ("乙", ContactRole.MANAGER)):
        person = Contact(customer_id=customer.id, name=name, title="经理", roles=(role,))
        desk.customers.save_contact(person)
    need = Opportunity(customer_id=customer.id, need="灭蚁", next_on=date(2026, 11, 22))
    desk.call_work.save_opportunity(need)
    (duty,) = needs(desk)
    assert duty.whom.contact == "乙经理"
