"""What leads to business: needs, objections with the answer used, competitors (R153, R159, R162)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from branchdesk.domain.sales import (
    Competitor,
    Objection,
    ObjectionKind,
    ObjectionResult,
    Opportunity,
    OpportunityStage,
    check_competitor,
    check_objection,
    check_opportunity,
)
from branchdesk.domain.typed_dates import Lean
from ui.forms.choice_row import ChoiceRow
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import present
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.form_dialog import FormDialog, Job


class OpportunityDialog(FormDialog):
    """Writes down a need and follows it: the next step with its day, until it is won or lost (R153)."""

    def __init__(self, parent: QWidget | None, session: Session, need: Opportunity) -> None:
        title = tr("Follow a need") if need.id else tr("New need")
        super().__init__(parent, title, tr("Save the need"), lead=_name(session, need.customer_id), columns=2)
        self._session, self._record, self._key = session, need, Session.new_key()
        form, today = self.form, session.today
        contacts = present(session.desk.customers.contacts_of(need.customer_id), today)
        form.add("need", tr("What they need"), TextField(need.need), required=True, wide=True)
        form.add(
            "worth_fen", tr("Worth"), MoneyField(None if need.worth_fen is None else Fen(need.worth_fen))
        )
        people = [Choice(one.id, one.name) for one in contacts]
        form.add("contact_id", tr("Talk with"), RecordCombo(people, value=need.contact_id))
        stage: ChoiceRow[OpportunityStage] = ChoiceRow(tuple(OpportunityStage), need.stage)
        form.add("stage", tr("How it stands"), stage, required=True, wide=True)
        form.add("next_step", tr("Next step"), TextField(need.next_step))
        calendar = session.desk.context.calendar
        form.add(
            "next_on",
            tr("Next step on"),
            DateField(today, need.next_on, calendar=calendar, lean=Lean.FUTURE),
            required=True,
        )
        form.add("closed_on", tr("Ended on"), DateField(today, need.closed_on, lean=Lean.PAST))
        form.add("closed_why", tr("Why"), TextField(need.closed_why))
        stage.edited.connect(self._follow)
        self._follow()
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of needs."""
        return check_opportunity(self._read())

    def job(self) -> Job:
        """Save the need."""
        work, need, key = self._session.desk.call_work, self._read(), self._key
        return lambda _progress: work.save_opportunity(need, key=key)

    def _follow(self) -> None:
        """Ask for the next step of an open need, for the reason of one that ended."""
        is_open = self.form.field("stage").value() is OpportunityStage.OPEN
        for key in ("next_step", "next_on"):
            self.form.set_visible(key, visible=is_open)
        for key in ("closed_on", "closed_why"):
            self.form.set_visible(key, visible=not is_open)

    def _read(self) -> Opportunity:
        values = self.form.values()
        return replace(self._record, **values | {"stage": values["stage"] or OpportunityStage.OPEN})


class ObjectionDialog(FormDialog):
    """Keeps an objection with the answer used; two dates are offered, so that the choice is not "no"."""

    def __init__(self, parent: QWidget | None, session: Session, objection: Objection) -> None:
        title = tr("Objection") if objection.id else tr("New objection")
        super().__init__(
            parent, title, tr("Save the objection"), lead=_name(session, objection.customer_id), columns=2
        )
        self._session, self._record, self._key = session, objection, Session.new_key()
        form = self.form
        kind: ChoiceRow[ObjectionKind] = ChoiceRow(tuple(ObjectionKind), objection.kind)
        form.add("kind", tr("About"), kind, required=True, wide=True)
        form.add("said", tr("What they said"), TextField(objection.said), required=True, wide=True)
        hint = tr("Down shows the answers that convinced somebody before.")
        answers = SuggestField(session.desk.call_work.answers_used(), objection.answer)
        form.add("answer", tr("Our answer"), answers, wide=True, hint=hint)
        form.add(
            "offered_first",
            tr("Date offered"),
            TextField(objection.offered_first, placeholder=tr("next Wednesday")),
        )
        form.add(
            "offered_second",
            tr("or"),
            TextField(objection.offered_second, placeholder=tr("at the weekend")),
        )
        result: ChoiceRow[ObjectionResult] = ChoiceRow(
            tuple(ObjectionResult), objection.result, anywhere=False
        )
        form.add("result", tr("Result"), result, required=True, wide=True)
        day = None if objection.raised_on.year == 1 else objection.raised_on
        form.add("raised_on", tr("Date"), DateField(session.today, day or session.today, lean=Lean.PAST))
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of objections."""
        return check_objection(self._read())

    def job(self) -> Job:
        """Save the objection."""
        work, objection, key = self._session.desk.call_work, self._read(), self._key
        return lambda _progress: work.save_objection(objection, key=key)

    def _read(self) -> Objection:
        values = {key: value for key, value in self.form.values().items() if value is not None}
        return replace(self._record, **values)


class CompetitorDialog(FormDialog):
    """Keeps what a competitor offers, from whom we know it and since when (R159)."""

    def __init__(self, parent: QWidget | None, session: Session, competitor: Competitor) -> None:
        title = tr("Competitor") if competitor.id else tr("Competitor's offer")
        lead = _name(session, competitor.customer_id)
        super().__init__(parent, title, tr("Save the offer"), lead=lead, columns=1)
        self._session, self._record, self._key = session, competitor, Session.new_key()
        known = list(dict.fromkeys(one.name for one in session.desk.call_work.competitors()))
        form = self.form
        form.add("name", tr("Competitor"), SuggestField(known, competitor.name), required=True)
        form.add("offers", tr("What they offer"), NoteField(competitor.offers), required=True)
        form.add("source", tr("Who told us"), TextField(competitor.source))
        day = None if competitor.seen_on.year == 1 else competitor.seen_on
        form.add("seen_on", tr("Date"), DateField(session.today, day or session.today, lean=Lean.PAST))
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of notes about competitors."""
        return check_competitor(self._read())

    def job(self) -> Job:
        """Save the note."""
        work, competitor, key = self._session.desk.call_work, self._read(), self._key
        return lambda _progress: work.save_competitor(competitor, key=key)

    def _read(self) -> Competitor:
        values: dict[str, Any] = {k: value for k, value in self.form.values().items() if value is not None}
        return replace(self._record, **values)


def _name(session: Session, customer_id: int | None) -> str:
    return session.desk.customers.customer(customer_id).name if customer_id else ""
