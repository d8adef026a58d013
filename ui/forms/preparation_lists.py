"""What customers are asked to prepare, by kind of service: the branch's own lists (R011)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.preparation import FULL, MONTHLY, STANDING
from ui.language import tr, words
from ui.session import Session
from ui.widgets.fields import NoteField
from ui.widgets.form_dialog import FormDialog, Job

_LINES = 7


class PreparationListsDialog(FormDialog):
    """Three lists, one item a line; a list that is emptied goes back to the program's own words."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr(
            "One item a line. The notice of a visit prints the items of its site first, then the list of its "
            "kind. A list that you empty goes back to these words."
        )
        super().__init__(parent, tr("Preparation lists"), tr("Save the lists"), lead=lead)
        self._session = session
        self._present = session.desk.upkeep.settings()
        self._add("prep_list_full", tr("First service and follow-up"), self._present.prep_list_full, FULL)
        self._add("prep_list_monthly", tr("Every other service"), self._present.prep_list_monthly, MONTHLY)
        self._add("prep_list_standing", tr("At all times"), self._present.prep_list_standing, STANDING)
        self.form.mark_clean()

    def job(self) -> Job:
        """Save the lists; one that says what the program says anyway is none of the branch's own."""
        values = self.form.values()
        usual = {
            "prep_list_full": _usual(FULL),
            "prep_list_monthly": _usual(MONTHLY),
            "prep_list_standing": _usual(STANDING),
        }
        own = {key: "" if values[key].strip() == usual[key] else values[key].strip() for key in usual}
        lists = replace(
            self._present,
            prep_list_full=own["prep_list_full"],
            prep_list_monthly=own["prep_list_monthly"],
            prep_list_standing=own["prep_list_standing"],
        )
        upkeep = self._session.desk.upkeep
        return lambda _progress: upkeep.save_settings(lists)

    def _add(self, key: str, title: str, present: str, usual: Sequence[str]) -> None:
        self.form.add(key, title, NoteField(present or _usual(usual), lines=_LINES), wide=True)


def _usual(items: Sequence[str]) -> str:
    return "\n".join(words().tr(item) for item in items)
