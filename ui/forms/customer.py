"""Who a customer is, how they are invoiced, and which group they belong to (R031, R061, R064, R158)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_customer
from branchdesk.domain.customers import Customer, CustomerKind, CustomerStatus
from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import customer_choices, group_choices
from ui.forms.explain_due import explain_terms
from ui.forms.plain_words import TERMS, WordsField, terms_example, terms_words
from ui.forms.record_dialog import RecordDialog
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, MoneyField, NoteField, PhoneField, TextField
from ui.widgets.form_dialog import Job

GRADES = ("A", "B", "C")


class CustomerDialog(RecordDialog[Customer]):
    """Adds or changes a customer."""

    def __init__(self, parent: QWidget | None, session: Session, customer: Customer) -> None:
        title = tr("Customer {name}", name=customer.name) if customer.id else tr("New customer")
        super().__init__(parent, session, customer, title, columns=2)
        self._who()
        self._invoicing()
        self._rest()
        self.add_button(tr("Count the days…"), self.explain_terms)
        self.fill()
        self.form.field("kind").edited.connect(self._follow)
        self.form.field("status").edited.connect(self._follow)
        self.form.field("terms").edited.connect(self._explain)
        self._follow()
        self._explain()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the customer file."""
        return check_customer(self.read())

    def job(self) -> Job:
        """Save the customer."""
        desk, customer = self.session.desk, self.read()
        return lambda _progress: desk.customers.save_customer(customer)

    def read(self) -> Customer:
        """Return the customer; a group is only kept where one can belong to it."""
        customer = super().read()
        if customer.kind is CustomerKind.GROUP:
            return replace(customer, group_id=None)
        return customer

    def explain_terms(self) -> None:
        """Open the proof of the terms, with every day that is skipped (D13)."""
        terms = self.form.field("terms").value() or self.session.desk.context.settings.default_terms
        explain_terms(self, self.session, terms).open()

    def explanation(self) -> str:
        """Return the sentence under the terms."""
        return self._terms_line.text()

    def _who(self) -> None:
        form, today = self.form, self.session.today
        form.section(tr("Who they are"))
        form.add("name", tr("Name"), TextField(), required=True, wide=True)
        form.add("short_name", tr("Short name"), TextField())
        form.add("code", tr("Code"), TextField(longest=40))
        form.add("kind", tr("Kind"), EnumCombo(CustomerKind))
        form.add("group_id", tr("Group"), RecordCombo(group_choices(self.session.desk)))
        form.add("status", tr("Status"), EnumCombo(CustomerStatus))
        graded = self.record.id and self.session.desk.opinions.gradings_of(self.record.id)
        hint = tr("From its grading: use Care > Grade the customer, which keeps reasons and history.")
        form.add("grade", tr("Grade"), SuggestField(GRADES), hint=hint if graded else "")
        form.field("grade").setDisabled(bool(graded))
        form.add("lost_on", tr("Lost on"), DateField(today, lean=Lean.PAST))
        form.add("lost_reason", tr("Why lost"), TextField())
        form.add("phone", tr("Phone"), PhoneField())
        form.add("email", tr("E-mail"), TextField())
        form.add("address", tr("Address"), TextField(), wide=True)
        form.add("industry", tr("Industry"), TextField())
        form.add("since", tr("Customer since"), DateField(today, lean=Lean.PAST))
        names = [choice.text for choice in customer_choices(self.session.desk)]
        hint = tr("A customer, or anybody else")
        form.add("referred_by", tr("Referred by"), SuggestField(names), hint=hint)
        form.add("birthday", tr("Anniversary"), DateField(today, lean=Lean.PAST))

    def _invoicing(self) -> None:
        form = self.form
        form.section(tr("Invoicing and terms"))
        form.add("invoice_title", tr("Invoice title"), TextField(), wide=True)
        form.add("tax_id", tr("Tax number"), TextField(longest=40))
        form.add("bank_account", tr("Bank and account"), TextField())
        placeholder = tr("For example: 15 working days after signing, or signed+15wd")
        form.add("terms", tr("Payment terms"), WordsField(TERMS, placeholder=placeholder), wide=True)
        self._terms_line = self.note()
        form.add("authorised_signers", tr("May sign"), TextField(placeholder=tr("Names, separated by 、")))
        form.add("credit_limit_fen", tr("Credit limit"), MoneyField())
        form.add("head_office_pays", "", CheckField(tr("The head office pays; the outlet is not chased")))
        form.add("price_free", "", CheckField(tr("Papers for this customer show no prices")))

    def _rest(self) -> None:
        self.form.section(tr("Note"))
        hint = tr("What one must know before calling; it stands at the head of the card.")
        self.form.add("note", tr("Note"), NoteField(), wide=True, hint=hint)

    def _follow(self) -> None:
        """Show only what concerns this kind of customer."""
        kind = self.form.field("kind").value()
        self.form.set_visible("group_id", visible=kind is not CustomerKind.GROUP)
        for key in ("lost_on", "lost_reason"):
            self.form.set_visible(key, visible=self.form.field("status").value() is CustomerStatus.LOST)

    def _explain(self) -> None:
        session = self.session
        text = self.form.field("terms").value()
        if text:
            example = terms_example(text, session.today, session.desk.context.calendar)
            said = f"{terms_words(text)}\n{example}" if example else ""
        else:
            usual = session.desk.context.settings.default_terms
            said = tr("Empty: the branch's usual terms, {terms}", terms=terms_words(usual))
        self._terms_line.setText(said)
