"""The card of an invoice: who owes, what speaks against calling, its journey, its money (D22 to D25)."""

from __future__ import annotations

from branchdesk.domain.invoice_state import InvoiceStanding, InvoiceState
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind
from branchdesk.domain.rows import InvoiceRow
from branchdesk.services.duty_work import OwedReport
from ui.forms.due_words import due_words
from ui.forms.plain_words import terms_words
from ui.language import say, term, tr
from ui.session import Link, Session
from ui.tabs import collections_letters, collections_money, collections_reports, collections_visits
from ui.tabs import collections_looks as looks
from ui.tabs.collections_columns import Judge
from ui.tabs.collections_facts import CustomerMoney
from ui.tabs.collections_journey import journey_steps
from ui.tabs.collections_parts import (
    calls_section,
    customer_section,
    on_account_rows,
    promises_section,
)
from ui.widgets.badge import Badge
from ui.widgets.card_content import CardAction, CardContent, Fact, LinkRow, Section
from ui.widgets.journey import JourneyStep

EXPLAIN = "explain"
TAKE_BACK = "take-back"


def invoice_card(session: Session, judge: Judge, invoice_id: int) -> CardContent | None:
    """Read an invoice and write its card; None where it is gone."""
    rows = session.desk.lists.rows(ListKind.INVOICES, [invoice_id])
    row = rows[0] if rows else None
    return _Card(session, judge, row).content() if isinstance(row, InvoiceRow) else None


class _Card:
    def __init__(self, session: Session, judge: Judge, row: InvoiceRow) -> None:
        self._session = session
        self._judge = judge
        self._row = row
        self._invoice: Invoice = session.desk.receivables.invoice(row.id)
        self._money = CustomerMoney(session, row.customer_id)
        self._standing: InvoiceStanding = judge.standing(row)
        self._owed: list[OwedReport] = []

    def content(self) -> CardContent:
        open_still = self._row.settled_on is None and not self._row.reversed
        self._owed = collections_reports.owed_for(self._session, self._invoice) if open_still else []
        held = collections_reports.warning(self._owed)
        warnings = self._money.warnings(self._row, self._standing.state) if open_still else []
        warnings = [*([held] if held else []), *warnings]
        return CardContent(
            key=Link("invoice", self._row.id).text(),
            title=f"{self._row.customer}  {format_money(self._row.open_fen or self._row.amount_fen)}",
            subtitle=f"{term(self._row.kind)} {self._row.number}",
            badges=self._badges(),
            warning="\n".join(say(warning) for warning in warnings),
            actions=self._actions(open_still=open_still),
            sections=tuple(self._sections()),
        )

    def _sections(self) -> list[Section]:
        sections = [customer_section(self._money)]
        if self._row.kind is InvoiceKind.INVOICE:
            sections.append(self._journey())
            sections.extend(collections_reports.section(self._owed))
            sections.extend(collections_letters.claim_sections(self._session, self._invoice))
        sections.extend(collections_visits.sections(self._session, self._row.id))
        sections += collections_money.sections(self._session, self._invoice)
        sections += [self._paid(), promises_section(self._money), calls_section(self._session, self._money)]
        return sections

    def _badges(self) -> tuple[Badge, ...]:
        badges = [looks.badge(self._standing, self._judge.chase_days)]
        row = self._row
        if row.disputed_fen and self._standing.state is not InvoiceState.DISPUTED:
            text = tr("{amount} disputed", amount=Fen(row.disputed_fen))
            badges.append(Badge(text, "soon", "message-square-warning"))
        if row.dunning_level:
            badges.append(Badge(tr("Reminder letter {n}", n=row.dunning_level), "info", "mail"))
        return tuple(badges)

    def _actions(self, *, open_still: bool) -> tuple[CardAction, ...]:
        if self._row.kind is not InvoiceKind.INVOICE or not open_still:
            return ()
        return (
            CardAction("pay", tr("Record payment"), "hand-coins", primary=True),
            CardAction("call", tr("Log a call"), "phone"),
            CardAction("journey", tr("Sent / signed for"), "send"),
            CardAction("promise", tr("Promise"), "handshake"),
            CardAction("credit", tr("Credit note"), "receipt"),
            CardAction("reverse", tr("Reverse"), "undo-2"),
        )

    def _journey(self) -> Section:
        invoice = self._invoice
        facts = [Fact(tr("Due"), self._due(), EXPLAIN if invoice.terms or invoice.due_given_on else "")]
        if invoice.terms:
            facts.append(Fact(tr("Terms"), terms_words(invoice.terms)))
        sent = " ".join(part for part in (invoice.courier, invoice.tracking) if part)
        if invoice.sent_how is not None:
            facts.append(Fact(tr("Sent"), f"{term(invoice.sent_how)} {sent}".strip()))
        if invoice.signed_by:
            confirmed = invoice.signature_confirmed
            text = invoice.signed_by if confirmed else tr("{name} (to be confirmed)", name=invoice.signed_by)
            facts.append(Fact(tr("Signed by"), text, token="" if confirmed else "soon"))
        if invoice.note:
            facts.append(Fact(tr("Note"), invoice.note))
        return Section(tr("The way of the invoice"), facts=tuple(facts), steps=self._steps())

    def _steps(self) -> tuple[JourneyStep, ...]:
        return journey_steps(self._invoice, self._row, self._standing, self._money)

    def _due(self) -> str:
        invoice = self._invoice
        if invoice.due_on is not None and self._session.desk.instalments.of(invoice):
            return tr("Due on {day}: the next part.", day=invoice.due_on)
        if invoice.due_given_on is not None:
            return tr("Due on {day}, given by hand.", day=invoice.due_given_on)
        proof = self._session.desk.receivables.explain_due(invoice)
        if proof is None:
            return tr("No payment terms")
        return tr("{sentence} Explain…", sentence=due_words(proof))

    def _paid(self) -> Section:
        """List what settled the invoice, and what could."""
        given = standing_allocations(self._session.desk.receivables.allocations_to(self._row.id))
        rows = [self._allocation(one) for one in given]
        if self._row.open_fen > 0:
            rows += on_account_rows(self._money)
        facts = (
            Fact(tr("Amount"), format_money(self._row.amount_fen)),
            Fact(tr("Open"), format_money(self._row.open_fen)),
        )
        return Section(tr("Money"), facts=facts, rows=tuple(rows))

    def _allocation(self, row: Allocation) -> LinkRow:
        receivables = self._session.desk.receivables
        if row.payment_id is not None:
            how = term(receivables.payment(row.payment_id).method)
            link = Link("payment", row.payment_id).text()
        else:
            credit = receivables.invoice(row.credit_id or 0)
            how = f"{term(credit.kind)} {credit.number}"
            link = Link("invoice", credit.id).text()
        text = f"{row.allocated_on.isoformat()}  {how}"
        return LinkRow(text, link, format_money(row.amount_fen), "check", "kept")


def standing_allocations(rows: list[Allocation]) -> list[Allocation]:
    """Return the allocations that were not taken back."""
    taken_back = {row.reverses_id for row in rows if row.reverses_id is not None}
    return [row for row in rows if row.reverses_id is None and row.id not in taken_back]
