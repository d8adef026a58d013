"""Whom to call today: follow-ups that fell due, new and old customers by longest silence (R150)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.duties import Whom
from branchdesk.domain.messages import Message, msg


class CallGroup(StrEnum):
    """The three parts of a day's calls."""

    FOLLOW_UP = "follow_up"
    NEW = "new"
    OLD = "old"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A contact that was agreed or that a rule asks for, with its day."""

    whom: Whom
    due_on: date
    say: Message
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A customer who may be called; `spoke_on` is the last talk on the telephone, `calls` this month's."""

    whom: Whom
    new: bool
    spoke_on: date | None
    due_on: date | None = None  # when a reminder asks for a call, today or before
    say: Message | None = None
    calls: int = 0
    owed: int = 1  # calls a month by the grade (R139)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many calls of each kind a day has."""

    new: int
    old: int
    follow_ups: int

    def of(self, group: CallGroup) -> int:
        """Return the number for one part."""
        return {CallGroup.NEW: self.new, CallGroup.OLD: self.old, CallGroup.FOLLOW_UP: self.follow_ups}[group]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCall:
    """One line of the plan."""

    group: CallGroup
    whom: Whom
    say: Message
    due_on: date | None
    spoke_on: date | None
    carried_to: date | None = None  # too many follow-ups: it is another day's business

    @property
    def key(self) -> str:
        """Name the line, the same as long as it stands."""
        return f"{self.group.value}:{self.whom.customer_id}"


def plan_calls(
    follow_ups: Iterable[FollowUp],
    candidates: Iterable[Candidate],
    quota: Quota,
    done: dict[CallGroup, int],
    today: date,
    next_day: date,
) -> list[PlannedCall]:
    """Fill a day: what is done counts, the oldest follow-up comes first, the rest by longest silence.

    Follow-ups beyond the quota are carried to `next_day`; nobody stands in the plan twice.
    """
    plan: list[PlannedCall] = []
    taken: set[int] = set()
    room = max(quota.follow_ups - done.get(CallGroup.FOLLOW_UP, 0), 0)
    for one in sorted(follow_ups, key=lambda one: (one.due_on, one.key)):
        if one.whom.customer_id in taken:
            continue
        taken.add(one.whom.customer_id)
        carried = None if len(plan) < room else next_day
        plan.append(
            PlannedCall(
                group=CallGroup.FOLLOW_UP,
                whom=one.whom,
                say=one.say,
                due_on=one.due_on,
                spoke_on=None,
                carried_to=carried,
            )
        )
    rest = [one for one in candidates if one.whom.customer_id not in taken]
    for group in (CallGroup.NEW, CallGroup.OLD):
        room = max(quota.of(group) - done.get(group, 0), 0)
        fitting = [one for one in rest if one.new == (group is CallGroup.NEW)]
        plan += [_line(group, one, today) for one in _first(fitting, room)]
    return plan


def _first(candidates: Sequence[Candidate], room: int) -> list[Candidate]:
    """Put reminders that are due first, then who is owed a call this month, by the longest silence."""

    def rank(one: Candidate) -> tuple[bool, date, bool, date, int]:
        due, spoke = one.due_on or date.max, one.spoke_on or date.min
        return one.due_on is None, due, one.calls >= one.owed, spoke, one.whom.customer_id

    return sorted(candidates, key=rank)[:room]


def _line(group: CallGroup, one: Candidate, today: date) -> PlannedCall:
    return PlannedCall(
        group=group,
        whom=one.whom,
        say=one.say or _silence(one, today),
        due_on=one.due_on,
        spoke_on=one.spoke_on,
    )


def _silence(one: Candidate, today: date) -> Message:
    spoke_on = one.spoke_on
    if spoke_on is None:
        return msg("Nobody has spoken with them on the telephone yet.")
    if (spoke_on.year, spoke_on.month) < (today.year, today.month):
        return msg("No call this month yet; the last one was on {day}.", day=spoke_on)  # R025
    if one.calls < one.owed:
        return msg(  # R139
            "{calls} of {owed} calls this month; the last one was on {day}.",
            calls=one.calls,
            owed=one.owed,
            day=spoke_on,
        )
    return msg("Last call on {day}.", day=spoke_on)
