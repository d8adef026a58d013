"""What was paid at a visit without contract, as fields of its record (R071)."""

from __future__ import annotations

from branchdesk.domain.money import Fen
from branchdesk.domain.spot import SpotPayment
from branchdesk.domain.visits import Visit
from ui.forms.choices import employee_choices
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form import Form

_RECEIPT = "spot_receipt"


def add_spot(form: Form, session: Session, visit: Visit, known: SpotPayment | None) -> None:
    """Ask for the receipt, or why nothing was paid and who lets it pass; nothing where terms were agreed."""
    if not visit.id or not session.desk.visits.pays_on_spot(visit):
        return
    spot = known or SpotPayment(amount_fen=visit.amount_fen or 0)
    form.section(tr("Payment on the spot"))
    amount = MoneyField(Fen(spot.amount_fen) if spot.amount_fen else None)
    form.add("spot_fen", tr("Amount"), amount)
    form.add(_RECEIPT, tr("Receipt number"), TextField(spot.receipt))
    form.add("spot_why", tr("Or not paid, because"), TextField(spot.why_not))
    names = [one.text for one in employee_choices(session.desk)]
    form.add("spot_by", tr("Supervisor"), SuggestField(names, spot.approved_by))


def read_spot(form: Form) -> SpotPayment | None:
    """Return what was entered; None where it was not asked for."""
    asked = set(form.keys())
    if _RECEIPT not in asked:
        return None
    amount = form.field("spot_fen").value()
    return SpotPayment(
        amount_fen=int(amount or 0),
        receipt=form.field(_RECEIPT).value(),
        why_not=form.field("spot_why").value(),
        approved_by=form.field("spot_by").value(),
    )
