from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.calendar_view.items import CalendarItem, MoveWish
from ui.calendar_view.time_carry import Carry, Way
from ui.calendar_view.time_layout import (
    FIRST,
    LAST,
    USUAL_LAST,
    Column,
    Places,
    Sizes,
    Slot,
    TimeGrid,
    lay_out,
)

MONDAY = date(2026, 11, 16)
WEEK = tuple(Column(MONDAY + timedelta(days=n), str(n)) for n in range(7))
SIZES = Sizes(900, 600)


def visit(item: object, day: date, time: str = "22:00", **more: int) -> CalendarItem:
    return CalendarItem(item, day, time, "三川实业", "已计划", **more)  # type: ignore[arg-type]


def grid_of(*items: CalendarItem) -> TimeGrid:
    return lay_out(WEEK, items, SIZES)


@pytest.mark.req("R016")
def test_a_window_over_midnight_is_one_block_with_the_work_inside() -> None:
    grid = grid_of(visit(1, MONDAY, before=45, minutes=60, after=60))
    (block,) = grid.blocks
    assert abs(block.rect.top() - grid.y_of(22 * 60)) <= 1
    assert abs(block.rect.bottom() - grid.y_of(24 * 60 + 45)) <= 2
    assert abs(block.work.top() - grid.y_of(22 * 60 + 45)) <= 1
    assert abs(block.work.bottom() - grid.y_of(23 * 60 + 45)) <= 2


def test_half_past_midnight_belongs_to_the_night_before() -> None:
    night = visit(1, MONDAY + timedelta(days=1), "00:30")
    assert Places(WEEK).slot(night) == Slot(0, 24 * 60 + 30)
    assert grid_of(night).moment(Slot(0, 24 * 60 + 30)) == (MONDAY + timedelta(days=1), "00:30")


def test_a_night_that_is_not_shown_leaves_its_visit_in_the_strip() -> None:
    grid = grid_of(visit(1, MONDAY, "00:30"))
    assert [(chip.item.id, chip.column) for chip in grid.chips] == [(1, 0)]


def test_the_columns_last_until_three_unless_somebody_works_longer() -> None:
    assert grid_of(visit(1, MONDAY)).last == USUAL_LAST
    assert grid_of(visit(1, MONDAY + timedelta(days=1), "03:30")).last == 5 * 60 + 24 * 60
    assert grid_of(visit(1, MONDAY + timedelta(days=1), "05:30", minutes=300)).last == LAST


def test_what_has_no_time_is_counted_where_the_strip_is_full() -> None:
    grid = grid_of(*(visit(n, MONDAY, "") for n in range(9)))
    assert len(grid.chips) == 2
    assert [len(more.items) for more in grid.hidden] == [7]


def test_people_have_columns_of_their_own() -> None:
    columns = [Column(MONDAY, "", who_id=0), Column(MONDAY, "赵强", who_id=3)]
    places = Places(columns)
    assert places.slot(visit(1, MONDAY, who_id=3)) == Slot(1, 22 * 60)
    assert places.slot(visit(1, MONDAY)) == Slot(0, 22 * 60)
    assert places.slot(visit(1, MONDAY, who_id=8)) is None


ITEMS = st.lists(
    st.builds(
        visit,
        st.integers(),
        st.integers(0, 6).map(lambda n: MONDAY + timedelta(days=n)),
        st.one_of(st.just(""), st.integers(0, 95).map(lambda q: f"{q // 4:02d}:{q % 4 * 15:02d}")),
        minutes=st.integers(5, 400),
        before=st.integers(0, 120),
        after=st.integers(0, 120),
    ),
    max_size=60,
    unique_by=lambda item: item.id,
)


@given(ITEMS)
@settings(deadline=None, max_examples=60)
def test_everything_is_drawn_or_counted_exactly_once(items: list[CalendarItem]) -> None:
    grid = lay_out(WEEK, items, SIZES)
    shown = [block.item.id for block in grid.blocks] + [chip.item.id for chip in grid.chips]
    shown += [item.id for more in (*grid.folds, *grid.hidden) for item in more.items]
    assert sorted(shown, key=str) == sorted((item.id for item in items), key=str)


@given(ITEMS)
@settings(deadline=None, max_examples=60)
def test_nothing_is_drawn_over_something_else_or_over_the_edge(items: list[CalendarItem]) -> None:
    grid = lay_out(WEEK, items, SIZES)
    rects = [block.rect for block in grid.blocks] + [more.rect for more in grid.folds]
    for at, rect in enumerate(rects):
        assert rect.bottom() <= grid.height
        assert not any(rect.intersects(other) for other in rects[at + 1 :])
    assert all(block.rect.contains(block.work) for block in grid.blocks if not block.work.isEmpty())


def carry(item: CalendarItem, grid: TimeGrid, way: Way = Way.PLACE) -> Carry:
    slot = grid.places.slot(item)
    assert slot is not None
    return Carry(item, way, slot, item.minutes)


def test_what_comes_back_to_its_place_asks_for_nothing() -> None:
    item = visit(1, MONDAY)
    grid = grid_of(item)
    moving = carry(item, grid)
    moving.step(grid, 2, 0)
    moving.step(grid, -2, 0)
    assert moving.wish(grid) is None


def test_a_step_over_midnight_is_the_next_day() -> None:
    item = visit(1, MONDAY, "23:45")
    grid = grid_of(item)
    moving = carry(item, grid)
    moving.step(grid, 0, 15)
    assert moving.wish(grid) == MoveWish(1, MONDAY + timedelta(days=1), "00:00")


def test_the_strip_changes_the_day_and_keeps_the_time() -> None:
    item = visit(1, MONDAY)
    grid = grid_of(item)
    moving = carry(item, grid)
    moving.over(grid, Slot(3))
    assert moving.wish(grid) == MoveWish(1, MONDAY + timedelta(days=3))


@given(st.lists(st.tuples(st.integers(-8, 8), st.integers(-12, 12)), max_size=20))
@settings(deadline=None)
def test_no_carrying_leaves_the_columns_or_the_quarter_hours(steps: list[tuple[int, int]]) -> None:
    item = visit(1, MONDAY, "22:00")
    grid = grid_of(item)
    moving = carry(item, grid)
    for columns, quarters in steps:
        moving.step(grid, columns, quarters * 15)
        assert 0 <= moving.slot.column < 7
        assert moving.slot.minute is not None
        assert FIRST <= moving.slot.minute < grid.last
        assert moving.slot.minute % 15 == 0


def test_a_length_is_at_least_a_quarter_of_an_hour_and_of_the_work_alone() -> None:
    item = visit(1, MONDAY, before=45, minutes=60, after=60)
    grid = grid_of(item)
    longer = carry(item, grid, Way.LENGTH)
    longer.over(grid, Slot(0, 22 * 60 + 45 + 90 + 60))
    assert longer.minutes == 90
    longer.over(grid, Slot(0, 22 * 60 + 5))
    assert longer.minutes == 15
