from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.promises import PromiseState, PromiseVerdict, chase_rests, judge, last_day, reliability
from branchdesk.domain.workdays import WorkCalendar

Receipts = list[tuple[date, int]]
CALENDAR = WorkCalendar()
THE_9TH, THE_10TH, THE_11TH, THE_12TH = (date(2026, 11, day) for day in (9, 10, 11, 12))
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def state(
    receipts: Receipts, as_of: date, amount: int = 1_000_000, due_on: date = THE_10TH, grace: int = 1
) -> PromiseState:
    return judge(amount, due_on, receipts, as_of, CALENDAR, grace).state


@pytest.mark.req("V17")
@pytest.mark.req("D24")
def test_the_rest_within_the_grace_keeps_the_promise() -> None:
    receipts = [(THE_9TH, 600_000), (THE_11TH, 400_000)]
    assert judge(1_000_000, THE_10TH, receipts, THE_12TH, CALENDAR) == PromiseVerdict(
        PromiseState.KEPT, 1_000_000, THE_11TH
    )


@pytest.mark.req("V17")
def test_without_the_rest_it_is_partly_kept_and_only_after_the_grace() -> None:
    receipts = [(THE_9TH, 600_000), (THE_12TH, 400_000)]
    assert state(receipts, THE_11TH) is PromiseState.OPEN
    assert state(receipts, THE_12TH) is PromiseState.PARTLY_KEPT


@pytest.mark.req("R078")
def test_a_promise_for_friday_is_broken_on_saturday_where_the_branch_gives_no_grace() -> None:
    verdict = judge(500_000, FRIDAY, [], SATURDAY, CALENDAR, grace_working_days=0)
    assert verdict == PromiseVerdict(PromiseState.BROKEN, 0, FRIDAY)
    assert reliability([verdict]) == (0, 1)


@pytest.mark.req("R078")
def test_with_the_default_grace_it_is_broken_after_the_next_working_day() -> None:
    assert state([], SATURDAY, due_on=FRIDAY) is PromiseState.OPEN
    assert state([], MONDAY, due_on=FRIDAY) is PromiseState.OPEN
    assert state([], TUESDAY, due_on=FRIDAY) is PromiseState.BROKEN


def test_a_promise_is_kept_as_soon_as_the_money_is_there() -> None:
    assert state([(THE_9TH, 1_000_000)], THE_9TH) is PromiseState.KEPT


def test_a_promise_for_the_eve_of_the_national_week_may_be_kept_on_the_first_day_after_it() -> None:
    assert last_day(date(2026, 9, 30), CALENDAR) == date(2026, 10, 8)


def test_money_that_came_after_the_day_asked_about_is_not_known_yet() -> None:
    assert judge(1_000_000, THE_10TH, [(THE_11TH, 1_000_000)], THE_10TH, CALENDAR).received_fen == 0


def test_a_payment_that_was_taken_back_keeps_nothing() -> None:
    receipts = [(THE_9TH, 1_000_000), (THE_9TH, -1_000_000)]
    assert state(receipts, THE_12TH) is PromiseState.BROKEN


@pytest.mark.req("D24")
def test_the_chase_rests_through_the_grace_day() -> None:
    assert chase_rests(FRIDAY, MONDAY, CALENDAR)
    assert not chase_rests(FRIDAY, TUESDAY, CALENDAR)
    assert not chase_rests(FRIDAY, SATURDAY, CALENDAR, 0)


@pytest.mark.req("D24")
def test_reliability_counts_only_promises_that_were_judged() -> None:
    until = THE_11TH
    verdicts = [PromiseVerdict(found, 0, until) for found in PromiseState]
    assert reliability(verdicts) == (1, 3)
    assert reliability([]) == (0, 0)


days = st.integers(0, 60).map(lambda n: date(2026, 10, 1) + timedelta(days=n))


@settings(deadline=None)
@given(
    st.integers(1, 1000),
    days,
    st.lists(st.tuples(days, st.integers(1, 400)), max_size=5),
    days,
    st.integers(0, 3),
)
def test_a_promise_is_open_only_while_the_chase_rests(
    amount: int, due_on: date, receipts: Receipts, as_of: date, grace: int
) -> None:
    verdict = judge(amount, due_on, receipts, as_of, CALENDAR, grace)
    if verdict.state is PromiseState.OPEN:
        assert chase_rests(due_on, as_of, CALENDAR, grace)
    assert (verdict.state is PromiseState.KEPT) == (verdict.received_fen >= amount)
    assert verdict.until == last_day(due_on, CALENDAR, grace) >= due_on
