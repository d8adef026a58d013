"""Customers, sites and contacts from a sheet, and the branch's own days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from branchdesk.domain import checks
from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.customers import Contact, Customer, CustomerKind, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.messages import msg
from branchdesk.services.importing.bench import Bench, Row
from branchdesk.services.importing.directory import Directory, name_key
from branchdesk.services.importing.recipe import plain_values


class ContactBook:
    """The contacts of the branch file and of the rows so far, known by customer, name and mobile."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known: dict[tuple[int, str], tuple[int, ...]] = {}
        for contact in bench.stored(bench.context.reader.find(Contact)):
            self._enter(contact)

    def put(self, customer: Customer, values: dict[str, Any], *, is_row: bool = False) -> Contact:
        """Add a contact or change the one that is there."""
        values = {**values, "customer_id": customer.id}
        known = self._match(customer.id, values["name"], values.get("mobile", ""))
        if known is None:
            checks.require(checks.check_contact(Contact(**values)))
            fresh = self._bench.add(Contact(**values), values, is_row=is_row)
            self._enter(fresh)
            return fresh
        changed = self._bench.change(known, _without_equal_name(values, known.name))
        checks.require(checks.check_contact(changed))
        return changed

    def _match(self, customer_id: int, name: str, mobile: str) -> Contact | None:
        known = [
            self._bench.get(Contact, found) for found in self._known.get((customer_id, name_key(name)), ())
        ]
        same = [contact for contact in known if contact.mobile == mobile]
        open_ = [contact for contact in known if not mobile or not contact.mobile]
        return next(iter(same + open_), None)

    def _enter(self, contact: Contact) -> None:
        key = (contact.customer_id, name_key(contact.name))
        self._bench.remember(self._known, key, (*self._known.get(key, ()), contact.id))


class CustomerRecipe:
    """A customer is known by its code, else by its name; a contact may stand in the same row."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._directory = Directory(bench)
        self._contacts = ContactBook(bench)

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Take the rows without a group first: they may be the groups of the others."""
        return sorted(rows, key=lambda row: "group" in row.values)

    def apply(self, row: Row) -> str:
        """Add or change a customer and its contact."""
        values = plain_values(ImportKind.CUSTOMERS, row) | self._group(row)
        if "contact_name" not in row.values and "contact_mobile" in row.values:
            values.setdefault("phone", row.values["contact_mobile"])
        known = self._match(row)
        if known is None:
            checks.require(checks.check_customer(Customer(**values)))
            customer = self._directory.enter(Customer(**values), tuple(values), is_row=True)
        else:
            customer = self._bench.change(known, _without_equal_name(values, known.name))
            checks.require(checks.check_customer(customer))
            self._directory.renamed(customer)
        if "contact_name" in row.values:
            self._contacts.put(customer, _contact_values(row))
        return customer.name

    def _match(self, row: Row) -> Customer | None:
        code, name = row.text("code"), row.text("name")
        known = self._directory.by_code(code)
        if known is not None:
            return known
        named = [customer for customer in self._directory.named(name) if not (code and customer.code)]
        if len(named) > 1:
            raise Refused(
                msg(
                    "{count} customers are called “{name}”. Write the customer's code into the row.",
                    count=len(named),
                    name=name,
                ),
                field="name",
            )
        return named[0] if named else None

    def _group(self, row: Row) -> dict[str, Any]:
        name = row.text("group")
        if not name:
            return {}
        group = self._directory.find(name, "group")
        if group is None:
            raise Refused(
                msg(
                    "The group “{name}” is neither in the branch file nor in a good row of this file. "
                    "Add a row for it.",
                    name=name,
                ),
                field="group",
            )
        if group.kind is not CustomerKind.GROUP:
            raise Refused(
                msg("“{name}” is a customer but no group. Give it the kind “group” first.", name=name),
                field="group",
            )
        return {"group_id": group.id, **({} if "kind" in row.values else {"kind": CustomerKind.OUTLET})}


class SiteRecipe:
    """A site is known by its customer and its name."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._directory = Directory(bench, sites=True)

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Everything is loaded with the directory."""
        return rows

    def apply(self, row: Row) -> str:
        """Add or change a site."""
        customer = self._directory.customer(row.text("customer"))
        values = plain_values(ImportKind.SITES, row) | {"customer_id": customer.id}
        if "technician" in row.values:
            values["technician_id"] = self._directory.technician(row.text("technician"))
        known = self._directory.site(customer, values["name"])
        if known is None:
            known = self._directory.enter_site(Site(**values), tuple(values), is_row=True)
        else:
            self._bench.change(known, _without_equal_name(values, known.name))
        return f"{customer.name} · {known.name}"


class ContactRecipe:
    """A contact is known by its customer and name, and by its mobile where two share a name."""

    def __init__(self, bench: Bench) -> None:
        self._directory = Directory(bench, sites=True)
        self._contacts = ContactBook(bench)

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Everything is loaded with the directory."""
        return rows

    def apply(self, row: Row) -> str:
        """Add or change a contact."""
        customer = self._directory.customer(row.text("customer"))
        values = plain_values(ImportKind.CONTACTS, row)
        site = self._directory.site_of(customer, row.text("site"))
        contact = self._contacts.put(customer, values | ({"site_id": site} if site else {}), is_row=True)
        return f"{customer.name} · {contact.name}"


class WorkdayRecipe:
    """A day of the branch's calendar is known by its date."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._days = {day.day: day.id for day in bench.stored(bench.context.reader.find(Workday))}

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Everything is loaded already."""
        return rows

    def apply(self, row: Row) -> str:
        """Add or change a day."""
        values = plain_values(ImportKind.WORKDAYS, row)
        day = values["day"]
        if day in self._days:
            self._bench.change(self._bench.get(Workday, self._days[day]), values)
        else:
            fresh = self._bench.add(Workday(**values), values, is_row=True)
            self._bench.remember(self._days, day, fresh.id)
        return str(day)


def _without_equal_name(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Leave a name as it is where the file only writes it a little differently."""
    same = name_key(values.get("name", "")) == name_key(name)
    return {key: value for key, value in values.items() if key != "name" or not same}


def _contact_values(row: Row) -> dict[str, Any]:
    names = {"contact_name": "name", "contact_title": "title", "contact_mobile": "mobile"}
    return {attribute: row.values[key] for key, attribute in names.items() if key in row.values}
