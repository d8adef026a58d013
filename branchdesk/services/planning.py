"""From contracts to plan slots and visits, the same however often it is asked (R015, V4)."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from branchdesk.domain.customers import Contract, ContractStatus, Site
from branchdesk.domain.messages import Message
from branchdesk.domain.recurrence import Occurrence, occurrences, parse_rule
from branchdesk.domain.visits import PlanSlot, Visit, VisitKind
from branchdesk.language import Words
from branchdesk.services.context import Context
from branchdesk.storage.unit_of_work import UnitOfWork


def plan_contract(work: UnitOfWork, contract: Contract, context: Context, since: date | None = None) -> int:
    """Add the slots that a contract owes and lacks, with their visits; returns how many were added.

    A slot is known by its contract and the day that the rule gives, so that nothing is planned twice and a
    cancelled visit is not planned again. `since` defaults to today: the past is recorded, not planned.
    """
    if contract.status is not ContractStatus.ACTIVE or not contract.rule:
        return 0
    today = context.clock.today()
    start = max(contract.start_on, since or today)
    horizon = today + relativedelta(months=context.settings.plan_months_ahead)
    until = min(contract.end_on or horizon, horizon)
    known = {(slot.site_id, slot.anchor_on) for slot in work.find(PlanSlot, contract_id=contract.id)}
    sites = _sites(work, contract)
    owed = [found for found in _owed(contract, until, context) if found.original >= start]
    missing = [(site, found) for found in owed for site in sites if (site.id, found.original) not in known]
    for site, occurrence in missing:
        _add(work, context, contract, site, occurrence)
    return len(missing)


def _owed(contract: Contract, until: date, context: Context) -> tuple[Occurrence, ...]:
    if until < contract.start_on:
        return ()
    rule = parse_rule(contract.rule)
    return occurrences(
        rule, contract.start_on, until, context.calendar, contract.holiday_policy, contract.may_leave_month
    )


def _add(work: UnitOfWork, context: Context, contract: Contract, site: Site, occurrence: Occurrence) -> None:
    slot = work.insert(
        PlanSlot(
            contract_id=contract.id,
            site_id=site.id,
            anchor_on=occurrence.original,
            planned_on=occurrence.day,
            moved_why=_in_branch_words(context, occurrence.reason),
        )
    )
    moved = occurrence.original != occurrence.day
    work.insert(
        Visit(
            site_id=site.id,
            contract_id=contract.id,
            slot_id=slot.id,
            kind=VisitKind.ROUTINE,
            date_on=occurrence.day,
            start_at=contract.start_at,
            minutes=contract.minutes_on_site,
            technician_id=contract.technician_id or site.technician_id,
            original_on=occurrence.original if moved else None,
            moved_why=slot.moved_why,
        )
    )


def _in_branch_words(context: Context, reason: Message | None) -> str:
    """Write a reason down for good, so in the language of the branch and not of whoever looks."""
    return Words(context.branch.language).say(reason) if reason else ""


def _sites(work: UnitOfWork, contract: Contract) -> list[Site]:
    if contract.site_id is not None:
        return [work.get(Site, contract.site_id)]
    return [site for site in work.find(Site, customer_id=contract.customer_id) if site.active]
