"""What must be right about a record before it is saved; dialogs ask the same questions while one types."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, Contract, ContractStatus, Customer, CustomerKind, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Invoice, InvoiceKind, Payment, Promise, PromiseKind
from branchdesk.domain.recurrence import occurrences, parse_rule
from branchdesk.domain.terms import parse_terms
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.domain.workdays import WorkCalendar

Problems = dict[str, Message]

_WALL_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_EARLIEST = date(1990, 1, 1)


def require(problems: Problems) -> None:
    """Raise Invalid when there are problems."""
    if problems:
        raise Invalid(problems)


def check_customer(customer: Customer) -> Problems:
    """Check one customer."""
    problems = _named(customer.name)
    problems |= _terms(customer.terms)
    if customer.kind is CustomerKind.OUTLET and customer.group_id is None:
        problems["group_id"] = msg("An outlet belongs to a group. Choose the group.")
    if customer.group_id is not None and customer.kind is CustomerKind.GROUP:
        problems["group_id"] = msg("A group does not belong to another group. Leave this empty.")
    if customer.id and customer.group_id == customer.id:
        problems["group_id"] = msg("A customer cannot belong to itself. Choose another group.")
    return problems


def check_site(site: Site) -> Problems:
    """Check one site."""
    return _named(site.name) | _customer(site.customer_id)


def check_contact(contact: Contact) -> Problems:
    """Check one contact."""
    problems = _named(contact.name) | _customer(contact.customer_id)
    if contact.from_on and contact.to_on and contact.to_on < contact.from_on:
        problems["to_on"] = msg("The end lies before the start. Correct one of the two.")
    return problems


def check_contract(contract: Contract) -> Problems:
    """Check one contract; its rule and terms must be understood."""
    problems = _customer(contract.customer_id) | _terms(contract.terms) | _rule(contract.rule)
    if not contract.number.strip():
        problems["number"] = msg("Enter the contract number.")
    if contract.start_on < _EARLIEST:
        problems["start_on"] = msg("Enter the day on which the contract starts.")
    elif contract.end_on is not None and contract.end_on < contract.start_on:
        problems["end_on"] = msg("The end lies before the start. Correct one of the two.")
    if not problems:
        problems |= _gives_services(contract)
    if contract.fee_fen < 0:
        problems["fee_fen"] = msg("A fee is not negative. Enter the amount without a sign.")
    return problems | wall_time("start_at", contract.start_at)


def check_employee(employee: Employee) -> Problems:
    """Check one employee."""
    return _named(employee.name)


def check_visit(visit: Visit, contract: Contract | None) -> Problems:
    """Check one visit against its contract."""
    problems: Problems = {}
    if not visit.site_id:
        problems["site_id"] = msg("Choose the site to be visited.")
    if visit.date_on < _EARLIEST:
        problems["date_on"] = msg("Enter the date of the visit.")
    elif contract is not None and not _within(contract, visit.date_on):
        problems["date_on"] = msg(
            "The visit lies outside contract {number} ({start} to {end}). "
            "Choose a day within it, or plan the visit without a contract.",
            number=contract.number,
            start=contract.start_on,
            end=contract.end_on or "…",
        )
    if visit.minutes <= 0:
        problems["minutes"] = msg("Enter how many minutes the visit takes.")
    if visit.status is VisitStatus.CANCELLED and not visit.cancelled_why.strip():
        problems["cancelled_why"] = msg("Say why the visit is cancelled.")
    return problems | wall_time("start_at", visit.start_at) | wall_time("arrived_at", visit.arrived_at)


def check_interaction(interaction: Interaction, today: date) -> Problems:
    """Check one interaction."""
    problems = _customer(interaction.customer_id)
    if interaction.next_on is not None and interaction.next_on < today:
        problems["next_on"] = msg("The next contact lies in the past. Choose today or a later day.")
    return problems


def check_complaint(complaint: Complaint) -> Problems:
    """Check one complaint as it is registered."""
    problems = _customer(complaint.customer_id)
    if not complaint.text.strip():
        problems["text"] = msg("Write down what the customer says.")
    if complaint.received_at > complaint.registered_at:
        problems["received_at"] = msg(
            "It cannot be received after it is registered. Correct the time received."
        )
    if not complaint.owner.strip():
        problems["owner"] = msg("Every case has an owner from the first minute. Enter who took it.")
    return problems


def check_invoice(invoice: Invoice) -> Problems:
    """Check one invoice: its amount, and that the dates of its journey are in order (R065)."""
    problems = _customer(invoice.customer_id) | _terms(invoice.terms)
    if not invoice.number.strip():
        problems["number"] = msg("Enter the invoice number.")
    if invoice.kind is InvoiceKind.INVOICE and invoice.amount_fen <= 0:
        problems["amount_fen"] = msg("Enter an amount above zero.")
    if invoice.issued_on < _EARLIEST:
        problems["issued_on"] = msg("Enter the date on the invoice.")
    if not 0 <= invoice.disputed_fen <= max(invoice.amount_fen, 0):
        problems["disputed_fen"] = msg("The disputed part is not more than the invoice. Correct the amount.")
    return problems | _journey(invoice)


def check_payment(payment: Payment, today: date) -> Problems:
    """Check one payment."""
    problems = _customer(payment.customer_id)
    if payment.amount_fen <= 0:
        problems["amount_fen"] = msg("Enter an amount above zero.")
    if payment.paid_on < _EARLIEST:
        problems["paid_on"] = msg("Enter the day on which the money came.")
    elif payment.paid_on > today:
        problems["paid_on"] = msg("This day is still to come. Enter the day on which the money came.")
    return problems


def check_promise(promise: Promise) -> Problems:
    """Check one promise."""
    problems = _customer(promise.customer_id)
    if promise.due_on < _EARLIEST:
        problems["due_on"] = msg("Enter the day that was promised.")
    if promise.kind is PromiseKind.PAYMENT and not promise.amount_fen:
        problems["amount_fen"] = msg("Enter the amount that was promised.")
    return problems


def _named(name: str) -> Problems:
    return {} if name.strip() else {"name": msg("Enter a name.")}


def _customer(customer_id: int) -> Problems:
    return {} if customer_id else {"customer_id": msg("Choose the customer.")}


def _terms(text: str) -> Problems:
    return _understood("terms", text, parse_terms)


def _rule(text: str) -> Problems:
    return _understood("rule", text, parse_rule)


def _gives_services(contract: Contract) -> Problems:
    """Refuse a plan without a single service; one that is over or rests may have none left."""
    if not contract.rule or contract.status is not ContractStatus.ACTIVE:
        return {}
    until = contract.end_on or contract.start_on
    try:
        found = occurrences(parse_rule(contract.rule), contract.start_on, until, WorkCalendar(country=None))
    except Refused as refusal:
        return {"rule" if refusal.field == "rule" else "end_on": refusal.message}
    if found or contract.end_on is None:
        return {}
    text = msg(
        "The rule gives no service between {start} and {end}. Change the rule or the days, or leave the rule "
        "empty.",
        start=contract.start_on,
        end=contract.end_on,
    )
    return {"rule": text}


def _understood(field: str, text: str, parse: Callable[[str], object]) -> Problems:
    try:
        if text:
            parse(text)
    except Refused as refusal:
        return {field: refusal.message}
    return {}


def wall_time(field: str, text: str) -> Problems:
    """Check a time of day, which may be left out."""
    if text and not _WALL_TIME.fullmatch(text):
        return {field: msg("Enter the time as hours and minutes, for example 22:00.")}
    return {}


def _within(contract: Contract, day: date) -> bool:
    return contract.start_on <= day and (contract.end_on is None or day <= contract.end_on)


def _journey(invoice: Invoice) -> Problems:
    """Let steps of the paper's way be missing but never run backwards."""
    steps = (
        ("issued_on", invoice.issued_on),
        ("sent_on", invoice.sent_on),
        ("delivered_on", invoice.delivered_on),
        ("signed_on", invoice.signed_on),
    )
    problems: Problems = {}
    last: date | None = None
    for field, day in steps:
        if day is not None and last is not None and day < last:
            problems[field] = msg("This lies before the step before it ({day}). Correct the date.", day=last)
        last = day or last
    return problems
