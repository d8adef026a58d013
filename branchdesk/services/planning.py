"""From contracts to plan slots and visits, the same however often it is asked (R015, V4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from branchdesk.domain.customers import Contract, ContractStatus, HolidayPolicy, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.recurrence import Occurrence, occurrences, parse_rule, place
from branchdesk.domain.slot_matching import Held, match_slots
from branchdesk.domain.visits import PlanSlot, Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.services.context import Context
from branchdesk.storage.queries import plan_facts
from branchdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PlanTally:
    """What planning changed: visits added, visits that followed a changed contract, visits taken out."""

    added: int = 0
    followed: int = 0
    dropped: int = 0

    def __add__(self, other: PlanTally) -> PlanTally:
        return PlanTally(
            self.added + other.added, self.followed + other.followed, self.dropped + other.dropped
        )


def plan_contract(
    work: UnitOfWork,
    contract: Contract,
    context: Context,
    since: date | None = None,
    before: Contract | None = None,
) -> PlanTally:
    """Bring slots and visits in line with what a contract owes for the months ahead.

    A slot is known by its contract and the day that the rule gives, so that nothing is planned twice and a
    cancelled visit is not planned again. When the contract changes, future visits that nobody touched follow
    it; those done, moved, missed, cancelled or waived stay (see `slot_matching`). `since` defaults to today:
    the past is recorded, not planned. `before` is the contract as it was, whose time, length and technician
    its visits hand on.
    """
    return _Planning(work, contract, context, since, before).run()


class _Planning:
    """One contract, from its rule to its slots."""

    def __init__(
        self,
        work: UnitOfWork,
        contract: Contract,
        context: Context,
        since: date | None,
        before: Contract | None,
    ) -> None:
        self._work = work
        self._contract = contract
        self._context = context
        self._before = before or contract
        self._today = context.clock.today()
        self._since = min(since or self._today, self._today)
        self._words = Words(context.branch.language)
        served = (visit for visit in work.find(Visit, contract_id=contract.id) if visit.slot_id is not None)
        self._visits = {visit.slot_id: visit for visit in served}
        self._tally = PlanTally()

    def run(self) -> PlanTally:
        """Share the days out for each site, write what changed and count it."""
        contract, work = self._contract, self._work
        if contract.status is ContractStatus.DRAFT:
            return self._tally
        first = self._since.replace(day=1)  # a month is shared out as a whole
        owed = self._owed(first)
        slots = [slot for slot in work.find(PlanSlot, contract_id=contract.id) if slot.anchor_on >= first]
        sites = {site.id: site for site in _sites(work, contract)}
        for site_id in sorted({*sites, *(slot.site_id for slot in slots)}):
            own = [slot for slot in slots if slot.site_id == site_id]
            self._share_out(site_id, sites.get(site_id), own, owed if site_id in sites else ())
        return self._tally

    def _owed(self, first: date) -> tuple[Occurrence, ...]:
        contract, context = self._contract, self._context
        if contract.status is not ContractStatus.ACTIVE or not contract.rule:
            return ()
        horizon = self._today + relativedelta(months=context.settings.plan_months_ahead)
        until = min(contract.end_on or horizon, horizon)
        if until < contract.start_on:
            return ()
        found = occurrences(
            parse_rule(contract.rule),
            contract.start_on,
            until,
            context.calendar,
            contract.holiday_policy,
            contract.may_leave_month,
            since=first,
        )
        return tuple(within(contract, one, context) for one in found)

    def _share_out(
        self, site_id: int, site: Site | None, slots: Sequence[PlanSlot], owed: Sequence[Occurrence]
    ) -> None:
        held = [Held(slot, slot.anchor_on, self._follows(slot)) for slot in slots]
        matching = match_slots(held, owed)
        for gone in matching.gone:
            self._drop(gone.key)
        for one, occurrence in matching.kept:
            if one.follows:
                self._follow(one.key, occurrence, site)
        for occurrence in matching.new:
            ahead = occurrence.original >= max(self._since, self._contract.start_on)
            if ahead and not self._locked(occurrence):
                self._add(site_id, site, occurrence)

    def _follows(self, slot: PlanSlot) -> bool:
        """Tell whether a slot lies ahead and nobody has decided anything about its visit."""
        visit = self._visits.get(slot.id)
        return (
            visit is not None
            and slot.anchor_on > self._today
            and not slot.waived_why
            and visit.status is VisitStatus.PLANNED
            and visit.moved_cause is None
            and visit.date_on == slot.planned_on
        )

    def _follow(self, slot: PlanSlot, occurrence: Occurrence, site: Site | None) -> None:
        visit, before, after = self._visits[slot.id], self._before, self._contract
        why = self._said(occurrence.reason)
        moved = replace(slot, anchor_on=occurrence.original, planned_on=occurrence.day, moved_why=why)
        wanted = replace(
            visit,
            date_on=occurrence.day,
            original_on=occurrence.original if occurrence.original != occurrence.day else None,
            moved_why=why,
            start_at=after.start_at if visit.start_at == before.start_at else visit.start_at,
            minutes=after.minutes_on_site if visit.minutes == before.minutes_on_site else visit.minutes,
            technician_id=self._technician(visit, site),
        )
        if (moved, wanted) != (slot, visit):
            self._work.update(moved)
            self._work.update(wanted)
            self._tally += PlanTally(followed=1)

    def _technician(self, visit: Visit, site: Site | None) -> int | None:
        """Hand the contract's technician on, unless somebody else was chosen for the visit."""
        of_site = site.technician_id if site else None
        if visit.technician_id == (self._before.technician_id or of_site):
            return self._contract.technician_id or of_site
        return visit.technician_id

    def _add(self, site_id: int, site: Site | None, occurrence: Occurrence) -> None:
        contract, why = self._contract, self._said(occurrence.reason)
        slot = self._work.insert(
            PlanSlot(
                contract_id=contract.id,
                site_id=site_id,
                anchor_on=occurrence.original,
                planned_on=occurrence.day,
                moved_why=why,
            )
        )
        self._work.insert(
            Visit(
                site_id=site_id,
                contract_id=contract.id,
                slot_id=slot.id,
                kind=VisitKind.ROUTINE,
                date_on=occurrence.day,
                start_at=contract.start_at,
                minutes=contract.minutes_on_site,
                technician_id=contract.technician_id or (site.technician_id if site else None),
                original_on=occurrence.original if occurrence.original != occurrence.day else None,
                moved_why=why,
            )
        )
        self._tally += PlanTally(added=1)

    def _drop(self, slot: PlanSlot) -> None:
        """Take a visit out that the contract no longer owes; one that was spoken about is called off."""
        visit = self._visits[slot.id]
        self._tally += PlanTally(dropped=1)
        try:
            self._work.delete(visit)
        except Refused:  # a call, a message or a complaint hangs on it
            why = self._said(msg("The contract no longer plans this service."))
            self._work.update(replace(visit, status=VisitStatus.CANCELLED, cancelled_why=why))
            self._work.update(replace(slot, waived_why=why))
        else:
            self._work.delete(slot)

    def _locked(self, occurrence: Occurrence) -> bool:
        if occurrence.day >= self._today.replace(day=1):
            return False
        return f"{occurrence.day:%Y-%m}" in plan_facts.locked_months(self._work.database)

    def _said(self, reason: Message | None) -> str:
        """Write a reason down for good, so in the language of the branch and not of whoever looks."""
        return self._words.say(reason) if reason else ""


def within(contract: Contract, occurrence: Occurrence, context: Context) -> Occurrence:
    """Keep a service inside its contract: where the holiday policy leads out of it, it goes the other way."""
    last = contract.end_on or date.max
    if contract.start_on <= occurrence.day <= last:
        return occurrence
    policy = HolidayPolicy.BEFORE if occurrence.day > last else HolidayPolicy.AFTER
    other = place(occurrence.original, context.calendar, policy, may_leave_month=contract.may_leave_month)
    if contract.start_on <= other.day <= last:
        return other
    return Occurrence(occurrence.original, occurrence.original)


def _sites(work: UnitOfWork, contract: Contract) -> list[Site]:
    if contract.site_id is not None:
        return [work.get(Site, contract.site_id)]
    return [site for site in work.find(Site, customer_id=contract.customer_id) if site.active]
