"""How each list is put together: its tables, the expression behind each column, its named filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from branchdesk.domain.list_query import ListKind
from branchdesk.domain.visits import VisitKind
from branchdesk.storage.queries.calls_owed import calls_sql, owed_sql
from branchdesk.storage.queries.free_money import FREE


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list in SQL; `t` is the listed table, `c` its customer, `:today` the business date."""

    kind: ListKind
    source: str
    columns: Mapping[str, str]
    order: str
    day: str = ""
    texts: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    customer: str = "t.customer_id"

    @property
    def row(self) -> type[Any]:
        """Return the type of its rows; the first picture loads that of visits alone."""
        if self.kind is ListKind.VISITS:
            from branchdesk.domain.visit_row import VisitRow

            return VisitRow
        from branchdesk.domain.rows import ROW_TYPES

        return ROW_TYPES[self.kind]

    def expression(self, name: str) -> str:
        """Return the SQL of one column; a plain column of the listed table needs no entry."""
        return self.columns.get(name, f"t.{name}")

    def selected(self) -> str:
        """Return the select list in the order of the row's fields."""
        return ", ".join(self.expression(f.name) for f in fields(self.row))


_CUSTOMER_NAME = "CASE WHEN c.short_name <> '' THEN c.short_name ELSE c.name END"
_OF_CUSTOMER = "JOIN customer c ON c.id = t.customer_id"
_SITE = "LEFT JOIN site s ON s.id = t.site_id"
_NAMES: dict[str, str] = {"customer": _CUSTOMER_NAME, "site": "coalesce(s.name, '')"}
_OWED = "coalesce(sum(i.amount_fen - i.paid_fen), 0)"
_ENDS_SOON = "t.end_on BETWEEN :today AND date(:today, '+90 days')"  # the renewal radar, a season ahead
_OPEN_INVOICE = "i.customer_id = t.id AND i.settled_on IS NULL"

