"""The statements of account of a customer, or all that wait for their stamp (D29)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.account_statements import AccountStatement
from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.services.context import Outcome
from ui.forms.account_statement import AccountStatementDialog
from ui.forms.list_dialog import ListDialog
from ui.language import term, tr, trn
from ui.paper_prints import print_paper
from ui.session import Session
from ui.table.columns import Align, Column


class AccountStatementsDialog(ListDialog):
    """Make, print, send, and write down what came back; without a customer all that are waited for."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int = 0) -> None:
        letters = session.desk.letters
        self._customer_id = customer_id
        super().__init__(
            parent,
            session,
            tr("Statements of account"),
            _columns(session, whose=not customer_id),
            lambda: letters.statements_of(customer_id) if customer_id else letters.waited_for(),
            lead=_lead(session, customer_id),
        )
        sentence = tr("No statement was made yet.") if customer_id else tr("No statement is waited for.")
        self.table.set_empty("mail", sentence)
        if customer_id:
            self.add_button(tr("New…"), self.new)
        self.add_button(tr("Print"), self.print_paper)
        self.add_button(tr("Sent or come back…"), self.edit)
        self.table.activated_record.connect(lambda _id: self.edit())

    def new(self) -> None:
        """Make a statement and show it on paper."""
        dialog = AccountStatementDialog(self, self.session, AccountStatement(customer_id=self._customer_id))
        dialog.saved.connect(self._made)
        dialog.open()

    def edit(self) -> None:
        """Write down that the chosen one was sent, or came back."""
        chosen = self.table.current_id()
        if chosen is None:
            return
        one = self.session.desk.letters.statement(chosen)
        dialog = AccountStatementDialog(self, self.session, one)
        dialog.saved.connect(self._saved)
        dialog.open()

    def print_paper(self) -> None:
        """Show the chosen one on paper."""
        chosen = self.table.current_id()
        if chosen is not None:
            self._print(self.session.desk.letters.statement(chosen))

    def _made(self, outcome: Outcome[AccountStatement]) -> None:
        self._saved(outcome)
        self.table.go_to(outcome.value.id)
        self._print(outcome.value)

    def _saved(self, outcome: Outcome[AccountStatement]) -> None:
        self.session.tell(outcome)
        self.model.refresh()

    def _print(self, one: AccountStatement) -> None:
        customer = self.session.desk.customers.customer(one.customer_id)
        of = f"{customer.code or customer.name} {one.since_on} {one.as_of}"
        print_paper(
            self, self.session, "statement", of, f"{customer.short_name or customer.name} {one.as_of}"
        )


def _lead(session: Session, customer_id: int) -> str:
    if not customer_id:
        return tr("Sent and not back yet, the longest waited for first.")
    name = session.desk.customers.customer(customer_id).name
    return tr("{customer}. A stamp on the slip proves the debt, and three new years begin.", customer=name)


def _columns(session: Session, *, whose: bool) -> Sequence[Column[AccountStatement]]:
    names = {}
    if whose:
        names = {
            one.customer_id: session.desk.customers.customer(one.customer_id).name
            for one in session.desk.letters.waited_for()
        }
    late = timedelta(days=session.desk.context.settings.statement_return_days)
    columns: list[Column[AccountStatement]] = [
        Column("as_of", mark("As of"), lambda r: r.as_of, width=100),
        Column("amount", mark("Balance"), lambda r: Fen(r.amount_fen), align=Align.RIGHT, width=110),
        Column("sent", mark("Sent on"), lambda r: r.sent_on, width=100),
        Column("way", mark("Way"), lambda r: r.sent_how, text=_way, width=150),
        Column(
            "state",
            mark("State"),
            lambda r: r.returned_on,
            text=lambda r: _state(r, session.today),
            icon=lambda r: "circle-check" if r.agrees else "triangle-alert" if r.agrees is False else "clock",
            color=lambda r: _color(r, session.today - late),
            width=230,
        ),
    ]
    if whose:
        columns.insert(
            0, Column("customer", mark("Customer"), lambda r: names.get(r.customer_id, ""), width=200)
        )
    return columns


def _way(one: AccountStatement) -> str:
    return " ".join(part for part in (term(one.sent_how) if one.sent_how else "", one.tracking) if part)


def _state(one: AccountStatement, today: date) -> str:
    if one.sent_on is None:
        return tr("not sent yet")
    if one.returned_on is None:
        days = (today - one.sent_on).days
        return trn("waited for since {n} day", "waited for since {n} days", days)
    if one.agrees:
        return tr("stamped on {day}", day=one.returned_on)
    return tr("they say {amount}", amount=Fen(one.stated_fen or 0))


def _color(one: AccountStatement, late: date) -> str | None:
    if one.agrees:
        return "kept"
    if one.agrees is False or (one.is_waited_for and one.sent_on is not None and one.sent_on < late):
        return "late"
    return None
