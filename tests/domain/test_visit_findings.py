from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.devices import Device, DeviceKind, check_device, label_order, next_number
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import (
    Recommendation,
    RecommendationState,
    advice,
    check_recommendation,
    overdue,
)
from branchdesk.domain.visit_findings import (
    Finding,
    FindingKind,
    MaterialUse,
    TrendFact,
    check_finding,
    check_material,
    is_open,
    quantity_text,
    trend,
)
from branchdesk.domain.visit_sheet import VisitStep, check_step, is_agreed
from branchdesk.domain.visits import Visit

NOVEMBER = Month(2026, 11)
FACTS = st.lists(
    st.builds(
        TrendFact,
        month=st.integers(-14, 2).map(NOVEMBER.plus),
        pest=st.sampled_from(["鼠类", "蝇类", "蟑螂"]),
        device=st.sampled_from(["", "SE01", "SE02", "MY01"]),
        number=st.integers(0, 50),
    ),
    max_size=40,
)
DAYS = st.integers(0, 400).map(lambda days: date(2026, 1, 1) + timedelta(days=days))


@pytest.mark.req("R052")
@given(FACTS)
@settings(deadline=None)
def test_pests_and_devices_of_a_month_both_add_up_to_its_total(facts: list[TrendFact]) -> None:
    found = trend(facts, NOVEMBER)
    within = [fact for fact in facts if NOVEMBER.plus(-11) <= fact.month <= NOVEMBER]
    assert sum(found.totals) == sum(fact.number for fact in within)
    for rows in (found.pests, found.devices):
        sums = [sum(row[at] for row in rows.values()) for at in range(12)]
        assert tuple(sums) == found.totals


@pytest.mark.req("R053")
@given(st.lists(st.tuples(DAYS, st.integers(0, 90), st.booleans()), max_size=12), DAYS)
@settings(deadline=None)
def test_what_was_open_on_a_day_never_changes_with_what_happens_later(
    drafts: list[tuple[date, int, bool]], on: date
) -> None:
    rows = [
        Recommendation(
            id=number,
            text="x",
            given_on=given_on,
            state=RecommendationState.DONE if closed else RecommendationState.OPEN,
            closed_on=given_on + timedelta(days=days) if closed else None,
        )
        for number, (given_on, days, closed) in enumerate(drafts, start=1)
    ]
    before = advice(rows, on)
    later = [
        one
        if one.closed_on is not None
        else replace(one, state=RecommendationState.DONE, closed_on=max(on, one.given_on) + timedelta(days=1))
        for one in rows
    ]
    assert {one.id for one in advice(later, on).open} == {one.id for one in before.open}
    assert len(before.open) <= before.total == advice(later, on).total


def test_the_most_urgent_recommendation_comes_first() -> None:
    rows = [
        Recommendation(id=number, text="x", given_on=date(2026, 11, 1), due_on=due)
        for number, due in enumerate((None, date(2026, 12, 1), date(2026, 11, 10)), start=1)
    ]
    assert [one.id for one in advice(rows, date(2026, 11, 22)).open] == [3, 2, 1]
    assert [one.id for one in overdue(rows, date(2026, 11, 22))] == [3]


@pytest.mark.parametrize(
    ("finding", "wrong"),
    [
        (Finding(pest="鼠类"), set()),
        (Finding(), {"pest"}),
        (Finding(pest="鼠类", number=3), {"unit"}),
        (Finding(kind=FindingKind.STRUCTURE), {"note"}),
        (Finding(kind=FindingKind.STRUCTURE, place="后门"), set()),
        (Finding(pest="鼠类", withheld=True, withheld_why="整改中"), {"withheld"}),
    ],
)
def test_a_finding_says_what_or_where_and_a_number_has_its_unit(finding: Finding, wrong: set[str]) -> None:
    assert set(check_finding(finding)) == wrong


def test_only_structure_and_hygiene_wait_to_be_put_right() -> None:
    door = Finding(kind=FindingKind.STRUCTURE, place="后门")
    assert is_open(door)
    assert not is_open(replace(door, settled_on=date(2026, 11, 1)))
    assert not is_open(Finding(pest="鼠类"))


@pytest.mark.parametrize(("milli", "text"), [(500, "0.5"), (12_000, "12"), (1_250, "1.25"), (1, "0.001")])
def test_a_quantity_is_written_without_needless_zeros(milli: int, text: str) -> None:
    assert quantity_text(milli) == text
    assert set(check_material(MaterialUse(name="胶饵", quantity_milli=milli))) == {"unit"}


def test_a_declined_recommendation_says_why_and_is_not_due_before_it_was_given() -> None:
    draft = Recommendation(text="封堵", given_on=date(2026, 11, 5), due_on=date(2026, 11, 1))
    declined = replace(draft, state=RecommendationState.DECLINED)
    assert set(check_recommendation(declined)) == {"due_on", "closed_why"}


@pytest.mark.req("R004")
def test_disagreement_asks_for_our_advice() -> None:
    visit = Visit(date_on=date(2026, 11, 24))
    step = VisitStep(text="大厅放粘鼠板", disagreement="影响观感")
    assert set(check_step(step, visit)) == {"advice"}
    agreed = replace(step, advice="放在柜台内侧", agreed_with="王经理", agreed_on=date(2026, 11, 20))
    assert check_step(agreed, visit) == {}
    assert is_agreed(agreed)


@given(st.lists(st.integers(1, 300), unique=True, max_size=20))
@settings(deadline=None)
def test_the_next_number_is_free_and_follows_the_highest(numbers: list[int]) -> None:
    known = [Device(kind=DeviceKind.FLY_LAMP, number=f"MY{number:02d}") for number in numbers]
    number = next_number(DeviceKind.FLY_LAMP, known)
    assert check_device(Device(kind=DeviceKind.FLY_LAMP, number=number), known) == {}
    assert sorted([*known, Device(number=number)], key=label_order)[-1].number == number
