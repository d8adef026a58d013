"""A branch to draw: its session, and records of it that are worth looking at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings

from branchdesk.bootstrap import Seat, create_branch, open_branch
from branchdesk.demo import write_demo
from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.receivables import Allocation, Invoice, Payment, Promise
from branchdesk.domain.rows import InvoiceRow
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk
from ui.session import Session
from ui.settings import Settings

TODAY = date(2026, 11, 22)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class World:
    """The session on a sample branch, and a folder for files that a picture needs."""

    session: Session
    folder: Path

    @property
    def desk(self) -> Desk:
        return self.session.desk

    def one(self, kind: ListKind, *filters: str, nth: int = 0) -> int:
        """Return the id of a row of a list; the first one where the list is shorter."""
        ids = self.desk.lists.ids(ListQuery(kind, filters=filters, until=None))
        return ids[min(nth, len(ids) - 1)]

    def customer(self) -> Customer:
        return self.desk.customers.customer(self.one(ListKind.CUSTOMERS, "owing"))

    def site(self) -> Site:
        return self.desk.customers.sites_of(self.customer().id)[0]

    def contact(self) -> Contact:
        return self.desk.customers.contacts_of(self.customer().id)[0]

    def contract(self) -> Contract:
        return self.desk.customers.contract(self.one(ListKind.CONTRACTS, "active"))

    def employee(self) -> Employee:
        return self.desk.customers.employees()[0]

    def planned(self) -> Visit:
        ids = self.desk.lists.ids(ListQuery(ListKind.VISITS, filters=("planned",), since=TODAY))
        return self.desk.visits.visit(min(ids, key=lambda one: self.desk.visits.visit(one).date_on))

    def done(self) -> Visit:
        return self.desk.visits.visit(self.one(ListKind.VISITS, "no_report"))

    def case(self) -> Complaint:
        return self.desk.complaints.complaint(self.one(ListKind.COMPLAINTS, "open"))

    def closed_case(self) -> Complaint:
        return self.desk.complaints.complaint(self.one(ListKind.COMPLAINTS, "closed"))

    def pause(self) -> ComplaintPause:
        found = self.first(ComplaintPause)
        return found or ComplaintPause()

    def invoice(self) -> Invoice:
        """Return an overdue invoice that was signed for: it has every step to show."""
        ids = self.desk.lists.ids(ListQuery(ListKind.INVOICES, filters=("overdue",)))
        rows = [row for row in self.desk.lists.rows(ListKind.INVOICES, ids) if isinstance(row, InvoiceRow)]
        best = next((row for row in rows if row.signed_on and row.due_on), rows[0])
        return self.desk.receivables.invoice(best.id)

    def unsigned(self) -> Invoice:
        return self.desk.receivables.invoice(self.one(ListKind.INVOICES, "not_signed"))

    def payment(self) -> Payment:
        return self.desk.receivables.payment(self.one(ListKind.PAYMENTS, "on_account"))

    def allocation(self) -> Allocation:
        return self.sure(Allocation)

    def promise(self) -> Promise:
        return self.sure(Promise)

    def interaction(self) -> Interaction:
        return self.sure(Interaction)

    def first(self, kind: type[R]) -> R | None:
        return self.desk.context.reader.first(kind)

    def sure(self, kind: type[R]) -> R:
        found = self.first(kind)
        if found is None:
            raise LookupError(kind.__name__)
        return found


@contextmanager
def demo_world(folder: Path, language: str, customers: int = 60, months: int = 14) -> Iterator[World]:
    """Write a sample branch into a folder and give its world."""
    path = folder / ("hangzhou.branchdesk" if language == "zh_CN" else "lakeside.branchdesk")
    if not path.exists():
        write_demo(path, today=TODAY, language=language, customers=customers, months=months)
    name = "王芳" if language == "zh_CN" else "Fang Wang"
    with _world(open_branch(path, Seat(name, as_of=TODAY)), folder) as world:
        yield world


@contextmanager
def empty_world(folder: Path, language: str) -> Iterator[World]:
    """Give the world of a branch in which nothing is written yet."""
    path = folder / f"empty-{language}.branchdesk"
    if path.exists():
        desk = open_branch(path, Seat("王芳", as_of=TODAY))
    else:
        name = "杭州分公司" if language == "zh_CN" else "Riverside branch"
        desk = create_branch(path, name, language, Seat("王芳", as_of=TODAY))
    with _world(desk, folder) as world:
        yield world


@contextmanager
def _world(desk: Desk, folder: Path) -> Iterator[World]:
    settings = Settings(QSettings(str(desk.upkeep.path.with_suffix(".ini")), QSettings.Format.IniFormat))
    session = Session(desk, settings)
    session.duties = desk.duties.due(31)
    try:
        yield World(session, folder)
    finally:
        desk.close()
