"""Three years, and what starts them anew."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.claim_period import Interruption, InterruptionKind, claim_period

DUE = date(2023, 10, 22)
TODAY = date(2026, 11, 22)
KINDS = list(InterruptionKind)


@pytest.mark.req("D29")
def test_without_an_interruption_the_claim_ends_three_years_after_the_due_date() -> None:
    period = claim_period(DUE, [], date(2026, 10, 1))
    assert (period.ends_on, period.last, period.days_left(date(2026, 10, 1))) == (
        date(2026, 10, 22),
        None,
        21,
    )


@pytest.mark.req("D29")
@pytest.mark.parametrize("kind", KINDS)
def test_an_interruption_in_time_starts_three_new_years(kind: InterruptionKind) -> None:
    letter = Interruption(date(2026, 5, 4), kind, "SF1234567890")
    period = claim_period(DUE, [letter], TODAY)
    assert (period.ends_on, period.last) == (date(2029, 5, 4), letter)


@pytest.mark.req("D29")
def test_a_letter_after_the_end_changes_nothing_the_debtors_own_word_does() -> None:
    late = date(2026, 11, 1)
    letter = Interruption(late, InterruptionKind.LETTER_RECEIVED)
    stamp = Interruption(late, InterruptionKind.STATEMENT_RETURNED)
    assert claim_period(DUE, [letter], TODAY).ends_on == date(2026, 10, 22)
    assert claim_period(DUE, [stamp], TODAY).ends_on == date(2029, 11, 1)


@pytest.mark.req("D29")
def test_a_leap_day_ends_on_the_28th() -> None:
    assert claim_period(date(2024, 2, 29), [], TODAY).ends_on == date(2027, 2, 28)


def test_what_lies_before_the_due_date_or_ahead_does_not_count() -> None:
    days = (date(2023, 1, 1), date(2027, 1, 1))
    found = [Interruption(day, InterruptionKind.PROMISE) for day in days]
    assert claim_period(DUE, found, TODAY).last is None


@given(
    st.lists(
        st.builds(Interruption, st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(KINDS)),
        max_size=8,
    )
)
@settings(deadline=None)
def test_more_interruptions_never_shorten_the_period(found: list[Interruption]) -> None:
    ends = [claim_period(DUE, found[:count], TODAY).ends_on for count in range(len(found) + 1)]
    assert ends == sorted(ends)
