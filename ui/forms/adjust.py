"""Taking something off an invoice by a decision: a price adjustment by rule, or a write-off (R077, R084)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.adjustments import (
    USUAL_LOSSES,
    USUAL_RULES,
    Adjustment,
    AdjustmentKind,
    check_adjustment,
)
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.preparation import lines
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.typed_dates import Lean
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class AdjustDialog(FormDialog):
    """Amount, rule, reason and who approved; what stays open stands under it while one types."""

    def __init__(
        self, parent: QWidget | None, session: Session, invoice: Invoice, kind: AdjustmentKind
    ) -> None:
        customer = session.desk.customers.customer(invoice.customer_id).name
        lead = tr(
            "{customer}, invoice {number}: {open} open. A credit with a number of its own is booked.",
            customer=customer,
            number=invoice.number,
            open=Fen(invoice.open_fen),
        )
        verb = tr("Write off") if kind is AdjustmentKind.WRITE_OFF else tr("Adjust the price")
        super().__init__(parent, term(kind), verb, lead=lead)
        self._session, self._invoice, self._kind = session, invoice, kind
        self._key = Session.new_key()
        self._rest = SayField()
        self._add_fields()
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of an adjustment."""
        settings = self._session.desk.context.settings
        return check_adjustment(self.read(), self._invoice.open_fen, settings, self._session.today)

    def job(self) -> Job:
        """Carry the decision out, once."""
        money, draft, key = self._session.desk.money_in, self.read(), self._key
        return lambda _progress: money.adjust(draft, key=key)

    def read(self) -> Adjustment:
        """Return the decision as it stands in the form."""
        values = self.form.values()
        return Adjustment(
            kind=self._kind,
            invoice_id=self._invoice.id,
            amount_fen=int(values["amount_fen"] or 0),
            rule=values["rule"],
            service=values.get("service", ""),
            reason=values["reason"],
            approved_by=values["approved_by"],
            approved_on=values["approved_on"] or date.min,
        )

    def _add_fields(self) -> None:
        form, desk, today = self.form, self._session.desk, self._session.today
        write_off = self._kind is AdjustmentKind.WRITE_OFF
        amount = MoneyField(Fen(self._invoice.open_fen) if write_off else None)
        form.add("amount_fen", tr("Takes off"), amount, required=True)
        form.add("rest", tr("Stays open"), self._rest)
        own = lines(desk.context.settings.adjustment_rules)
        rules = USUAL_LOSSES if write_off else USUAL_RULES
        named = list(own) if own and not write_off else [tr(rule) for rule in rules]
        form.add("rule", tr("Rule"), SuggestField(named), required=True, hint=tr("Down shows them all"))
        if not write_off:
            form.add("service", tr("Service"), TextField(longest=200), hint=tr("some are excluded"))
        form.add("reason", tr("Reason"), NoteField(lines=2), required=True)
        people = [one.name for one in desk.customers.employees() if one.active]
        form.add("approved_by", tr("Approved by"), SuggestField(people), required=True)
        form.add("approved_on", tr("Approved on"), DateField(today, today, lean=Lean.PAST), required=True)

    def _follow(self) -> None:
        """Say what stays open, and who may grant so much."""
        off = int(self.form.field("amount_fen").value() or 0)
        rest = format_money(max(self._invoice.open_fen - off, 0))
        found = self._session.desk.escalation.who_grants(off) if off > 0 else None
        if found is not None:
            who = found[1] or term(found[0].role)
            rest = tr("{rest}; {name} may approve it", rest=rest, name=who)
        self._rest.say(rest, "info")
