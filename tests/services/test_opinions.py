"""Grades are kept with their reasons and shorten answers; feedback is numbered and its course is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaint_clocks import ClockKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, Customer
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Invalid
from branchdesk.domain.grades import Grading
from branchdesk.domain.surveys import Survey, SurveySource, SurveyWish
from branchdesk.services.desk import Desk
from tests.domain.test_surveys import answered


def answer_by(desk: Desk, customer: Customer) -> datetime:
    """Register a case that needs another department on Monday at ten; return when its answer is due."""
    received = datetime(2026, 11, 23, 10, 0, tzinfo=desk.context.zone)
    case = Complaint(
        customer_id=customer.id, text="鼠迹", received_at=received, needs_department=True, reporter="陈"
    )
    saved = desk.complaints.register(case).value
    clocks = {clock.kind: clock for clock in desk.complaints.clocks(saved.id)}
    until = clocks[ClockKind.AGREED_ANSWER].deadline.at
    assert until is not None
    assert clocks == {clock.kind: clock for clock in desk.complaints.clocks_of_many([saved.id])[saved.id]}
    return until


@pytest.mark.req("R138")
def test_every_grading_stays_in_the_history(desk: Desk, customer: Customer) -> None:
    for marks in ((3, 3, 2), (5, 4, 3)):
        value, importance, potential = marks
        draft = Grading(
            customer_id=customer.id, value=value, importance=importance, potential=potential, grade=""
        )
        outcome = desk.opinions.grade(draft)
        assert outcome.undo is None
    assert [(one.grade, one.score_hundredths) for one in desk.opinions.gradings_of(customer.id)] == [
        ("A", 430),
        ("B", 280),
    ]
    assert desk.customers.customer(customer.id).grade == "A"


@pytest.mark.req("D14")
def test_an_exception_ends_and_asks_to_grade_again(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    draft = Grading(customer_id=customer.id, value=3, importance=3, potential=2, grade="A")
    with pytest.raises(Invalid):
        desk.opinions.grade(draft)
    desk.opinions.grade(replace(draft, reason="续约谈判", until_on=date(2026, 11, 30)))
    assert desk.opinions.grade_today(customer.id) == "A"
    clock.advance(timedelta(days=9))
    assert desk.opinions.grade_today(customer.id) == "B"
    again = [duty for duty in desk.duties.due() if duty.kind is DutyKind.GRADE_AGAIN]
    assert [duty.due_on for duty in again] == [date(2026, 12, 1)]


@pytest.mark.req("R139")
@pytest.mark.parametrize(("grade", "minutes"), [("A", 30), ("B", 60), ("C", 60), ("", 60)])
def test_a_grade_shortens_the_answer_and_never_lengthens_it(
    desk: Desk, customer: Customer, clock: ManualClock, grade: str, minutes: int
) -> None:
    clock.advance(timedelta(days=1, hours=2))
    desk.customers.save_customer(replace(customer, grade=grade))
    assert answer_by(desk, customer) == datetime(2026, 11, 23, 10, 0) + timedelta(minutes=minutes)


@pytest.mark.req("R139")
def test_a_later_grade_does_not_change_an_earlier_deadline(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    clock.advance(timedelta(days=1, hours=2))
    desk.opinions.grade(Grading(customer_id=customer.id, value=2, importance=2, potential=2, grade=""))
    before = answer_by(desk, customer)
    clock.advance(timedelta(days=1))
    desk.opinions.grade(Grading(customer_id=customer.id, value=5, importance=5, potential=5, grade=""))
    (case,) = desk.context.reader.find(Complaint, customer_id=customer.id)
    answers = [one for one in desk.complaints.clocks(case.id) if one.kind is ClockKind.AGREED_ANSWER]
    assert [one.deadline.at for one in answers] == [before]


@pytest.mark.req("D14")
def test_the_suggestion_reads_turnover_from_the_file(desk: Desk, customer: Customer) -> None:
    for name in ("陈", "周"):
        gone = Contact(customer_id=customer.id, name=name, to_on=date(2026, 10, 1))
        desk.customers.save_contact(gone)
    reasons = desk.opinions.suggestion(customer.id).reasons
    assert [str(reason.say) for reason in reasons][2:] == [
        "0 founded or open complaints in twelve months",
        "2 contacts left in twelve months",
    ]


@pytest.mark.req("R155")
def test_a_form_gets_the_next_number_and_keeps_its_source(desk: Desk, customer: Customer) -> None:
    one = replace(answered((4,) * 5, (4,) * 5), customer_id=customer.id)
    printed = replace(one, number="FB-2026-031", source=SurveySource.AGENT, asked_by="明察调查公司")
    assert desk.opinions.save_survey(printed).value.number == "FB-2026-031"
    assert desk.opinions.next_form_number() == "FB-2026-032"
    assert desk.opinions.save_survey(one).value.number == "FB-2026-032"
    assert [saved.source for saved in desk.opinions.surveys_of(customer.id)] == [
        SurveySource.OWN,
        SurveySource.AGENT,
    ]


@pytest.mark.usefixtures("customer")
@pytest.mark.req("R155")
def test_customers_who_were_not_asked_for_long_are_one_duty(desk: Desk) -> None:
    def rounds() -> list[int]:
        found = [duty for duty in desk.duties.due() if duty.kind is DutyKind.FEEDBACK_ROUND]
        return [int(str(duty.say.params["n"])) for duty in found]

    assert rounds() == []  # who came today is not asked yet
    for name in ("西湖饭店", "钱江商贸"):
        desk.customers.save_customer(Customer(name=name, since=date(2025, 1, 1)))
    assert rounds() == [2]
    first = desk.care.feedback_waiting()[0]
    one = replace(answered((4,) * 5, (4,) * 5), customer_id=first.whom.customer_id)
    desk.opinions.save_survey(one)
    assert rounds() == [1]


@pytest.mark.req("R146")
def test_two_surveys_show_how_a_wish_came_true(desk: Desk, customer: Customer) -> None:
    for day, mark in ((date(2026, 11, 10), 5), (date(2026, 5, 10), 3)):
        one = replace(answered((4,) * 5, (4,) * 5), customer_id=customer.id, asked_on=day)
        desk.opinions.save_survey(one, [SurveyWish(text="夜间完成", mark=mark)])
    assert desk.opinions.wish_courses(customer.id) == {
        "夜间完成": [(date(2026, 5, 10), 3), (date(2026, 11, 10), 5)]
    }


def test_a_survey_is_corrected_under_its_number(desk: Desk, customer: Customer) -> None:
    saved = desk.opinions.save_survey(
        replace(answered((4,) * 5, (3,) * 5), customer_id=customer.id), [SurveyWish(text="夜间完成", mark=3)]
    ).value
    better: Survey = replace(saved, found_honesty=4)
    assert desk.opinions.save_survey(better).value.number == saved.number
    assert desk.opinions.wishes_of(saved.id) == []
