"""Duplicates become one customer and come apart again; nothing is deleted while records hang on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, Customer, CustomerStatus, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.people import BriefingItem, MergedCustomer
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk
from branchdesk.services.merging import record_kinds

DAY = date(2026, 11, 20)


@pytest.fixture
def double(desk: Desk, customer: Customer, site: Site) -> Customer:
    save = desk.customers
    assert site.customer_id == customer.id
    save.save_contact(Contact(customer_id=customer.id, name="陈静", mobile="138 0000 1111"))
    other = save.save_customer(Customer(name="三川实业", phone="0571-1", tax_id="9133")).value
    place = save.save_site(Site(customer_id=other.id, name="总店")).value
    save.save_site(Site(customer_id=other.id, name="分店"))
    who = save.save_contact(Contact(customer_id=other.id, name="陈静", mobile="13800001111")).value
    desk.people.brief(place.id, who.id, BriefingItem)
    desk.visits.save_visit(Visit(site_id=place.id, date_on=DAY))
    desk.interactions.log(Interaction(customer_id=other.id, site_id=place.id, contact_id=who.id))
    desk.complaints.register(
        Complaint(
            customer_id=other.id,
            site_id=place.id,
            reporter="陈静",
            text="鼠",
            received_at=desk.context.clock.now(),
        )
    )
    desk.receivables.save_invoice(Invoice(number="F1", customer_id=other.id, issued_on=DAY, amount_fen=500))
    desk.receivables.record_payment(Payment(customer_id=other.id, paid_on=DAY, amount_fen=300))
    return other


def everything(desk: Desk) -> dict[str, list[Any]]:
    """Return all rows, but for versions and the trail of what was done."""
    reader = desk.context.reader
    found = {}
    for kind in record_kinds():
        if kind.__name__ not in ("AuditEntry", "Setting"):
            stored: list[Any] = reader.find(kind)
            rows = [{name: getattr(one, name) for name in one.__slots__} for one in stored]
            found[kind.__name__] = [{k: v for k, v in row.items() if k != "version"} for row in rows]
    return found


def test_the_preview_says_what_moves_and_what_becomes_one(
    desk: Desk, customer: Customer, double: Customer
) -> None:
    preview = desk.people.merging.preview(customer.id, double.id)
    moved = {kind.__name__: count for kind, count in preview.moved}
    assert moved["Site"] == 2
    assert moved["Payment"] == 1
    assert (preview.same_sites, preview.same_contacts) == (("总店",), ("陈静",))
    assert set(preview.filled) == {"phone", "tax_id"}


def test_a_merge_moves_everything_and_archives_the_duplicate(
    desk: Desk, customer: Customer, double: Customer
) -> None:
    kept = desk.people.merging.merge(customer.id, double.id).value
    assert (kept.phone, kept.tax_id) == ("0571-1", "9133")
    assert [site.name for site in desk.customers.sites_of(customer.id)] == ["总店", "分店"]
    assert len(desk.customers.contacts_of(customer.id)) == 1
    (briefing, _new) = desk.people.briefings(customer.id)
    assert len(briefing.told) == 7
    assert {kind for kind, _count in desk.people.merging.hanging(double.id)} == set()
    reader = desk.context.reader
    for kind in (Invoice, Payment, Interaction, Complaint):
        moved: list[Any] = reader.find(kind)
        assert [one.customer_id for one in moved] == [customer.id]
    assert desk.customers.customer(double.id).status is CustomerStatus.ARCHIVED
    assert desk.people.merged_into(double.id) == kept
    assert desk.upkeep.check(full=True) == []


def test_a_merge_can_be_taken_back_to_the_last_row(desk: Desk, customer: Customer, double: Customer) -> None:
    before = everything(desk)
    done = desk.people.merging.merge(customer.id, double.id)
    assert everything(desk) != before
    assert done.undo is not None
    done.undo()
    assert everything(desk) == before
    assert desk.upkeep.check(full=True) == []


def test_a_payment_keeps_its_amount_also_when_its_customer_changes(
    desk: Desk, customer: Customer, double: Customer
) -> None:
    desk.people.merging.merge(customer.id, double.id)
    (payment,) = desk.context.reader.find(Payment)
    assert payment.amount_fen == 300


def test_customers_who_belong_together_are_no_duplicates(desk: Desk, customer: Customer) -> None:
    merging = desk.people.merging
    with pytest.raises(Refused):
        merging.merge(customer.id, customer.id)
    outlet = desk.customers.save_customer(Customer(name="门店", group_id=customer.id)).value
    with pytest.raises(Refused):
        merging.preview(customer.id, outlet.id)


@pytest.mark.usefixtures("site")
def test_a_customer_on_which_records_hang_is_not_deleted(desk: Desk, customer: Customer) -> None:
    with pytest.raises(Refused) as no:
        desk.people.merging.delete_customer(customer.id)
    assert no.value.message.params["count"] == 1
    mistake = desk.customers.save_customer(Customer(name="错录")).value
    done = desk.people.merging.delete_customer(mistake.id)
    assert len(desk.context.reader.find(Customer)) == 1
    assert done.undo is not None
    done.undo()
    assert len(desk.context.reader.find(Customer)) == 2


def test_every_row_that_refers_to_a_customer_is_known_to_merging(desk: Desk) -> None:
    """A new table with a customer, site or contact in it is moved too, or this fails."""
    followed = {"customer_id", "group_id", "site_id", "contact_id", "successor_id"}
    database = desk.context.database
    for (table,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for row in database.rows(f"PRAGMA foreign_key_list({table})"):
            if row[2] in ("customer", "site", "contact") and table != "merged_customer":
                assert row[3] in followed, (table, row[3])
    assert MergedCustomer in record_kinds()
