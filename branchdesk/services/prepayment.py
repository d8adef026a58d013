"""A single job over the limit is paid for before it is scheduled, or a supervisor answers for it (R080)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from branchdesk.domain import checks
from branchdesk.domain.customers import Contract, Site
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.plan_records import ScheduleRelease
from branchdesk.domain.visits import Visit, VisitKind
from branchdesk.services import plan_guard
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import prepayment
from branchdesk.storage.unit_of_work import Reader, UnitOfWork

PRICED_BY_CONTRACT = (VisitKind.ROUTINE, VisitKind.FIRST)
"""A second look or an extra service is no job of its own: only what it is said to be worth counts."""
_LOOK_BACK = timedelta(days=45)
"""An invoice of a contract counts for a visit when it was issued so shortly before, or later."""


@dataclass(frozen=True, slots=True)
class Prepaid:
    """How a job stands: what it is worth, what is paid for it, and who let it pass."""

    worth_fen: int
    limit_fen: int
    covered_fen: int
    release: ScheduleRelease | None = None

    @property
    def is_asked(self) -> bool:
        """Tell whether the job is over the limit at all; exactly the limit passes."""
        return self.worth_fen > self.limit_fen > 0

    @property
    def passes(self) -> bool:
        """Tell whether the service may be scheduled."""
        return not self.is_asked or self.covered_fen >= self.worth_fen or self.release is not None

    @property
    def message(self) -> Message:
        """Say what is missing, and both ways forward."""
        return msg(
            "Payment before service: this job is worth {worth}, over the limit of {limit}, and {paid} of it "
            "is paid. Record the payment first, or let a supervisor make an exception with the reason.",
            worth=Fen(self.worth_fen),
            limit=Fen(self.limit_fen),
            paid=Fen(self.covered_fen),
        )


class Prepayment:
    """The credit check before service."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def state(self, visit: Visit) -> Prepaid:
        """Return how a visit's job stands; a draft need not be saved."""
        return prepaid(self._context.reader, self._context, visit)

    def release(self, visit: Visit, why: str, approved_by: str) -> Outcome[ScheduleRelease]:
        """Let a supervisor make an exception for a saved visit, or for all visits of its contract."""
        with self._context.act("release_schedule", reason=why) as work:
            saved = write_release(work, self._context, visit, why, approved_by)
        return self._context.outcome(
            work, saved, msg("{who} let the job be scheduled before it is paid", who=saved.approved_by)
        )

    def schedule(self, visit: Visit, why: str, approved_by: str, *, key: str = "") -> Outcome[Visit]:
        """Plan a new visit together with the supervisor's exception, in one act."""
        context = self._context
        contract = context.reader.get(Contract, visit.contract_id) if visit.contract_id else None
        checks.require(checks.check_visit(visit, contract))
        with context.act("save_visit", reason=why, key=key) as work:
            plan_guard.check_locks(work, None, visit)
            saved = work.insert(visit)
            write_release(work, context, saved, why, approved_by)
        return context.outcome(work, saved, msg("Visit of {day} saved", day=saved.date_on))


def prepaid(reader: Reader, context: Context, visit: Visit) -> Prepaid:
    """Compare what a job is worth with what is paid for it."""
    limit = context.settings.prepay_above_fen
    priced = visit.contract_id is not None and visit.kind in PRICED_BY_CONTRACT
    contract = reader.get(Contract, visit.contract_id) if priced and visit.contract_id else None
    worth = visit.amount_fen or (contract.fee_fen if contract else 0)
    if visit.kind is VisitKind.COLLECTION or not worth > limit > 0:
        return Prepaid(0 if visit.kind is VisitKind.COLLECTION else worth, limit, 0)
    customer_id = reader.get(Site, visit.site_id).customer_id
    covered = prepayment.covered_fen(
        reader.database, customer_id, visit.id, visit.contract_id, visit.date_on - _LOOK_BACK
    )
    return Prepaid(worth, limit, covered, _release_of(reader, visit))


def require_paid(work: UnitOfWork, context: Context, visit: Visit) -> None:
    """Raise Refused(field="amount_fen") where the job must be paid for first."""
    found = prepaid(work, context, visit)
    if not found.passes:
        raise Refused(found.message, field="amount_fen")


def write_release(
    work: UnitOfWork, context: Context, visit: Visit, why: str, approved_by: str
) -> ScheduleRelease:
    """Write an exception down: for the contract where it prices the job, else for the visit alone."""
    missing = {
        name: text
        for name, value, text in (
            ("release_why", why, msg("Say why the service comes before the money.")),
            ("release_by", approved_by, msg("Say which supervisor answers for it.")),
        )
        if not value.strip()
    }
    if missing:
        raise Invalid(missing)
    by_contract = visit.contract_id is not None and not visit.amount_fen
    if not by_contract and not visit.id:
        raise Refused(msg("Save the visit first, then make the exception for it."))
    return work.insert(
        ScheduleRelease(
            contract_id=visit.contract_id if by_contract else None,
            visit_id=None if by_contract else visit.id,
            amount_fen=prepaid(work, context, visit).worth_fen,
            why=why.strip(),
            approved_by=approved_by.strip(),
            approved_at=work.at,
        )
    )


def _release_of(reader: Reader, visit: Visit) -> ScheduleRelease | None:
    own = reader.first(ScheduleRelease, visit_id=visit.id) if visit.id else None
    if own is not None or visit.contract_id is None or visit.amount_fen:
        return own
    return reader.first(ScheduleRelease, contract_id=visit.contract_id)
