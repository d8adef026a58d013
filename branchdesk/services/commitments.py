"""Our own promises: given, confirmed, kept, broken; and the updates that we promised (R147-R149)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from branchdesk.domain import checks
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.commitments import (
    Commitment,
    CommitmentKind,
    CommitmentState,
    check_commitment,
    kept_share,
    state_of,
    suggested_due,
)
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Site
from branchdesk.domain.duties_requests import CommitmentRow
from branchdesk.domain.errors import Refused
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month
from branchdesk.domain.visits import Visit
from branchdesk.services.context import Context, Outcome
from branchdesk.services.interactions import completed
from branchdesk.storage.queries import commitments as found_rows
from branchdesk.storage.unit_of_work import UnitOfWork


class Commitments:
    """The register of what we promised."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # Giving a promise

    def give(self, commitment: Commitment, *, key: str = "") -> Outcome[Commitment]:
        """Record a promise at the moment at which it is given, by whoever sits here."""
        with self._context.act("give_commitment", key=key) as work:
            saved = give_within(work, self._context, commitment)
        return self._context.outcome(work, saved, msg("Promise recorded until {day}", day=_until(saved)))

    def change(self, commitment: Commitment) -> Outcome[Commitment]:
        """Correct a promise, or enter who inside the house confirmed it."""
        checks.require(check_commitment(commitment))
        with self._context.act("change_commitment") as work:
            _check_owner(work, commitment)
            saved = work.update(commitment)
        return self._context.outcome(work, saved, msg("Promise saved"))

    def suggested_due(self, estimate: int, given: datetime | None = None) -> datetime:
        """Return until when to promise, local time, for an estimate in minutes (R147)."""
        given = given or self._context.clock.now()
        at = suggested_due(given, estimate, self._context.settings.promise_factor)
        return at.astimezone(self._context.zone)

    # What becomes of it

    def keep(
        self, commitment_id: int, *, at: datetime | None = None, outcome: str = ""
    ) -> Outcome[Commitment]:
        """Record that a promise was kept, now or at an earlier moment; late is found out by itself."""
        at = self._moment(at)
        with self._context.act("keep_commitment") as work:
            known = _open(work, commitment_id)
            if at < known.given_at:
                raise Refused(msg("This lies before the promise itself. Correct the time."), field="kept_at")
            saved = work.update(replace(known, kept_at=at, outcome=outcome or known.outcome))
        return self._context.outcome(work, saved, msg("Promise recorded as kept"))

    def break_(self, commitment_id: int, why: str) -> Outcome[Commitment]:
        """Record that a promise could not be kept, and why."""
        if not why.strip():
            raise Refused(msg("Say why it was not kept: it is what we learn from."), field="broken_why")
        with self._context.act("break_commitment", reason=why) as work:
            saved = work.update(replace(_open(work, commitment_id), broken_why=why.strip()))
        return self._context.outcome(work, saved, msg("Promise recorded as broken"))

    def withdraw(self, commitment_id: int, why: str) -> Outcome[Commitment]:
        """Take a promise out of the count: the customer wanted something else, or it was entered wrongly."""
        if not why.strip():
            raise Refused(msg("Say why the promise does not hold any more."), field="withdrawn_why")
        with self._context.act("withdraw_commitment", reason=why) as work:
            saved = work.update(replace(_open(work, commitment_id), withdrawn_why=why.strip()))
        return self._context.outcome(work, saved, msg("Promise withdrawn"))

    def tell(
        self,
        commitment_id: int,
        told: str,
        *,
        how: InteractionKind = InteractionKind.CALL_OUT,
        next_at: datetime | None = None,
        last: bool = False,
        key: str = "",
    ) -> Outcome[Commitment | None]:
        """Record that a promised update was made, and promise the next one (R149).

        The next is due at `next_at`, or after the interval of this one; with `last`, or with neither, there
        is none. Gives the next promise.
        """
        with self._context.act("tell_update", key=key) as work:
            following = tell_within(
                work, self._context, commitment_id, told, how=how, next_at=next_at, last=last
            )
        text = (
            msg("Update recorded; the next is due {day}", day=_until(following))
            if following
            else msg("Update recorded; no further one is promised")
        )
        return self._context.outcome(work, following, text)

    # Reading

    def commitment(self, commitment_id: int) -> Commitment:
        """Read one promise."""
        return self._context.reader.get(Commitment, commitment_id)

    def of_customer(self, customer_id: int) -> list[Commitment]:
        """Read the promises to a customer, those still open first, by when they are due."""
        return self._sorted(self._context.reader.find(Commitment, customer_id=customer_id))

    def of_complaint(self, complaint_id: int) -> list[Commitment]:
        """Read the promises about a complaint, those still open first."""
        return self._sorted(self._context.reader.find(Commitment, complaint_id=complaint_id))

    def of_visit(self, visit_id: int) -> list[Commitment]:
        """Read the promises about a visit, those still open first."""
        return self._sorted(self._context.reader.find(Commitment, visit_id=visit_id))

    def of_request(self, request_id: int) -> list[Commitment]:
        """Read the promises about an extra request, those still open first."""
        return self._sorted(self._context.reader.find(Commitment, request_id=request_id))

    def state(self, commitment: Commitment) -> CommitmentState:
        """Say how a promise stands now."""
        return state_of(commitment, self._context.zone, self._context.clock.now())

    def register(self, since: date, until: date) -> list[CommitmentRow]:
        """Read the promises due between two days, and all that are still open, by when they are due."""
        return found_rows.register(self._context.database, since, until)

    def kept_share(self, month: Month) -> tuple[int, int]:
        """Return how many promises due in a month were kept, and of how many whose time is over (R148)."""
        rows = self.register(month.first, month.last)
        return kept_share(
            self.state(row.commitment) for row in rows if Month.of(row.commitment.due_on) == month
        )

    def _moment(self, at: datetime | None) -> datetime:
        now = self._context.clock.now()
        if at is not None and at > now:
            raise Refused(msg("This moment is still to come. Enter when it was done."), field="kept_at")
        return at or now

    def _sorted(self, found: list[Commitment]) -> list[Commitment]:
        return sorted(found, key=lambda one: (one.settled, one.due_on, one.due_time or "24:00", one.id))


