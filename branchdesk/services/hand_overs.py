"""The baton: a case changes hands by offer and acceptance, and never lies between two (R090, R091, D17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from branchdesk.domain import checks
from branchdesk.domain.case_tasks import CaseTask, TaskKind
from branchdesk.domain.complaints import Complaint, ComplaintEvent, EventKind
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.hand_overs import (
    Baton,
    BatonCount,
    HandOver,
    HandOverAnswer,
    HandOverKind,
    batons,
    check_offer,
    count,
    pending,
)
from branchdesk.domain.messages import msg
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.unit_of_work import Reader, UnitOfWork


class HandOvers:
    """Offers of cases, and what became of them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, complaint_id: int) -> tuple[Baton, ...]:
        """Read the hand-overs of a case, oldest first."""
        return _batons(self._context.reader, complaint_id, self._context.clock.now())

    def pending(self, complaint_id: int) -> Baton | None:
        """Return the offer that waits for an answer."""
        return pending(self.of(complaint_id))

    def count(self, complaint_id: int) -> BatonCount:
        """Count the hand-overs of a case and how long they took."""
        return count(self.of(complaint_id), self._context.settings.hand_over_limit)

    def mean_minutes(self, since: datetime, until: datetime) -> int | None:
        """Return how long hand-overs took on average, accepted between two instants (R165)."""
        reader = self._context.reader
        known = batons(reader.find(HandOver), reader.find(HandOverAnswer), self._context.clock.now())
        taken = [one for one in known if one.at is not None and since <= one.at < until]
        took = [one.minutes for one in taken if one.minutes is not None]
        return round(sum(took) / len(took)) if took else None

    def offer(self, complaint_id: int, to_name: str, reason: str, *, key: str = "") -> Outcome[HandOver]:
        """Offer a case to a colleague; until they accept, its owner stays (R090)."""
        context = self._context
        with context.act("offer_hand_over", key=key) as work:
            case = _open(work, complaint_id)
            draft = HandOver(
                complaint_id=case.id,
                from_name=case.owner,
                to_name=to_name.strip(),
                reason=reason.strip(),
                offered_at=work.at,
                minutes=context.settings.hand_over_minutes,
            )
            checks.require(check_offer(draft))
            self._clear(work, case)
            saved = work.insert(draft)
            _tell(work, case, EventKind.OFFERED, f"{saved.from_name} → {saved.to_name}: {saved.reason}")
            self._flag(work, case)
        message = msg(
            "{number} offered to {name}; until they accept, it stays with {owner}",
            number=case.number,
            name=saved.to_name,
            owner=saved.from_name,
        )
        return replace(context.outcome(work, saved, message), undo=None)

    def accept(self, complaint_id: int, *, by: str = "") -> Outcome[Complaint]:
        """Take the case that is offered: from now on it has a new owner."""
        with self._context.act("accept_hand_over") as work:
            case, offer = self._waiting(work, complaint_id)
            who = by.strip() or offer.to_name
            if who != offer.to_name:
                raise Invalid({"by": msg("It was offered to {name}. Offer it anew.", name=offer.to_name)})
            self._answer(work, offer, HandOverKind.ACCEPTED, who, "")
            saved = work.update(replace(case, owner=who))
            _tell(work, saved, EventKind.HANDED_OVER, f"{offer.from_name} → {who}", by=who)
        message = msg("{number} is now with {name}", number=saved.number, name=who)
        return replace(self._context.outcome(work, saved, message), undo=None)

    def decline(self, complaint_id: int, reason: str) -> Outcome[Complaint]:
        """Say no to the case that is offered, and why; it stays where it is."""
        if not reason.strip():
            raise Refused(msg("Say why it is declined."), field="reason")
        return self._end(complaint_id, HandOverKind.DECLINED, reason.strip())

    def withdraw(self, complaint_id: int) -> Outcome[Complaint]:
        """Take an offer back before anybody answered it."""
        return self._end(complaint_id, HandOverKind.WITHDRAWN, "")

    def _end(self, complaint_id: int, kind: HandOverKind, reason: str) -> Outcome[Complaint]:
        with self._context.act("end_hand_over", reason=reason) as work:
            case, offer = self._waiting(work, complaint_id)
            declined = kind is HandOverKind.DECLINED
            self._answer(work, offer, kind, offer.to_name if declined else work.author.name, reason)
            _tell(work, case, EventKind.OFFERED, f"{offer.to_name} ✗ {reason}".strip())
        message = msg("{number} stays with {name}", number=case.number, name=case.owner)
        return replace(self._context.outcome(work, case, message), undo=None)

    def _waiting(self, work: UnitOfWork, complaint_id: int) -> tuple[Complaint, HandOver]:
        case = _open(work, complaint_id)
        known = _batons(work, complaint_id, work.at)
        waiting = pending(known)
        if waiting is not None:
            return case, waiting.offer
        if known and known[-1].kind is HandOverKind.RETURNED:
            raise Refused(
                msg(
                    "Nobody accepted {number} in time, so it went back to {name}. Offer it again.",
                    number=case.number,
                    name=case.owner,
                )
            )
        raise Refused(msg("{number} is not offered to anybody at present.", number=case.number))

    def _clear(self, work: UnitOfWork, case: Complaint) -> None:
        """Refuse a second offer while one is pending; write down that an older one went back by itself."""
        answered = {answer.hand_over_id for answer in work.find(HandOverAnswer)}
        for baton in _batons(work, case.id, work.at):
            if baton.kind is None:
                raise Refused(
                    msg(
                        "{number} is already offered to {name}. Withdraw that offer first.",
                        number=case.number,
                        name=baton.offer.to_name,
                    ),
                    field="to_name",
                )
            if baton.offer.id not in answered and baton.at is not None:
                self._answer(work, baton.offer, HandOverKind.RETURNED, "", "", at=baton.at)

    def _answer(
        self,
        work: UnitOfWork,
        offer: HandOver,
        kind: HandOverKind,
        by: str,
        reason: str,
        *,
        at: datetime | None = None,
    ) -> None:
        work.insert(
            HandOverAnswer(
                hand_over_id=offer.id, kind=kind, answered_at=at or work.at, answered_by=by, reason=reason
            )
        )

    def _flag(self, work: UnitOfWork, case: Complaint) -> None:
        """Tell the supervisor of a case that goes round and round (R091)."""
        known = _batons(work, case.id, work.at)
        if count(known, self._context.settings.hand_over_limit).over_limit:
            taken = [one.offer for one in known if one.kind in (None, HandOverKind.ACCEPTED)]
            way = " → ".join([taken[0].from_name, *(offer.to_name for offer in taken)])
            notify(work, case, EmployeeRole.SUPERVISOR, way)


