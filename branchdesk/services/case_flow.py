"""The guided talk of a case, from listening to the promise, and what happens on the line (R086-R104, D18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from branchdesk.domain import checks
from branchdesk.domain.care import AngerCause, Temper, Temperament
from branchdesk.domain.case_talk import (
    CaseOption,
    CaseRecap,
    CaseTalk,
    FactsState,
    check_options,
    last_stamps,
    require_order,
)
from branchdesk.domain.case_tasks import CaseCaller
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.complaints import (
    Complaint,
    ComplaintCategory,
    ComplaintEvent,
    EventKind,
    Severity,
    Stage,
    Threat,
)
from branchdesk.domain.customers import Customer, CustomerKind
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import msg
from branchdesk.services.commitments import give_within
from branchdesk.services.context import Context, Outcome
from branchdesk.services.hand_overs import notify
from branchdesk.storage.unit_of_work import Reader, UnitOfWork

_ON_THE_LINE = (EventKind.TRANSFERRED, EventKind.CUT_OFF, EventKind.CHANNEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDraft:
    """What stands in the window of the talk: all of it is saved at once, at any moment."""

    talk: CaseTalk
    text: str
    demand: str = ""
    need: str = ""
    stage: Stage | None = None  # the stage that is reached now
    recap: str = ""  # our words, as they were read aloud
    agreed: bool | None = None  # the customer agreed to them; False: corrected
    correction: str = ""
    options: tuple[CaseOption, ...] = ()
    promises: tuple[Commitment, ...] = ()
    answer: str = ""  # what they were told: the answer that stops the clock
    temper: Temper | None = None
    anger: AngerCause | None = None


@dataclass(frozen=True, slots=True)
class LineCount:
    """How often the customer was put through and cut off (R131)."""

    transferred: int
    cut_off: int


class CaseFlow:
    """The talk with the customer about a case."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # Reading

    def talk(self, complaint_id: int) -> CaseTalk:
        """Read what the talk has brought so far; a fresh one where nobody has begun."""
        found = self._context.reader.first(CaseTalk, complaint_id=complaint_id)
        return found or CaseTalk(complaint_id=complaint_id)

    def recaps_of(self, complaint_id: int) -> list[CaseRecap]:
        """Read the versions of the matter in objective words, oldest first (R088)."""
        return self._context.reader.find(CaseRecap, complaint_id=complaint_id)

    def options_of(self, complaint_id: int) -> list[CaseOption]:
        """Read the ways that were offered (R104)."""
        found = self._context.reader.find(CaseOption, complaint_id=complaint_id)
        return sorted(found, key=lambda one: one.place)

    def callers_of(self, complaint_id: int) -> list[CaseCaller]:
        """Read who else called about it."""
        return self._context.reader.find(CaseCaller, complaint_id=complaint_id)

    def stamps(self, complaint_id: int) -> dict[Stage, ComplaintEvent]:
        """Return when and by whom each stage was reached (R086)."""
        return last_stamps(self._context.reader.find(ComplaintEvent, complaint_id=complaint_id))

    def line(self, complaint_id: int) -> LineCount:
        """Count calls put through and cut off (R131)."""
        kinds = [one.kind for one in self._context.reader.find(ComplaintEvent, complaint_id=complaint_id)]
        return LineCount(kinds.count(EventKind.TRANSFERRED), kinds.count(EventKind.CUT_OFF))

    def threatening(self, customer_id: int) -> list[Complaint]:
        """Return the open cases of a customer in which something is threatened, the gravest first (R124)."""
        found = self._context.reader.find(Complaint, customer_id=customer_id, closed_at=None)
        held = [one for one in found if one.threats]
        return sorted(held, key=lambda one: (Threat.STAFF_HELD not in one.threats, one.id))

    def like(
        self, customer_id: int, site_id: int | None, category: ComplaintCategory | None, without: int = 0
    ) -> list[Complaint]:
        """Return cases that may be the same: open ones of the customer, and like ones closed lately.

        Like is: the same site and the same kind, received within the days of the setting.
        """
        since = self._context.clock.now() - timedelta(days=self._context.settings.duplicate_days)
        of_customer = self._context.reader.find(Complaint, customer_id=customer_id)
        found = [one for one in of_customer if one.id != without]
        likely = [
            one
            for one in found
            if one.closed_at is None
            or (one.received_at >= since and one.category is category and one.site_id in (None, site_id))
        ]
        return sorted(likely, key=lambda one: (one.closed_at is not None, -one.received_at.timestamp()))

    # Writing

    def save(self, complaint_id: int, draft: TalkDraft, *, key: str = "") -> Outcome[CaseTalk]:
        """Save the whole talk as it stands, and stamp the stage that is reached."""
        context = self._context
        with context.act("save_talk", key=key) as work:
            case = _open(work, complaint_id)
            case = self._save_case(work, case, draft)
            talk = self._save_talk(work, case, draft.talk)
            self._save_recap(work, case, draft)
            if draft.options or self.options_of(case.id):
                self._save_options(work, case, draft.options)
            for promise in draft.promises:
                give_within(work, context, _about(promise, case))
            self._save_temper(work, case, draft)
        message = msg("Talk about {number} saved", number=case.number)
        return replace(context.outcome(work, talk, message), undo=None)

    def reach(
        self, complaint_id: int, stage: Stage, *, at: datetime | None = None, by: str = ""
    ) -> Outcome[Complaint]:
        """Stamp a stage with its moment and person; earlier than the one before is refused (R086)."""
        with self._context.act("reach_stage") as work:
            case = _open(work, complaint_id)
            saved = self._stamp(work, case, stage, at or work.at, by)
        message = msg("{number}: {stage}", number=saved.number, stage=stage)
        return replace(self._context.outcome(work, saved, message), undo=None)

    def choose(self, complaint_id: int, place: int, consent_by: str) -> Outcome[CaseOption]:
        """Record which way the customer chose, and who agreed (R104)."""
        with self._context.act("choose_option") as work:
            case = _open(work, complaint_id)
            options = [replace(one, chosen=one.place == place) for one in self.options_of(case.id)]
            checks.require(check_options(options, consent_by))
            saved = [work.update(one) for one in options]
            talk = work.first(CaseTalk, complaint_id=case.id) or CaseTalk(complaint_id=case.id)
            self._save_talk(work, case, replace(talk, consent_by=consent_by.strip(), consent_at=work.at))
        chosen = next(one for one in saved if one.chosen)
        return self._context.outcome(work, chosen, msg("{number}: way chosen", number=case.number))

    def add_caller(self, caller: CaseCaller, *, key: str = "") -> Outcome[CaseCaller]:
        """Add another caller to an open case instead of opening a second one."""
        if not (caller.name.strip() or caller.phone.strip()):
            raise Invalid({"reporter": msg("Enter who called, or the number.")})
        with self._context.act("add_caller", key=key) as work:
            case = _open(work, caller.complaint_id)
            called = work.at if caller.called_at == EPOCH else caller.called_at
            saved = work.insert(replace(caller, called_at=called, taken_by=work.author.name))
            said = " · ".join(part for part in (saved.name, saved.phone, saved.text) if part)
            add_event(work, case, EventKind.CALLER, said, at=called)
        message = msg("{name} added to {number}", name=saved.name or saved.phone, number=case.number)
        return replace(self._context.outcome(work, saved, message), undo=None)

    def on_the_line(self, complaint_id: int, kind: EventKind, text: str = "") -> Outcome[Complaint]:
        """Note that the call was put through, was cut off, or went on in another way (R099, R131)."""
        if kind not in _ON_THE_LINE:
            raise ValueError(kind)
        if kind is EventKind.CHANNEL and not text.strip():
            raise Invalid({"text": msg("Say from which way to which, and why.")})
        with self._context.act("note_line") as work:
            case = _open(work, complaint_id)
            add_event(work, case, kind, text.strip())
        message = msg("{number}: {what} noted", number=case.number, what=kind)
        return replace(self._context.outcome(work, case, message), undo=None)

    def explain_to_waiting(
        self, complaint_id: int, explanation: str, first: Commitment, *, every_minutes: int | None = None
    ) -> Outcome[CaseTalk]:
        """Agree on one explanation for all who wait, and promise word at intervals (R130)."""
        if not explanation.strip():
            raise Refused(msg("Write down the one explanation that everybody gives."), field="explanation")
        every = every_minutes or self._context.settings.waiting_minutes
        with self._context.act("explain_to_waiting") as work:
            case = _open(work, complaint_id)
            talk = work.first(CaseTalk, complaint_id=case.id) or CaseTalk(complaint_id=case.id)
            saved = self._save_talk(work, case, replace(talk, explanation=explanation.strip()))
            word = replace(first, kind=CommitmentKind.UPDATE, every_minutes=every, text=explanation.strip())
            give_within(work, self._context, _about(word, case))
        message = msg("{number}: all who wait are told the same", number=case.number)
        return self._context.outcome(work, saved, message)

    # Parts of one save

    def _save_case(self, work: UnitOfWork, case: Complaint, draft: TalkDraft) -> Complaint:
        known = replace(case, text=draft.text.strip(), demand=draft.demand, need=draft.need)
        checks.require(checks.check_complaint(known))
        saved = work.update(known)
        if draft.stage is not None:
            saved = self._stamp(work, saved, draft.stage, work.at, "")
        if draft.answer.strip() and draft.answer.strip() != saved.answer:
            saved = work.update(replace(answered(saved, work.at), answer=draft.answer.strip()))
            add_event(work, saved, EventKind.ANSWERED, saved.answer)
        return saved

    def _stamp(self, work: UnitOfWork, case: Complaint, stage: Stage, at: datetime, by: str) -> Complaint:
        order = list(Stage)
        if stage is Stage.CLOSED:
            raise Refused(msg("A case is closed by “Close the case”."), field="stage")
        events = work.find(ComplaintEvent, complaint_id=case.id)
        if stage in last_stamps(events) and order.index(stage) <= order.index(case.stage):
            return case
        if order.index(stage) < order.index(case.stage):
            raise Refused(
                msg("A stage that was reached stays reached. Choose the same or a later stage."),
                field="stage",
            )
        if at > self._context.clock.now():
            raise Refused(msg("This moment is still to come. Enter when it was."), field="at")
        require_order(events, stage, at)
        saved = work.update(replace(case, stage=stage))
        add_event(work, saved, EventKind.STAGE, "", at=at, stage=stage, by=by)
        return saved

    def _save_talk(self, work: UnitOfWork, case: Complaint, talk: CaseTalk) -> CaseTalk:
        before = work.first(CaseTalk, complaint_id=case.id)
        if before is not None and before.version != talk.version:  # what was agreed beside the talk stays
            talk = replace(talk, id=before.id, version=before.version, explanation=before.explanation)
        moved = before is None or before.facts is not talk.facts
        since = work.at if moved and talk.facts is not None else talk.facts_at
        if talk.facts is FactsState.UNPROVEN and talk.facts_reply_at is None:
            hours = timedelta(hours=self._context.settings.facts_reply_hours)
            talk = replace(talk, facts_reply_at=(since or work.at) + hours)
        agreed = talk.consent_at or (work.at if talk.consent_by else None)
        fresh = replace(talk, complaint_id=case.id, facts_at=since, consent_at=agreed)
        return work.update(fresh) if fresh.id else work.insert(fresh)

    def _save_recap(self, work: UnitOfWork, case: Complaint, draft: TalkDraft) -> None:
        if draft.agreed is None or not draft.recap.strip():
            return
        known = work.find(CaseRecap, complaint_id=case.id)
        last = known[-1] if known else None
        place, said = len(known) + 1, draft.recap.strip()
        if not (last and last.text == said and (last.confirmed or not draft.agreed)):
            _add_recap(work, case, place, said, confirmed=draft.agreed)
            place += 1
        if not draft.agreed:
            if not draft.correction.strip():
                raise Invalid({"correction": msg("Write down what the customer corrects or adds.")})
            _add_recap(work, case, place, draft.correction.strip(), corrected=True, confirmed=True)

    def _save_options(self, work: UnitOfWork, case: Complaint, options: Sequence[CaseOption]) -> None:
        known = {one.place: one for one in work.find(CaseOption, complaint_id=case.id)}
        wanted = [one for one in options if one.text.strip()]
        for place, one in enumerate(wanted, start=1):
            before = known.pop(place, None)
            fresh = replace(
                one,
                id=before.id if before else 0,
                version=before.version if before else 0,
                complaint_id=case.id,
                place=place,
                text=one.text.strip(),
            )
            if before is None:
                work.insert(fresh)
            else:
                work.update(fresh)
        for left in known.values():
            work.delete(left)

    def _save_temper(self, work: UnitOfWork, case: Complaint, draft: TalkDraft) -> None:
        """Keep how to speak with this person where every call shows it (R110)."""
        if draft.temper is None and draft.anger is None:
            return
        own = work.find(Temperament, customer_id=case.customer_id, contact_id=case.contact_id)
        today = self._context.clock.today()
        if own and (own[-1].temper, own[-1].anger) == (draft.temper, draft.anger):
            return
        known = own[-1] if own else Temperament(customer_id=case.customer_id, contact_id=case.contact_id)
        fresh = replace(known, temper=draft.temper, anger=draft.anger, noted_on=today)
        if fresh.id:
            work.update(fresh)
        else:
            work.insert(fresh)


