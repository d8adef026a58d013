"""The branch's own list of reasons for moves and misses, by whose cause they are (D07)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.visits import Cause
from ui.forms.reason_texts import reasons
from ui.language import term, tr
from ui.session import Session
from ui.widgets.fields import NoteField
from ui.widgets.form_dialog import FormDialog, Job


class VisitReasonsDialog(FormDialog):
    """One text for each cause, one reason a line, the commonest on top."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr(
            "One reason a line, the commonest on top. Dialogs offer them; anything else can be typed there."
        )
        super().__init__(parent, tr("Reasons for moves and misses"), tr("Save the reasons"), lead=lead)
        self._session = session
        for cause in Cause:
            text = "\n".join(reasons(session, cause))
            hint = tr("Empty: the usual ones again")
            self.form.add(cause.value, term(cause), NoteField(text, lines=5), wide=True, hint=hint)
        self.form.mark_clean()

    def job(self) -> Job:
        """Save the lists."""
        values, causes = self.form.values(), self._session.desk.plan.causes
        texts = {cause: values[cause.value].splitlines() for cause in Cause}
        return lambda _progress: causes.save_reasons(texts)
