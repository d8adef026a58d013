"""Money in, in the menu and on the cards: adjustments, bounced payments, instalments (R077, R084)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from branchdesk.domain.adjustments import AdjustmentKind
from branchdesk.domain.instalments import PartStanding
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.receivables import Invoice
from branchdesk.services.context import Outcome
from branchdesk.services.money_in import AdjustmentLine
from ui import notices
from ui.language import term, tr
from ui.session import Link, Session
from ui.tabs.base import Command, Tab
from ui.widgets.card_content import Fact, LinkRow, Section
from ui.widgets.form_dialog import FormDialog


def commands(
    tab: Tab, invoice_id: Callable[[], int | None], payment_id: Callable[[], int | None]
) -> Sequence[Command]:
    """Return what can be done with money beside recording it."""
    under = tr("Money in")
    return (
        Command(
            tr("Price adjustment…"),
            lambda: _adjust(tab, invoice_id(), AdjustmentKind.PRICE),
            icon="receipt",
            needs_record=True,
            under=under,
        ),
        Command(
            tr("Write off…"),
            lambda: _adjust(tab, invoice_id(), AdjustmentKind.WRITE_OFF),
            icon="trash-2",
            needs_record=True,
            under=under,
        ),
        Command(
            tr("Instalments…"),
            lambda: _instalments(tab, invoice_id()),
            "Ctrl+Shift+D",
            "list-checks",
            needs_record=True,
            under=under,
        ),
        Command(
            tr("Payment bounced…"),
            lambda: _bounce(tab, payment_id()),
            icon="undo-2",
            needs_record=True,
            under=under,
        ),
    )


def sections(session: Session, invoice: Invoice) -> tuple[Section, ...]:
    """Say on the card of an invoice what was decided about it, and how its parts stand."""
    found = []
    parts = session.desk.instalments.of(invoice)
    if parts:
        rows = tuple(_part_row(one, session) for one in parts)
        found.append(Section(tr("Instalments"), rows=rows))
    decided = session.desk.money_in.adjustments_of(invoice.id)
    if decided:
        facts = tuple(fact for one in decided for fact in _decision(one))
        found.append(Section(tr("Adjustments"), facts=facts))
    return tuple(found)


def bounce_sections(session: Session, payment_id: int) -> tuple[Section, ...]:
    """Say on the card of a payment that it came back, and why."""
    bounce = session.desk.money_in.bounce_of(payment_id)
    if bounce is None:
        return ()
    facts = [
        Fact(tr("Reason"), term(bounce.reason), "", "late"),
        Fact(tr("Returned on"), bounce.bounced_on.isoformat()),
        Fact(tr("Call on"), bounce.next_on.isoformat()),
    ]
    if bounce.fee_fen:
        facts.append(Fact(tr("Bank fee"), format_money(bounce.fee_fen)))
    if bounce.note:
        facts.append(Fact(tr("What the bank wrote"), bounce.note))
    return (Section(tr("The payment came back"), facts=tuple(facts)),)


def offer_free_money(session: Session, outcome: Outcome[Invoice], allocate: Callable[[int], None]) -> None:
    """Say after a new invoice that money on account could pay it, and offer to allocate it (R077)."""
    invoice, desk = outcome.value, session.desk
    found = desk.money_in.on_account_for(invoice)
    if not found:
        return
    free = Fen(min(sum(one.free_fen for one in found), invoice.open_fen))
    payment_id = found[0].payment.id
    notices.post(
        notices.Notice(
            tr("{amount} on account could pay invoice {number}.", amount=free, number=invoice.number),
            tr("Allocate {amount}", amount=free),
            lambda: allocate(payment_id),
            severity=notices.Severity.INFO,
        )
    )


def _part_row(one: PartStanding, session: Session) -> LinkRow:
    text = tr("Part {n}, due {day}", n=one.part.nth, day=one.part.due_on)
    link = Link("invoice", one.part.invoice_id).text()
    if one.open_fen <= 0:
        return LinkRow(text, link, tr("{amount} paid", amount=Fen(one.part.amount_fen)), "check", "kept")
    late = one.is_overdue(session.today)
    amount = tr("{open} of {amount} open", open=Fen(one.open_fen), amount=Fen(one.part.amount_fen))
    if late:
        days = (session.today - one.part.due_on).days
        amount = tr("{amount}, {n} days overdue", amount=amount, n=days)
    return LinkRow(text, link, amount, "triangle-alert" if late else "clock", "late" if late else "muted")


def _decision(line: AdjustmentLine) -> tuple[Fact, ...]:
    one = line.adjustment
    what = tr("{amount} off ({number})", amount=Fen(one.amount_fen), number=line.number)
    if line.reversed:
        what = tr("{what}, taken back", what=what)
    why = tr("{rule}: {reason}", rule=one.rule, reason=one.reason)
    by = tr("{name} on {day}", name=one.approved_by, day=one.approved_on)
    link = Link("invoice", one.credit_id).text()
    return (
        Fact(term(one.kind), what, link, "done" if line.reversed else ""),
        Fact(tr("Rule"), why),
        Fact(tr("Approved by"), by),
    )


def _adjust(tab: Tab, invoice_id: int | None, kind: AdjustmentKind) -> None:
    from ui.forms.adjust import AdjustDialog

    invoice = _open_invoice(tab, invoice_id)
    if invoice is not None:
        _show(tab, AdjustDialog(tab, tab.session, invoice, kind))


def _instalments(tab: Tab, invoice_id: int | None) -> None:
    from ui.forms.instalments import InstalmentsDialog

    invoice = _open_invoice(tab, invoice_id)
    if invoice is not None:
        _show(tab, InstalmentsDialog(tab, tab.session, invoice))


def _bounce(tab: Tab, payment_id: int | None) -> None:
    from ui.forms.bounce import BounceDialog

    desk = tab.session.desk
    payment = desk.receivables.payment(payment_id) if payment_id else None
    if payment is None:
        notices.post(notices.Notice(tr("Choose a payment first."), severity=notices.Severity.INFO))
        return
    _show(tab, BounceDialog(tab, tab.session, payment))


def _open_invoice(tab: Tab, invoice_id: int | None) -> Invoice | None:
    invoice = tab.session.desk.receivables.invoice(invoice_id) if invoice_id else None
    if invoice is not None and invoice.open_fen > 0:
        return invoice
    notices.post(notices.Notice(tr("Choose an open invoice first."), severity=notices.Severity.INFO))
    return None


def _show(tab: Tab, dialog: FormDialog) -> None:
    dialog.saved.connect(tab.session.tell)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
