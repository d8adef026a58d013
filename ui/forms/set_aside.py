"""Setting a bank line aside that is no customer's money (R177)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.money import Fen
from branchdesk.domain.statements import BankLine
from ui.forms.suggest_field import SuggestField
from ui.language import tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job


class SetAsideDialog(FormDialog):
    """Asks what the money is; the line can be opened again."""

    def __init__(self, parent: QWidget | None, session: Session, line: BankLine) -> None:
        lead = tr(
            "{day}  {payer}  {amount}", day=line.booked_on, payer=line.payer, amount=Fen(line.amount_fen)
        )
        super().__init__(parent, tr("No customer's money"), tr("Set the line aside"), lead=lead)
        self._session = session
        self._line = line
        usual = [
            tr("From the head office"),
            tr("Interest"),
            tr("Refund of a supplier"),
            tr("Between own accounts"),
        ]
        self.form.add("note", tr("What it is"), SuggestField(usual), required=True)
        self.form.mark_clean()

    def job(self) -> Job:
        """Set it aside."""
        statements, line_id, why = self._session.desk.statements, self._line.id, self.form.values()["note"]
        return lambda _progress: statements.ignore(line_id, why)
