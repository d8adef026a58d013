"""What a case needs before it is closed, each gate with what is missing (D21, R101, R102, R118, R119)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain.claims import Claim, ClaimState
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.judgement import (
    CaseClosing,
    CaseVerdict,
    CorrectiveAction,
    Demand,
    GoodWord,
    HandlingStandard,
)
from branchdesk.domain.messages import Message, msg


class GateKind(StrEnum):
    """One gate of closing, in the order in which one passes them."""

    FACTS = "facts"
    VERDICT = "verdict"
    SECOND_LOOK = "second_look"
    DEMANDS = "demands"
    COMPENSATION = "compensation"
    CAUSE = "cause"
    ACTION = "action"
    TOLD = "told"
    SATISFIED = "satisfied"
    STANDARDS = "standards"
    DECISION = "decision"
    CHANGE = "change"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate and what it still lacks; passed when nothing is missing."""

    kind: GateKind
    missing: Message | None = None
    field: str = ""  # of the closing record, where the gate is passed in the dialog itself

    @property
    def passed(self) -> bool:
        """Tell whether nothing is missing."""
        return self.missing is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Everything that the gates look at."""

    complaint: Complaint
    closing: CaseClosing
    unproven: bool = False
    verdict: CaseVerdict | None = None
    demands: Sequence[Demand] = ()
    claims: Sequence[Claim] = ()
    actions: Sequence[CorrectiveAction] = ()
    good_word: GoodWord | None = None


def gates_of(case: CaseFacts) -> tuple[Gate, ...]:
    """Return the gates of a case; praise and suggestions have lighter ones of their own (R128)."""
    if case.complaint.kind is LogKind.PRAISE:
        return _praise(case.good_word or GoodWord())
    if case.complaint.kind is LogKind.SUGGESTION:
        return _suggestion(case.good_word or GoodWord())
    found = [*_judged(case), *_wanted(case), *_cause(case)]
    return (*found, _told(case.closing), _satisfied(case.closing), _standards(case.closing))


def missing_by_field(gates: Sequence[Gate]) -> dict[str, Message]:
    """Return what is missing beside the field of each gate, the others under the name of the gate."""
    return {gate.field or gate.kind.value: gate.missing for gate in gates if gate.missing is not None}


_UNDECIDED = msg("Decide whether the complaint is valid and who is responsible.")


def _judged(case: CaseFacts) -> list[Gate]:
    facts = msg("Something is still to be verified. Clear it up, and say what is so.")
    found = [Gate(GateKind.FACTS, facts)] if case.unproven else []
    verdict = case.verdict
    if verdict is None:
        return [
            *found,
            Gate(GateKind.VERDICT, _UNDECIDED),
        ]
    found.append(Gate(GateKind.VERDICT))
    if not verdict.valid:
        found.append(Gate(GateKind.SECOND_LOOK, _second_missing(verdict)))
    return found


def _second_missing(verdict: CaseVerdict) -> Message | None:
    if verdict.second_agrees is None:
        return msg("“Not valid” needs a second person. Ask somebody else to look at it.")
    if not verdict.second_agrees:
        return msg("{name} sees it otherwise. Decide again.", name=verdict.second_by)
    return None


def _wanted(case: CaseFacts) -> list[Gate]:
    found = []
    if case.demands:
        open_ones = [one.text for one in case.demands if one.judged is None]
        text = msg("Not answered yet: {demands}", demands=open_ones)
        found.append(Gate(GateKind.DEMANDS, text if open_ones else None))
    if case.claims:
        waiting = [one.number for one in case.claims if one.state in (ClaimState.DRAFT, ClaimState.APPROVED)]
        text = msg("Not approved, refused or set off yet: {numbers}", numbers=waiting)
        found.append(Gate(GateKind.COMPENSATION, text if waiting else None))
    return found


def _cause(case: CaseFacts) -> list[Gate]:
    if case.verdict is None or not case.verdict.valid:
        return []
    named = bool(case.complaint.root_cause.strip())
    cause = None if named else msg("Name the deep cause, not what it looked like.")
    return [Gate(GateKind.CAUSE, cause), Gate(GateKind.ACTION, _action_missing(case))]


def _action_missing(case: CaseFacts) -> Message | None:
    if not case.actions:
        if case.closing.no_action_why.strip():
            return None
        return msg("Agree a corrective action, or say why none is needed.")
    if any(one.effective is False for one in case.actions) and not any(_hopeful(one) for one in case.actions):
        return msg("The action did not work. Agree another one.")
    if not any(one.check_on or one.verified_on for one in case.actions):
        return msg("Enter when the effect of the action is checked.")
    return None


def _hopeful(one: CorrectiveAction) -> bool:
    return one.effective is not False


def _told(closing: CaseClosing) -> Gate:
    if closing.told_at is None:
        return Gate(GateKind.TOLD, msg("Tell the customer first, then enter when."), "told_at")
    if not closing.told_how.strip():
        return Gate(GateKind.TOLD, msg("Enter in which way the customer was told."), "told_how")
    if not closing.told_by.strip():
        return Gate(GateKind.TOLD, msg("Enter who told the customer."), "told_by")
    return Gate(GateKind.TOLD, None, "told_at")


def _satisfied(closing: CaseClosing) -> Gate:
    known = closing.satisfied is not None or bool(closing.not_asked_why.strip())
    text = msg("Ask whether the customer is satisfied, or say why that was not possible.")
    return Gate(GateKind.SATISFIED, None if known else text, "satisfied")


def _standards(closing: CaseClosing) -> Gate:
    kept = set(closing.standards) == set(HandlingStandard) or bool(closing.standards_note.strip())
    text = msg("Tick the four standards, or note what was not kept.")
    return Gate(GateKind.STANDARDS, None if kept else text, "standards")


def _praise(word: GoodWord) -> tuple[Gate, ...]:
    passed = word.passed_on is not None and bool(word.passed_to.strip())
    text = None if passed else msg("Pass the praise on to whom it concerns.")
    thanks = None if word.told_on else msg("Thank the customer.")
    return Gate(GateKind.PASSED_ON, text, "passed_to"), Gate(GateKind.ANSWERED, thanks, "told_on")


def _suggestion(word: GoodWord) -> tuple[Gate, ...]:
    decided = None if word.adopted is not None else msg("Decide whether the suggestion is adopted.")
    found = [Gate(GateKind.DECISION, decided, "adopted")]
    if word.adopted:
        changed = word.changed_on is not None and bool(word.change.strip())
        text = None if changed else msg("Say what has changed, and since when.")
        found.append(Gate(GateKind.CHANGE, text, "change"))
    told = None if word.told_on else msg("Tell the customer what became of the suggestion.")
    return (*found, Gate(GateKind.ANSWERED, told, "told_on"))
