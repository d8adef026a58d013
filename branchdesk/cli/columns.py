"""The columns of every list: their keys for scripts, their headings for people, which ones a screen shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from branchdesk.cli.output import plain
from branchdesk.domain.errors import Refused
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.messages import mark, msg
from branchdesk.domain.money import Fen, format_money, yuan
from branchdesk.domain.rows import ROW_TYPES, Row
from branchdesk.domain.summaries import Cell, Column, DataSheet, Unit
from branchdesk.language import Words

# What fits on a screen; files and JSON carry every column.
_ON_SCREEN: dict[ListKind, tuple[str, ...]] = {
    ListKind.CUSTOMERS: ("code", "name", "status", "phone", "next_visit_on", "open", "overdue"),
    ListKind.SITES: ("customer", "name", "address", "technician"),
    ListKind.CONTACTS: ("customer", "site", "name", "title", "roles", "phone", "mobile"),
    ListKind.CONTRACTS: ("number", "customer", "service", "rule", "start_on", "end_on", "fee", "status"),
    ListKind.VISITS: ("date_on", "start_at", "customer", "site", "kind", "status", "technician", "report"),
    ListKind.COMPLAINTS: (
        "number",
        "received_at",
        "customer",
        "category",
        "severity",
        "stage",
        "owner",
        "text",
    ),
    ListKind.INVOICES: ("number", "customer", "issued_on", "amount", "open", "signed_on", "due_on"),
    ListKind.PAYMENTS: ("paid_on", "customer", "amount", "unallocated", "method", "reference"),
    ListKind.INTERACTIONS: ("happened_at", "customer", "kind", "purpose", "result", "employee", "text"),
    ListKind.WORKDAYS: ("day", "working", "name"),
}
TITLES = {
    "id": mark("Record number"),
    "customer_id": mark("Customer record"),
    "site_id": mark("Site record"),
    "reverses_id": mark("Reverses record"),
    "technician_id": mark("Technician's record"),
    "minutes_before": mark("Minutes before"),
    "minutes_after": mark("Minutes after"),
    "code": mark("Code"),
    "name": mark("Name"),
    "short_name": mark("Short name"),
    "kind": mark("Kind"),
    "group": mark("Group"),
    "grade": mark("Grade"),
    "status": mark("Status"),
    "phone": mark("Phone"),
    "mobile": mark("Mobile"),
    "email": mark("E-mail"),
    "address": mark("Address"),
    "sites": mark("Sites"),
    "next_visit_on": mark("Next visit"),
    "last_contact_at": mark("Last contact"),
    "open_complaints": mark("Open complaints"),
    "open": mark("Open amount"),
    "overdue": mark("Overdue"),
    "customer": mark("Customer"),
    "site": mark("Site"),
    "access": mark("Access"),
    "sensitive_places": mark("Sensitive places"),
    "technician": mark("Technician"),
    "active": mark("Active"),
    "title": mark("Job title"),
    "roles": mark("Roles"),
    "call_hours": mark("Call hours"),
    "to_on": mark("Until"),
    "number": mark("Number"),
    "service": mark("Service"),
    "rule": mark("Frequency"),
    "start_on": mark("Start"),
    "end_on": mark("End"),
    "fee": mark("Fee"),
    "terms": mark("Payment terms"),
    "date_on": mark("Date"),
    "start_at": mark("Time"),
    "minutes": mark("Minutes"),
    "original_on": mark("Original date"),
    "appointment_called": mark("Appointment call made"),
    "report": mark("Service report"),
    "findings": mark("Findings"),
    "received_at": mark("Received at"),
    "reporter": mark("Reported by"),
    "category": mark("Category"),
    "severity": mark("Severity"),
    "stage": mark("Stage"),
    "owner": mark("Owner"),
    "text": mark("Text"),
    "answered_at": mark("Answered at"),
    "closed_at": mark("Closed at"),
    "valid": mark("Justified"),
    "root_cause": mark("Root cause"),
    "channel": mark("Channel"),
    "pest": mark("Pest"),
    "demand": mark("Demand"),
    "answer": mark("Answer given"),
    "responsibility": mark("Responsibility"),
    "issued_on": mark("Issued on"),
    "amount": mark("Amount"),
    "sent_on": mark("Sent on"),
    "signed_on": mark("Signed for on"),
    "signature_confirmed": mark("Signature confirmed"),
    "due_on": mark("Due on"),
    "due_provisional": mark("Due date provisional"),
    "settled_on": mark("Settled on"),
    "disputed": mark("Disputed"),
    "dunning_level": mark("Dunning level"),
    "promised_on": mark("Promised for"),
    "last_chased_at": mark("Last chased"),
    "paid_on": mark("Paid on"),
    "payer": mark("Payer"),
    "unallocated": mark("Not allocated"),
    "method": mark("Method"),
    "reference": mark("Reference"),
    "note": mark("Note"),
    "reversed": mark("Reversed"),
    "bounced": mark("Bounced"),
    "happened_at": mark("When"),
    "purpose": mark("Purpose"),
    "result": mark("Result"),
    "employee": mark("Employee"),
    "spoke_with": mark("Spoke with"),
    "next_step": mark("Next step"),
    "next_on": mark("Next contact"),
    "day": mark("Date"),
    "working": mark("Worked"),
}
_MONEY = "_fen"


@dataclass(frozen=True, slots=True)
class Picked:
    """The columns of one list that were asked for."""

    kind: ListKind
    names: tuple[str, ...]  # of the row's fields
    zone: ZoneInfo

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that scripts see; an amount is in yuan there."""
        return tuple(name.removesuffix(_MONEY) for name in self.names)

    def values(self, row: Row) -> list[Any]:
        """Return the cells of a row; instants carry the branch's zone, amounts are Fen."""
        found = ((name, getattr(row, name)) for name in self.names)
        return [self._cell(name, value) for name, value in found]

    def _cell(self, name: str, value: Any) -> Any:
        if name.endswith(_MONEY):
            return Fen(value)
        return value.astimezone(self.zone) if isinstance(value, datetime) else value

    def document(self, row: Row) -> dict[str, Any]:
        """Return a row as JSON."""
        return {key: plain(value) for key, value in zip(self.keys, self.values(row), strict=True)}


