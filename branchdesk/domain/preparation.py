"""What a customer is asked to prepare before a service, by the kind of service (R011)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from branchdesk.domain.messages import mark
from branchdesk.domain.settings import Settings
from branchdesk.domain.visits import VisitKind

# The words of a branch that has not written its own lists.
FULL = (
    mark("Empty and wipe the cupboards and shelves that are to be treated"),
    mark("Remove or cover food, dishes and utensils"),
    mark("Clear the space under sinks and behind the cookers"),
    mark("Unlock every room, cellar and ceiling hatch"),
    mark("Switch off and open the machines that are to be treated"),
    mark("Take pets and fish tanks out of the rooms"),
    mark("Tell all staff when the service takes place"),
)
MONTHLY = (
    mark("Make sure that somebody lets us in"),
    mark("Move or cover dishes and food"),
)
STANDING = (
    mark("Stack goods off the floor and away from the walls"),
    mark("Have gaps, pipes and screens repaired"),
    mark("Clean floors, drains and waste places every day"),
)


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is asked for: for this service, and at all times; English source texts where `usual`."""

    items: tuple[str, ...]
    standing: tuple[str, ...]
    usual: frozenset[str]  # those that are the program's own words and still to be translated


def preparation_for(kind: VisitKind, own: str, settings: Settings) -> Preparation:
    """Return the list of a service: the site's own items first, then those of its kind (R011).

    A first service and its follow-up get the full list, every other one the monthly list.
    """
    full = kind in (VisitKind.FIRST, VisitKind.FOLLOW_UP)
    listed = lines(settings.prep_list_full if full else settings.prep_list_monthly)
    standing = lines(settings.prep_list_standing)
    usual = FULL if full else MONTHLY
    items = dict.fromkeys((*split_items(own), *(listed or usual)))
    program = frozenset(() if listed else usual) | frozenset(() if standing else STANDING)
    return Preparation(tuple(items), standing or STANDING, program)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a list that somebody wrote."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def split_items(text: str) -> tuple[str, ...]:
    """Return the items of a site, written one after the other with semicolons or on lines."""
    parts: Iterable[str] = text.replace("；", ";").replace("\n", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())
