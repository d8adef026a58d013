"""The cards of a payment and of a customer in the aging."""

from __future__ import annotations

from collections.abc import Mapping

from branchdesk.domain.aging import Bucket
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.money import format_money
from branchdesk.domain.receivables import Allocation
from branchdesk.domain.rows import InvoiceRow, PaymentRow
from ui.language import say, term, tr
from ui.session import Link, Session
from ui.tabs import collections_looks as looks
from ui.tabs.collections_card import TAKE_BACK, standing_allocations
from ui.tabs.collections_columns import AgingLine, Judge, payment_looks, payment_words
from ui.tabs.collections_facts import CustomerMoney
from ui.tabs.collections_money import bounce_sections
from ui.tabs.collections_parts import calls_section, customer_section, on_account_rows, promises_section
from ui.widgets.badge import Badge
from ui.widgets.card_content import CardAction, CardContent, Fact, LinkRow, Section

_INVOICES_SHOWN = 30


def payment_card(session: Session, payment_id: int) -> CardContent | None:
    """Read a payment and write its card; None where it is gone."""
    rows = session.desk.lists.rows(ListKind.PAYMENTS, [payment_id])
    row = rows[0] if rows else None
    if not isinstance(row, PaymentRow):
        return None
    picture, token = payment_looks(row)
    standing = not row.reversed and row.reverses_id is None
    return CardContent(
        key=Link("payment", row.id).text(),
        title=f"{row.customer}  {format_money(row.amount_fen)}",
        subtitle=f"{term(row.method)} · {row.paid_on.isoformat()}",
        badges=(Badge(payment_words(row), token, picture),),
        actions=_payment_actions(row) if standing else (),
        sections=(
            _payment_facts(session, row),
            *bounce_sections(session, row.id),
            _allocations(session, row),
            customer_section(CustomerMoney(session, row.customer_id)),
        ),
    )


def customer_card(
    session: Session, judge: Judge, line: AgingLine, titles: Mapping[Bucket, str]
) -> CardContent:
    """Write the card of a line of the aging: what the customer owes, invoice by invoice."""
    money = CustomerMoney(session, line.row.customer_id)
    facts = tuple(
        Fact(tr(titles[bucket]), format_money(fen)) for bucket, fen in line.row.amounts.items() if fen
    )
    return CardContent(
        key=Link("customer", line.row.customer_id).text(),
        title=f"{line.row.name}  {format_money(line.row.total_fen)}",
        subtitle=line.row.code,
        warning="\n".join(say(warning) for warning in money.warnings()),
        actions=(
            CardAction("pay", tr("Record payment"), "hand-coins", primary=True),
            CardAction("call", tr("Log a call"), "phone"),
            CardAction("promise", tr("Promise"), "handshake"),
        ),
        sections=(
            Section(tr("Aging"), facts=facts),
            _invoices(session, judge, money),
            customer_section(money),
            promises_section(money),
            calls_section(session, money),
        ),
    )


def _payment_actions(row: PaymentRow) -> tuple[CardAction, ...]:
    reverse = CardAction("reverse", tr("Reverse"), "undo-2")
    if not row.unallocated_fen:
        return (reverse,)
    return CardAction("allocate", tr("Allocate"), "link", primary=True), reverse


def _payment_facts(session: Session, row: PaymentRow) -> Section:
    facts = [
        Fact(tr("Amount"), format_money(row.amount_fen)),
        Fact(
            tr("On account"), format_money(row.unallocated_fen), token="soon" if row.unallocated_fen else ""
        ),
    ]
    payment = session.desk.receivables.payment(row.id)
    recorded = f"{session.moment_text(payment.recorded_at)} {payment.recorded_by}".strip()
    further = (
        (tr("Payer"), row.payer),
        (tr("Reference"), row.reference),
        (tr("Note"), row.note),
        (tr("Recorded"), recorded),
    )
    facts += [Fact(label, value) for label, value in further if value]
    if row.reverses_id is not None:
        link = Link("payment", row.reverses_id).text()
        facts.append(Fact(tr("Reverses"), tr("the payment that was recorded"), link))
    return Section(tr("Payment"), facts=tuple(facts))


def _allocations(session: Session, row: PaymentRow) -> Section:
    found = session.desk.context.reader.find(Allocation, payment_id=row.id)
    rows: list[LinkRow] = []
    for one in standing_allocations(found):
        number = session.desk.receivables.invoice(one.invoice_id).number
        text = tr("Invoice {number}", number=number)
        rows.append(
            LinkRow(
                text, Link("invoice", one.invoice_id).text(), format_money(one.amount_fen), "check", "kept"
            )
        )
        back_link = Link(TAKE_BACK, one.id).text()
        rows.append(LinkRow(tr("Take this allocation back…"), back_link, icon="undo-2"))
    back = row.reversed or row.reverses_id is not None
    empty = tr("Nothing: the money went back.") if back else tr("No invoice yet: all of it is on account.")
    return Section(tr("Pays"), rows=tuple(rows), empty=empty)


def _invoices(session: Session, judge: Judge, money: CustomerMoney) -> Section:
    lists = session.desk.lists
    ids = lists.ids(ListQuery(ListKind.INVOICES, customer_id=money.customer.id, filters=("open",)))
    rows = [
        _invoice_row(judge, row)
        for row in lists.rows(ListKind.INVOICES, ids[:_INVOICES_SHOWN])
        if isinstance(row, InvoiceRow)
    ]
    return Section(tr("Open invoices"), rows=(*rows, *on_account_rows(money)), empty=tr("Nothing is open."))


def _invoice_row(judge: Judge, row: InvoiceRow) -> LinkRow:
    standing = judge.standing(row)
    return LinkRow(
        f"{row.number}  {say(standing.words)}",
        Link("invoice", row.id).text(),
        format_money(row.open_fen),
        looks.picture(standing),
        looks.token(standing, judge.chase_days),
    )
