"""Who to chase today: one customer at a time, results by key, then the next (R069, R075, R078)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.chasing import (
    ChaseCustomer,
    ChaseOutcome,
    ChaseResult,
    check_result,
    polite_text,
    split_dispute,
)
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.receivables import SentHow
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.wording import Situation
from branchdesk.domain.wording_rules import TextPurpose
from branchdesk.services.context import Outcome
from ui.forms.case_phrases import customer_help
from ui.forms.chase_head import ChaseHead
from ui.forms.choice_row import ChoiceRow
from ui.forms.invoices_field import InvoicesField
from ui.forms.read_aloud import ReadAloud
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import addressed, present
from ui.language import say, tr
from ui.session import Session
from ui.tabs.collections_facts import CustomerMoney
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form_dialog import FormDialog, Job

_ASKED: dict[str, ChaseOutcome] = {
    "promised_fen": ChaseOutcome.PROMISED,
    "promised_on": ChaseOutcome.PROMISED,
    "disputed_fen": ChaseOutcome.DISPUTED,
    "disputed_why": ChaseOutcome.DISPUTED,
    "resent_how": ChaseOutcome.NOT_RECEIVED,
    "tracking": ChaseOutcome.NOT_RECEIVED,
}
_HEIGHT = 760
_AROUND = 60  # the window's frame and the task bar
_VAIN = (ChaseOutcome.VOICEMAIL, ChaseOutcome.UNREACHABLE)


@dataclass(slots=True)
class Round:
    """Today's list while one works through it."""

    customers: tuple[ChaseCustomer, ...]
    at: int = 0
    done: int = 0
    undone: list[tuple[int, Callable[[], Outcome[Any]]]] = field(default_factory=list)


