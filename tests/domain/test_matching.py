"""Whose money a receipt is, and which invoices add up to it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.allocation import OpenItem
from branchdesk.domain.matching import (
    MOST_FOUND,
    Fit,
    is_named_in,
    name_score,
    proposals,
    sums_to,
)

START = date(2026, 9, 1)


def items(*amounts: int) -> list[OpenItem]:
    return [
        OpenItem(n, START + timedelta(days=n), START, amount, f"FP-2026-{n:04}")
        for n, amount in enumerate(amounts, 1)
    ]


def best(amount: int, *amounts: int, text: str = "") -> tuple[Fit, list[int]]:
    found = proposals(amount, items(*amounts), text)[0]
    return found.fit, [share.item_id for share in found.shares]


@pytest.mark.req("D27")
def test_the_invoices_that_add_up_to_a_receipt_are_found() -> None:
    assert best(84_500, 10_000, 32_000, 41_500, 43_000) == (Fit.SUM, [3, 4])


@pytest.mark.req("D27")
def test_one_invoice_of_the_amount_comes_before_a_sum() -> None:
    assert best(30_000, 10_000, 20_000, 30_000, 5_000) == (Fit.ONE, [3])


@pytest.mark.req("D27")
def test_everything_that_is_open_comes_before_a_part_of_it() -> None:
    assert best(60_000, 10_000, 20_000, 30_000) == (Fit.ALL, [1, 2, 3])


@pytest.mark.req("D27")
def test_the_oldest_in_a_row_come_before_any_other_sum() -> None:
    assert best(30_000, 10_000, 20_000, 25_000, 5_000) == (Fit.OLDEST, [1, 2])


@pytest.mark.req("D27")
def test_invoices_named_in_the_transfer_come_first() -> None:
    assert best(30_000, 30_000, 30_000, text="付 FP-2026-0002 服务费") == (Fit.NAMED, [2])


@pytest.mark.req("R077")
def test_where_no_sum_fits_the_oldest_first_takes_what_it_can() -> None:
    (found,) = proposals(15_000, items(10_000, 20_000))
    assert found.fit is Fit.PART
    assert [(share.item_id, share.amount_fen) for share in found.shares] == [(1, 10_000), (2, 5_000)]


def test_without_open_invoices_nothing_is_proposed() -> None:
    assert proposals(10_000, []) == ()
    assert proposals(0, items(10_000)) == ()


def test_a_short_number_is_not_found_in_a_text_by_chance() -> None:
    assert not is_named_in("12", "房租 12 月")
    assert is_named_in("00041234", "付0004 1234服务费")


@pytest.mark.parametrize(
    ("payer", "name", "score"),
    [
        ("三川实业有限公司", "三川实业有限公司", 3),
        ("浙江三川实业有限公司", "三川实业", 2),
        ("三川实业有限公司 ", "三川实业有限公司", 3),
        ("西湖饭店", "三川实业", 0),
        ("", "三川实业", 0),
        ("李四", "李", 0),
    ],
)
def test_a_payers_name_fits_whole_or_in_part(payer: str, name: str, score: int) -> None:
    assert name_score(payer, [name]) == score


AMOUNTS = st.lists(st.integers(1, 60), max_size=11)


@given(AMOUNTS, st.integers(1, 200))
@settings(deadline=None)
def test_the_search_finds_a_sum_exactly_where_there_is_one(amounts: list[int], amount: int) -> None:
    known = items(*amounts)
    search = sums_to(amount, known)
    exists = any(
        sum(one.open_fen for one in chosen) == amount
        for count in range(1, len(known) + 1)
        for chosen in combinations(known, count)
    )
    assert search.whole
    assert bool(search.found) is exists
    assert all(sum(one.open_fen for one in chosen) == amount for chosen in search.found)
    assert len(search.found) <= MOST_FOUND


@given(AMOUNTS, st.integers(1, 200))
@settings(deadline=None)
def test_a_proposal_never_takes_more_than_the_receipt_or_the_invoice(amounts: list[int], amount: int) -> None:
    open_fen = {one.id: one.open_fen for one in items(*amounts)}
    for found in proposals(amount, items(*amounts)):
        assert found.total_fen <= amount
        assert all(0 < share.amount_fen <= open_fen[share.item_id] for share in found.shares)
        assert found.fit is Fit.PART or found.total_fen == amount


def test_the_search_ends_where_sums_are_countless() -> None:
    search = sums_to(7_777_777, items(*(100_003 * n for n in range(1, 60))))
    assert not search.whole
