"""The reminder ladder: what is due, what was given, and that it was received (R079, D29)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.dunning import DunningStep, StepWay, check_step
from branchdesk.domain.messages import Message, mark
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.typed_dates import Lean
from branchdesk.services.dunning import DunningProposal, GivenStep
from ui.forms.list_dialog import ListDialog
from ui.forms.ticked_lines import TickedLines
from ui.language import term, tr
from ui.session import Session
from ui.table.columns import Align, Column
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


def step_title(proposal: DunningProposal) -> str:
    """Name a step with its level."""
    return tr("{level}. {name}", level=proposal.step.level, name=tr(proposal.step.name))


_COLUMNS: tuple[Column[DunningProposal], ...] = (
    Column("customer", mark("Customer"), lambda r: r.whom.customer, width=180),
    Column("step", mark("Step"), step_title, width=150),
    Column("way", mark("Way"), lambda r: r.step.way, width=140),
    Column("amount", mark("Asked for"), lambda r: Fen(r.amount_fen), align=Align.RIGHT, width=110),
    Column(
        "disputed",
        mark("Disputed, rests"),
        lambda r: Fen(r.disputed_fen) if r.disputed_fen else None,
        align=Align.RIGHT,
        width=110,
    ),
    Column("invoices", mark("Invoices"), lambda r: len(r.lines), align=Align.RIGHT, width=70),
    Column(
        "days",
        mark("Days overdue"),
        lambda r: r.longest,
        align=Align.RIGHT,
        icon=lambda _r: "triangle-alert",
        color=lambda _r: "late",
        width=100,
    ),
    Column("since", mark("Due since"), lambda r: r.due_since, width=100),
)


class LadderDialog(ListDialog):
    """The reminders that are due today, one level at a time; Enter writes down that one was given."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr(
            "One step after the other: the next one comes only after this one was really given. What is "
            "disputed rests, and so does what was promised."
        )
        super().__init__(
            parent, session, tr("Reminder ladder"), _COLUMNS, session.desk.dunning.due, lead=lead
        )
        self.table.set_empty("circle-check", tr("No reminder is due."))
        self.add_button(tr("Given…"), self.give)
        self.add_button(tr("Print the letter…"), self.print_letter)
        self.add_button(tr("Earlier reminders…"), self.history)
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self.give())
        session.bus.changed.connect(lambda _changes: self.model.refresh())
        self.resize(980, 560)

    def chosen(self) -> DunningProposal | None:
        """Return the reminder that is chosen."""
        wanted = self.table.current_id()
        return next((one for one in self.session.desk.dunning.due() if one.id == wanted), None)

    def give(self) -> FormDialog | None:
        """Write down that the chosen reminder was given."""
        one = self.chosen()
        return None if one is None else open_step(self, self.session, one)

    def print_letter(self) -> None:
        """Print the letters of the chosen customer that are due."""
        from ui.paper_prints import print_paper

        one = self.chosen()
        if one is not None:
            name = self.session.desk.customers.customer(one.whom.customer_id).name
            print_paper(self, self.session, "dunning-letter", name, one.whom.customer)

    def history(self) -> QWidget | None:
        """Show what the customer was given before."""
        one = self.chosen()
        if one is None:
            return None
        dialog = GivenDialog(self, self.session, one.whom.customer_id)
        dialog.open()
        return dialog

    def _go(self) -> None:
        one = self.chosen()
        if one is not None:
            self.go_to("customer", one.whom.customer_id)


