from __future__ import annotations

from ui.session import Link
from ui.trail import LONGEST, Trail

A, B, C = Link("customer", 1), Link("invoice", 2), Link("complaint", 3)


def test_back_and_forward_go_through_the_records_one_jumped_to() -> None:
    trail = Trail()
    trail.go(A, B)
    trail.go(B, C)
    assert [trail.back(C), trail.back(B), trail.back(A)] == [B, A, None]
    assert [trail.forward(), trail.forward(), trail.forward()] == [B, C, None]


def test_whoever_wandered_off_in_a_list_comes_back_to_the_last_record_first() -> None:
    trail = Trail()
    trail.go(A, B)
    assert trail.back(Link("invoice", 9)) == B
    assert trail.back(B) == A


def test_a_new_jump_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.go(A, B)
    trail.back(B)
    trail.go(A, C)
    assert trail.forward() is None
    assert trail.back(C) == A


def test_the_trail_does_not_grow_for_ever() -> None:
    trail = Trail()
    for number in range(3 * LONGEST):
        trail.go(None, Link("visit", number))
    here, steps = Link("visit", 3 * LONGEST - 1), 0
    while (found := trail.back(here)) is not None:
        here, steps = found, steps + 1
    assert steps == LONGEST - 1
