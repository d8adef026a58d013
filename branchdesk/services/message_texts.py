"""Messages that one pastes into WeChat: short, polite, in the contact's language (D33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.customers import Contact, ContactRole, Customer, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.message_kinds import MessageKind
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Invoice, InvoiceKind
from branchdesk.domain.salutation import salutation
from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visits import Visit
from branchdesk.language import Words
from branchdesk.services.context import Context
from branchdesk.services.lists import Lists

_ROLES: dict[MessageKind, tuple[ContactRole, ...]] = {
    MessageKind.APPOINTMENT: (ContactRole.SERVICE, ContactRole.MANAGER),
    MessageKind.REMINDER: (ContactRole.PAYER, ContactRole.INVOICE),
    MessageKind.STATEMENT: (ContactRole.INVOICE, ContactRole.PAYER),
    MessageKind.THANKS: (ContactRole.MANAGER, ContactRole.SERVICE),
}


@dataclass(frozen=True, slots=True)
class MessageText:
    """A message that is ready to be pasted, and to whom it goes."""

    to: str
    language: str
    text: str


def message_text(context: Context, customer_id: int, kind: MessageKind) -> MessageText:
    """Write a message to the customer's right contact, in the contact's language.

    Raises Refused where there is nothing to write about: no visit planned, no invoice open.
    """
    contact = _contact(context, customer_id, kind)
    language = (contact.language if contact else "") or context.branch.language
    words = Words(language)
    called = salutation(contact.name, contact.title) if contact else ""
    writing = _Writing(context, words, customer_id)
    body = {
        MessageKind.APPOINTMENT: writing.appointment,
        MessageKind.REMINDER: writing.reminder,
        MessageKind.STATEMENT: writing.statement,
        MessageKind.THANKS: writing.thanks,
    }[kind]()
    head = words.tr("Dear {name},", name=called) if called else words.tr("Hello,")
    foot = f"{context.branch.name} {context.author.name}".strip()
    return MessageText(called, language, "\n".join((head, body, foot)))


class _Writing:
    """Writes the middle part of a message from what the branch file says today."""

    def __init__(self, context: Context, words: Words, customer_id: int) -> None:
        self._context = context
        self._words = words
        self._customer_id = customer_id
        self._today = context.clock.today()

    def appointment(self) -> str:
        """Announce the next visit, with what is to be prepared."""
        lists = Lists(self._context)
        query = ListQuery(
            ListKind.VISITS, filters=("planned",), customer_id=self._customer_id, since=self._today
        )
        rows = lists.rows(ListKind.VISITS, lists.ids(query)[:1])
        visit = next((row for row in rows if isinstance(row, VisitRow)), None)
        if visit is None:
            raise Refused(msg("No visit is planned for this customer. Plan the visit first."))
        words = self._words
        when = f"{words.long_date(visit.date_on)} {visit.start_at}".strip()
        line = words.tr("our service at {site} is planned for {when}.", site=visit.site, when=when)
        items = self._preparation(visit.id)
        ready = words.tr("Please prepare: {items}.", items=items) if items else ""
        ask = words.tr("Does that suit you? Please tell us if anything has changed.")
        return "\n".join(part for part in (line, ready, ask) if part)

    def reminder(self) -> str:
        """Remind of what is overdue, or of what falls due next."""
        invoices = [one for one in self._open() if one.due_on is not None]
        late = [one for one in invoices if (one.due_on or self._today) < self._today]
        if not invoices:
            raise Refused(msg("Nothing of this customer is due. There is nothing to remind of."))
        words = self._words
        if not late:
            first = min(invoices, key=lambda one: one.due_on or date.max)
            return words.tr(
                "invoice {number} over {amount} is due on {day}. Has it reached the person who pays?",
                number=first.number,
                amount=Fen(first.open_fen),
                day=first.due_on,
            )
        lines = [self._line(one) for one in late]
        head = words.tr("these invoices are past their due date and may have escaped you:")
        total = words.tr("Together {amount}.", amount=Fen(sum(one.open_fen for one in late)))
        ask = words.tr("When may we expect the payment? If it is on its way, please ignore this note.")
        return "\n".join((head, *lines, total, ask))

    def statement(self) -> str:
        """List all open items."""
        invoices = self._open()
        if not invoices:
            raise Refused(msg("No invoice of this customer is open. There is nothing to list."))
        words = self._words
        head = words.tr("as of {day} these items are open:", day=self._today)
        total = words.tr("Together {amount}.", amount=Fen(sum(one.open_fen for one in invoices)))
        ask = words.tr("Please tell us if your books say otherwise.")
        return "\n".join((head, *(self._line(one) for one in invoices), total, ask))

    def thanks(self) -> str:
        """Thank for the good work together."""
        name = self._context.reader.get(Customer, self._customer_id).name
        return self._words.tr(
            "thank you for your trust. It is a pleasure to work for {name}. "
            "If anything can be better, please tell us at any time.",
            name=name,
        )

    def _open(self) -> list[Invoice]:
        found = self._context.reader.find(Invoice, customer_id=self._customer_id, settled_on=None)
        return [one for one in found if one.kind is InvoiceKind.INVOICE and one.open_fen > 0]

    def _line(self, invoice: Invoice) -> str:
        words, amount = self._words, Fen(invoice.open_fen)
        if invoice.due_on is None:
            return words.tr("• {number}: {amount}", number=invoice.number, amount=amount)
        return words.tr(
            "• {number}: {amount}, due {day}", number=invoice.number, amount=amount, day=invoice.due_on
        )

    def _preparation(self, visit_id: int) -> str:
        reader = self._context.reader
        return reader.get(Site, reader.get(Visit, visit_id).site_id).prep_items


def _contact(context: Context, customer_id: int, kind: MessageKind) -> Contact | None:
    """Pick the contact with the right role who has not left; anybody rather than nobody."""
    today = context.clock.today()
    everybody = context.reader.find(Contact, customer_id=customer_id)
    here = [one for one in everybody if one.to_on is None or one.to_on >= today]
    for role in _ROLES[kind]:
        for one in here:
            if role in one.roles:
                return one
    return next(iter(here), None)
