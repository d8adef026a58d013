"""How things that happen at the same time share the width of a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""From and to, in minutes or pixels; `to` lies behind `from`."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The place of one span: lane `lane` (from 0) of the `lanes` into which the width is divided there."""

    at: int  # which of the given spans
    lane: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Fold:
    """Spans that found no lane of their own; they are counted in the last one, from `start` to `end`."""

    start: int
    end: int
    members: tuple[int, ...]
    lanes: int


def lay_lanes(spans: Sequence[Span], most: int) -> tuple[list[Lane], list[Fold]]:
    """Give every span a lane beside those that it overlaps, at most `most` (2 or more) side by side.

    Where more overlap than find room, the last lane counts the others. Each span is in exactly one lane or
    fold; nothing in one lane overlaps.
    """
    most = max(most, 2)
    lanes: list[Lane] = []
    folds: list[Fold] = []
    order = sorted(range(len(spans)), key=lambda at: (spans[at][0], -spans[at][1], at))
    for together in _clusters(spans, order):
        places = _places(spans, together)
        wide = max(places.values()) + 1
        if wide <= most:
            lanes += [Lane(at, lane, wide) for at, lane in places.items()]
            continue
        lanes += [Lane(at, lane, most) for at, lane in places.items() if lane < most - 1]
        left = [at for at, lane in places.items() if lane >= most - 1]
        folds += [_fold(spans, members, most) for members in _clusters(spans, left)]
    return lanes, folds


def _clusters(spans: Sequence[Span], order: Sequence[int]) -> Iterator[list[int]]:
    """Yield groups of spans that hang together; `order` is by where they begin."""
    together: list[int] = []
    until = 0
    for at in order:
        start, end = spans[at]
        if together and start >= until:
            yield together
            together = []
        until = max(until, end) if together else end
        together.append(at)
    if together:
        yield together


def _places(spans: Sequence[Span], together: Sequence[int]) -> dict[int, int]:
    """Put every span into the first lane that is free where it begins."""
    ends: list[int] = []
    places: dict[int, int] = {}
    for at in together:
        start, end = spans[at]
        free = next((lane for lane, until in enumerate(ends) if until <= start), len(ends))
        if free == len(ends):
            ends.append(end)
        ends[free] = end
        places[at] = free
    return places


def _fold(spans: Sequence[Span], members: Sequence[int], lanes: int) -> Fold:
    end = max(spans[at][1] for at in members)
    return Fold(spans[members[0]][0], end, tuple(members), lanes)
