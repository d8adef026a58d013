"""Finding whom and what the rows name: customers, sites and technicians, by code or by name."""

from __future__ import annotations

import re
import unicodedata

from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.services.importing.bench import Bench

_BLANK_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")

NEW_CUSTOMERS, NEW_TECHNICIANS, ON_ACCOUNT = "customers", "technicians", "on_account"


def name_key(name: str) -> str:
    """Fold a name for comparing: width, case and blanks, which count only between Latin words."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return _BLANK_BESIDE_CHINESE.sub("", folded)


class Directory:
    """The customers, sites and employees of the branch file and of the rows so far."""

    def __init__(self, bench: Bench, *, sites: bool = False) -> None:
        self._bench = bench
        self._codes: dict[str, int] = {}
        self._names: dict[str, tuple[int, ...]] = {}
        self._aliases: dict[str, tuple[int, ...]] = {}
        self._sites: dict[tuple[int, str], int] = {}
        self._site_names: dict[str, tuple[int, ...]] = {}
        self._sites_of: dict[int, tuple[int, ...]] = {}
        self._technicians: dict[str, int] = {}
        reader = bench.context.reader
        for customer in bench.stored(reader.find(Customer)):
            self._enter(customer)
        for employee in bench.stored(reader.find(Employee)):
            self._technicians.setdefault(name_key(employee.name), employee.id)
        for site in bench.stored(reader.find(Site)) if sites else ():
            self._enter_site(site)

    def by_code(self, code: str) -> Customer | None:
        """Return the customer with a code."""
        found = self._codes.get(name_key(code)) if code else None
        return self._bench.get(Customer, found) if found else None

    def named(self, name: str) -> list[Customer]:
        """Return the customers with a name."""
        return [self._bench.get(Customer, found) for found in self._names.get(name_key(name), ())]

    def find(self, text: str, field: str) -> Customer | None:
        """Return the customer that a cell names by code, name, short name or invoice title."""
        coded = self.by_code(text)
        if coded is not None:
            return coded
        key = name_key(text)
        found = self._names.get(key) or self._aliases.get(key, ())
        if len(found) > 1:
            raise Refused(
                msg(
                    "{count} customers are called “{name}”. Write the customer's code instead.",
                    count=len(found),
                    name=text,
                ),
                field=field,
            )
        return self._bench.get(Customer, found[0]) if found else None

    def customer(self, text: str, field: str = "customer") -> Customer:
        """Return the customer that a cell names; an unknown one is made if asked for, else refused."""
        found = self.find(text, field)
        if found is not None:
            return found
        if not self._bench.request.create_customers:
            raise Refused(
                msg(
                    "There is no customer “{name}”. Import the customers first, "
                    "or let unknown customers be added.",
                    name=text,
                ),
                field=field,
            )
        self._bench.tell(NEW_CUSTOMERS, text)
        return self.enter(Customer(name=text))

    def enter(self, customer: Customer, said: tuple[str, ...] = (), *, is_row: bool = False) -> Customer:
        """Make a customer."""
        fresh = self._bench.add(customer, said, is_row=is_row)
        self._enter(fresh)
        return fresh

    def renamed(self, customer: Customer) -> None:
        """Let a customer be found by what a row gave it."""
        self._enter(customer)

    def site(self, customer: Customer, name: str) -> Site | None:
        """Return a customer's site by its name."""
        found = self._sites.get((customer.id, name_key(name)))
        return self._bench.get(Site, found) if found else None

    def site_of(self, customer: Customer, name: str) -> int | None:
        """Return the number of the site that a cell names, None for an empty cell."""
        if not name:
            return None
        found = self.site(customer, name)
        if found is None:
            raise Refused(
                msg(
                    "{customer} has no site “{site}”. Import the sites first, or correct the name.",
                    customer=customer.name,
                    site=name,
                ),
                field="site",
            )
        return found.id

    def sites_named(self, name: str) -> list[Site]:
        """Return the sites with a name, whosever they are."""
        return [self._bench.get(Site, found) for found in self._site_names.get(name_key(name), ())]

    def sites_of(self, customer: Customer) -> list[Site]:
        """Return a customer's sites."""
        return [self._bench.get(Site, found) for found in self._sites_of.get(customer.id, ())]

    def enter_site(self, site: Site, said: tuple[str, ...] = (), *, is_row: bool = False) -> Site:
        """Make a site."""
        fresh = self._bench.add(site, said, is_row=is_row)
        self._enter_site(fresh)
        return fresh

    def technician(self, name: str) -> int:
        """Return the number of an employee; one whom nobody knows yet is added as a technician."""
        key = name_key(name)
        if key not in self._technicians:
            fresh = self._bench.add(Employee(name=name, role=EmployeeRole.TECHNICIAN))
            self._bench.remember(self._technicians, key, fresh.id)
            self._bench.tell(NEW_TECHNICIANS, name)
        return self._technicians[key]

    def _enter(self, customer: Customer) -> None:
        if customer.code:
            self._bench.remember(self._codes, name_key(customer.code), customer.id)
        self._add(self._names, customer.name, customer.id)
        for alias in {customer.short_name, customer.invoice_title} - {"", customer.name}:
            self._add(self._aliases, alias, customer.id)

    def _add(self, index: dict[str, tuple[int, ...]], name: str, record_id: int) -> None:
        key = name_key(name)
        known = index.get(key, ())
        if record_id not in known:
            self._bench.remember(index, key, (*known, record_id))

    def _enter_site(self, site: Site) -> None:
        self._bench.remember(self._sites, (site.customer_id, name_key(site.name)), site.id)
        self._add(self._site_names, site.name, site.id)
        mine = self._sites_of.get(site.customer_id, ())
        self._bench.remember(self._sites_of, site.customer_id, (*mine, site.id))
