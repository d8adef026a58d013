"""The columns of the three lists of collections, and how their rows stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from branchdesk.domain.aging import Bucket
from branchdesk.domain.invoice_state import InvoiceStanding, InvoiceStates
from branchdesk.domain.messages import mark, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.rows import InvoiceRow, PaymentRow
from branchdesk.services.aging_report import AgingReportRow
from ui.forms.plain_words import terms_words
from ui.language import say, tr
from ui.session import Session
from ui.table.columns import Align, Column
from ui.tabs import collections_looks as looks


class Judge:
    """How invoices stand by the branch's day, calendar and limits; renewed before each reload."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.renew()

    def renew(self) -> None:
        """Read day, calendar and limits again."""
        context = self.session.desk.context
        settings = context.settings
        self.chase_days = settings.signature_chase_days
        self.states = InvoiceStates(self.session.today, context.calendar, settings.promise_grace_working_days)

    def standing(self, row: InvoiceRow) -> InvoiceStanding:
        """Tell how an invoice stands."""
        return self.states.of(row)

    def token(self, row: InvoiceRow) -> str:
        """Return the colour of its state."""
        return looks.token(self.standing(row), self.chase_days)


def invoice_columns(judge: Judge) -> tuple[Column[InvoiceRow], ...]:
    """Return the columns of the invoices; what one calls about stands first."""
    return (
        Column("number", mark("Number"), lambda r: r.number, sort_key="number", width=104),
        Column("customer", mark("Customer"), lambda r: r.customer, sort_key="customer", width=150),
        Column(
            "state",
            mark("State"),
            lambda r: judge.standing(r).words,
            icon=lambda r: looks.picture(judge.standing(r)),
            color=judge.token,
            tooltip=_state_tip,
            width=200,
        ),
        _money("open", mark("Open"), "open_fen"),
        Column(
            "due",
            mark("Due"),
            lambda r: r.due_on,
            text=_due_text,
            tooltip=_due_tip,
            sort_key="due_on",
            width=148,
        ),
        Column(
            "chased",
            mark("Last chased"),
            lambda r: r.last_chased_at,
            text=lambda r: judge.session.moment_text(r.last_chased_at)[:10],
            sort_key="last_chased_at",
            width=104,
        ),
        _money("amount", mark("Amount"), "amount_fen"),
        Column("issued", mark("Issued on"), lambda r: r.issued_on, sort_key="issued_on", width=104),
        Column("group", mark("Group"), lambda r: r.group, sort_key="group", width=130),
        Column(
            "terms",
            mark("Payment terms"),
            lambda r: r.terms,
            text=lambda r: terms_words(r.terms),
            sort_key="terms",
            width=220,
            visible=False,
        ),
    )


def payment_columns() -> tuple[Column[PaymentRow], ...]:
    """Return the columns of the payments."""
    return (
        Column("paid", mark("Paid on"), lambda r: r.paid_on, sort_key="paid_on", width=104),
        Column("customer", mark("Customer"), lambda r: r.customer, sort_key="customer", width=170),
        _money("amount", mark("Amount"), "amount_fen"),
        Column(
            "state",
            mark("State"),
            payment_words,
            text=payment_words,
            icon=lambda r: payment_looks(r)[0],
            color=lambda r: payment_looks(r)[1],
            width=180,
        ),
        Column("method", mark("Method"), lambda r: r.method, sort_key="method", width=100),
        Column("payer", mark("Payer"), lambda r: r.payer, sort_key="payer", width=150),
        Column("reference", mark("Reference"), lambda r: r.reference, sort_key="reference", width=140),
        Column("note", mark("Note"), lambda r: r.note, width=200, visible=False),
    )


def payment_words(row: PaymentRow) -> str:
    """Say what became of a payment."""
    if row.bounced:
        return tr("came back")
    if row.reverses_id is not None:
        return tr("reversal")
    if row.reversed:
        return tr("reversed")
    if row.unallocated_fen:
        return tr("{amount} on account", amount=Fen(row.unallocated_fen))
    return tr("allocated")


def payment_looks(row: PaymentRow) -> tuple[str, str]:
    """Return icon and colour of what became of a payment."""
    if row.bounced:
        return "triangle-alert", "late"
    if row.reversed or row.reverses_id is not None:
        return "undo-2", "done"
    return ("wallet", "soon") if row.unallocated_fen else ("circle-check", "done")


@dataclass(frozen=True, slots=True)
class AgingLine:
    """One line of the aging as the list needs it."""

    id: int
    row: AgingReportRow

    def fen(self, bucket: Bucket) -> int:
        """Return what stands in a column, in fen."""
        return self.row.amounts[bucket]


def aging_columns(titles: Mapping[Bucket, str]) -> tuple[Column[AgingLine], ...]:
    """Return the columns of the aging; `titles` names the buckets by the branch's edges."""
    return (
        Column("name", mark("Name"), _aging_name, sort_key="name", width=190),
        Column(
            "total",
            mark("Owed in all"),
            lambda line: Fen(line.row.total_fen),
            align=Align.RIGHT,
            sort_key="total",
            width=116,
        ),
        *(_bucket_column(bucket, titles[bucket]) for bucket in Bucket),
        Column(
            "oldest",
            mark("Oldest, days"),
            lambda line: line.row.oldest_days or None,
            align=Align.RIGHT,
            sort_key="oldest",
            width=104,
        ),
    )


def _bucket_column(bucket: Bucket, title: str) -> Column[AgingLine]:
    def amount(line: AgingLine) -> Fen | None:
        return Fen(line.fen(bucket)) if line.fen(bucket) else None

    late = bucket in (Bucket.D61_90, Bucket.D91_PLUS)
    return Column(
        bucket.value,
        title,
        amount,
        align=Align.RIGHT,
        color=lambda line: "late" if late and line.fen(bucket) > 0 else None,
        sort_key=bucket.value,
        width=108,
    )


def _aging_name(line: AgingLine) -> str:
    row = line.row
    if not row.name:
        return tr("Nobody named")  # the technician of some customers
    return f"{row.name}  {row.number}" if row.number else row.name


def _money(key: str, title: str, field: str) -> Column[Any]:
    return Column(key, title, lambda r: Fen(getattr(r, field)), align=Align.RIGHT, sort_key=field, width=112)


def _due_text(row: InvoiceRow) -> str:
    if row.due_on is None:
        return ""
    return tr("{day} (prov.)", day=row.due_on) if row.due_provisional else row.due_on.isoformat()


def _due_tip(row: InvoiceRow) -> str:
    if row.due_on is None or not row.due_provisional:
        return terms_words(row.terms)
    return say(
        msg(
            "Due on {due}, provisional: the holidays of {year} are not announced yet.",
            due=row.due_on,
            year=row.due_on.year,
        )
    )


def _state_tip(row: InvoiceRow) -> str:
    if not row.disputed_fen:
        return ""
    return tr("{amount} of it is disputed", amount=Fen(row.disputed_fen))
