"""Visits that ask for money in person: planned like others, linked to invoices, with their result (R070)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from branchdesk.domain import checks
from branchdesk.domain.customers import Site
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.plan_records import CollectionItem
from branchdesk.domain.receivables import Invoice, Promise, PromiseKind
from branchdesk.domain.sales import TalkInvoice
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services import plan_guard
from branchdesk.services.context import Context, Outcome
from branchdesk.services.interactions import completed
from branchdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """One invoice of a collection visit: what was open when it was planned, and what is open now."""

    invoice: Invoice
    planned_fen: int

    @property
    def open_fen(self) -> int:
        """Return what is still owed of it."""
        return self.invoice.open_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionResult:
    """What came of a collection visit."""

    result: CallResult
    spoke_with: str = ""
    text: str = ""
    promised_fen: int | None = None
    promised_on: date | None = None
    arrived_at: str = ""


class Collecting:
    """Plans collection visits and stores their results."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lines(self, visit_id: int) -> list[CollectionLine]:
        """Return the invoices that a collection visit is about."""
        reader = self._context.reader
        items = reader.find(CollectionItem, visit_id=visit_id)
        return [CollectionLine(reader.get(Invoice, one.invoice_id), one.amount_fen) for one in items]

    def sentence(self, visit_id: int) -> Message:
        """Say what the visit is about: "Visit 2026-11-26 lists 2 invoices, 12,400.00"."""
        visit, lines = self._context.reader.get(Visit, visit_id), self.lines(visit_id)
        return msg(
            "Visit {day} lists {count} invoices, {amount}",
            day=visit.date_on,
            count=len(lines),
            amount=Fen(sum(line.planned_fen for line in lines)),
        )

    def plan(self, visit: Visit, invoice_ids: Sequence[int], *, key: str = "") -> Outcome[Visit]:
        """Plan a collection visit (or change one that is planned) with the invoices that it is about."""
        draft = replace(visit, kind=VisitKind.COLLECTION, contract_id=None, slot_id=None)
        checks.require(checks.check_visit(draft, None))
        if not invoice_ids:
            raise Invalid({"invoices": msg("Tick at least one invoice that the visit is about.")})
        customer_id = self._context.reader.get(Site, draft.site_id).customer_id
        with self._context.act("plan_collection", key=key) as work:
            before = work.get(Visit, draft.id) if draft.id else None
            plan_guard.admit(work, self._context, before, draft)
            saved = work.update(draft) if draft.id else work.insert(draft)
            present = {one.invoice_id: one for one in work.find(CollectionItem, visit_id=saved.id)}
            for gone in present.keys() - set(invoice_ids):
                work.delete(present[gone])
            for invoice_id in dict.fromkeys(invoice_ids):
                invoice = work.get(Invoice, invoice_id)
                if invoice.customer_id != customer_id:
                    raise Refused(msg("This invoice belongs to another customer. Choose again."))
                if invoice_id not in present:
                    if invoice.open_fen <= 0:
                        text = msg("Invoice {number} is paid already. Leave it out.", number=invoice.number)
                        raise Refused(text, field="invoices")
                    work.insert(
                        CollectionItem(visit_id=saved.id, invoice_id=invoice_id, amount_fen=invoice.open_fen)
                    )
            items = work.find(CollectionItem, visit_id=saved.id)
        message = msg(
            "Visit {day} lists {count} invoices, {amount}",
            day=saved.date_on,
            count=len(items),
            amount=Fen(sum(one.amount_fen for one in items)),
        )
        return self._context.outcome(work, saved, message)

    def record(self, visit_id: int, found: CollectionResult, *, key: str = "") -> Outcome[Visit]:
        """Store what came of a collection visit: it stands in the history of each invoice."""
        visit = self._context.reader.get(Visit, visit_id)
        if visit.kind is not VisitKind.COLLECTION:
            raise Refused(msg("This is a service visit. Record it as a visit."))
        if visit.status is not VisitStatus.PLANNED:
            raise Refused(msg("The result of this visit is recorded already."))
        _check(found)
        customer_id = self._context.reader.get(Site, visit.site_id).customer_id
        with self._context.act("record_collection", key=key) as work:
            items = work.find(CollectionItem, visit_id=visit_id)
            talk = Interaction(
                customer_id=customer_id,
                site_id=visit.site_id,
                visit_id=visit_id,
                invoice_id=items[0].invoice_id if len(items) == 1 else None,
                kind=InteractionKind.MEETING,
                purpose=Purpose.COLLECTION,
                result=found.result,
                spoke_with=found.spoke_with,
                text=found.text,
            )
            saved_talk = work.insert(completed(self._context, talk))
            for item in items:
                work.insert(TalkInvoice(interaction_id=saved_talk.id, invoice_id=item.invoice_id))
            if found.result is CallResult.PROMISED:
                _promise(work, customer_id, items, found)
            done = replace(
                visit,
                status=VisitStatus.DONE,
                arrived_at=found.arrived_at,
                told_whom=found.spoke_with,
                findings=found.text,
                done_at=work.at,
            )
            saved = work.update(done)
        return self._context.outcome(
            work, saved, msg("Collection visit of {day} recorded", day=saved.date_on)
        )

    def result_of(self, visit_id: int) -> Interaction | None:
        """Return the record of what came of a collection visit."""
        return self._context.reader.first(Interaction, visit_id=visit_id, purpose=Purpose.COLLECTION)

    def visits_of(self, invoice_id: int) -> list[Visit]:
        """Return the collection visits that an invoice is on, newest first."""
        reader = self._context.reader
        items = reader.find(CollectionItem, invoice_id=invoice_id)
        found = [reader.get(Visit, one.visit_id) for one in items]
        return sorted(found, key=lambda one: one.date_on, reverse=True)


def _promise(
    work: UnitOfWork, customer_id: int, items: Sequence[CollectionItem], found: CollectionResult
) -> None:
    promise = Promise(
        kind=PromiseKind.PAYMENT,
        customer_id=customer_id,
        invoice_id=items[0].invoice_id if len(items) == 1 else None,
        text=found.text,
        amount_fen=found.promised_fen,
        due_on=found.promised_on or date.min,
        made_at=work.at,
        made_by=found.spoke_with,
    )
    checks.require(checks.check_promise(promise))
    work.insert(promise)


def _check(found: CollectionResult) -> None:
    problems: dict[str, Message] = {}
    if found.result is CallResult.PROMISED:
        if not found.promised_fen:
            problems["promised_fen"] = msg("Enter the amount that was promised.")
        if found.promised_on is None:
            problems["promised_on"] = msg("Enter the day that was promised.")
    elif not found.text.strip():
        problems["text"] = msg("Write down what came of the visit.")
    checks.require(problems)
