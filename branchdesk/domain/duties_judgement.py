"""Duties of judged cases: actions, effects, the second look, calls after closing (R120, R122, D19, R082)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.messages import Message, msg


class JudgedStep(StrEnum):
    """What a judged case waits for."""

    ACTION = "action"
    EFFECT = "effect"
    SECOND = "second"
    AFTER = "after"
    SETTLE = "settle"
    THIRD = "third"
    CREDIT = "credit"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFact:
    """One thing that a judged case waits for, and since when or until when."""

    complaint_id: int
    whom: Whom
    step: JudgedStep
    on: date
    number: str
    what: str
    who: str


_KINDS = {
    JudgedStep.ACTION: DutyKind.CORRECTIVE_ACTION,
    JudgedStep.EFFECT: DutyKind.EFFECT_CHECK,
    JudgedStep.SECOND: DutyKind.SECOND_LOOK,
    JudgedStep.AFTER: DutyKind.AFTER_CLOSING,
    JudgedStep.SETTLE: DutyKind.CLAIM,
    JudgedStep.THIRD: DutyKind.CLAIM,
    JudgedStep.CREDIT: DutyKind.CLAIM,
    JudgedStep.TOLD: DutyKind.SUGGESTION_ANSWER,
}
_LONGEST = 40


def judgement_duties(facts: Iterable[JudgedFact]) -> Iterator[Duty]:
    """Make one duty of each kind for each case, due when the first of them is."""
    seen: set[tuple[int, DutyKind]] = set()
    for fact in sorted(facts, key=lambda one: one.on):
        kind = _KINDS[fact.step]
        if (fact.complaint_id, kind) in seen:
            continue
        seen.add((fact.complaint_id, kind))
        yield Duty(
            kind=kind,
            due_on=fact.on,
            whom=fact.whom,
            say=_say(fact),
            link=LinkKind.COMPLAINT,
            link_id=fact.complaint_id,
        )


def _say(fact: JudgedFact) -> Message:
    number, what, who = fact.number, fact.what[:_LONGEST], fact.who
    if fact.step is JudgedStep.ACTION:
        return msg("{number}: has {who} done it? {what}", number=number, who=who, what=what)
    if fact.step is JudgedStep.EFFECT:
        return msg("{number}: check whether it works: {what}", number=number, what=what)
    if fact.step is JudgedStep.SECOND:
        return msg(
            "{number}: {who} found it not valid. Somebody else takes a second look.", number=number, who=who
        )
    if fact.step is JudgedStep.AFTER:
        return msg("{number} is closed. Ask whether it has stayed solved: {what}", number=number, what=what)
    if fact.step is JudgedStep.SETTLE:
        return msg("{number}: claim {what} is approved. Set it off.", number=number, what=what)
    if fact.step is JudgedStep.THIRD:
        return msg("{number}: {what} has not answered the claim. Ask.", number=number, what=what)
    if fact.step is JudgedStep.CREDIT:
        return msg(
            "{number}: the rest of claim {claim} is still a credit. Set it off against {invoice}.",
            number=number,
            claim=who,
            invoice=what,
        )
    return msg("{number}: tell the customer what became of it: {what}", number=number, what=what)
