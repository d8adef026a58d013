"""Calls for help inside the house: difficulties in service and support asked of a superior (R033, R039)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from branchdesk.domain import checks
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Site
from branchdesk.domain.duties_requests import SupportFact
from branchdesk.domain.errors import Refused
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.messages import msg
from branchdesk.domain.support import SupportKind, SupportRequest, check_support
from branchdesk.domain.visits import Visit
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import requests as found_rows
from branchdesk.storage.unit_of_work import UnitOfWork


class Support:
    """Whom we told, when, and what they answered."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def save(self, request: SupportRequest, *, key: str = "") -> Outcome[SupportRequest]:
        """Add or change a call for help; a difficulty is written on its visit as well."""
        now = self._context.clock.now()
        if request.raised_at == EPOCH:
            request = replace(request, raised_at=request.told_at or now)
        request = replace(request, raised_by=request.raised_by or self._context.author.name)
        if request.told_at is not None and not request.told_by:
            request = replace(request, told_by=self._context.author.name)
        checks.require(check_support(request, now))
        with self._context.act("save_support", key=key) as work:
            request = replace(request, customer_id=_owner(work, request))
            saved = work.update(request) if request.id else work.insert(request)
            _flag(work, saved)
        told = saved.kind is SupportKind.DIFFICULTY
        message = msg("Difficulty saved") if told else msg("Request for support saved")
        return self._context.outcome(work, saved, message)

    def answer(self, support_id: int, answer: str, *, at: datetime | None = None) -> Outcome[SupportRequest]:
        """Record what the superior answered, now or at an earlier moment."""
        known = self.support(support_id)
        at = at or self._context.clock.now()
        return self.save(replace(known, answer=answer.strip(), answered_at=at))

    def support(self, support_id: int) -> SupportRequest:
        """Read one call for help."""
        return self._context.reader.get(SupportRequest, support_id)

    def of_visit(self, visit_id: int) -> list[SupportRequest]:
        """Read the calls for help about a visit, newest first."""
        return self._context.reader.find(SupportRequest, visit_id=visit_id)[::-1]

    def of_request(self, request_id: int) -> list[SupportRequest]:
        """Read the calls for help about an extra request, newest first."""
        return self._context.reader.find(SupportRequest, request_id=request_id)[::-1]

    def of_complaint(self, complaint_id: int) -> list[SupportRequest]:
        """Read the calls for help about a complaint, newest first."""
        return self._context.reader.find(SupportRequest, complaint_id=complaint_id)[::-1]

    def all(self) -> list[SupportFact]:
        """Read all calls for help, the newest first."""
        return found_rows.support_calls(self._context.database, self._context.clock.today())

    def difficulty_of(self, visit_id: int) -> SupportRequest:
        """Return the difficulty of a visit, as far as it is known, to be told to the area manager."""
        known = self._context.reader.first(SupportRequest, visit_id=visit_id, kind=SupportKind.DIFFICULTY)
        if known is not None:
            return known
        visit = self._context.reader.get(Visit, visit_id)
        return SupportRequest(
            kind=SupportKind.DIFFICULTY,
            visit_id=visit_id,
            customer_id=self._context.reader.get(Site, visit.site_id).customer_id,
            text=visit.difficulty,
            raised_at=visit.done_at or EPOCH,
        )


def _owner(work: UnitOfWork, request: SupportRequest) -> int:
    """Return whose matter it is; raises `Refused` where several customers are meant."""
    owners = {request.customer_id} - {0}
    if request.visit_id is not None:
        owners.add(work.get(Site, work.get(Visit, request.visit_id).site_id).customer_id)
    if request.complaint_id is not None:
        owners.add(work.get(Complaint, request.complaint_id).customer_id)
    if request.request_id is not None:
        owners.add(work.get(ExtraRequest, request.request_id).customer_id)
    if len(owners) > 1:
        raise Refused(msg("The visit or complaint belongs to another customer. Choose again."))
    if not owners:
        raise Refused(msg("Choose the customer."), field="customer_id")
    return owners.pop()


def _flag(work: UnitOfWork, request: SupportRequest) -> None:
    if request.kind is SupportKind.DIFFICULTY and request.visit_id is not None:
        visit = work.get(Visit, request.visit_id)
        if visit.difficulty != request.text:
            work.update(replace(visit, difficulty=request.text))
