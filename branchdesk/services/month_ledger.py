"""Twelve boxes a year for each site: what is owed is booked, done, or waived with its reason (D01)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from branchdesk.domain import checks
from branchdesk.domain.customers import Contract
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.month_ledger import Box, year_of_site
from branchdesk.domain.plan_records import Rebooking
from branchdesk.domain.visits import Cause, PlanSlot, Visit, VisitKind, VisitStatus
from branchdesk.services import plan_guard
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import plan_facts
from branchdesk.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class SiteYear:
    """One line of the overview."""

    id: int  # the site
    customer_id: int
    customer: str
    site: str
    boxes: tuple[Box, ...]

    @property
    def problems(self) -> int:
        """Return how many months are red."""
        return sum(box.trouble is not None for box in self.boxes)


class MonthLedger:
    """The months of the sites."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def site_year(self, site_id: int, year: int) -> tuple[Box, ...]:
        """Return the twelve boxes of one site."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        database = self._context.database
        owed = plan_facts.owed_services(database, first, last, site_id)
        return year_of_site(year, owed, plan_facts.attended(database, first, last, site_id))

    def overview(self, year: int, customer_id: int | None = None) -> list[SiteYear]:
        """Return the boxes of every site (of one customer) that the year plans anything for.

        Three queries for all customers, two a site for one.
        """
        first, last = date(year, 1, 1), date(year, 12, 31)
        database = self._context.database
        if customer_id is not None:
            planned = plan_facts.planned_sites(database, first, last, customer_id)
            return [SiteYear(*names, self.site_year(names[0], year)) for names in planned]
        owed, came = defaultdict(list), defaultdict(list)
        for service in plan_facts.owed_services(database, first, last):
            owed[service.site_id].append(service)
        for visit in plan_facts.attended(database, first, last):
            came[visit.site_id].append(visit)
        return [
            SiteYear(site, customer, name, place, year_of_site(year, owed[site], came[site]))
            for site, customer, name, place in plan_facts.planned_sites(database, first, last)
        ]

    def slot(self, slot_id: int) -> PlanSlot:
        """Read one owed service."""
        return self._context.reader.get(PlanSlot, slot_id)

    def is_served(self, slot_id: int) -> bool:
        """Tell whether a visit, planned or done, serves an owed service."""
        visit = serving(self._context.reader, self.slot(slot_id))
        return visit is not None and visit.status in (VisitStatus.PLANNED, VisitStatus.DONE)

    def waive(self, slot_id: int, why: str, cause: Cause = Cause.CUSTOMER) -> Outcome[PlanSlot]:
        """Let a service go with its reason; a visit that is still planned for it is called off too."""
        if not why.strip():
            raise Invalid({"why": msg("Say why this service is waived.")})
        with self._context.act("waive_slot", reason=why) as work:
            slot = work.get(PlanSlot, slot_id)
            visit = serving(work, slot)
            if visit is not None and visit.status is VisitStatus.DONE:
                raise Refused(msg("This service was given on {day}; it cannot be waived.", day=visit.date_on))
            if visit is not None and visit.status is VisitStatus.PLANNED:
                off = replace(
                    visit, status=VisitStatus.CANCELLED, cancelled_why=why.strip(), cancelled_cause=cause
                )
                plan_guard.admit(work, self._context, visit, off)
                plan_guard.note_change(work, visit, work.update(off))
            saved = work.update(replace(slot, waived_why=why.strip()))
        message = msg("The service of {month} is waived", month=f"{saved.anchor_on:%Y-%m}")
        return self._context.outcome(work, saved, message)

    def owe_again(self, slot_id: int) -> Outcome[PlanSlot]:
        """Take a waiver back; the visit that it called off is planned again where its day lies ahead."""
        with self._context.act("owe_again") as work:
            slot = work.get(PlanSlot, slot_id)
            if not slot.waived_why:
                raise Refused(msg("This service is not waived. Book it, or move its visit."))
            visit = serving(work, slot)
            called_off = visit is not None and visit.cancelled_why == slot.waived_why
            if visit is not None and called_off and visit.date_on >= self._context.clock.today():
                back = replace(visit, status=VisitStatus.PLANNED, cancelled_why="", cancelled_cause=None)
                work.update(back)
            saved = work.update(replace(slot, waived_why=""))
        message = msg("The service of {month} is owed again", month=f"{saved.anchor_on:%Y-%m}")
        return self._context.outcome(work, saved, message)

    def draft(self, slot_id: int) -> Visit:
        """Return the visit that would serve a slot, as its contract gives it, not yet saved."""
        slot = self.slot(slot_id)
        contract = self._context.reader.get(Contract, slot.contract_id)
        own = serving(self._context.reader, slot)
        return Visit(
            site_id=slot.site_id,
            contract_id=contract.id,
            kind=VisitKind.ROUTINE,
            date_on=max(slot.planned_on, self._context.clock.today()),
            start_at=contract.start_at,
            minutes=contract.minutes_on_site,
            technician_id=own.technician_id if own else contract.technician_id,
        )

    def book(self, slot_id: int, visit: Visit, *, key: str = "") -> Outcome[Visit]:
        """Book a further visit for a service whose own did not take place."""
        contract = self._context.reader.get(Contract, visit.contract_id) if visit.contract_id else None
        checks.require(checks.check_visit(visit, contract))
        with self._context.act("book_slot", key=key) as work:
            slot = work.get(PlanSlot, slot_id)
            if slot.waived_why:
                raise Refused(msg("This service is waived. Take the waiver back first, then book it."))
            present = serving(work, slot)
            if present is not None and present.status in (VisitStatus.PLANNED, VisitStatus.DONE):
                raise Refused(
                    msg("A visit on {day} serves this month already. Move it instead.", day=present.date_on)
                )
            plan_guard.admit(work, self._context, None, visit)
            if present is None:
                saved = work.insert(replace(visit, slot_id=slot.id))
            else:
                saved = work.insert(visit)
                work.insert(Rebooking(slot_id=slot.id, visit_id=saved.id))
        message = msg("Visit booked for {day} {time}", day=saved.date_on, time=saved.start_at)
        return self._context.outcome(work, saved, message)


def serving(reader: Reader, slot: PlanSlot) -> Visit | None:
    """Return the visit that serves a slot: the last one booked for it, else its own."""
    further = reader.find(Rebooking, slot_id=slot.id)
    if further:
        return reader.get(Visit, further[-1].visit_id)
    return reader.first(Visit, slot_id=slot.id)


def slot_served(reader: Reader, visit: Visit) -> PlanSlot | None:
    """Return the slot that a visit serves, its own or one that it was booked for later."""
    if visit.slot_id is not None:
        return reader.first(PlanSlot, id=visit.slot_id)
    further = reader.first(Rebooking, visit_id=visit.id)
    return reader.first(PlanSlot, id=further.slot_id) if further else None
