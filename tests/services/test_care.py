"""What is known of a customer is there where it is needed, and greetings never flood the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from branchdesk.domain.care import (
    Attention,
    AttentionKind,
    CareState,
    CustomerNote,
    Deciders,
    Expectation,
    ExpectationKind,
    Improvement,
    Occasion,
    Temper,
    Temperament,
)
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contact, Customer, Site
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.errors import Invalid
from branchdesk.domain.temper_tips import tips
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.language import Words
from branchdesk.services.desk import Desk


def care_duties(desk: Desk, kind: DutyKind, days: int = 0) -> list[Duty]:
    return [duty for duty in desk.duties.due(days) if duty.kind is kind]


def go_to(clock: ManualClock, day: date) -> None:
    clock.advance(timedelta(days=(day - clock.today()).days))


@pytest.mark.req("R136")
def test_notes_are_dated_and_the_newest_comes_first(desk: Desk, customer: Customer) -> None:
    old = CustomerNote(customer_id=customer.id, text="旺季三百桌", noted_on=date(2026, 3, 1))
    new = CustomerNote(customer_id=customer.id, text="周二下午勿来电", noted_on=date(2026, 11, 2))
    for note in (new, old):
        desk.care.save_note(note)
    assert [one.text for one in desk.care.notes_of(customer.id)] == ["周二下午勿来电", "旺季三百桌"]
    assert desk.care.at_call(customer.id)[0].text == "周二下午勿来电"


@pytest.mark.req("D15")
def test_a_preference_stands_where_it_is_needed(desk: Desk, customer: Customer, site: Site) -> None:
    other = desk.customers.save_site(Site(customer_id=customer.id, name="分店")).value
    bakery = CustomerNote(
        customer_id=customer.id, site_id=site.id, text="烘焙间不用胶饵", at_call=False, at_visit=True
    )
    over = CustomerNote(
        customer_id=customer.id,
        text="装修期间走后门",
        at_visit=True,
        noted_on=date(2026, 9, 1),
        until_on=date(2026, 10, 1),
    )
    for note in (bakery, over):
        desk.care.save_note(note)
    assert [one.text for one in desk.care.at_visit(customer.id, site.id)] == ["烘焙间不用胶饵"]
    assert desk.care.at_visit(customer.id, other.id) == []
    assert desk.care.at_call(customer.id) == []


@pytest.mark.req("R110")
def test_a_temperament_comes_with_a_tip_and_that_of_the_person_goes_first(
    desk: Desk, customer: Customer
) -> None:
    contact = desk.customers.save_contact(Contact(customer_id=customer.id, name="陈")).value
    desk.care.save_temperament(Temperament(customer_id=customer.id, temper=Temper.LIVELY))
    desk.care.save_temperament(
        Temperament(customer_id=customer.id, contact_id=contact.id, temper=Temper.FORCEFUL)
    )
    own = desk.care.temperament(customer.id, contact.id)
    assert own is not None
    assert "直入主题" in Words("zh_CN").say(next(iter(tips(own))))
    whole = desk.care.temperament(customer.id, None)
    assert whole is not None
    assert whole.temper is Temper.LIVELY


@pytest.mark.req("R028")
def test_improvements_of_a_quarter_come_with_our_thanks(desk: Desk, customer: Customer) -> None:
    seen = Improvement(customer_id=customer.id, noticed_on=date(2026, 10, 15), what="封堵后门缝隙")
    saved = desk.care.save_improvement(seen).value
    with pytest.raises(Invalid):
        desk.care.save_improvement(replace(saved, thanked_on=date(2026, 10, 14)))
    desk.care.save_improvement(replace(saved, thanked_on=date(2026, 10, 16), thanked_whom="陈经理"))
    quarter = desk.care.improvements_of(customer.id, date(2026, 10, 1), date(2026, 12, 31))
    assert [(one.what, one.thanked_whom, one.noticed_by) for one in quarter] == [
        ("封堵后门缝隙", "陈经理", "王芳")
    ]
    assert desk.care.improvements_of(customer.id, date(2026, 7, 1), date(2026, 9, 30)) == []


@pytest.mark.req("R142")
@pytest.mark.req("R156")
def test_attentions_keep_day_what_cost_and_reaction(desk: Desk, customer: Customer) -> None:
    flowers = Attention(
        customer_id=customer.id,
        given_on=date(2026, 10, 18),
        what="开业花篮",
        cost_fen=26_800,
        reaction="当场致谢",
    )
    award = Attention(
        customer_id=customer.id, kind=AttentionKind.AWARD, given_on=date(2026, 12, 18), what="年度卫生先进"
    )
    for one in (flowers, award):
        desk.care.save_attention(one)
    found = desk.care.attentions_of(customer.id)
    assert [(one.given_on, one.what, one.cost_fen) for one in found] == [
        (date(2026, 12, 18), "年度卫生先进", 0),
        (date(2026, 10, 18), "开业花篮", 26_800),
    ]


@pytest.mark.req("R145")
def test_open_expectations_are_shown_before_the_first_service(
    desk: Desk, customer: Customer, site: Site
) -> None:
    for text in ("半小时内清场", "永不见蟑螂"):
        one = Expectation(customer_id=customer.id, text=text, kind=ExpectationKind.TOO_HIGH)
        desk.care.save_expectation(one)
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 22))).value
    assert len(desk.care.before_first_service(visit, customer.id)) == 2
    first = desk.care.expectations_of(customer.id)[0]
    with pytest.raises(Invalid, match="Say what was agreed"):
        desk.care.save_expectation(replace(first, settled_on=date(2026, 11, 22)))
    settled = replace(first, settled_on=date(2026, 11, 22), settled_how="说明周期")
    assert desk.care.save_expectation(settled).value.settled_by == "王芳"
    assert len(desk.care.before_first_service(visit, customer.id)) == 1
    desk.visits.save_visit(replace(desk.visits.visit(visit.id), status=VisitStatus.DONE, findings="无"))
    second = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 12, 22))).value
    assert desk.care.before_first_service(second, customer.id) == []


@pytest.mark.req("R160")
def test_what_decides_is_ranked_and_counted_over_all_customers(desk: Desk, customer: Customer) -> None:
    other = desk.customers.save_customer(Customer(name="西湖饭店")).value
    desk.care.save_deciders(Deciders(customer_id=customer.id, convenience=1, price=2, brand=3, speed=4))
    desk.care.save_deciders(Deciders(customer_id=other.id, price=1, convenience=2, brand=3, speed=4))
    assert desk.care.deciding_first() == ({"price": 1, "brand": 0, "convenience": 1, "speed": 0}, 2)
    with pytest.raises(Invalid):
        desk.care.save_deciders(Deciders(customer_id=customer.id, price=1, brand=1))


@pytest.mark.usefixtures("customer")
@pytest.mark.req("R140")
def test_a_festival_is_one_duty_however_many_are_greeted(desk: Desk, clock: ManualClock) -> None:
    for number in range(22):
        desk.customers.save_customer(Customer(name=f"客户{number}"))
    go_to(clock, date(2027, 1, 29))
    assert care_duties(desk, DutyKind.FESTIVAL_CARE) == []
    go_to(clock, date(2027, 1, 30))
    (duty,) = care_duties(desk, DutyKind.FESTIVAL_CARE)
    assert Words("zh_CN").say(duty.say) == "春节（2027-02-06）：23 位待问候"
    assert duty.due_on == date(2027, 1, 30)
    people = desk.care.festival_recipients(date(2027, 2, 6))
    desk.care.tick(Occasion.FESTIVAL, people[:20], CareState.DONE)
    outcome = desk.care.tick(Occasion.FESTIVAL, people[20:22], CareState.SKIPPED)
    (duty,) = care_duties(desk, DutyKind.FESTIVAL_CARE)
    assert Words("zh_CN").say(duty.say) == "春节（2027-02-06）：1 位待问候"
    assert outcome.undo is not None
    outcome.undo()
    (duty,) = care_duties(desk, DutyKind.FESTIVAL_CARE)
    assert duty.say.params["n"] == 3


@pytest.mark.usefixtures("customer")
@pytest.mark.req("R140")
def test_after_the_festival_nobody_is_reminded(desk: Desk, clock: ManualClock) -> None:
    go_to(clock, date(2027, 2, 6))
    assert len(care_duties(desk, DutyKind.FESTIVAL_CARE)) == 1
    go_to(clock, date(2027, 2, 7))
    assert care_duties(desk, DutyKind.FESTIVAL_CARE) == []


@pytest.mark.req("R141")
def test_each_birthday_is_a_duty_until_somebody_congratulated(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    def born(name: str, day: date, *, lunar: bool = False) -> None:
        contact = Contact(customer_id=customer.id, name=name, birthday=day, birthday_lunar=lunar)
        desk.customers.save_contact(contact)

    born("陈", date(1985, 1, 2))
    born("周", date(1990, 11, 24), lunar=True)  # 2027-01-01
    born("吴", date(1985, 1, 9))
    go_to(clock, date(2026, 12, 28))
    assert [(one.day, one.whom.contact[0]) for one in desk.care.birthdays()] == [
        (date(2027, 1, 1), "周"),
        (date(2027, 1, 2), "陈"),
    ]
    found = care_duties(desk, DutyKind.BIRTHDAY_CARE, 7)
    assert [duty.due_on for duty in found] == [date(2027, 1, 1), date(2027, 1, 2)]
    desk.care.tick(Occasion.BIRTHDAY, desk.care.birthdays()[:1], CareState.DONE)
    assert [duty.due_on for duty in care_duties(desk, DutyKind.BIRTHDAY_CARE, 7)] == [date(2027, 1, 2)]


def test_who_left_is_not_congratulated(desk: Desk, customer: Customer) -> None:
    gone = Contact(customer_id=customer.id, name="陈", birthday=date(1985, 11, 23), to_on=date(2026, 10, 31))
    desk.customers.save_contact(gone)
    assert desk.care.birthdays() == []