class ChaseDialog(FormDialog):
    """One customer of the list; a digit says what came of the call, and only what it needs is asked."""

    def __init__(self, parent: QWidget | None, session: Session, round_: Round) -> None:
        self._round = round_
        customer = round_.customers[round_.at]
        self._customer = customer
        self._money = CustomerMoney(session, customer.whom.customer_id)
        super().__init__(parent, self._money.customer.name, tr("Log and next"), columns=2)
        self.setMinimumSize(900, min(_HEIGHT, self.screen().availableGeometry().height() - _AROUND))
        self._session = session
        self._key = Session.new_key()
        self._proposed = session.today
        self._people = present(session.desk.customers.contacts_of(customer.whom.customer_id), session.today)
        self._add_head()
        self._add_fields()
        self._add_buttons()
        self.form.field("outcome").edited.connect(self._follow)
        self._choice.picked.connect(self._go_on)
        self.form.field("promised_on").edited.connect(self._propose)
        self._follow()
        self.form.mark_clean()

    def found(self) -> ChaseResult:
        """Return what came of the call as it stands in the form."""
        values, outcome = self.form.values(), self._outcome()
        ids = tuple(values["invoices"]) if "invoices" in values else self._ids()
        asked = outcome is ChaseOutcome.NOT_RECEIVED
        disputed = values["disputed_fen"] if outcome is ChaseOutcome.DISPUTED else None
        items = [one for one in self._customer.items if one.invoice_id in ids]
        promised = outcome is ChaseOutcome.PROMISED
        return ChaseResult(
            customer_id=self._customer.whom.customer_id,
            invoice_ids=ids,
            outcome=outcome,
            contact_id=self._contact_id(values["spoke_with"]),
            spoke_with=values["spoke_with"],
            text=values["text"],
            next_on=values["next_on"],
            promised_fen=values["promised_fen"] and int(values["promised_fen"]) if promised else None,
            promised_on=values["promised_on"] if promised else None,
            disputes=split_dispute(int(disputed), items) if disputed else (),
            disputed_why=values["disputed_why"] if outcome is ChaseOutcome.DISPUTED else "",
            resent_how=values["resent_how"] if asked else None,
            tracking=values["tracking"] if asked else "",
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of a chase."""
        return check_result(self.found(), self._session.today)

    def job(self) -> Job:
        """Log the call."""
        chasing, result, key = self._session.desk.chasing, self.found(), self._key
        return lambda _progress: chasing.log(result, key=key)

    def _outcome(self) -> ChaseOutcome:
        found: ChaseOutcome | None = self.form.field("outcome").value()
        return found or ChaseOutcome.UNREACHABLE

    def _ids(self) -> tuple[int, ...]:
        return tuple(one.invoice_id for one in self._customer.items)

    def _add_head(self) -> None:
        where = tr("{n} of {all}", n=self._round.at + 1, all=len(self._round.customers))
        self.head = ChaseHead(self._session, self._customer, self._money, where)
        self.form.add_wide(self.head)
        self.say = ReadAloud()
        contact = self._money.whom
        name = addressed(contact) if contact else self._money.customer.name
        self.say.set_text(say(polite_text(self._customer, self._level(), name)))
        self.form.add_wide(self.say)

    def _level(self) -> int:
        open_ones = {one.id: one for one in self._money.invoices}
        return max((open_ones[one].dunning_level for one in self._ids() if one in open_ones), default=0)

    def _add_fields(self) -> None:
        form, session, customer = self.form, self._session, self._customer
        calendar = session.desk.context.calendar
        self._choice: ChoiceRow[ChaseOutcome] = ChoiceRow(tuple(ChaseOutcome), columns=4)
        form.add("outcome", tr("Result"), self._choice, required=True, wide=True)
        if len(customer.items) > 1:
            invoices = [one for one in self._money.invoices if one.id in self._ids()]
            field_ = InvoicesField(invoices)
            field_.set_value(self._ids())
            form.add("invoices", tr("About"), field_, wide=True)
        form.add("promised_fen", tr("Promised amount"), MoneyField(Fen(customer.asks_fen)), required=True)
        ahead = DateField(session.today, calendar=calendar, lean=Lean.FUTURE)
        form.add("promised_on", tr("Promised for"), ahead, required=True)
        form.add("disputed_fen", tr("Disputed amount"), MoneyField(), required=True)
        form.add("disputed_why", tr("Why"), TextField(), required=True)
        form.add("resent_how", tr("Sent again by"), EnumCombo(SentHow, None, empty=tr("not yet")))
        form.add("tracking", tr("Tracking number"), TextField())
        self.bank = QLabel()
        self.bank.setWordWrap(True)
        form.add_wide(self.bank)
        contact = self._money.whom
        names = SuggestField([one.name for one in self._people], contact.name if contact else "")
        form.add("spoke_with", tr("Spoke with"), names)
        form.add(
            "next_on",
            tr("Ask again"),
            DateField(session.today, calendar=calendar, lean=Lean.FUTURE),
            hint=tr("by the rule of the result"),
        )
        aid = customer_help(session, customer.whom.customer_id, Situation.URGING, Situation.CANNOT)
        said = CheckedNoteField(session, TextPurpose.LOG, lines=2, aid=aid)
        form.add("text", tr("What was said"), said, wide=True)

    def _add_buttons(self) -> None:
        if self._round.undone:
            self.add_button(tr("Take the last one back"), self.take_back)
        self.add_button(tr("Customer"), self._to_customer)
        self.add_button(tr("Collection visit…"), self.visit)
        self.add_button(tr("Skip"), self.skip)

    def skip(self) -> None:
        """Go to the next customer without a result."""
        self.form.mark_clean()
        self.reject()
        go_on(self.parentWidget(), self._session, self._round)

    def take_back(self) -> None:
        """Take the last result back and return to its customer."""
        at, undo = self._round.undone.pop()
        session, parent, round_ = self._session, self.parentWidget(), self._round

        def show(_outcome: object) -> None:
            round_.at, round_.done = at, round_.done - 1
            show_chase(parent, session, round_)

        self.form.mark_clean()
        self.reject()
        session.act(parent or self, undo, done=show)

    def visit(self) -> FormDialog:
        """Plan a visit that asks for these invoices in person (R070); the call is logged all the same."""
        from branchdesk.domain.visits import Visit, VisitKind
        from ui.forms.collection_visit import CollectionVisitDialog

        draft = Visit(kind=VisitKind.COLLECTION, start_at="10:00")
        customer_id = self._customer.whom.customer_id
        dialog = CollectionVisitDialog(self, self._session, draft, customer_id, self._ids())
        dialog.saved.connect(self._session.tell)
        dialog.open()
        return dialog

    def _to_customer(self) -> None:
        self.form.mark_clean()
        self.reject()
        self._session.follow("customer", self._customer.whom.customer_id)

    def _contact_id(self, name: str) -> int | None:
        return next((one.id for one in self._people if name in (one.name, addressed(one))), None)

    def _follow(self) -> None:
        """Show what the result needs, and say when one asks again."""
        outcome: ChaseOutcome | None = self.form.field("outcome").value()
        for key, wanted in _ASKED.items():
            self.form.set_visible(key, visible=outcome is wanted)
        self.form.set_visible("spoke_with", visible=outcome not in _VAIN)
        self._show_bank(visible=outcome is ChaseOutcome.PAID)
        self._propose()

    def _go_on(self) -> None:
        """Let a digit lead to what its result needs."""
        outcome = self._choice.value()
        needed = [key for key, wanted in _ASKED.items() if wanted is outcome and key != "promised_fen"]
        self._focus(needed[0] if needed else "text")

    def _focus(self, key: str) -> None:
        field_ = self.form.field(key)
        if isinstance(field_, QWidget):
            field_.setFocus()

    def _propose(self) -> None:
        outcome: ChaseOutcome | None = self.form.field("outcome").value()
        if outcome is None:
            return
        day = self.form.field("promised_on").value() if outcome is ChaseOutcome.PROMISED else None
        self.form.field("next_on").set_value(self._session.desk.chasing.propose_next(outcome, day))

    def _show_bank(self, *, visible: bool) -> None:
        self.bank.setVisible(visible)
        if not visible:
            return
        found = self._session.desk.chasing.lines_for(self._customer.whom.customer_id)
        lines = [f"{one.booked_on}  {format_money(one.amount_fen)}  {one.payer}" for one in found]
        until = self._session.desk.chasing.bank_age().last_on
        if lines:
            lines.insert(0, tr("Not matched yet in the bank statements:"))
        elif until is not None:
            lines = [tr("Nothing of theirs in the bank statements, which end on {day}.", day=until)]
        else:
            lines = [tr("No bank statement was brought in yet.")]
        self.bank.setText("\n".join(lines))


def open_chase(parent: QWidget, session: Session, customer_id: int = 0) -> FormDialog | None:
    """Open today's list, at one customer where that is on it."""
    from ui import notices

    customers = session.desk.chasing.today_list()
    if not customers:
        notices.post(notices.Notice(tr("Nobody is to be asked for money today.")))
        return None
    known = [one.whom.customer_id for one in customers]
    at = known.index(customer_id) if customer_id in known else 0
    return show_chase(parent, session, Round(customers, at))


def show_chase(parent: QWidget | None, session: Session, round_: Round) -> ChaseDialog:
    """Show the customer at whom the round stands."""
    dialog = ChaseDialog(parent, session, round_)

    def logged(outcome: Outcome[Any]) -> None:
        session.tell(outcome)
        if outcome.undo is not None:
            round_.undone.append((round_.at, outcome.undo))
        round_.done += 1
        go_on(parent, session, round_)

    dialog.saved.connect(logged)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def go_on(parent: QWidget | None, session: Session, round_: Round) -> None:
    """Show the next customer, or say that the list is through."""
    from ui import notices

    round_.at += 1
    if round_.at < len(round_.customers):
        show_chase(parent, session, round_)
        return
    text = tr("Today's list is through: {n} of {all} logged.", n=round_.done, all=len(round_.customers))
    notices.post(notices.Notice(text, severity=notices.Severity.DONE))
