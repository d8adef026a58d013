"""Opening the dialogs of care for the customer that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from branchdesk.domain.care import (
    Attention,
    AttentionKind,
    CustomerNote,
    Deciders,
    Expectation,
    Improvement,
    Temperament,
)
from branchdesk.domain.surveys import Survey
from ui import notices
from ui.language import tr
from ui.session import Link

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session
    from ui.tabs.list_tab import ListTab
    from ui.widgets.form_dialog import FormDialog


class CareActs:
    """One method for each thing that a person does; the dialogs are loaded when they are first needed."""

    def __init__(self, tab: ListTab) -> None:
        self._tab = tab

    def note(self) -> None:
        """Write down a preference, habit or need."""
        from ui.forms.care_notes import NoteDialog

        self._new(NoteDialog, lambda chosen: CustomerNote(customer_id=chosen))

    def temperament(self) -> None:
        """Write down how somebody is inclined; an entry for the whole customer is changed."""
        from ui.forms.care_notes import TemperamentDialog

        care = self._session.desk.care
        self._new(
            TemperamentDialog,
            lambda chosen: care.temperament(chosen, None) or Temperament(customer_id=chosen),
        )

    def deciders(self) -> None:
        """Rank what decides for the customer."""
        from ui.forms.care_notes import DecidersDialog

        care = self._session.desk.care
        self._new(DecidersDialog, lambda chosen: care.deciders_of(chosen) or Deciders(customer_id=chosen))

    def expectation(self) -> None:
        """Write down what the customer expects."""
        from ui.forms.attentions import ExpectationDialog

        today = self._session.today
        self._new(ExpectationDialog, lambda chosen: Expectation(customer_id=chosen, noted_on=today))

    def improvement(self) -> None:
        """Write down what the customer improved."""
        from ui.forms.attentions import ImprovementDialog

        today = self._session.today
        self._new(ImprovementDialog, lambda chosen: Improvement(customer_id=chosen, noticed_on=today))

    def attention(self, kind: AttentionKind) -> None:
        """Write down a special service, note, award, visit or news."""
        from ui.forms.attentions import AttentionDialog

        today = self._session.today
        self._new(AttentionDialog, lambda chosen: Attention(customer_id=chosen, kind=kind, given_on=today))

    def survey(self) -> None:
        """Enter feedback."""
        from ui.forms.survey import SurveyDialog

        self._new(SurveyDialog, lambda chosen: Survey(customer_id=chosen))

    def grade(self) -> None:
        """Grade the customer."""
        from ui.forms.grading import GradingDialog

        self._new(GradingDialog, lambda chosen: chosen)

    def trend(self) -> None:
        """Show how satisfaction changed."""
        from ui.forms.survey_trend import SurveyTrendDialog

        for chosen in self._chosen():
            SurveyTrendDialog(self._tab, self._session, chosen, self.survey).open()

    def book(self) -> None:
        """Show everything that is known about care, the newest first."""
        from ui.forms.care_book import CareBook

        for chosen in self._chosen():
            CareBook(self._tab, self._session, chosen, self.open_link).open()

    def print_form(self) -> None:
        """Print the feedback form for the customer."""
        from ui.care_papers import print_feedback_form

        for chosen in self._chosen():
            print_feedback_form(self._tab, self._session, chosen)

    def print_meeting(self) -> None:
        """Print the sheet for the quarterly meeting with the customer."""
        from ui.care_papers import print_quarter_pack

        for chosen in self._chosen():
            print_quarter_pack(self._tab, self._session, chosen)

    def festival(self) -> None:
        """Show whom to greet at the next festival."""
        from ui.forms.care_list import festival_list

        coming = self._session.desk.care.festivals(366)
        festival_list(self._tab, self._session, coming[0].on).open()

    def birthdays(self) -> None:
        """Show whose birthday is near."""
        from ui.forms.care_list import birthday_list

        birthday_list(self._tab, self._session).open()

    def feedback(self) -> None:
        """Show who was not asked for long."""
        from ui.forms.care_list import feedback_list

        feedback_list(self._tab, self._session).open()

    def open_link(self, link: Link) -> bool:
        """Open the record or dialog of a line on the card; False where it is not about care."""
        from ui.forms.attentions import AttentionDialog, ExpectationDialog, ImprovementDialog
        from ui.forms.care_notes import NoteDialog, TemperamentDialog
        from ui.forms.survey import SurveyDialog

        tab, session, reader = self._tab, self._session, self._session.desk.context.reader
        records: dict[str, tuple[type[Any], Callable[..., FormDialog]]] = {
            "care_note": (CustomerNote, NoteDialog),
            "temperament": (Temperament, TemperamentDialog),
            "expectation": (Expectation, ExpectationDialog),
            "improvement": (Improvement, ImprovementDialog),
            "attention": (Attention, AttentionDialog),
            "survey": (Survey, SurveyDialog),
        }
        acts = {"grading": self.grade, "survey_trend": self.trend, "deciders": self.deciders}
        if link.kind in records:
            kind, dialog = records[link.kind]
            found = reader.first(kind, id=link.id)
            if found is None:
                notices.post(notices.Notice(tr("This entry was taken back.")))
            else:
                self._open(dialog(tab, session, found))
            return True
        if link.kind in acts:
            acts[link.kind]()
            return True
        return False

    @property
    def _session(self) -> Session:
        return self._tab.session

    def _chosen(self) -> list[int]:
        chosen = self._tab.current_record()
        return [] if chosen is None else [chosen]

    def _new(
        self, dialog: Callable[[QWidget, Session, Any], FormDialog], draft: Callable[[int], Any]
    ) -> None:
        for chosen in self._chosen():
            self._open(dialog(self._tab, self._session, draft(chosen)))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()
