"""One statement of account: made as of a day, sent, come back with its stamp (D29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.account_statements import AccountStatement, check_statement
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import SentHow
from branchdesk.domain.typed_dates import Lean
from ui.forms.verdict_field import VerdictField
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class AccountStatementDialog(FormDialog):
    """A new one asks for its days only; one that exists asks what became of it."""

    def __init__(self, parent: QWidget | None, session: Session, one: AccountStatement) -> None:
        customer = session.desk.customers.customer(one.customer_id)
        title = tr("Statement of account") if one.id else tr("New statement of account")
        verb = tr("Save") if one.id else tr("Make the statement")
        super().__init__(parent, title, verb, lead=_lead(one, customer.name))
        self._session = session
        self._one = one
        self._key = Session.new_key()
        if one.id:
            self._add_course()
        else:
            self._add_days()
        self.form.mark_clean()

    def record(self) -> AccountStatement:
        """Return the statement as it stands in the form."""
        values = self.form.values()
        if not self._one.id:
            return replace(
                self._one, since_on=values["since_on"] or date.min, as_of=values["as_of"] or date.min
            )
        return replace(
            self._one,
            sent_on=values["sent_on"],
            sent_how=values["sent_how"],
            tracking=values["tracking"],
            returned_on=values["returned_on"],
            agrees=values["agrees"],
            stated_fen=None if values["stated_fen"] is None else int(values["stated_fen"]),
            note=values["note"],
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of statements."""
        return check_statement(self.record(), self._session.today)

    def job(self) -> Job:
        """Save it."""
        letters, one, key = self._session.desk.letters, self.record(), self._key
        return lambda _progress: letters.save_statement(one, key=key)

    def _add_days(self) -> None:
        today = self._session.today
        end = today.replace(day=1) - timedelta(days=1)
        since = DateField(today, date(end.year, 1, 1), lean=Lean.PAST)
        self.form.add("since_on", tr("From"), since, required=True)
        self.form.add("as_of", tr("Balance as of"), DateField(today, end, lean=Lean.PAST), required=True)

    def _add_course(self) -> None:
        one, today = self._one, self._session.today
        self.form.section(tr("Sent"))
        sent = DateField(today, one.sent_on, lean=Lean.PAST)
        self.form.add("sent_on", tr("Sent on"), sent)
        self.form.add("sent_how", tr("Way"), EnumCombo(SentHow, one.sent_how, empty=tr("not sent yet")))
        self.form.add("tracking", tr("Courier's number"), TextField(one.tracking))
        self.form.section(tr("Slip with the stamp"))
        self.form.add("returned_on", tr("Came back on"), DateField(today, one.returned_on, lean=Lean.PAST))
        answer = VerdictField(tr("agrees"), tr("does not agree"))
        answer.set_value(one.agrees)
        self.form.add("agrees", tr("The customer"), answer)
        stated = MoneyField(None if one.stated_fen is None else Fen(one.stated_fen))
        self.form.add("stated_fen", tr("By their books"), stated)
        self.form.add("note", tr("Note"), NoteField(one.note, lines=2), wide=True)


def _lead(one: AccountStatement, customer: str) -> str:
    if not one.id:
        return customer
    return tr(
        "{customer}: {amount} as of {day}", customer=customer, amount=Fen(one.amount_fen), day=one.as_of
    )