SPECS: dict[ListKind, ListSpec] = {
    ListKind.CUSTOMERS: ListSpec(
        kind=ListKind.CUSTOMERS,
        source="customer t LEFT JOIN customer g ON g.id = t.group_id",
        columns={
            "group": "coalesce(g.name, '')",
            "sites": "(SELECT count(*) FROM site s WHERE s.customer_id = t.id AND s.active)",
            "next_visit_on": (
                "(SELECT min(v.date_on) FROM visit v JOIN site s ON s.id = v.site_id "
                "WHERE s.customer_id = t.id AND v.status = 'planned' AND v.kind <> 'collection' "
                "AND v.date_on >= :today)"
            ),
            "last_contact_at": "(SELECT max(happened_at) FROM interaction x WHERE x.customer_id = t.id)",
            "open_complaints": (
                "(SELECT count(*) FROM complaint x WHERE x.customer_id = t.id "
                "AND x.closed_at IS NULL AND x.kind = 'complaint')"
            ),
            "open_fen": f"(SELECT {_OWED} FROM invoice i WHERE {_OPEN_INVOICE})",
            "overdue_fen": f"(SELECT {_OWED} FROM invoice i WHERE {_OPEN_INVOICE} AND i.due_on < :today)",
        },
        order="t.code = '', t.code, t.name",
        customer="t.id",
        filters={
            "active": "t.status IN ('active', 'prospect', 'paused')",
            "archived": "t.status IN ('archived', 'lost')",
            "groups": "t.kind IN ('group', 'outlet')",
            "ending": (
                "EXISTS (SELECT 1 FROM contract k WHERE k.customer_id = t.id AND k.status = 'active' "
                "AND k.end_on BETWEEN :today AND date(:today, '+90 days'))"
            ),
            "uncalled": (
                "t.status IN ('active', 'prospect') AND t.kind <> 'one_off' "
                f"AND {calls_sql('t', ':month_start')} < {owed_sql('t')}"
            ),
            "owing": f"EXISTS (SELECT 1 FROM invoice i WHERE {_OPEN_INVOICE} AND i.due_on < :today)",
        },
    ),
    ListKind.SITES: ListSpec(
        kind=ListKind.SITES,
        source=f"site t {_OF_CUSTOMER} LEFT JOIN employee e ON e.id = t.technician_id",
        columns={"customer": _CUSTOMER_NAME, "technician": "coalesce(e.name, '')"},
        order="c.name, t.name",
        texts=("t.name", "t.address"),
        filters={"active": "t.active"},
    ),
    ListKind.CONTACTS: ListSpec(
        kind=ListKind.CONTACTS,
        source=f"contact t {_OF_CUSTOMER} {_SITE}",
        columns=_NAMES,
        order="c.name, t.to_on IS NOT NULL, t.name",
        texts=("t.name", "t.phone", "t.mobile"),
        filters={"active": "t.to_on IS NULL OR t.to_on >= :today"},
    ),
    ListKind.CONTRACTS: ListSpec(
        kind=ListKind.CONTRACTS,
        source=f"contract t {_OF_CUSTOMER} {_SITE}",
        columns=_NAMES,
        order="t.number",
        texts=("t.number", "t.service"),
        day="t.start_on",
        filters={"active": "t.status = 'active'", "ending": f"t.status = 'active' AND {_ENDS_SOON}"},
    ),
    ListKind.VISITS: ListSpec(
        kind=ListKind.VISITS,
        source="visit t JOIN site s ON s.id = t.site_id JOIN customer c ON c.id = s.customer_id "
        "LEFT JOIN employee e ON e.id = t.technician_id LEFT JOIN service_report r ON r.visit_id = t.id "
        "LEFT JOIN contract k ON k.id = t.contract_id",
        columns={
            **_NAMES,
            "customer_id": "s.customer_id",
            "technician": "coalesce(e.name, '')",
            "appointment_called": (
                "EXISTS (SELECT 1 FROM interaction x WHERE x.visit_id = t.id AND x.purpose = 'appointment' "
                "AND x.result NOT IN ('unreachable', 'voicemail', 'call_back'))"
            ),
            "report": "coalesce(r.number, '')",
            "minutes_before": "coalesce(k.minutes_preparation, 0)",
            "minutes_after": "coalesce(k.minutes_cleaning + k.minutes_after, 0)",
        },
        order="t.date_on, t.start_at = '', t.start_at",
        texts=("s.name", "e.name"),
        day="t.date_on",
        customer="s.customer_id",
        filters={
            "planned": "t.status = 'planned'",
            "done": "t.status = 'done'",
            "open_past": "t.status = 'planned' AND t.date_on < :today",
            "no_report": "t.status = 'done' AND t.kind <> 'collection' AND r.id IS NULL",
            "unbooked": "t.status = 'planned' AND (t.start_at = '' OR t.technician_id IS NULL)",
            **{kind.value: f"t.kind = '{kind.value}'" for kind in VisitKind},
        },
    ),
    ListKind.COMPLAINTS: ListSpec(
        kind=ListKind.COMPLAINTS,
        source=f"complaint t {_OF_CUSTOMER} {_SITE}",
        columns=_NAMES,
        # What still owes an answer stands on top, what is closed at the foot.
        order=(
            "t.closed_at IS NOT NULL, t.answered_at IS NOT NULL OR t.kind <> 'complaint', t.received_at DESC"
        ),
        texts=("t.number", "t.text", "t.reporter"),
        day="t.received_at",
        filters={
            "open": "t.closed_at IS NULL",
            "closed": "t.closed_at IS NOT NULL",
            "unanswered": "t.answered_at IS NULL AND t.closed_at IS NULL AND t.kind = 'complaint'",
        },
    ),
    ListKind.INVOICES: ListSpec(
        kind=ListKind.INVOICES,
        source=f"invoice t {_OF_CUSTOMER} LEFT JOIN customer g ON g.id = c.group_id",
        columns={
            "customer": _CUSTOMER_NAME,
            "group": "coalesce(g.name, '')",
            "open_fen": "t.amount_fen - t.paid_fen",
            "promised_on": (
                "(SELECT max(p.due_on) FROM promise p WHERE p.customer_id = t.customer_id "
                "AND p.kind = 'payment' AND p.withdrawn_why = '' "
                "AND (p.invoice_id = t.id OR p.invoice_id IS NULL))"
            ),
            "last_chased_at": (
                "(SELECT max(x.happened_at) FROM interaction x WHERE (x.invoice_id = t.id "
                "OR x.id IN (SELECT l.interaction_id FROM talk_invoice l WHERE l.invoice_id = t.id)) "
                "AND x.purpose IN ('collection', 'signature'))"
            ),
            "reversed": (
                "EXISTS (SELECT 1 FROM allocation a JOIN invoice r ON r.id = a.credit_id "
                "WHERE a.invoice_id = t.id AND r.kind = 'reversal')"
            ),
        },
        order="t.due_on IS NULL, t.due_on, t.issued_on",
        texts=("t.number",),
        day="t.issued_on",
        filters={
            "open": "t.settled_on IS NULL",
            "overdue": "t.settled_on IS NULL AND t.due_on < :today",
            "not_signed": (
                "t.settled_on IS NULL AND t.due_on IS NULL AND t.kind = 'invoice' AND t.terms LIKE 'signed%'"
            ),
            "disputed": "t.disputed_fen > 0",
            "settled": "t.settled_on IS NOT NULL",
        },
    ),
    ListKind.PAYMENTS: ListSpec(
        kind=ListKind.PAYMENTS,
        source=f"payment t {_OF_CUSTOMER}",
        columns={
            "customer": _CUSTOMER_NAME,
            "unallocated_fen": FREE,
            "reversed": "EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = t.id)",
            "bounced": "EXISTS (SELECT 1 FROM bounce b WHERE t.id IN (b.payment_id, b.reversal_id))",
        },
        order="t.paid_on DESC",
        texts=("t.payer", "t.reference"),
        day="t.paid_on",
        filters={
            "on_account": f"{FREE} <> 0",
        },
    ),
    ListKind.INTERACTIONS: ListSpec(
        kind=ListKind.INTERACTIONS,
        source=f"interaction t {_OF_CUSTOMER}",
        columns={"customer": _CUSTOMER_NAME},
        order="t.happened_at DESC",
        texts=("t.text", "t.spoke_with"),
        day="t.happened_at",
    ),
    ListKind.WORKDAYS: ListSpec(
        kind=ListKind.WORKDAYS,
        source="workday t",
        columns={},
        order="t.day",
        texts=("t.name",),
        day="t.day",
        customer="0",
    ),
}
