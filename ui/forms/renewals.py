"""The contracts that end soon: whom to talk to about going on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.domain.rows import ContractRow
from ui.forms.contract import ContractDialog
from ui.forms.list_dialog import ListDialog
from ui.language import tr
from ui.session import Session
from ui.table.columns import Align, Column
from ui.tabs.customers_words import ago


class RenewalsDialog(ListDialog):
    """Contracts in force that end within a season, the next first; each can be renewed from here."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        people = session.desk.people
        lead = tr("Contracts in force that end within 90 days. Talk in time, then write the next one here.")
        super().__init__(
            parent, session, tr("Contracts that end soon"), _columns(session), people.ending, lead=lead
        )
        self.table.set_empty("circle-check", tr("No contract ends within 90 days."))
        self.add_button(tr("Renew"), self.renew)
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self.renew())

    def renew(self) -> ContractDialog | None:
        """Enter the contract that follows the chosen one."""
        chosen = self.table.current_id()
        if chosen is None:
            return None
        dialog = ContractDialog(self, self.session, self.session.desk.people.renewal_of(chosen))
        dialog.saved.connect(self.session.tell)
        dialog.saved.connect(lambda _outcome: self.model.refresh())
        dialog.open()
        return dialog

    def _go(self) -> None:
        chosen = self.table.current_id()
        row = next((one for one in self.session.desk.people.ending() if one.id == chosen), None)
        if row is not None:
            self.go_to("customer", row.customer_id)


def _columns(session: Session) -> tuple[Column[ContractRow], ...]:
    today = session.today
    return (
        Column("end_on", mark("Ends on"), lambda r: r.end_on, width=110),
        Column(
            "left",
            mark("Time left"),
            lambda r: r.end_on,
            text=lambda r: ago(r.end_on, today) if r.end_on else "",
            icon=lambda _r: "hourglass",
            width=110,
        ),
        Column("customer", mark("Customer"), lambda r: r.customer, width=180),
        Column("number", mark("Number"), lambda r: r.number, width=130),
        Column("service", mark("Service"), lambda r: r.service, width=175),
        Column("fee", mark("Fee"), lambda r: Fen(r.fee_fen), align=Align.RIGHT, width=110),
    )
