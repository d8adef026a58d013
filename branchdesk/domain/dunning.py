"""The reminder ladder: one level at a time, and only after the step before was really done (R079, D26).

A step is due so many days after the due date: 5 days after Thursday 2026-10-22 is Tuesday 2026-10-27. An
invoice that is 30 days late and was never reminded still gets the first step. What is disputed rests, the
rest of the invoice climbs on; a promise silences the ladder until its date plus the grace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, mark, msg

MOST_LEVELS = 9


class StepWay(StrEnum):
    """How a reminder reaches the customer."""

    CALL = "call"
    MESSAGE = "message"
    EMAIL = "email"
    HAND = "hand"  # a letter, handed over
    COURIER = "courier"  # a letter by courier: its receipt is proof (D29)
    VISIT = "visit"

    @property
    def is_letter(self) -> bool:
        """Tell whether paper is printed for it."""
        return self in (StepWay.HAND, StepWay.COURIER)


class MarkKind(StrEnum):
    """What became of a step afterwards."""

    RECEIVED = "received"  # the customer has it in hand: the claim period starts anew (D29)
    WITHDRAWN = "withdrawn"  # it was recorded by mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class DunningStep:
    """A reminder that was really given; insert-only, taken back by a mark."""

    id: int = 0
    level: int = 0
    name: str = ""  # as the ladder named it on that day
    way: StepWay = StepWay.HAND
    done_on: date = date.min
    given_to: str = ""
    courier: str = ""
    tracking: str = ""
    amount_fen: int = 0
    note: str = ""
    recorded_at: datetime = EPOCH
    recorded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DunningItem:
    """One invoice of a reminder with what was asked for; insert-only."""

    id: int = 0
    step_id: int = 0
    invoice_id: int = 0
    amount_fen: int = 0  # without what was disputed then
    disputed_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DunningMark:
    """That a reminder was received, or was recorded by mistake; insert-only."""

    id: int = 0
    step_id: int = 0
    kind: MarkKind = MarkKind.RECEIVED
    marked_on: date = date.min
    by_whom: str = ""
    note: str = ""
    recorded_at: datetime = EPOCH
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One rung: how many days after the due date, in which way, under which name (usual ones in English)."""

    level: int
    days: int
    way: StepWay
    name: str


Ladder = tuple[LadderStep, ...]
DEFAULT_LADDER = "5 hand, 20 hand, 40 courier"
USUAL_NAMES = (mark("Friendly reminder"), mark("Second reminder"), mark("Last reminder"))
FURTHER = mark("Further reminder")
_RUNG = re.compile(r"([0-9]{1,3})(?: *days?)?[^0-9a-z]*([a-z]+)(?: +(\S.*))?")


def parse_ladder(text: str) -> Ladder:
    """Read `5 hand, 20 hand, 40 courier Last word`, or refuse it (`field="dunning_ladder"`)."""
    found = [_RUNG.fullmatch(part.strip()) for part in re.split(r"[,，;；\n]", text) if part.strip()]
    ways = {way.value: way for way in StepWay}
    rungs = [one for one in found if one is not None and one[2] in ways]
    days = [int(one[1]) for one in rungs]
    if not rungs or len(rungs) != len(found) or len(rungs) > MOST_LEVELS or days != sorted(set(days)):
        raise Refused(
            msg(
                "Write one step after the other with rising days and the way of each, such as {usual}.",
                usual=DEFAULT_LADDER,
            ),
            field="dunning_ladder",
        )
    return tuple(
        LadderStep(nth, int(one[1]), ways[one[2]], (one[3] or "").strip() or _usual_name(nth, len(rungs)))
        for nth, one in enumerate(rungs, 1)
    )


def canonical_ladder(ladder: Ladder) -> str:
    """Write a ladder as the file keeps it; usual names are left out."""
    usual = [_usual_name(one.level, len(ladder)) for one in ladder]
    return ", ".join(
        f"{one.days} {one.way.value}" + ("" if one.name == name else f" {one.name}")
        for one, name in zip(ladder, usual, strict=True)
    )


def _usual_name(level: int, of: int) -> str:
    if level == of and of > 1:
        return USUAL_NAMES[-1]
    return USUAL_NAMES[level - 1] if level <= 2 else FURTHER


class Rest(StrEnum):
    """Why no step is due."""

    PAID = "paid"
    NO_DUE_DATE = "no_due_date"
    WAITING = "waiting"  # its day has not come
    DISPUTED = "disputed"  # the whole open amount
    PROMISED = "promised"
    EXEMPT = "exempt"  # the head office pays (D28)
    ALL_DONE = "all_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderFacts:
    """What the ladder asks about one invoice; `done` are the days of the steps done, lowest level first."""

    due_on: date | None
    open_fen: int
    disputed_fen: int = 0
    done: tuple[date, ...] = ()
    promised_until: date | None = None  # the promised day with its grace
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class LadderStanding:
    """The next rung and from when it is due, or why the ladder rests; `asks_fen` is what may be asked for."""

    step: LadderStep | None
    from_on: date | None
    asks_fen: int
    rest: Rest | None

    @property
    def is_due(self) -> bool:
        """Tell whether the step is to be done now."""
        return self.rest is None


def standing(facts: LadderFacts, ladder: Ladder, today: date, gap_days: int = 0) -> LadderStanding:
    """Tell which step of the ladder is due for an invoice; `gap_days` lie at least between two steps."""
    asks = facts.open_fen - facts.disputed_fen
    step = ladder[len(facts.done)] if len(facts.done) < len(ladder) else None
    from_on = _from_on(facts, step, gap_days)
    return LadderStanding(step, from_on, max(asks, 0), _rest(facts, step, from_on, today))


def _from_on(facts: LadderFacts, step: LadderStep | None, gap_days: int) -> date | None:
    if step is None or facts.due_on is None:
        return None
    day = facts.due_on + timedelta(days=step.days)
    return max(day, facts.done[-1] + timedelta(days=gap_days)) if facts.done else day


def _rest(facts: LadderFacts, step: LadderStep | None, from_on: date | None, today: date) -> Rest | None:
    tests: Sequence[tuple[bool, Rest]] = (
        (facts.open_fen <= 0, Rest.PAID),
        (facts.exempt, Rest.EXEMPT),
        (facts.disputed_fen >= facts.open_fen, Rest.DISPUTED),
        (facts.due_on is None, Rest.NO_DUE_DATE),
        (facts.promised_until is not None and facts.promised_until >= today, Rest.PROMISED),
        (step is None, Rest.ALL_DONE),
        (from_on is not None and from_on > today, Rest.WAITING),
    )
    return next((rest for holds, rest in tests if holds), None)


def check_step(step: DunningStep, today: date) -> dict[str, Message]:
    """Check what is written down of a step: a letter by courier names its number, nothing lies ahead."""
    problems: dict[str, Message] = {}
    if step.done_on == date.min:
        problems["done_on"] = msg("Enter the day.")
    elif step.done_on > today:
        problems["done_on"] = msg("The day lies in the future. Record the step once it is done.")
    if step.way is StepWay.COURIER and not step.tracking.strip():
        problems["tracking"] = msg("Enter the courier's number: with it the letter is proof.")
    return problems