def notify(work: UnitOfWork, case: Complaint, role: EmployeeRole, text: str) -> CaseTask:
    """Write a notice to whoever has a role, stamped with the moment of the act (R032)."""
    return work.insert(
        CaseTask(
            complaint_id=case.id,
            kind=TaskKind.NOTICE,
            whom=name_of(work, role),
            role=role,
            text=text,
            asked_at=work.at,
            asked_by=work.author.name,
        )
    )


def name_of(reader: Reader, role: EmployeeRole) -> str:
    """Return who has a role at the branch, nothing where nobody does."""
    from branchdesk.domain.employees import Employee

    return next((one.name for one in reader.find(Employee, role=role) if one.active), "")


def _batons(reader: Reader, complaint_id: int, now: datetime) -> tuple[Baton, ...]:
    offers = reader.find(HandOver, complaint_id=complaint_id)
    answers = [end for offer in offers for end in reader.find(HandOverAnswer, hand_over_id=offer.id)]
    return batons(offers, answers, now)


def _open(reader: Reader, complaint_id: int) -> Complaint:
    case = reader.get(Complaint, complaint_id)
    if case.closed_at is not None:
        raise Refused(msg("Case {number} is closed. Reopen it first.", number=case.number))
    return case


def _tell(work: UnitOfWork, case: Complaint, kind: EventKind, text: str, *, by: str = "") -> None:
    work.insert(
        ComplaintEvent(
            complaint_id=case.id, kind=kind, happened_at=work.at, employee=by or work.author.name, text=text
        )
    )