def pick(kind: ListKind, wanted: Sequence[str], zone: ZoneInfo, *, on_screen: bool) -> Picked:
    """Choose columns by their keys; raises Refused for one that the list has not."""
    known = {f.name.removesuffix(_MONEY): f.name for f in fields(ROW_TYPES[kind])}
    unknown = [key for key in wanted if key not in known]
    if unknown:
        text = msg(
            "The list has no column {unknown}. Choose among: {known}.", unknown=unknown, known=tuple(known)
        )
        raise Refused(text, field="columns")
    chosen = tuple(wanted) or (_ON_SCREEN[kind] if on_screen else tuple(known))
    return Picked(kind, tuple(known[key] for key in chosen), zone)


def cell_text(value: Any, words: Words) -> str:
    """Write a cell for a person."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.tr("yes") if value else words.tr("no")
    return format_money(value) if isinstance(value, Fen) else words.value(value)


def data_sheet(picked: Picked, found: Sequence[Row], words: Words, *, for_scripts: bool) -> DataSheet:
    """Make the sheet that exports write; scripts get codes where people get words."""
    cells = [picked.values(row) for row in found]
    columns = tuple(
        Column(key, TITLES[key], _unit(name), total=name.endswith(_MONEY))
        for key, name in zip(picked.keys, picked.names, strict=True)
    )
    made = tuple(tuple(_sheet_cell(cell, words, for_scripts=for_scripts) for cell in row) for row in cells)
    return DataSheet(picked.kind.value, LIST_TITLES[picked.kind], columns, made)


LIST_TITLES = {
    ListKind.CUSTOMERS: mark("Customers"),
    ListKind.SITES: mark("Sites"),
    ListKind.CONTACTS: mark("Contacts"),
    ListKind.CONTRACTS: mark("Contracts"),
    ListKind.VISITS: mark("Visits"),
    ListKind.COMPLAINTS: mark("Complaints"),
    ListKind.INVOICES: mark("Invoices"),
    ListKind.PAYMENTS: mark("Payments"),
    ListKind.INTERACTIONS: mark("Interactions"),
    ListKind.WORKDAYS: mark("Work calendar"),
}


def _unit(name: str) -> Unit:
    if name.endswith(_MONEY):
        return Unit.MONEY
    if name.endswith(("_on", "_at", "day")) and name != "start_at":
        return Unit.DATE
    return Unit.COUNT if name in ("sites", "open_complaints", "minutes", "dunning_level") else Unit.TEXT


def _sheet_cell(value: Any, words: Words, *, for_scripts: bool) -> Cell:
    if isinstance(value, Fen):
        return yuan(value)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if for_scripts:
        return value if isinstance(value, bool) else _flat(plain(value))
    if isinstance(value, date) and not isinstance(value, Enum):
        return value
    return cell_text(value, words)


def _flat(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
