"""Sentences about a case that several dialogs show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from branchdesk.domain.complaints import Complaint, Threat
from branchdesk.domain.customers import Contract, ContractStatus
from branchdesk.domain.employees import EmployeeRole
from branchdesk.services.desk import Desk
from ui.language import term, tr, words
from ui.session import Session


def case_lead(session: Session, complaint: Complaint) -> str:
    """Say whose case it is, whom to call, and what it is about."""
    customer = session.desk.customers.customer(complaint.customer_id)
    caller = f"{complaint.reporter} {complaint.phone}".strip()
    who = " · ".join(part for part in (customer.short_name or customer.name, caller) if part)
    return f"{who}\n{complaint.text}"


def critical_words(desk: Desk) -> str:
    """Say who must hear of a critical case at once (R124)."""
    bosses = [one for one in desk.customers.employees() if one.active and one.role is EmployeeRole.SUPERVISOR]
    if not bosses:
        return tr("Critical: tell the supervisor at once, before you go on.")
    names = [f"{one.name} {one.phone}".strip() for one in bosses]
    return tr("Critical: tell {names} at once, before you go on.", names=names)


def threat_words(desk: Desk, customer_id: int) -> Iterator[str]:
    """Warn of what a customer threatens in an open case; first of all where our people are held (R124)."""
    for case in desk.case_flow.threatening(customer_id):
        what = [term(threat) for threat in case.threats]
        if Threat.STAFF_HELD in case.threats:
            yield tr(
                "Safety: {what} ({number}). Ask the supervisor before anybody goes.",
                what=what,
                number=case.number,
            )
        else:
            yield tr(
                "Threatens: {what} ({number}). The supervisor speaks first.", what=what, number=case.number
            )


def exclusion_words(desk: Desk, customer_id: int, today: date) -> list[str]:
    """Say what the contracts of a customer do not cover, and when that was explained (R129)."""
    return [
        _excluded(contract)
        for contract in desk.customers.contracts_of(customer_id)
        if contract.exclusions.strip() and _in_force(contract, today)
    ]


def department_words(desk: Desk) -> str:
    """Say what it means that another department must act (R092)."""
    settings = desk.context.settings
    return tr(
        "Another department must act first: {later} minutes instead of {direct}",
        later=settings.answer_minutes,
        direct=settings.direct_answer_minutes,
    )


def _in_force(contract: Contract, today: date) -> bool:
    over = contract.end_on is not None and contract.end_on < today
    return contract.status in (ContractStatus.ACTIVE, ContractStatus.PAUSED) and not over


def _excluded(contract: Contract) -> str:
    what = [line.strip() for line in contract.exclusions.splitlines() if line.strip()]
    said = tr("Not covered by {number}: {what}", number=contract.number, what=what)
    if contract.explained_on is None:
        return said
    day = words().value(contract.explained_on)
    explained = tr("explained {day} to {name}", day=day, name=contract.explained_to or "—")
    return f"{said} ({explained})"
