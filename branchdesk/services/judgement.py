"""What a person does to judge a case: evidence, verdict, demands, assessment, cause and corrective action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from branchdesk.domain import judgement_checks as rules
from branchdesk.domain.attachments import NewFile
from branchdesk.domain.checks import require
from branchdesk.domain.claims import Claim
from branchdesk.domain.complaints import Complaint, ComplaintEvent, EventKind
from branchdesk.domain.errors import Refused
from branchdesk.domain.iso_tracking import Track, TrackFacts, tracking
from branchdesk.domain.judgement import (
    Assessment,
    CaseClosing,
    CaseVerdict,
    CauseKind,
    CorrectiveAction,
    Demand,
    Evidence,
)
from branchdesk.domain.messages import Message, msg
from branchdesk.services.attachments import Attachments
from branchdesk.services.case_flow import add_event
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.unit_of_work import Reader, UnitOfWork

R = TypeVar("R", bound=Any)


class Judgement:
    """How a case is judged; every record belongs to one complaint."""

    def __init__(self, context: Context, attachments: Attachments) -> None:
        self._context = context
        self._attachments = attachments

    # Evidence, R100

    def evidence_of(self, complaint_id: int) -> list[Evidence]:
        """Read the evidence of a case, oldest first."""
        return self._context.reader.find(Evidence, complaint_id=complaint_id)

    def save_evidence(
        self, one: Evidence, files: Sequence[NewFile] = (), *, key: str = ""
    ) -> Outcome[Evidence]:
        """Add or change a piece of evidence, with the files that show it."""
        require(rules.check_evidence(one, self._context.clock.today()))
        if one.confirmed is not None and one.confirmed_on is None:
            one = replace(one, confirmed_on=self._context.clock.today())
        with self._context.act("save_evidence", key=key) as work:
            open_case(work, one.complaint_id)
            if not one.id:
                one = replace(one, noted_at=work.at, noted_by=work.author.name)
            saved = _kept(work, one)
            if files:
                self._attachments.attach(work, "evidence", saved.id, files)
        outcome = self._context.outcome(work, saved, msg("Evidence saved: {what}", what=saved.what))
        # Files are never deleted: what came with them is taken out by hand.
        return replace(outcome, undo=None) if files else outcome

    # The verdict, R101, R102, D19

    def verdict(self, complaint_id: int) -> CaseVerdict | None:
        """Read the verdict that counts: the last one."""
        return verdict_of(self._context.reader, complaint_id)

    def decide(self, verdict: CaseVerdict, *, key: str = "") -> Outcome[CaseVerdict]:
        """Decide whether a complaint is valid and who is responsible; "not valid" waits for a second look."""
        by = verdict.decided_by.strip() or self._context.author.name
        with self._context.act("decide_complaint", key=key) as work:
            case = open_case(work, verdict.complaint_id)
            draft = replace(verdict, id=0, decided_by=by, decided_at=work.at, second_by="", second_at=None)
            draft = replace(draft, second_agrees=None, second_note="")
            require(rules.check_verdict(draft))
            saved = work.insert(draft)
            _follow_verdict(work, case, saved)
            add_event(work, case, EventKind.JUDGED, saved.why, by=by)
        text = msg("{number}: valid", number=case.number)
        if not saved.valid:
            text = msg("{number}: not valid, a second person must agree", number=case.number)
        return _final(self._context.outcome(work, saved, text))

    def second(self, verdict_id: int, by: str, note: str = "", *, agrees: bool) -> Outcome[CaseVerdict]:
        """Take the second look at "not valid": another person than who decided and than the owner (D19)."""
        with self._context.act("second_look") as work:
            known = work.get(CaseVerdict, verdict_id)
            case = open_case(work, known.complaint_id)
            if known.second_at is not None or known != verdict_of(work, case.id):
                raise Refused(msg("There has been a second look, or a new decision. Look at the case again."))
            require(rules.check_second(known, case.owner, by, note, agrees=agrees))
            saved = work.update(
                replace(
                    known, second_by=by.strip(), second_at=work.at, second_agrees=agrees, second_note=note
                )
            )
            _follow_verdict(work, case, saved)
            add_event(work, case, EventKind.JUDGED, note, by=saved.second_by)
        text = msg("{name} agrees", name=saved.second_by)
        if not agrees:
            text = msg("{name} sees it otherwise: decide again", name=saved.second_by)
        return _final(self._context.outcome(work, saved, text))

    # Demands, R103

    def demands_of(self, complaint_id: int) -> list[Demand]:
        """Read the parts of what is asked for."""
        return self._context.reader.find(Demand, complaint_id=complaint_id)

    def save_demand(self, one: Demand, *, key: str = "") -> Outcome[Demand]:
        """Add a part of a demand, or judge it."""
        require(rules.check_demand(one))
        return self._save(one, msg("Demand saved: {text}", text=one.text), key)

    def split_demand(self, complaint_id: int) -> Outcome[list[Demand]]:
        """Take the stated demand apart into parts that are judged one by one."""
        with self._context.act("split_demand") as work:
            case = open_case(work, complaint_id)
            known = {one.text for one in work.find(Demand, complaint_id=complaint_id)}
            parts = [one for one in rules.split_demand(case.demand) if one.text not in known]
            if not parts:
                raise Refused(msg("There is nothing to take apart. Write down first what they ask for."))
            saved = [work.insert(replace(one, complaint_id=complaint_id)) for one in parts]
        return self._context.outcome(work, saved, msg("{n} parts of the demand", n=len(saved)))

    def remove_demand(self, demand_id: int) -> Outcome[None]:
        """Take out a part that was entered by mistake."""
        return self._remove(Demand, demand_id, msg("Demand removed"))

    # The assessment and the follow-up of ISO 10002

    def assessment(self, complaint_id: int) -> Assessment:
        """Read the assessment of a case, an empty one where there is none yet."""
        found = self._context.reader.first(Assessment, complaint_id=complaint_id)
        return found or Assessment(complaint_id=complaint_id)

    def save_assessment(self, one: Assessment) -> Outcome[Assessment]:
        """Save the first look at a case; the first time stamps it."""
        if one.assessed_at is None:
            now, name = self._context.clock.now(), self._context.author.name
            one = replace(one, assessed_at=now, assessed_by=one.assessed_by or name)
        return self._save(one, msg("Assessment saved"), "")

    def tracking(self, complaint_id: int) -> tuple[Track, ...]:
        """Derive the stages of ISO 10002 with day, name and remark from what is on record."""
        reader = self._context.reader
        case = reader.get(Complaint, complaint_id)
        rounds = reader.find(CaseClosing, complaint_id=complaint_id)
        facts = TrackFacts(
            complaint=case,
            closing=rounds[-1] if rounds else CaseClosing(told_at=case.told_at, told_how=case.told_how),
            events=reader.find(ComplaintEvent, complaint_id=complaint_id),
            assessment=reader.first(Assessment, complaint_id=complaint_id),
            evidence=self.evidence_of(complaint_id),
            verdict=self.verdict(complaint_id),
            demands=self.demands_of(complaint_id),
            claims=reader.find(Claim, complaint_id=complaint_id),
            actions=self.actions_of(complaint_id),
        )
        return tracking(facts, self._context.zone)

    # Cause and corrective actions, R122

    def save_cause(self, complaint_id: int, cause: str, kind: CauseKind | None) -> Outcome[Complaint]:
        """Name the deep cause of a case and where it lies."""
        if not cause.strip():
            raise Refused(msg("Name the deep cause, not what it looked like."), field="cause")
        with self._context.act("save_cause") as work:
            case = work.update(replace(open_case(work, complaint_id), root_cause=cause.strip()))
            known = work.first(Assessment, complaint_id=complaint_id)
            if known is not None:
                work.update(replace(known, cause_kind=kind))
            elif kind is not None:
                work.insert(Assessment(complaint_id=complaint_id, cause_kind=kind))
        return self._context.outcome(work, case, msg("Cause saved: {cause}", cause=case.root_cause))

    def actions_of(self, complaint_id: int) -> list[CorrectiveAction]:
        """Read the corrective actions of a case."""
        return self._context.reader.find(CorrectiveAction, complaint_id=complaint_id)

    def action(self, action_id: int) -> CorrectiveAction:
        """Read one corrective action."""
        return self._context.reader.get(CorrectiveAction, action_id)

    def save_action(self, one: CorrectiveAction, *, key: str = "") -> Outcome[CorrectiveAction]:
        """Add or change a corrective action; done and verified also after the case is closed (R122)."""
        context = self._context
        if one.due_on is not None and one.check_on is None:
            day = rules.effect_day(one.due_on, context.settings, context.calendar)
            one = replace(one, check_on=day)
        if one.verified_on is not None:
            by = one.verified_by.strip() or context.author.name
            one = replace(one, verified_by=by, done_on=one.done_on or one.verified_on)
        require(rules.check_action(one, context.clock.today()))
        with context.act("save_action", key=key) as work:
            case = work.get(Complaint, one.complaint_id)
            saved = _kept(work, replace(one, cause=one.cause or case.root_cause))
        return context.outcome(work, saved, msg("Corrective action saved: {action}", action=saved.action))

    def remove_action(self, action_id: int) -> Outcome[None]:
        """Take out an action that was entered by mistake."""
        return self._remove(CorrectiveAction, action_id, msg("Corrective action removed"))

    def _save(self, one: R, message: Message, key: str) -> Outcome[R]:
        with self._context.act(f"save_{type(one).__name__.lower()}", key=key) as work:
            open_case(work, one.complaint_id)
            saved = _kept(work, one)
        return self._context.outcome(work, saved, message)

    def _remove(self, kind: type[R], record_id: int, message: Message) -> Outcome[None]:
        with self._context.act(f"remove_{kind.__name__.lower()}") as work:
            one = work.get(kind, record_id)
            open_case(work, one.complaint_id)
            work.delete(one)
        return self._context.outcome(work, None, message)


def open_case(reader: Reader, complaint_id: int) -> Complaint:
    """Read a case that is open; refuse one that is closed."""
    case = reader.get(Complaint, complaint_id)
    if case.closed_at is not None:
        raise Refused(msg("Case {number} is closed. Reopen it first.", number=case.number))
    return case


def verdict_of(reader: Reader, complaint_id: int) -> CaseVerdict | None:
    """Read the verdict that counts: the last one."""
    found = reader.find(CaseVerdict, complaint_id=complaint_id)
    return found[-1] if found else None


def _follow_verdict(work: UnitOfWork, case: Complaint, verdict: CaseVerdict) -> None:
    """Keep what counts of a verdict with the case, where lists and the month look for it."""
    work.update(
        replace(
            case,
            valid=verdict.valid if verdict.stands else None,
            valid_by=verdict.decided_by,
            valid_why=verdict.why,
            responsibility=verdict.responsibility,
        )
    )


def _kept(work: UnitOfWork, one: R) -> R:
    kept: R = work.update(one) if one.id else work.insert(one)
    return kept


def _final(outcome: Outcome[R]) -> Outcome[R]:
    """Offer no undo: a verdict stays on record, and another one follows it."""
    return replace(outcome, undo=None)
