"""Contracts, visits and complaints from a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from branchdesk.domain import checks
from branchdesk.domain.complaints import Complaint, ComplaintEvent, EventKind, Stage
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.recurrence import canonical, parse_rule
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.services.importing.bench import Bench, Row
from branchdesk.services.importing.directory import NEW_CUSTOMERS, Directory, name_key
from branchdesk.services.importing.recipe import plain_values, same_customer
from branchdesk.storage.queries.import_keys import find_among, find_between


class ContractRecipe:
    """A contract is known by its number."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._directory = Directory(bench, sites=True)
        self._numbers: dict[str, int] = {}

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Look the numbers up."""
        numbers = [row.text("number") for row in rows]
        found = find_among(self._bench.context.database, Contract, "number", numbers)
        self._numbers = {contract.number: contract.id for contract in self._bench.stored(found)}
        return rows

    def apply(self, row: Row) -> str:
        """Add or change a contract."""
        customer = self._directory.customer(row.text("customer"))
        values = plain_values(ImportKind.CONTRACTS, row) | {"customer_id": customer.id} | _rule(row)
        site = self._directory.site_of(customer, row.text("site"))
        values |= {"site_id": site} if site else {}
        if "technician" in row.values:
            values["technician_id"] = self._directory.technician(row.text("technician"))
        number = values["number"]
        if number in self._numbers:
            known = self._bench.get(Contract, self._numbers[number])
            same_customer(known.customer_id, customer.id, number)
            checks.require(checks.check_contract(self._bench.change(known, values)))
        else:
            checks.require(checks.check_contract(Contract(**values)))
            fresh = self._bench.add(Contract(**values), values, is_row=True)
            self._bench.remember(self._numbers, number, fresh.id)
        return str(number)


def _rule(row: Row) -> dict[str, str]:
    """Put frequency and weekday together as people say them: 每周 and 周二, monthly and second Tuesday."""
    words = " ".join(filter(None, (row.text("frequency"), row.text("weekday"))))
    return {"rule": canonical(parse_rule(words))} if words else {}


class VisitRecipe:
    """A visit is known by its site, its date and its kind; without a kind by site and date."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._directory = Directory(bench, sites=True)
        self._known: dict[tuple[int, date], tuple[int, ...]] = {}
        self._why = Words(bench.context.branch.language).tr("imported without a reason")

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Look up the visits of the span."""
        days = [row.values["date"] for row in rows] or [self._bench.today]
        span = (min(days).isoformat(), max(days).isoformat())
        found = find_between(self._bench.context.database, Visit, "date_on", *span)
        for visit in self._bench.stored(found):
            self._enter(visit)
        return rows

    def apply(self, row: Row) -> str:
        """Add or change a visit."""
        site = self._site(row)
        values = plain_values(ImportKind.VISITS, row) | {"site_id": site.id} | self._status(row)
        if "technician" in row.values:
            values["technician_id"] = self._directory.technician(row.text("technician"))
        known = self._match(site, values)
        if known is None:
            visit = Visit(**values)
            checks.require(checks.check_visit(visit, None))
            self._enter(self._bench.add(visit, values, is_row=True))
        else:
            same_status = values.get("status", known.status) is known.status
            settled = {"done_at", "cancelled_why"} if same_status else set()
            changed = {key: value for key, value in values.items() if key not in settled}
            checks.require(checks.check_visit(self._bench.change(known, changed), None))
        return f"{site.name} · {values['date_on']}"

    def _site(self, row: Row) -> Site:
        name, owner = row.text("site"), row.text("customer")
        found = self._directory.sites_named(name)
        if owner:
            customer = self._directory.customer(owner)
            found = [site for site in found if site.customer_id == customer.id]
        elif not found:
            named = self._directory.find(name, "site")
            found = self._directory.sites_of(named) if named else []
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(_several_sites(name), field="site")
        return self._new_site(name, owner or name)

    def _new_site(self, name: str, owner: str) -> Site:
        if not self._bench.request.create_customers:
            raise Refused(
                msg(
                    "There is no site “{site}”. Import the sites first, "
                    "or let unknown customers and sites be added.",
                    site=name,
                ),
                field="site",
            )
        customer = self._directory.find(owner, "customer") or self._new_customer(owner)
        return self._directory.enter_site(Site(customer_id=customer.id, name=name))

    def _new_customer(self, name: str) -> Customer:
        self._bench.tell(NEW_CUSTOMERS, name)
        return self._directory.enter(Customer(name=name))

    def _status(self, row: Row) -> dict[str, Any]:
        """Return status and what goes with it; a row that says what was found or done is a done visit."""
        written = any(key in row.values for key in ("findings", "actions"))
        status = row.values.get("status", VisitStatus.DONE if written else None)
        if status is VisitStatus.DONE:
            if row.values["date"] > self._bench.today:
                raise Refused(
                    msg("A visit in the future cannot be done. Correct the date or the status."), field="date"
                )
            return {"status": status, "done_at": self._end(row)}
        if status is VisitStatus.CANCELLED:
            return {"status": status, "cancelled_why": self._why}
        return {"status": status} if status else {}

    def _end(self, row: Row) -> datetime:
        clock = time.fromisoformat(row.text("time") or "12:00")
        local = datetime.combine(row.values["date"], clock, self._bench.zone)
        return min(local.astimezone(UTC), self._bench.at)

    def _match(self, site: Site, values: dict[str, Any]) -> Visit | None:
        ids = self._known.get((site.id, values["date_on"]), ())
        kind: VisitKind | None = values.get("kind")
        found = [self._bench.get(Visit, visit_id) for visit_id in ids]
        return next((visit for visit in found if kind is None or visit.kind is kind), None)

    def _enter(self, visit: Visit) -> None:
        key = (visit.site_id, visit.date_on)
        self._bench.remember(self._known, key, (*self._known.get(key, ()), visit.id))


def _several_sites(name: str) -> Message:
    return msg("Several sites are called “{site}”. Add a column with the customer.", site=name)


class ComplaintRecipe:
    """A complaint is known by its number, else by customer, time received and text."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._directory = Directory(bench, sites=True)
        self._numbers: dict[str, int] = {}
        self._known: dict[tuple[int, datetime, str], int] = {}

    def load(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Look up the numbers and the complaints of the span."""
        database = self._bench.context.database
        numbers = [row.text("number") for row in rows if "number" in row.values]
        found = find_among(database, Complaint, "number", numbers)
        received = [_utc(row.values["received_at"]) for row in rows] or [self._bench.at]
        span = (f"{min(received):%Y-%m-%dT%H:%M:%SZ}", f"{max(received):%Y-%m-%dT%H:%M:%SZ}")
        found += find_between(database, Complaint, "received_at", *span)
        for complaint in self._bench.stored(found):
            self._enter(complaint)
        return rows

    def apply(self, row: Row) -> str:
        """Add or change a complaint and its course."""
        customer = self._directory.customer(row.text("customer"))
        values = self._values(row, customer)
        known = self._match(values)
        if known is None:
            self._register(values)
        else:
            same_customer(known.customer_id, customer.id, known.number)
            self._change(known, values)
        return " · ".join(filter(None, (row.text("number"), customer.name)))

    def _values(self, row: Row, customer: Customer) -> dict[str, Any]:
        values = plain_values(ImportKind.COMPLAINTS, row) | {"customer_id": customer.id}
        for name in ("received_at", "answered_at", "closed_at"):
            if name in values:
                values[name] = _utc(values[name])
        site = self._directory.site_of(customer, row.text("site"))
        values |= {"site_id": site} if site else {}
        if "closed_at" in values:
            values["stage"] = Stage.CLOSED
        _check_course(values, self._bench.at)
        return values

    def _register(self, values: dict[str, Any]) -> None:
        context = self._bench.context
        owner = values.get("owner") or context.author.name or context.branch.name
        fresh = Complaint(**values | {"registered_at": values["received_at"], "owner": owner})
        checks.require(checks.check_complaint(fresh))
        fresh = self._bench.add(fresh, values, is_row=True)
        self._enter(fresh)
        self._event(fresh, EventKind.RECEIVED, fresh.received_at, fresh.text, Stage.LISTEN)
        self._continue(fresh, replace(fresh, answered_at=None, closed_at=None))

    def _change(self, known: Complaint, values: dict[str, Any]) -> None:
        fresh = self._bench.change(known, values)
        if fresh != known and known.closed_at is not None:
            raise Refused(
                msg("Case {number} is closed. Reopen it first.", number=known.number), field="closed_at"
            )
        checks.require(checks.check_complaint(fresh))
        self._continue(fresh, known)

    def _continue(self, fresh: Complaint, before: Complaint) -> None:
        """Add to the course what the row adds: an answer, the closing."""
        if fresh.answered_at is not None and before.answered_at is None:
            self._event(fresh, EventKind.ANSWERED, fresh.answered_at, fresh.answer, None)
        if fresh.closed_at is not None and before.closed_at is None:
            self._event(fresh, EventKind.CLOSED, fresh.closed_at, fresh.root_cause, Stage.CLOSED)

    def _event(
        self, complaint: Complaint, kind: EventKind, at: datetime, text: str, stage: Stage | None
    ) -> None:
        author = self._bench.context.author.name
        self._bench.add(
            ComplaintEvent(
                complaint_id=complaint.id, kind=kind, stage=stage, happened_at=at, employee=author, text=text
            )
        )

    def _match(self, values: dict[str, Any]) -> Complaint | None:
        if values.get("number"):
            found = self._numbers.get(values["number"])
        else:
            found = self._known.get((values["customer_id"], values["received_at"], name_key(values["text"])))
        return self._bench.get(Complaint, found) if found else None

    def _enter(self, complaint: Complaint) -> None:
        if complaint.number:
            self._bench.remember(self._numbers, complaint.number, complaint.id)
        key = (complaint.customer_id, complaint.received_at, name_key(complaint.text))
        self._bench.remember(self._known, key, complaint.id)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _check_course(values: dict[str, Any], now: datetime) -> None:
    """Let no step of the course lie before the one before it, nor in the future."""
    last = None
    for name in ("received_at", "answered_at", "closed_at"):
        moment = values.get(name)
        if moment is None:
            continue
        if moment > now:
            raise Refused(msg("This time is still to come. Correct it."), field=name)
        if last is not None and moment < last:
            raise Refused(msg("This lies before the step before it. Correct the time."), field=name)
        last = moment
