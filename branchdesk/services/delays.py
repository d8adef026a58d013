"""Likely delays: entered by us, told to the customer before they notice (R137)."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain import checks
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Site
from branchdesk.domain.delays import Delay, check_delay
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.visits import Visit
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.unit_of_work import UnitOfWork


class DelayWork:
    """The part of the day's calls that brings bad news first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def save_delay(self, delay: Delay, *, key: str = "") -> Outcome[Delay]:
        """Add or change a likely delay; a new one is entered at this moment."""
        now = self._context.clock.now()
        checks.require(check_delay(delay, now))
        if delay.entered_at == EPOCH:
            delay = replace(delay, entered_at=now)
        with self._context.act("save_delay", key=key) as work:
            _check_owner(work, delay)
            saved = work.update(delay) if delay.id else work.insert(delay)
        return self._context.outcome(work, saved, msg("Likely delay saved"))

    def delay(self, delay_id: int) -> Delay:
        """Read one likely delay."""
        return self._context.reader.get(Delay, delay_id)

    def delays_of(self, customer_id: int) -> list[Delay]:
        """Read the likely delays of a customer: those not told yet first, then the newest."""
        found = self._context.reader.find(Delay, customer_id=customer_id)
        return sorted(found, key=lambda one: (one.told_at is not None, -one.id))


def _check_owner(work: UnitOfWork, delay: Delay) -> None:
    owners = set()
    if delay.visit_id is not None:
        owners.add(work.get(Site, work.get(Visit, delay.visit_id).site_id).customer_id)
    if delay.complaint_id is not None:
        owners.add(work.get(Complaint, delay.complaint_id).customer_id)
    if owners - {delay.customer_id}:
        raise Refused(msg("The visit or complaint belongs to another customer. Choose again."))
