"""What a set-off leaves: nothing is lost and nothing is paid twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.claims import (
    CaseCost,
    CaseTotals,
    Claim,
    ClaimState,
    CostKind,
    ThirdPartyClaim,
    ThirdPartyState,
    set_off,
    totals_of,
)

FEN = st.integers(0, 10_000_000)


@pytest.mark.req("R082")
@given(FEN, FEN)
def test_what_is_granted_is_taken_or_stays_as_a_credit(granted: int, open_fen: int) -> None:
    found = set_off(granted, open_fen)
    assert found.taken_fen + found.credit_fen == granted
    assert found.taken_fen + found.due_fen == open_fen
    assert min(found.taken_fen, found.credit_fen, found.due_fen) >= 0
    assert not (found.credit_fen and found.due_fen)


@pytest.mark.req("R082")
def test_the_worked_example() -> None:
    assert set_off(38_000, 120_000).due_fen == 82_000


@pytest.mark.req("R125")
def test_only_what_was_set_off_is_a_cost() -> None:
    claim = Claim(granted_fen=38_000, state=ClaimState.SETTLED)
    claims = [claim, replace(claim, state=ClaimState.APPROVED), replace(claim, state=ClaimState.DRAFT)]
    costs = [CaseCost(kind=CostKind.VISIT, minutes=30), CaseCost(kind=CostKind.MATERIAL, amount_fen=500)]
    assert totals_of(claims, costs) == CaseTotals(38_000, 500, 1, 30)


@pytest.mark.req("R083")
def test_the_state_of_a_third_party_claim_follows_its_days() -> None:
    one = ThirdPartyClaim(against="x")
    day = date(2026, 11, 22)
    states = [one.state]
    one = replace(one, sent_on=day)
    states.append(one.state)
    states.append(replace(one, answered_on=day, accepted=False).state)
    one = replace(one, answered_on=day, accepted=True)
    states.append(one.state)
    states.append(replace(one, paid_on=day).state)
    assert states == [
        ThirdPartyState.COLLECTING,
        ThirdPartyState.CLAIMED,
        ThirdPartyState.REFUSED,
        ThirdPartyState.ANSWERED,
        ThirdPartyState.PAID,
    ]
