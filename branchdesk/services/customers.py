"""What a person does with customers, sites, contacts, contracts and employees."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from branchdesk.domain import checks
from branchdesk.domain.customers import Contact, Contract, Customer, CustomerStatus, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.people import ChangeRequest
from branchdesk.domain.recurrence import canonical as canonical_rule
from branchdesk.domain.recurrence import parse_rule
from branchdesk.domain.terms import canonical as canonical_terms
from branchdesk.domain.terms import parse_terms
from branchdesk.services.context import Context, Outcome
from branchdesk.services.planning import plan_contract
from branchdesk.storage.unit_of_work import UnitOfWork

R = TypeVar("R", Customer, Site, Contact, Contract, Employee)


class Customers:
    """The customer file."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def customer(self, customer_id: int) -> Customer:
        """Read one customer."""
        return self._context.reader.get(Customer, customer_id)

    def site(self, site_id: int) -> Site:
        """Read one site."""
        return self._context.reader.get(Site, site_id)

    def contract(self, contract_id: int) -> Contract:
        """Read one contract."""
        return self._context.reader.get(Contract, contract_id)

    def sites_of(self, customer_id: int) -> list[Site]:
        """Read the sites of a customer."""
        return self._context.reader.find(Site, customer_id=customer_id)

    def contacts_of(self, customer_id: int) -> list[Contact]:
        """Read the contacts of a customer, those who left included."""
        return self._context.reader.find(Contact, customer_id=customer_id)

    def contracts_of(self, customer_id: int) -> list[Contract]:
        """Read the contracts of a customer."""
        return self._context.reader.find(Contract, customer_id=customer_id)

    def employees(self) -> list[Employee]:
        """Read everybody of the branch, those who left included."""
        return self._context.reader.find(Employee)

    def save_customer(self, customer: Customer) -> Outcome[Customer]:
        """Add or change a customer."""
        if customer.terms:
            checks.require(checks.check_customer(customer))
            customer = replace(customer, terms=canonical_terms(parse_terms(customer.terms)))
        checks.require(checks.check_customer(customer))
        return self._save(customer, msg("Customer {name} saved", name=customer.name))

    def save_site(self, site: Site) -> Outcome[Site]:
        """Add or change a site."""
        checks.require(checks.check_site(site))
        return self._save(site, msg("Site {name} saved", name=site.name))

    def save_contact(self, contact: Contact) -> Outcome[Contact]:
        """Add or change a contact."""
        checks.require(checks.check_contact(contact))
        return self._save(contact, msg("Contact {name} saved", name=contact.name))

    def save_employee(self, employee: Employee) -> Outcome[Employee]:
        """Add or change an employee."""
        checks.require(checks.check_employee(employee))
        return self._save(employee, msg("Employee {name} saved", name=employee.name))

    def save_contract(self, contract: Contract, request: ChangeRequest | None = None) -> Outcome[Contract]:
        """Add or change a contract and plan the visits that it owes.

        `request` says who asked for the change; it was checked for a proof of authority (R132).
        """
        checks.require(checks.check_contract(contract))
        contract = normal_contract(contract)
        with self._context.act("save_contract") as work:
            before = work.get(Contract, contract.id) if contract.id else None
            saved = _put(work, contract)
            tally = plan_contract(work, saved, self._context, before=before)
            if request is not None:
                today = self._context.clock.today()
                work.insert(replace(request, contract_id=saved.id, noted_on=today, noted_by=work.author.name))
        message = msg("Contract {number} saved", number=saved.number)
        if tally.followed or tally.dropped:
            message = msg(
                "{what}; {followed} visits follow it, {dropped} taken out of the plan",
                what=message,
                followed=tally.followed,
                dropped=tally.dropped,
            )
        return self._context.outcome(work, saved, message)

    def archive_customer(self, customer_id: int) -> Outcome[Customer]:
        """Take a customer out of the lists; nothing that hangs on it is lost."""
        customer = self.customer(customer_id)
        archived = replace(customer, status=CustomerStatus.ARCHIVED)
        return self._save(archived, msg("Customer {name} archived", name=customer.name))

    def _save(self, record: R, message: Message) -> Outcome[R]:
        with self._context.act("save_" + type(record).__name__.lower()) as work:
            saved = _put(work, record)
        return self._context.outcome(work, saved, message)


def normal_contract(contract: Contract) -> Contract:
    """Write rule and terms in their canonical form."""
    rule = canonical_rule(parse_rule(contract.rule)) if contract.rule else ""
    terms = canonical_terms(parse_terms(contract.terms)) if contract.terms else ""
    return replace(contract, rule=rule, terms=terms)


def _put(work: UnitOfWork, record: R) -> R:
    return work.update(record) if record.id else work.insert(record)
