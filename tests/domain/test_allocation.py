from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.allocation import OpenItem, Share, check_shares, may_pay, suggest_oldest_first
from branchdesk.domain.errors import Refused
from branchdesk.language import Words

ISSUED = date(2026, 9, 1)
DUE = date(2026, 10, 22)


def item(id_: int, open_fen: int, due_on: date | None = DUE, issued_on: date = ISSUED) -> OpenItem:
    return OpenItem(id_, due_on, issued_on, open_fen, number=f"FP-{id_}")


days = st.integers(0, 400).map(lambda n: ISSUED + timedelta(days=n))
item_lists = st.lists(
    st.builds(OpenItem, st.integers(1, 99), st.none() | days, days, st.integers(-500, 5000)),
    unique_by=lambda found: found.id,
    max_size=8,
)


@pytest.mark.req("R077")
def test_the_earliest_due_date_is_settled_first_and_the_unsigned_last() -> None:
    unsigned = item(1, 300, due_on=None, issued_on=date(2026, 1, 1))
    later = item(2, 500)
    earlier = item(3, 400, due_on=date(2026, 9, 30))
    shares = suggest_oldest_first(1000, [unsigned, later, earlier])
    assert shares == (Share(3, 400), Share(2, 500), Share(1, 100))


@pytest.mark.req("R077")
def test_an_overpayment_stays_unallocated() -> None:
    shares = suggest_oldest_first(1000, [item(1, 300)])
    assert shares == (Share(1, 300),)


@pytest.mark.parametrize("amount", [0, -5])
def test_no_money_makes_no_shares(amount: int) -> None:
    assert suggest_oldest_first(amount, [item(1, 300)]) == ()


def test_a_credit_note_takes_no_money() -> None:
    assert suggest_oldest_first(1000, [item(1, -300), item(2, 0)]) == ()


@pytest.mark.fault(53)
@settings(deadline=None)
@given(st.integers(0, 20000), item_lists)
def test_the_suggestion_neither_loses_nor_makes_a_fen(amount: int, items: list[OpenItem]) -> None:
    shares = suggest_oldest_first(amount, items)
    check_shares(amount, shares, items)
    open_in_all = sum(max(found.open_fen, 0) for found in items)
    assert sum(share.amount_fen for share in shares) == min(amount, open_in_all)


@settings(deadline=None)
@given(st.integers(0, 20000), item_lists, st.randoms(use_true_random=False))
def test_the_suggestion_does_not_depend_on_the_order_of_the_list(
    amount: int, items: list[OpenItem], random: Random
) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)
    assert suggest_oldest_first(amount, shuffled) == suggest_oldest_first(amount, items)


@pytest.mark.req("R077")
def test_any_share_by_hand_is_allowed_and_any_invoice_may_be_left_out() -> None:
    check_shares(1000, [Share(2, 1)], [item(1, 300), item(2, 500)])
    check_shares(1000, [], [item(1, 300)])


@pytest.mark.fault(47)
@pytest.mark.parametrize(
    ("available", "shares", "sentence"),
    [
        (1000, [Share(1, 0)], "The share for invoice FP-1 is 0.00"),
        (1000, [Share(1, -5)], "The share for invoice FP-1 is -0.05"),
        (1000, [Share(1, 301)], "Only 3.00 of invoice FP-1 is open, so it cannot take 3.01"),
        (
            700,
            [Share(1, 300), Share(2, 401)],
            "come to 7.01, but only 7.00 is there to allocate. Take 0.01 away",
        ),
        (1000, [Share(9, 5)], "internal number 9 is not among the open invoices"),
        (1000, [Share(1, 5), Share(1, 5)], "Invoice FP-1 stands in the list twice"),
    ],
)
def test_shares_that_cannot_be_borne_are_refused(available: int, shares: list[Share], sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_shares(available, shares, [item(1, 300), item(2, 500)])
    assert sentence in Words("en").say(refusal.value.message)
    assert refusal.value.field == "shares"


@pytest.mark.req("D27")
def test_a_head_office_pays_for_its_outlets_and_nobody_for_a_stranger() -> None:
    head, outlet, sister, stranger = 1, 2, 3, 4
    assert may_pay(outlet, outlet, head)
    assert may_pay(head, outlet, head)
    assert not may_pay(sister, outlet, head)
    assert not may_pay(stranger, outlet, None)
