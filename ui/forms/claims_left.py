"""How long claims can still be enforced, and what renewed them last (D29)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.services.letters import Claim
from ui.forms.list_dialog import ListDialog
from ui.language import term, tr, trn
from ui.session import Session
from ui.table.columns import Align, Column


class ClaimsLeftDialog(ListDialog):
    """Overdue invoices by the day on which their claim ends; of one customer, or all that end soon."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int = 0) -> None:
        letters = session.desk.letters
        lead = tr(
            "A claim can be enforced for three years. A letter that was received, a part payment, a promise "
            "or a stamped statement renews them; its proof stands beside it."
        )
        super().__init__(
            parent,
            session,
            tr("How long claims last"),
            _columns(session, whose=not customer_id),
            lambda: letters.claims(customer_id) if customer_id else letters.ending_claims(),
            lead=lead,
        )
        self.table.set_empty("circle-check", tr("No claim is about to end."))
        self.add_button(tr("Go to the invoice"), self._go)
        self.table.activated_record.connect(lambda _id: self._go())

    def _go(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("invoice", chosen)


def _columns(session: Session, *, whose: bool) -> Sequence[Column[Claim]]:
    today = session.today
    columns: list[Column[Claim]] = [
        Column("number", mark("Invoice"), lambda r: r.number, width=130),
        Column("open", mark("Open"), lambda r: Fen(r.open_fen), align=Align.RIGHT, width=110),
        Column("ends", mark("Claim ends on"), lambda r: r.period.ends_on, width=120),
        Column(
            "left",
            mark("Time left"),
            lambda r: r.period.ends_on,
            text=lambda r: _left(r.period.days_left(today)),
            icon=lambda r: "triangle-alert" if _is_near(session, r) else "hourglass",
            color=lambda r: "late" if _is_near(session, r) else None,
            width=130,
        ),
        Column("last", mark("Renewed by"), lambda r: r.period.last_kind, text=_renewed, width=260),
    ]
    if whose:
        names = session.desk.customers
        columns.insert(
            0, Column("customer", mark("Customer"), lambda r: names.customer(r.customer_id).name, width=190)
        )
    return columns


def _is_near(session: Session, claim: Claim) -> bool:
    return claim.period.days_left(session.today) <= session.desk.context.settings.claim_warning_days


def _left(days: int) -> str:
    if days < 0:
        return trn("over since {n} day", "over since {n} days", -days)
    return trn("{n} day left", "{n} days left", days)


def _renewed(claim: Claim) -> str:
    last = claim.period.last
    if last is None:
        return tr("nothing yet: from the due date")
    return " ".join(part for part in (term(last.kind), last.on.isoformat(), last.proof) if part)
