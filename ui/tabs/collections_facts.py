"""What the cards of collections read about one customer, once per card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from branchdesk.domain.chase_gate import ChaseFacts, chase_warnings
from branchdesk.domain.chasing import ChaseItem
from branchdesk.domain.complaints import LogKind
from branchdesk.domain.customers import Contact, Customer
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.invoice_state import InvoiceState
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.messages import Message
from branchdesk.domain.promises import PromiseState, PromiseVerdict, chase_rests, judge
from branchdesk.domain.receipts import receipts_since
from branchdesk.domain.receivables import Invoice, Payment, Promise, PromiseKind
from branchdesk.domain.rows import ComplaintRow, InteractionRow, InvoiceRow, PaymentRow
from branchdesk.domain.workdays import WorkCalendar
from branchdesk.services.desk import Desk
from ui.forms.whom import best_for, present
from ui.session import Session

_LOOKED_AT = 60
_CALLS_SHOWN = 5
ABOUT_MONEY = (Purpose.COLLECTION, Purpose.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a customer owes today, in fen; credits count against it."""

    open_fen: int
    overdue_fen: int
    longest_days: int


class CustomerMoney:
    """Reads the money side of one customer."""

    def __init__(self, session: Session, customer_id: int) -> None:
        self._session = session
        self._desk: Desk = session.desk
        self._id = customer_id
        self.today: date = session.today

    @cached_property
    def customer(self) -> Customer:
        """Return whose money it is."""
        return self._desk.customers.customer(self._id)

    @cached_property
    def invoices(self) -> list[Invoice]:
        """Return what is open, credits included."""
        return self._desk.receivables.open_invoices(self._id)

    @cached_property
    def owed(self) -> Owed:
        """Sum what is open and what of it is overdue."""
        late = [one for one in self.invoices if one.due_on is not None and one.due_on < self.today]
        days = max(((self.today - one.due_on).days for one in late if one.due_on), default=0)
        whole = sum(one.open_fen for one in self.invoices)
        overdue = self._desk.instalments.overdue_fen
        return Owed(whole, sum(overdue(one, self.today) for one in late), days)

    @cached_property
    def whom(self) -> Contact | None:
        """Return whom to call about money (D11)."""
        contacts = present(self._desk.customers.contacts_of(self._id), self.today)
        return best_for(contacts, Purpose.COLLECTION)

    @cached_property
    def on_account(self) -> list[PaymentRow]:
        """Return the payments of which something is not allocated."""
        lists = self._desk.lists
        ids = lists.ids(ListQuery(ListKind.PAYMENTS, customer_id=self._id, filters=("on_account",)))
        return [row for row in lists.rows(ListKind.PAYMENTS, ids) if isinstance(row, PaymentRow)]

    @cached_property
    def on_account_fen(self) -> int:
        """Sum the money and the credits that no invoice has taken yet."""
        money = sum(row.unallocated_fen for row in self.on_account)
        return money - sum(one.open_fen for one in self.invoices if one.open_fen < 0)

    @cached_property
    def complaints(self) -> list[ComplaintRow]:
        """Return the open complaints."""
        lists = self._desk.lists
        ids = lists.ids(ListQuery(ListKind.COMPLAINTS, customer_id=self._id, filters=("open",)))
        rows = lists.rows(ListKind.COMPLAINTS, ids[:_LOOKED_AT])
        return [row for row in rows if isinstance(row, ComplaintRow) and row.kind is LogKind.COMPLAINT]

    @cached_property
    def calls(self) -> list[InteractionRow]:
        """Return the latest talks about money."""
        lists = self._desk.lists
        ids = lists.ids(ListQuery(ListKind.INTERACTIONS, customer_id=self._id))
        rows = lists.rows(ListKind.INTERACTIONS, ids[:_LOOKED_AT])
        found = [row for row in rows if isinstance(row, InteractionRow) and row.purpose in ABOUT_MONEY]
        return found[:_CALLS_SHOWN]

    @cached_property
    def called_on(self) -> date | None:
        """Return when somebody was reached about money last."""
        reached = (row for row in self.calls if row.result.counts_as_reached)
        last = next(reached, None)
        return self._session.local(last.happened_at).date() if last else None

    @cached_property
    def promises(self) -> list[tuple[Promise, PromiseVerdict]]:
        """Return the promises to pay that were not withdrawn, the newest first, with what became of them."""
        found = [
            promise
            for promise in self._desk.receivables.promises_of(self._id)
            if promise.kind is PromiseKind.PAYMENT and not promise.withdrawn_why
        ]
        return [(promise, self._judged(promise)) for promise in reversed(found)]

    def warnings(self, row: InvoiceRow | None = None, state: InvoiceState | None = None) -> list[Message]:
        """Say what speaks against a collection call (D25)."""
        facts = ChaseFacts(
            head_office_pays=self._desk.payers.is_exempt(self._id),
            exempt_until=self._exempt_until,
            on_account_fen=self.on_account_fen,
            open_complaints=tuple(one.number for one in self.complaints),
            awaits_signature=state in (InvoiceState.NOT_SENT, InvoiceState.NOT_SIGNED),
            unconfirmed_signer=self._unconfirmed(row, state),
            disputed_fen=row.disputed_fen if row is not None else 0,
            disputed_why=self._desk.receivables.invoice(row.id).disputed_why if row is not None else "",
            promised_on=self.running_promise(row) if row is not None else None,
            called_on=self.called_on,
            bank_until=self._bank_until,
            broken_promises=sum(verdict.state is PromiseState.BROKEN for _, verdict in self.promises),
        )
        return list(chase_warnings(facts, self.today))

    def gate(self, items: Sequence[ChaseItem]) -> list[Message]:
        """Say what speaks against a call about several invoices at once (D25)."""
        invoices = [self._desk.receivables.invoice(one.invoice_id) for one in items]
        disputed = [one for one in invoices if one.disputed_fen]
        missing = {
            owed.id
            for one in invoices
            if one.signed_on is None
            for owed in self._desk.duty_work.report_gate(
                self._id, one.service_on or one.issued_on, one.contract_id
            )
        }
        facts = ChaseFacts(
            on_account_fen=self.on_account_fen,
            open_complaints=tuple(one.number for one in self.complaints),
            disputed_fen=sum(one.disputed_fen for one in disputed),
            disputed_why=disputed[0].disputed_why if len(disputed) == 1 else "",
            called_on=self.called_on,
            bank_until=self._bank_until,
            reports_missing=len(missing),
            broken_promises=sum(verdict.state is PromiseState.BROKEN for _, verdict in self.promises),
        )
        return list(chase_warnings(facts, self.today))

    @property
    def _bank_until(self) -> date | None:
        age = self._desk.chasing.bank_age()
        return age.last_on if age.stale else None

    @property
    def _exempt_until(self) -> date | None:
        found = self._desk.payers.exemption(self._id)
        return found.until_on if found is not None else None

    def _unconfirmed(self, row: InvoiceRow | None, state: InvoiceState | None) -> str:
        if row is None or state is not InvoiceState.TO_CONFIRM:
            return ""
        return self._desk.receivables.invoice(row.id).signed_by or "?"

    def running_promise(self, row: InvoiceRow) -> date | None:
        """Return the promised day of an invoice while one still waits for it."""
        day = row.promised_on
        if day is None or not chase_rests(day, self.today, self._calendar, self._grace):
            return None
        return day

    def _judged(self, promise: Promise) -> PromiseVerdict:
        since = self._session.local(promise.made_at).date()
        receipts = receipts_since(self._payments, since)
        return judge(
            promise.amount_fen or 0, promise.due_on, receipts, self.today, self._calendar, self._grace
        )

    @cached_property
    def _payments(self) -> list[Payment]:
        return self._desk.receivables.payments_of(self._id)

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return self._desk.context.calendar

    @cached_property
    def _grace(self) -> int:
        return self._desk.context.settings.promise_grace_working_days
