"""One of several contacts is meant, and a person says which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Contact
from branchdesk.domain.messages import mark
from ui.forms.list_dialog import ListDialog
from ui.forms.whom import addressed, numbers
from ui.language import term, tr, words
from ui.session import Session
from ui.table.columns import Column

_COLUMNS: tuple[Column[Contact], ...] = (
    Column("name", mark("Name"), lambda r: r.name, width=120),
    Column("called", mark("Addressed as"), addressed, width=120),
    Column("roles", mark("Call about"), lambda r: words().value([term(role) for role in r.roles]), width=220),
    Column("number", mark("Phone"), numbers, width=230),
)


class ChooseContactDialog(ListDialog):
    """Lists the contacts; Enter takes one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, session: Session, contacts: Sequence[Contact]) -> None:
        lead = tr("Choose who has left; what was theirs goes to who follows.")
        super().__init__(parent, session, tr("Who has left?"), _COLUMNS, lambda: contacts, lead=lead)
        self._contacts = {one.id: one for one in contacts}
        self.add_button(tr("This one has left"), self.take)
        self.table.activated_record.connect(lambda _id: self.take())

    def take(self) -> None:
        """Close the list and give the chosen contact."""
        found = self._contacts.get(self.table.current_id() or 0)
        if found is not None:
            self.accept()
            self.chosen.emit(found)
