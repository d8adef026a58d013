from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.calendar_view.lanes import Span, lay_lanes

SPANS = st.lists(
    st.tuples(st.integers(0, 1500), st.integers(5, 300)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=40,
)
MOST = st.integers(2, 7)


def meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def busiest(spans: list[Span]) -> int:
    return max((sum(start <= at < end for start, end in spans) for at, _end in spans), default=0)


def test_two_at_once_stand_side_by_side_and_one_alone_has_the_width() -> None:
    lanes, folds = lay_lanes([(60, 120), (90, 150), (300, 360)], 4)
    assert [(lane.at, lane.lane, lane.lanes) for lane in lanes] == [(0, 0, 2), (1, 1, 2), (2, 0, 1)]
    assert folds == []


def test_what_finds_no_lane_is_counted_once_in_the_last() -> None:
    lanes, folds = lay_lanes([(0, 60)] * 5, 3)
    assert [lane.lane for lane in lanes] == [0, 1]
    assert [(fold.start, fold.end, fold.members) for fold in folds] == [(0, 60, (2, 3, 4))]


@given(SPANS, MOST)
@settings(deadline=None)
def test_every_span_has_exactly_one_place(spans: list[Span], most: int) -> None:
    lanes, folds = lay_lanes(spans, most)
    placed = [lane.at for lane in lanes] + [at for fold in folds for at in fold.members]
    assert sorted(placed) == list(range(len(spans)))


@given(SPANS, MOST)
@settings(deadline=None)
def test_nothing_overlaps_in_one_lane(spans: list[Span], most: int) -> None:
    lanes, folds = lay_lanes(spans, most)
    drawn = [(spans[lane.at], lane.lane) for lane in lanes]
    drawn += [((fold.start, fold.end), fold.lanes - 1) for fold in folds]
    for (one, first), (other, second) in combinations(drawn, 2):
        assert first != second or not meet(one, other)


@given(SPANS, MOST)
@settings(deadline=None)
def test_those_that_overlap_divide_the_width_alike(spans: list[Span], most: int) -> None:
    lanes, folds = lay_lanes(spans, most)
    for one, other in combinations(lanes, 2):
        assert one.lane < one.lanes <= most
        assert not meet(spans[one.at], spans[other.at]) or one.lanes == other.lanes
    assert folds == [] or busiest(spans) > most


@given(SPANS)
@settings(deadline=None)
def test_as_many_lanes_as_happen_at_once_are_enough(spans: list[Span]) -> None:
    lanes, folds = lay_lanes(spans, max(2, busiest(spans)))
    assert folds == []
    assert max((lane.lanes for lane in lanes), default=0) <= max(1, busiest(spans))
