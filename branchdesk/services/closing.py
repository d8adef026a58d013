"""Closing a case: what is missing, the closing itself, the call and the watch after it (D21, R118-R120)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from branchdesk.domain import checks
from branchdesk.domain import judgement_checks as rules
from branchdesk.domain.case_talk import CaseTalk, FactsState
from branchdesk.domain.claims import Claim
from branchdesk.domain.closing_gates import CaseFacts, Gate, gates_of, missing_by_field
from branchdesk.domain.complaints import Complaint, EventKind, LogKind, Stage
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.judgement import CaseClosing, CorrectiveAction, Demand, GoodWord
from branchdesk.domain.messages import Message, msg
from branchdesk.services.case_flow import add_event, answered
from branchdesk.services.clock_freezing import freeze
from branchdesk.services.context import Context, Outcome
from branchdesk.services.judgement import open_case, verdict_of
from branchdesk.storage.queries import judgement as queries
from branchdesk.storage.unit_of_work import Reader, UnitOfWork


class Closings:
    """The end of cases, and what comes after it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def record(self, complaint_id: int) -> CaseClosing:
        """Read what was gathered for closing a case this time; an empty record where nothing was yet."""
        return record_of(self._context.reader, self._context.reader.get(Complaint, complaint_id))

    def rounds(self, complaint_id: int) -> list[CaseClosing]:
        """Read every closing of a case, the first one first."""
        return self._context.reader.find(CaseClosing, complaint_id=complaint_id)

    def gates(self, complaint_id: int, draft: CaseClosing | None = None) -> tuple[Gate, ...]:
        """Say what closing a case still needs, with what stands in the dialog instead of what is saved."""
        return gates_of(_facts(self._context.reader, complaint_id, draft))

    def save(self, draft: CaseClosing) -> Outcome[CaseClosing]:
        """Keep what is known for closing so far; what the customer was told counts at once (R118)."""
        with self._context.act("save_closing") as work:
            case = open_case(work, draft.complaint_id)
            saved = self._keep(work, case, draft)
        outcome = self._context.outcome(work, saved, msg("Saved for closing {number}", number=case.number))
        return replace(outcome, undo=None)

    def close(self, complaint_id: int, draft: CaseClosing | None = None) -> Outcome[Complaint]:
        """Close a case once every gate is passed; Invalid names what is missing (D21)."""
        with self._context.act("close_complaint") as work:
            case = open_case(work, complaint_id)
            wanted = draft or record_of(work, case)
            checks.require(_marks(wanted))
            closing = self._keep(work, case, wanted)
            facts = _facts(work, complaint_id, closing)
            missing = missing_by_field(gates_of(facts))
            if missing:
                raise Invalid(missing)
            saved = self._close(work, facts, closing)
        outcome = self._context.outcome(work, saved, msg("Complaint {number} closed", number=saved.number))
        return replace(outcome, undo=None)

    def follow_up(
        self, complaint_id: int, on: date, result: str, *, satisfied: int | None = None
    ) -> Outcome[CaseClosing]:
        """Record the call after closing (R120); if it has come back, reopen the case."""
        if not result.strip():
            raise Refused(msg("Write down what the customer said."), field="result")
        if on > self._context.clock.today():
            raise Refused(msg("This day is still to come."), field="followed_on")
        with self._context.act("follow_up_closing") as work:
            case = work.get(Complaint, complaint_id)
            closing = record_of(work, case)
            if case.closed_at is None or not closing.id:
                raise Refused(msg("This case is not closed. Close it first."))
            saved = work.update(replace(closing, followed_on=on, follow_up_result=result.strip()))
            if satisfied is not None:
                work.update(replace(case, satisfied=satisfied))
            add_event(work, case, EventKind.NOTE, result.strip())
        outcome = self._context.outcome(
            work, saved, msg("Call after closing {number} recorded", number=case.number)
        )
        return replace(outcome, undo=None)

    def watched(self, customer_id: int) -> list[tuple[int, str, date]]:
        """Return the closed cases after which a customer is still watched: id, number, until when (R120)."""
        return queries.watched(self._context.database, customer_id, self._context.clock.today())

    # Praise and suggestions, R128

    def good_word(self, complaint_id: int) -> GoodWord:
        """Read what became of a praise or suggestion."""
        found = self._context.reader.first(GoodWord, complaint_id=complaint_id)
        return found or GoodWord(complaint_id=complaint_id)

    def save_good_word(self, word: GoodWord) -> Outcome[GoodWord]:
        """Follow a praise or suggestion: passed on, adopted, changed, told."""
        checks.require(rules.check_good_word(word, self._context.clock.today()))
        with self._context.act("save_good_word") as work:
            case = open_case(work, word.complaint_id)
            saved = work.update(word) if word.id else work.insert(word)
        return self._context.outcome(work, saved, msg("{number} saved", number=case.number))

    def _keep(self, work: UnitOfWork, case: Complaint, draft: CaseClosing) -> CaseClosing:
        """Save the record of this round, and tell the case what the customer was told."""
        known = record_of(work, case)
        if draft.told_at is not None and draft.told_at < case.received_at:
            raise Refused(
                msg("This lies before the complaint was received. Correct the time."), field="told_at"
            )
        draft = replace(draft, id=known.id, complaint_id=case.id, round=case.reopened)
        if draft.told_at is not None and not draft.told_by.strip():
            draft = replace(draft, told_by=work.author.name)
        saved: CaseClosing = work.update(draft) if draft.id else work.insert(draft)
        if saved.told_at is not None and saved.told_at != known.told_at:
            said = " · ".join(part for part in (saved.told_how, saved.told_whom) if part)
            add_event(work, case, EventKind.TOLD, said, at=saved.told_at, by=saved.told_by)
        if saved.told_at is not None:
            case = replace(case, told_at=saved.told_at, told_how=saved.told_how)
        work.update(replace(case, satisfied=saved.satisfied or case.satisfied))
        return saved

    def _close(self, work: UnitOfWork, facts: CaseFacts, closing: CaseClosing) -> Complaint:
        context, now = self._context, work.at
        case = work.get(Complaint, facts.complaint.id)
        told = answered(case, closing.told_at or now)
        saved: Complaint = work.update(replace(told, stage=Stage.CLOSED, closed_at=now))
        if saved.kind is LogKind.COMPLAINT:
            today = now.astimezone(context.zone).date()
            call, until = rules.after_closing(today, context.settings, context.calendar)
            work.update(replace(closing, follow_up_on=closing.follow_up_on or call, watch_until=until))
            freeze(work, context, saved)
        add_event(work, saved, EventKind.CLOSED, saved.root_cause, stage=Stage.CLOSED)
        return saved


def record_of(reader: Reader, case: Complaint) -> CaseClosing:
    """Read the record of the present round of a case."""
    found = reader.first(CaseClosing, complaint_id=case.id, round=case.reopened)
    return found or CaseClosing(complaint_id=case.id, round=case.reopened)


def _facts(reader: Reader, complaint_id: int, draft: CaseClosing | None) -> CaseFacts:
    case = reader.get(Complaint, complaint_id)
    talk = reader.first(CaseTalk, complaint_id=complaint_id)
    return CaseFacts(
        complaint=case,
        closing=draft or record_of(reader, case),
        unproven=talk is not None and talk.facts is FactsState.UNPROVEN,
        verdict=verdict_of(reader, complaint_id),
        demands=reader.find(Demand, complaint_id=complaint_id),
        claims=reader.find(Claim, complaint_id=complaint_id),
        actions=reader.find(CorrectiveAction, complaint_id=complaint_id),
        good_word=reader.first(GoodWord, complaint_id=complaint_id),
    )


def _marks(closing: CaseClosing) -> dict[str, Message]:
    if closing.satisfied is not None and not 1 <= closing.satisfied <= 5:
        return {"satisfied": msg("Enter a mark from 1 to 5.")}
    return {}