def answered(case: Complaint, at: datetime) -> Complaint:
    """Record the first answer, and after a reopening the first one since; the earlier one stays."""
    if case.reopened_at is not None:
        return replace(case, answered_again_at=case.answered_again_at or at)
    return replace(case, answered_at=case.answered_at or at)


def send_notices(work: UnitOfWork, case: Complaint) -> None:
    """Tell at once whom a case concerns: a group's managers, and the supervisor of a critical one.

    All are stamped with the moment of the registration (R032, R124).
    """
    customer = work.get(Customer, case.customer_id)
    said = _subject(customer, case)
    if customer.group_id is not None or customer.kind is CustomerKind.GROUP:
        notify(work, case, EmployeeRole.KEY_ACCOUNT, said)
        notify(work, case, EmployeeRole.AREA_MANAGER, said)
    if case.severity is Severity.CRITICAL:
        warn_supervisor(work, case)


def warn_supervisor(work: UnitOfWork, case: Complaint) -> None:
    """Tell the supervisor of a critical case, stamped with the moment of the act (R124)."""
    customer = work.get(Customer, case.customer_id)
    notify(work, case, EmployeeRole.SUPERVISOR, _subject(customer, case))


def add_event(
    work: UnitOfWork,
    case: Complaint,
    kind: EventKind,
    text: str,
    *,
    at: datetime | None = None,
    stage: Stage | None = None,
    by: str = "",
) -> None:
    """Add a dated entry to the course of a case."""
    work.insert(
        ComplaintEvent(
            complaint_id=case.id,
            kind=kind,
            stage=stage,
            happened_at=at or work.at,
            employee=by or work.author.name,
            text=text,
        )
    )


def _add_recap(
    work: UnitOfWork, case: Complaint, place: int, text: str, *, corrected: bool = False, confirmed: bool
) -> None:
    work.insert(
        CaseRecap(
            complaint_id=case.id,
            place=place,
            text=text,
            corrected=corrected,
            confirmed=confirmed,
            said_at=work.at,
            said_by=work.author.name,
        )
    )


def _subject(customer: Customer, case: Complaint) -> str:
    return " · ".join((customer.short_name or customer.name, case.text[:80]))


def _about(promise: Commitment, case: Complaint) -> Commitment:
    return replace(
        promise, customer_id=case.customer_id, complaint_id=case.id, contact_id=case.contact_id, visit_id=None
    )


def _open(reader: Reader, complaint_id: int) -> Complaint:
    case = reader.get(Complaint, complaint_id)
    if case.closed_at is not None:
        raise Refused(msg("Case {number} is closed. Reopen it first.", number=case.number))
    return case
