"""Recording a visit in the order of the service report (R013, R020 to R022)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_visit
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import ServiceReport, Visit, VisitStatus
from branchdesk.services.context import Outcome
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.operations import Progress
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, NoteField, TextField, TimeField
from ui.widgets.form_dialog import FormDialog, Job

_TEXTS = (
    "told_whom",
    "preparation_missing",
    "findings",
    "actions",
    "recommendations",
    "handed_to",
    "left_without_hand_over",
    "difficulty",
)


class VisitDoneDialog(FormDialog):
    """Records what happened; "Nothing special" fills in the usual words, the report can be issued at once."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        done = visit.status is VisitStatus.DONE
        title = tr("Correct the record") if done else tr("Record the visit")
        lead = tr("Planned for {day} {time}", day=words().long_date(visit.date_on), time=visit.start_at)
        super().__init__(parent, title, tr("Save the record") if done else title, lead=lead, columns=2)
        self._session = session
        self._visit = visit
        self._key = Session.new_key()
        self._names = self._people()
        self._add_arrival()
        self._add_work()
        self._add_leaving()
        self.form.mark_clean()
        self.add_button(tr("Nothing special"), self._fill_in)

    def record(self) -> Visit:
        """Return the visit as it stands in the form."""
        values, visit = self.form.values(), self._visit
        day = values["date_on"] or visit.date_on
        return replace(
            visit,
            status=VisitStatus.DONE,
            date_on=day,
            original_on=visit.original_on if day == visit.date_on else visit.original_on or visit.date_on,
            arrived_at=values["arrived_at"] or "",
            next_on=values["next_on"],
            **{name: values[name] for name in _TEXTS},
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of visits; a report needs its two texts (R021)."""
        record = self.record()
        problems = check_visit(record, None)
        if record.date_on > self._session.today:
            problems["date_on"] = msg("The visit lies in the future. Enter the day on which it took place.")
        if self.form.field("issue").value():
            text = msg("A report says what was found and what was done. Fill this in first.")
            problems |= {name: text for name in ("findings", "actions") if not getattr(record, name)}
        return problems

    def job(self) -> Job:
        """Save the record, and issue its report where that is wanted."""
        desk, record, key = self._session.desk, self.record(), self._key
        issue = bool(self.form.field("issue").value())

        def work(_progress: Progress) -> Outcome[Visit] | Outcome[ServiceReport]:
            saved = desk.visits.save_visit(record, key=key)
            if not issue:
                return saved
            issued = desk.visits.issue_report(saved.value.id, signed_by=record.handed_to)
            return replace(issued, changes=saved.changes | issued.changes)

        return work

    def _add_arrival(self) -> None:
        form, visit, today = self.form, self._visit, self._session.today
        calendar = self._session.desk.context.calendar
        day = DateField(today, min(visit.date_on, today), calendar=calendar, lean=Lean.PAST)
        form.section(tr("Arrival"))
        form.add("date_on", tr("Took place on"), day, required=True)
        form.add("arrived_at", tr("Arrived at"), TimeField(visit.arrived_at or visit.start_at or None))
        form.add("told_whom", tr("Told whom"), SuggestField(self._names, visit.told_whom))
        form.add(
            "preparation_missing",
            tr("Not prepared"),
            SuggestField(self._preparations(), visit.preparation_missing),
            hint=tr("Empty: everything was prepared"),
        )

    def _add_work(self) -> None:
        form, visit = self.form, self._visit
        form.section(tr("Service"))
        form.add("findings", tr("Findings"), NoteField(visit.findings, lines=2), wide=True)
        form.add("actions", tr("Actions"), NoteField(visit.actions, lines=2), wide=True)
        form.add(
            "recommendations", tr("Recommendations"), NoteField(visit.recommendations, lines=2), wide=True
        )
        form.add("difficulty", tr("Difficulty"), TextField(visit.difficulty), wide=True)

    def _add_leaving(self) -> None:
        form, visit, session = self.form, self._visit, self._session
        calendar = session.desk.context.calendar
        form.section(tr("Hand-over"))
        form.add("handed_to", tr("Handed over to"), SuggestField(self._names, visit.handed_to))
        form.add("left_without_hand_over", tr("Or not, because"), TextField(visit.left_without_hand_over))
        following = DateField(session.today, self._next_on(), calendar=calendar, lean=Lean.FUTURE)
        form.add("next_on", tr("Next visit"), following)
        form.add("issue", "", CheckField(tr("Issue the report at once")))
        if session.desk.visits.report_of(visit.id) is not None:
            form.set_visible("issue", visible=False)

    def _people(self) -> list[str]:
        """Return whom one meets there, by the names that reports carry."""
        desk = self._session.desk
        site = desk.customers.site(self._visit.site_id)
        return [f"{c.name} {c.title}".strip() for c in desk.customers.contacts_of(site.customer_id)]

    def _preparations(self) -> list[str]:
        items = self._session.desk.customers.site(self._visit.site_id).prep_items
        return [
            part.strip() for part in items.replace("；", ";").replace("\n", ";").split(";") if part.strip()
        ]

    def _next_on(self) -> date | None:
        """Return the agreed day, else the next planned visit of the site."""
        if self._visit.next_on is not None:
            return self._visit.next_on
        planned = self._session.desk.context.reader.find(
            Visit, site_id=self._visit.site_id, status=VisitStatus.PLANNED
        )
        days = [v.date_on for v in planned if v.id != self._visit.id and v.date_on > self._visit.date_on]
        return min(days, default=None)

    def _fill_in(self) -> None:
        """Write the usual words into what is empty."""
        usual = {
            "findings": tr("No pest activity found"),
            "actions": tr("All points inspected, serviced as planned"),
        }
        for name, text in usual.items():
            field: NoteField = self.form.field(name)
            if not field.value():
                field.set_value(text)
        self.form.field("handed_to").setFocus()
