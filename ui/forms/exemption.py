"""For whom the head office pays, why and until when (R073, D28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.exemptions import ExemptionRow, PayExemption, check_exemption, usual_end
from branchdesk.domain.messages import Message, mark
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import customer_choices, employee_choices
from ui.forms.payers import PaperList
from ui.forms.suggest_field import SuggestField
from ui.language import tr, trn
from ui.session import Session
from ui.table.columns import Align, Column
from ui.widgets.choice import RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class ExemptionDialog(FormDialog):
    """Writes down why a head office pays and until when; afterwards the customer is asked again."""

    def __init__(self, parent: QWidget | None, session: Session, record: PayExemption) -> None:
        whose = session.desk.customers.customer(record.customer_id).name if record.customer_id else ""
        super().__init__(parent, tr("The head office pays"), tr("Save the exemption"), lead=whose)
        self._session, self._record, self._key = session, record, Session.new_key()
        form, today = self.form, session.today
        if not record.customer_id:
            form.add(
                "customer_id", tr("Customer"), RecordCombo(customer_choices(session.desk)), required=True
            )
        reason = TextField(record.reason, placeholder=tr("Framework contract, paragraph, letter"))
        form.add("reason", tr("Reason"), reason, required=True)
        begin = DateField(today, record.from_on if record.from_on != date.min else today)
        form.add("from_on", tr("From"), begin, required=True)
        end = record.until_on if record.until_on != date.min else usual_end(today)
        hint = tr("A group's exemption holds for all its outlets.")
        form.add("until_on", tr("Until"), DateField(today, end, lean=Lean.FUTURE), required=True, hint=hint)
        names = [one.text for one in employee_choices(session.desk)]
        form.add("approved_by", tr("Approved by"), SuggestField(names, record.approved_by), required=True)
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of exemptions."""
        return check_exemption(self._read())

    def job(self) -> Job:
        """Save the exemption."""
        payers, record, key = self._session.desk.payers, self._read(), self._key
        return lambda _progress: payers.exempt(record, key=key)

    def _read(self) -> PayExemption:
        values = self.form.values()
        return replace(
            self._record,
            customer_id=values.get("customer_id", self._record.customer_id) or 0,
            reason=values["reason"],
            from_on=values["from_on"] or date.min,
            until_on=values["until_on"] or date.min,
            approved_by=values["approved_by"],
        )


def open_exemption(parent: QWidget, session: Session, customer_id: int) -> ExemptionDialog:
    """Change the exemption of a customer, renew one that is over, or write a new one down."""
    known = session.desk.payers.exemption(customer_id) if customer_id else None
    record = known or PayExemption(customer_id=customer_id)
    if known is not None and known.until_on < session.today:
        record = replace(known, id=0, version=0, from_on=session.today, until_on=date.min)
    dialog = ExemptionDialog(parent, session, record)
    dialog.saved.connect(session.tell)
    dialog.open()
    return dialog


class ExemptionsDialog(PaperList):
    """The customers whose head office pays, those first whose time ends first."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(
            parent,
            session,
            tr("Group accounts"),
            _columns(session.today),
            session.desk.payers.exemptions,
            lead=" ",
        )
        self.table.set_empty("users", tr("No head office pays for anybody."))
        self.add_button(tr("Renew or change…"), self.change)
        self.add_button(tr("New exemption…"), lambda: open_exemption(self, session, 0))
        self.add_paper_buttons()
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self.change())
        session.bus.changed.connect(lambda _changes: self._refresh())
        self._refresh()
        self.resize(980, 540)

    def change(self) -> ExemptionDialog | None:
        """Renew or change the chosen exemption, or give one to who has only the mark."""
        chosen = self.table.current_id()
        return None if chosen is None else open_exemption(self, self.session, chosen)

    def _refresh(self) -> None:
        blocks = self.session.desk.payers.blocks(self.session.today)
        self.lead.setText(
            tr(
                "Branch overdue {branch} + group {group} = {all}",
                branch=format_money(blocks.branch.overdue_fen),
                group=format_money(blocks.group.overdue_fen),
                all=format_money(blocks.branch.overdue_fen + blocks.group.overdue_fen),
            )
        )
        self.model.refresh()

    def _go(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("customer", chosen)


def _columns(today: date) -> tuple[Column[ExemptionRow], ...]:
    def state(row: ExemptionRow) -> str:
        days = row.days_left(today)
        if days is None:
            return tr("without reason or end")
        if days < 0:
            return tr("over, asked again")
        return trn("{n} day left", "{n} days left", days)

    def token(row: ExemptionRow) -> str:
        days = row.days_left(today)
        return "soon" if days is None or days <= 30 else "info"

    return (
        Column("customer", mark("Customer"), lambda r: r.customer, width=180),
        Column("open", mark("Open"), lambda r: Fen(r.open_fen), align=Align.RIGHT, width=110),
        Column("reason", mark("Reason"), lambda r: r.reason, width=220),
        Column("until", mark("Until"), lambda r: r.ends_on, width=100),
        Column("state", mark("State"), state, icon=lambda _r: "clock", color=token, width=160),
        Column("by", mark("Approved by"), lambda r: r.approved_by, width=110),
    )