class StepDialog(FormDialog):
    """When, in which way and to whom a reminder was given; by courier with the number, for it is proof."""

    def __init__(self, parent: QWidget | None, session: Session, proposal: DunningProposal) -> None:
        lead = tr(
            "{customer}: {amount}", customer=proposal.whom.customer, amount=format_money(proposal.amount_fen)
        )
        super().__init__(parent, step_title(proposal), tr("Record it as given"), lead=lead)
        self._session, self._proposal, self._key = session, proposal, Session.new_key()
        form = self.form
        lines = TickedLines(
            {
                one.invoice_id: tr(
                    "{number}: {amount}, {n} days overdue",
                    number=one.number,
                    amount=format_money(one.standing.asks_fen),
                    n=one.days,
                )
                for one in proposal.lines
            }
        )
        lines.set_value(proposal.invoice_ids)
        form.add("invoices", tr("Invoices"), lines)
        form.add("way", tr("Way"), EnumCombo(StepWay, proposal.step.way), required=True)
        today = DateField(session.today, session.today, lean=Lean.PAST)
        form.add("done_on", tr("Sent out on"), today, required=True)
        form.add("given_to", tr("Given to"), TextField(proposal.whom.contact))
        form.add("courier", tr("Courier"), TextField())
        form.add("tracking", tr("Tracking number"), TextField(), required=True)
        form.add("note", tr("Note"), TextField())
        form.field("way").edited.connect(self._follow)
        self._follow()
        form.mark_clean()

    def step(self) -> DunningStep:
        """Return the step as it stands in the form."""
        values, rung = self.form.values(), self._proposal.step
        by_courier = values["way"] is StepWay.COURIER
        return DunningStep(
            level=rung.level,
            name=tr(rung.name),
            way=values["way"],
            done_on=values["done_on"] or date.min,
            given_to=values["given_to"],
            courier=values["courier"] if by_courier else "",
            tracking=values["tracking"] if by_courier else "",
            note=values["note"],
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of a step."""
        return check_step(self.step(), self._session.today)

    def job(self) -> Job:
        """Write the step down."""
        dunning, step, key = self._session.desk.dunning, self.step(), self._key
        ids = self.form.values()["invoices"]
        return lambda _progress: dunning.record(step, ids, key=key)

    def _follow(self) -> None:
        by_courier = self.form.field("way").value() is StepWay.COURIER
        for key in ("courier", "tracking"):
            self.form.set_visible(key, visible=by_courier)


def open_step(parent: QWidget, session: Session, proposal: DunningProposal) -> StepDialog:
    """Ask how a reminder was given."""
    dialog = StepDialog(parent, session, proposal)
    dialog.saved.connect(session.tell)
    dialog.open()
    return dialog


def _state(given: GivenStep) -> str:
    if given.withdrawn:
        return tr("taken back")
    if given.received_on is not None:
        return tr("received {day} {name}", day=given.received_on, name=given.received_by).strip()
    return tr("not confirmed yet")


_GIVEN: tuple[Column[GivenStep], ...] = (
    Column("done_on", mark("Sent out on"), lambda r: r.step.done_on, width=100),
    Column("step", mark("Step"), lambda r: f"{r.step.level}. {r.step.name}", width=150),
    Column("way", mark("Way"), lambda r: r.step.way, width=130),
    Column("amount", mark("Asked for"), lambda r: Fen(r.step.amount_fen), align=Align.RIGHT, width=100),
    Column("to", mark("Given to"), lambda r: r.step.given_to, width=130),
    Column("tracking", mark("Courier"), lambda r: f"{r.step.courier} {r.step.tracking}".strip(), width=230),
    Column(
        "state",
        mark("Receipt"),
        _state,
        icon=lambda r: "undo-2" if r.withdrawn else "circle-check" if r.received_on else "clock",
        color=lambda r: "done" if r.withdrawn else "kept" if r.received_on else "soon",
        width=300,
    ),
)


class GivenDialog(ListDialog):
    """The reminders that one customer was given; a receipt is the proof that interrupts the claim period."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int) -> None:
        self._id = customer_id
        name = session.desk.customers.customer(customer_id).name
        proof = session.desk.dunning.last_proof(customer_id)
        lead = tr("Last proof of receipt: {day}.", day=proof[0]) if proof else tr("No receipt is proven yet.")
        super().__init__(parent, session, tr("Reminders of {name}", name=name), _GIVEN, self._read, lead=lead)
        self.table.set_empty("mail", tr("No reminder was given yet."))
        self.add_button(tr("Received…"), self.receive)
        self.add_button(tr("Take back"), self.withdraw)
        session.bus.changed.connect(lambda _changes: self.model.refresh())
        self.resize(1200, 460)

    def receive(self) -> FormDialog | None:
        """Write down that the chosen reminder was received."""
        given = self._chosen()
        if given is None or given.withdrawn:
            return None
        dialog = ReceivedDialog(self, self.session, given)
        dialog.saved.connect(self.session.tell)
        dialog.open()
        return dialog

    def withdraw(self) -> None:
        """Take the chosen reminder back, which stays to be seen."""
        given = self._chosen()
        if given is not None and not given.withdrawn:
            dunning, why = self.session.desk.dunning, tr("recorded by mistake")
            self.session.act(self, lambda: dunning.withdraw(given.step.id, why))

    def _read(self) -> list[GivenStep]:
        return self.session.desk.dunning.given(self._id)

    def _chosen(self) -> GivenStep | None:
        wanted = self.table.current_id()
        return next((one for one in self._read() if one.id == wanted), None)


class ReceivedDialog(FormDialog):
    """On which day and by whom a reminder was received (D29)."""

    def __init__(self, parent: QWidget | None, session: Session, given: GivenStep) -> None:
        step = given.step
        lead = tr("{name}, {way} of {day}", name=step.name, way=term(step.way), day=step.done_on)
        super().__init__(parent, tr("Reminder received"), tr("Record the receipt"), lead=lead)
        self._session, self._step = session, step
        hint = tr("With this day the three years of the claim begin anew.")
        day = DateField(session.today, session.today, lean=Lean.PAST)
        self.form.add("marked_on", tr("Received on"), day, required=True, hint=hint)
        self.form.add("by_whom", tr("Received by"), TextField(step.given_to))
        self.form.add("note", tr("Proof"), TextField(placeholder=tr("signed receipt, courier's page")))
        self.form.mark_clean()

    def job(self) -> Job:
        """Record the receipt."""
        dunning, values, step = self._session.desk.dunning, self.form.values(), self._step
        return lambda _progress: dunning.receive(
            step.id, values["marked_on"], values["by_whom"], values["note"]
        )