def give_within(work: UnitOfWork, context: Context, commitment: Commitment) -> Commitment:
    """Record a promise as part of a larger act; checks it first."""
    checks.require(check_commitment(commitment))
    if commitment.given_at == EPOCH:
        commitment = replace(commitment, given_at=work.at)
    if commitment.due_at(context.zone) < commitment.given_at:
        raise Refused(
            msg("This time had passed when the promise was given. Enter a later one."), field="due_on"
        )
    _check_owner(work, commitment)
    return work.insert(replace(commitment, given_by=commitment.given_by or work.author.name))


def tell_within(
    work: UnitOfWork,
    context: Context,
    commitment_id: int,
    told: str,
    *,
    how: InteractionKind = InteractionKind.CALL_OUT,
    next_at: datetime | None = None,
    last: bool = False,
) -> Commitment | None:
    """Record a promised update as part of a larger act, with the talk and the next promise."""
    known = _open(work, commitment_id)
    if known.kind is not CommitmentKind.UPDATE:
        raise Refused(msg("This is no promised update. Record it as kept instead."))
    if not told.strip():
        raise Refused(msg("Write down what was told."), field="told")
    if next_at is not None and next_at <= work.at:
        raise Refused(msg("The next update lies ahead. Enter a later time."), field="next_at")
    work.insert(completed(context, _talk(known, told, how)))
    return update_made(work, context, known, told, next_at=next_at, last=last)


def update_made(
    work: UnitOfWork,
    context: Context,
    known: Commitment,
    told: str,
    *,
    next_at: datetime | None = None,
    last: bool = False,
) -> Commitment | None:
    """Settle a promised update of which the talk is recorded elsewhere, and promise the next one."""
    work.update(replace(known, kept_at=work.at, outcome=told.strip()))
    if last or (next_at is None and known.every_minutes is None):
        return None
    at = next_at or work.at + timedelta(minutes=known.every_minutes or 0)
    return give_within(work, context, following(known, at.astimezone(context.zone)))


def following(known: Commitment, at: datetime) -> Commitment:
    """Draft the next promised update after one that was made; `at` is local."""
    return replace(
        known,
        id=0,
        version=0,
        due_on=at.date(),
        due_time=f"{at:%H:%M}",
        given_at=EPOCH,
        given_by="",
        kept_at=None,
        outcome="",
    )


def _talk(known: Commitment, told: str, how: InteractionKind) -> Interaction:
    return Interaction(
        customer_id=known.customer_id,
        contact_id=known.contact_id,
        visit_id=known.visit_id,
        complaint_id=known.complaint_id,
        kind=how,
        purpose=Purpose.COMPLAINT if known.complaint_id else Purpose.OTHER,
        result=CallResult.REACHED,
        spoke_with=known.given_to,
        text=told.strip(),
    )


def _open(work: UnitOfWork, commitment_id: int) -> Commitment:
    known = work.get(Commitment, commitment_id)
    if known.settled:
        raise Refused(msg("This promise is settled already. Look at it in the register."))
    return known


def _check_owner(work: UnitOfWork, commitment: Commitment) -> None:
    owners = set()
    if commitment.visit_id is not None:
        owners.add(work.get(Site, work.get(Visit, commitment.visit_id).site_id).customer_id)
    if commitment.complaint_id is not None:
        owners.add(work.get(Complaint, commitment.complaint_id).customer_id)
    if commitment.request_id is not None:
        owners.add(work.get(ExtraRequest, commitment.request_id).customer_id)
    if owners - {commitment.customer_id}:
        raise Refused(msg("The visit or complaint belongs to another customer. Choose again."))


def _until(commitment: Commitment) -> date | datetime:
    """Return by when, in the form in which it is said."""
    if not commitment.due_time:
        return commitment.due_on
    return datetime.combine(commitment.due_on, time.fromisoformat(commitment.due_time))
