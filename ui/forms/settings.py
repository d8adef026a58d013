"""The limits that the rules use, page by page, each with its unit and what is usual (decision 8)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.forms.settings_money import chase_page, complaint_page, letter_page, money_page, pattern_page
from ui.forms.settings_service import (
    call_page,
    care_page,
    people_page,
    request_page,
    sales_page,
    visit_page,
)
from ui.language import tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.paged_form import PagedForm

_PAGES = (
    visit_page,
    call_page,
    sales_page,
    people_page,
    request_page,
    complaint_page,
    pattern_page,
    money_page,
    chase_page,
    letter_page,
    care_page,
)


class SettingsDialog(FormDialog):
    """Every limit of the branch; language and theme are in the View menu, for they belong to the person."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr("These limits hold for the whole branch. Duties and lights follow them at once.")
        form = PagedForm()
        super().__init__(parent, tr("Settings"), tr("Save the settings"), lead=lead, form=form)
        self._session = session
        for add_page in _PAGES:
            add_page(form)
        form.show_page(0)
        self._present = session.desk.upkeep.settings()
        shown = self.form.keys()
        self.form.set_values({key: getattr(self._present, key) for key in shown})
        self.resize(820, 640)

    def job(self) -> Job:
        """Save what was changed."""
        wanted, upkeep = replace(self._present, **self.form.values()), self._session.desk.upkeep
        return lambda _progress: upkeep.save_settings(wanted)
