"""Invoices in parts: the plan, what of it is paid, what of it is overdue (R062, R077)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branchdesk.domain.checks import require
from branchdesk.domain.errors import Refused
from branchdesk.domain.instalments import (
    Instalment,
    PartStanding,
    asked_fen,
    check_instalments,
    standings,
)
from branchdesk.domain.invoice_dates import with_due, with_parts
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import Invoice, InvoiceKind
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import receivables as queries
from branchdesk.storage.queries.instalments import parts_of
from branchdesk.storage.unit_of_work import Reader, UnitOfWork


class Instalments:
    """The parts of invoices."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, invoice: Invoice) -> tuple[PartStanding, ...]:
        """Return the parts with what is paid of each; nothing where the invoice is paid at once."""
        return standings(parts_of(self._context.database, invoice.id), invoice.paid_fen)

    def overdue_fen(self, invoice: Invoice, today: date) -> int:
        """Return what of an invoice is overdue, in fen: of one in parts only those whose day has passed."""
        parts = self.of(invoice)
        if parts:
            return sum(one.open_fen for one in parts if one.is_overdue(today))
        late = invoice.due_on is not None and invoice.due_on < today
        return max(invoice.open_fen, 0) if late else 0

    def save(self, invoice_id: int, parts: Sequence[Instalment], *, key: str = "") -> Outcome[Invoice]:
        """Let an invoice be paid in these parts; they sum exactly to it."""
        with self._context.act("save_instalments", key=key) as work:
            invoice = work.get(Invoice, invoice_id)
            self._demand_open(work, invoice)
            ordered = sorted(parts, key=lambda one: one.due_on)
            require(check_instalments(ordered, invoice.amount_fen, invoice.issued_on))
            before = _forget(work, invoice)
            kept = [
                work.insert(
                    replace(part, id=0, version=0, invoice_id=invoice_id, nth=nth, given_before_on=before)
                )
                for nth, part in enumerate(ordered, 1)
            ]
            saved = work.update(with_parts(invoice, kept))
        message = msg("Invoice {number} is paid in {n} parts", number=saved.number, n=len(kept))
        return self._context.outcome(work, saved, message)

    def remove(self, invoice_id: int) -> Outcome[Invoice]:
        """Let an invoice be due at once again, as it was before it had parts."""
        with self._context.act("remove_instalments") as work:
            invoice = work.get(Invoice, invoice_id)
            if not parts_of(work.database, invoice_id):
                raise Refused(msg("Invoice {number} is not paid in parts.", number=invoice.number))
            before = _forget(work, invoice)
            whole = with_due(replace(invoice, due_given_on=before), self._context.calendar)
            saved = work.update(whole)
        message = msg("Invoice {number} is paid at once again", number=saved.number)
        return self._context.outcome(work, saved, message)

    @staticmethod
    def _demand_open(work: UnitOfWork, invoice: Invoice) -> None:
        if invoice.kind is not InvoiceKind.INVOICE or queries.is_reversed(
            work.database, "invoice", invoice.id
        ):
            raise Refused(msg("Only an invoice that stands can be paid in parts."))
        if invoice.open_fen <= 0:
            raise Refused(msg("Nothing of invoice {number} is open.", number=invoice.number))


def asked_now(reader: Reader, invoice: Invoice, today: date) -> int:
    """Return what can be asked for of an invoice, in fen: of one in parts not what is due only later."""
    parts = parts_of(reader.database, invoice.id)
    return asked_fen(parts, invoice.paid_fen, today) if parts else invoice.open_fen


def _forget(work: UnitOfWork, invoice: Invoice) -> date | None:
    """Take the parts out; returns the due day by hand that the invoice had before them."""
    known = parts_of(work.database, invoice.id)
    for part in known:
        work.delete(part)
    return known[0].given_before_on if known else invoice.due_given_on
