"""The ladder, with the published scenarios of two peers.

Tryton: modules/account_dunning/tests/scenario_account_dunning.rst (levels after 5, 20 and 40 days).
OCA credit-control: account_credit_control/data/data.xml, "3 time policy" (its last level counts ten days from
the previous one).
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.dunning import (
    DEFAULT_LADDER,
    DunningStep,
    LadderFacts,
    LadderStanding,
    Rest,
    StepWay,
    canonical_ladder,
    check_step,
    parse_ladder,
    standing,
)
from branchdesk.domain.errors import Refused

DUE = date(2026, 10, 22)
TRYTON = parse_ladder("5 hand, 20 hand, 40 courier")
OCA = parse_ladder("10 email, 30 email, 31 hand")


def stands(
    days: int,
    done: tuple[int, ...] = (),
    *,
    open_fen: int = 10_000,
    disputed_fen: int = 0,
    promised_until: date | None = None,
    exempt: bool = False,
    gap: int = 0,
) -> LadderStanding:
    facts = LadderFacts(
        due_on=DUE,
        open_fen=open_fen,
        disputed_fen=disputed_fen,
        done=tuple(DUE + timedelta(days=day) for day in done),
        promised_until=promised_until,
        exempt=exempt,
    )
    return standing(facts, TRYTON, DUE + timedelta(days=days), gap)


def level(found: LadderStanding) -> int:
    return found.step.level if found.is_due and found.step else 0


@pytest.mark.req("R079")
@pytest.mark.parametrize(
    ("days", "done", "expected"),
    [
        (4, (), 0),  # create dunnings on 4 days: none
        (5, (), 1),  # on 5 days: level 1, draft
        (30, (), 1),  # on 30 days with a draft: it stays level 1
        (30, (30,), 2),  # on 30 days after it was processed: level 2
        (30, (30, 30), 0),  # and no third one before its day
        (40, (30, 30), 3),
        (50, (30, 30, 40), 0),  # nothing is left to send
    ],
)
def test_the_ladder_of_tryton(days: int, done: tuple[int, ...], expected: int) -> None:
    assert level(stands(days, done)) == expected


@pytest.mark.req("R079")
def test_paid_or_blocked_invoices_climb_no_further_as_with_tryton() -> None:
    assert stands(50, (30,), open_fen=0).rest is Rest.PAID
    assert stands(30, (5,), disputed_fen=10_000).rest is Rest.DISPUTED


@pytest.mark.req("R079")
@pytest.mark.parametrize(
    ("days", "done", "expected"),
    [(9, (), 0), (10, (), 1), (33, (10,), 2), (42, (10, 33), 0), (43, (10, 33), 3)],
)
def test_the_three_times_of_the_oca_count_ten_days_from_the_one_before(
    days: int, done: tuple[int, ...], expected: int
) -> None:
    facts = LadderFacts(due_on=DUE, open_fen=100, done=tuple(DUE + timedelta(days=day) for day in done))
    assert level(standing(facts, OCA, DUE + timedelta(days=days), gap_days=10)) == expected


@pytest.mark.req("D26")
def test_only_the_undisputed_rest_is_asked_for() -> None:
    found = stands(5, disputed_fen=2_500)
    assert found.is_due
    assert found.asks_fen == 7_500


@pytest.mark.req("R079")
def test_a_promise_and_the_head_office_silence_the_ladder() -> None:
    until = DUE + timedelta(days=7)
    assert stands(7, promised_until=until).rest is Rest.PROMISED
    assert level(stands(8, promised_until=until)) == 1
    assert stands(8, exempt=True).rest is Rest.EXEMPT


def test_an_invoice_without_due_date_waits() -> None:
    facts = LadderFacts(due_on=None, open_fen=100)
    assert standing(facts, TRYTON, DUE).rest is Rest.NO_DUE_DATE


def test_five_days_after_a_thursday_in_october_is_the_tuesday() -> None:
    assert stands(0).from_on == date(2026, 10, 27)


@pytest.mark.parametrize("text", ["", "5", "5 hand 5", "20 hand, 5 hand", "5 pigeon", "5 hand; x"])
def test_a_ladder_that_makes_no_sense_is_refused(text: str) -> None:
    if text == "5 hand 5":
        assert parse_ladder(text)[0].name == "5"
        return
    with pytest.raises(Refused) as caught:
        parse_ladder(text)
    assert caught.value.field == "dunning_ladder"


def test_a_ladder_is_written_as_it_is_read() -> None:
    assert canonical_ladder(TRYTON) == DEFAULT_LADDER
    own = parse_ladder("3 call Ring kindly; 20 hand")
    assert [(one.days, one.way, one.name) for one in own] == [
        (3, StepWay.CALL, "Ring kindly"),
        (20, StepWay.HAND, "Last reminder"),
    ]
    assert parse_ladder(canonical_ladder(own)) == own


def test_a_letter_by_courier_needs_its_number_and_nothing_lies_ahead() -> None:
    step = DunningStep(level=1, way=StepWay.COURIER, done_on=DUE)
    assert set(check_step(step, DUE)) == {"tracking"}
    assert set(check_step(DunningStep(level=1, done_on=DUE + timedelta(days=1)), DUE)) == {"done_on"}


@settings(deadline=None)
@given(
    st.integers(0, 200),
    st.lists(st.integers(0, 100), max_size=3),
    st.integers(0, 20_000),
    st.integers(0, 30),
)
def test_a_step_is_never_skipped_and_asks_no_more_than_is_open(
    days: int, done: list[int], disputed: int, gap: int
) -> None:
    found = stands(days, tuple(sorted(done)), disputed_fen=disputed, gap=gap)
    assert 0 <= found.asks_fen <= 10_000
    if found.is_due:
        assert found.step is not None
        assert found.step.level == len(done) + 1
        assert found.asks_fen > 0
        assert days >= found.step.days
