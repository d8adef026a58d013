"""Two entries of one customer become one, after one has seen what happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message
from branchdesk.services.merging import MergePreview
from ui.forms.choices import customer_choices
from ui.forms.record_words import kind_words
from ui.language import say, tr
from ui.session import Session
from ui.theme import GRID
from ui.widgets.choice import RecordCombo
from ui.widgets.form_dialog import FormDialog, Job


class MergeDialog(FormDialog):
    """Chooses the duplicate of a customer and shows what would move before it moves."""

    def __init__(self, parent: QWidget | None, session: Session, keep_id: int) -> None:
        kept = session.desk.customers.customer(keep_id)
        lead = tr("{customer} stays. Everything of the duplicate goes there.", customer=kept.name)
        super().__init__(parent, tr("Merge a duplicate"), tr("Merge"), lead=lead, columns=1)
        self._session = session
        self._keep_id = keep_id
        choices = [one for one in customer_choices(session.desk) if one.id != keep_id]
        self.form.add("customer_id", tr("Duplicate"), RecordCombo(choices), required=True)
        self._preview = QLabel()
        self._preview.setProperty("role", "card")
        self._preview.setWordWrap(True)
        self._preview.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self.form.add_wide(self._preview)
        self._follow()
        self.form.mark_clean()
        self.form.changed.connect(self._follow)

    def check(self) -> dict[str, Message]:
        """Refuse two customers that are no duplicates."""
        try:
            self._session.desk.people.merging.preview(self._keep_id, self.form.field("customer_id").value())
        except Known as no:
            return {"customer_id": no.message}
        return {}

    def job(self) -> Job:
        """Merge."""
        chosen, merging = self.form.field("customer_id").value(), self._session.desk.people.merging
        return lambda _progress: merging.merge(self._keep_id, chosen)

    def preview(self) -> str:
        """Return the lines that say what would happen."""
        return self._preview.text()

    def _follow(self) -> None:
        chosen = self.form.field("customer_id").value()
        if not chosen:
            self._preview.setText(tr("Choose the duplicate to see what would happen."))
            return
        try:
            found = self._session.desk.people.merging.preview(self._keep_id, chosen)
        except Known as no:
            self._preview.setText(say(no.message))
            return
        self._preview.setText("\n".join(_lines(found)))


def _lines(found: MergePreview) -> Iterator[str]:
    if found.moved:
        counts: Counter[str] = Counter()
        for kind, count in found.moved:
            counts[kind_words(kind)] += count
        moved = [f"{name} {count}" for name, count in counts.items()]
        yield tr("Goes over: {what}", what=moved)
    if found.same_sites:
        yield tr("One site afterwards: {names}", names=found.same_sites)
    if found.same_contacts:
        yield tr("One person afterwards: {names}", names=found.same_contacts)
    if found.filled:
        yield tr("{n} empty entries are filled in from the duplicate.", n=len(found.filled))
    yield tr("“{name}” is archived. Undo brings all of it back.", name=found.dropped.name)
