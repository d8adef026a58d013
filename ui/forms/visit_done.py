"""Recording a visit page by page, in the order of the service report; all of it is one save."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_visit
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.site_book import Aspect, Rating, SiteRating
from branchdesk.domain.spot import check_spot
from branchdesk.domain.visit_record import VisitRecord, check_record
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.domain.wording_rules import WordRules
from ui.forms.field_grids import names_at
from ui.forms.spot_fields import read_spot
from ui.forms.visit_pages import INTRODUCTION, LEAVING, Around, build_pages
from ui.language import tr, words
from ui.operations import Progress
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.paged_form import PagedForm

_OF_VISIT = (
    "told_whom",
    "preparation_missing",
    "actions",
    "handed_to",
    "left_without_hand_over",
    "difficulty",
)
_OF_SHEET = (
    *LEAVING,
    "logbook_checked",
    "logbook_entries",
    "explained",
    "questions",
    "thanked",
    "next_agreed",
    "signed_by",
    "assessment",
)
_OF_FIRST = (*INTRODUCTION, "intro_minutes", "no_intro_why", "effect_to", "effect_on")
_AS_USUAL = (*LEAVING, "logbook_checked", "explained", "thanked")


class VisitDoneDialog(FormDialog):
    """Records what happened; "Nothing special" fills in what is usual and asks who took it over."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        done = visit.status is VisitStatus.DONE
        title = tr("Correct the record") if done else tr("Record the visit")
        lead = tr("Planned for {day} {time}", day=words().long_date(visit.date_on), time=visit.start_at)
        self._pages = PagedForm(columns=2)
        super().__init__(
            parent,
            title,
            tr("Save the record") if done else title,
            lead=lead,
            columns=2,
            form=self._pages,
        )
        self.setMinimumWidth(1000)
        self._session = session
        self._known = session.desk.field.record_of(visit.id) if visit.id else VisitRecord(visit=visit)
        self._visit = visit
        self._key = Session.new_key()
        names = names_at(session, visit.site_id)
        build_pages(self._pages, Around(session, self._known, names, self._preparations(), self._next_on()))
        self.form.mark_clean()
        self.add_button(tr("&Nothing special"), self._fill_in)

    def record(self) -> VisitRecord:
        """Return everything as it stands on the pages."""
        form, keys = self.form, self.form.keys()
        on = self._day()
        return VisitRecord(
            visit=self._recorded(on),
            sheet=self._sheet(on),
            findings=form.field("found").findings(),
            materials=form.field("materials").materials(),
            recommendations=form.field("advice").advice(),
            answered=form.field("waiting").answered() if "waiting" in keys else (),
            settled=form.field("waiting").settled(on) if "waiting" in keys else (),
            ratings=self._ratings(),
            spot=read_spot(form),
        )

    def check(self) -> dict[str, Message]:
        """Ask the rules of visits; a report needs its two texts (R021, R060)."""
        record = self.record()
        problems = check_visit(record.visit, None) | check_record(record)
        if record.spot is not None:
            problems |= check_spot(record.spot)
        if record.visit.date_on > self._session.today:
            problems["date_on"] = msg("The visit lies in the future. Enter the day on which it took place.")
        found = bool(record.findings) or bool(record.sheet.finding_remarks)
        if self.form.field("issue").value() and not (found and record.visit.actions):
            text = msg("A report says what was found and what was done. Fill this in first.")
            missing = {"findings": found, "actions": bool(record.visit.actions)}
            problems |= {name: text for name, there in missing.items() if not there}
        return problems | self._without_detail(record)

    def job(self) -> Job:
        """Save the record, and issue its report where that is wanted."""
        desk, record, key = self._session.desk, self.record(), self._key
        issue = bool(self.form.field("issue").value())

        def work(_progress: Progress) -> object:
            return desk.field.record(record, issue=issue, key=key)

        return work

    def _day(self) -> date:
        day: date | None = self.form.field("date_on").value()
        return day or self._visit.date_on

    def _recorded(self, on: date) -> Visit:
        values, visit = self.form.values(), self._visit
        moved = on != visit.date_on
        return replace(
            visit,
            status=VisitStatus.DONE,
            date_on=on,
            original_on=visit.original_on or visit.date_on if moved else visit.original_on,
            arrived_at=values["arrived_at"] or "",
            next_on=values["next_on"],
            **{name: values[name] for name in _OF_VISIT},
        )

    def _sheet(self, on: date) -> VisitSheet:
        values = self.form.values()
        names = (*_OF_SHEET, *(_OF_FIRST if self._visit.kind is VisitKind.FIRST else ()))
        sheet = replace(
            self._known.sheet,
            left_at=values["left_at"] or "",
            finding_remarks=values["findings"],
            recommendation_remarks=values["recommendations"],
            **{name: values[name] for name in names},
        )
        if self._visit.kind is not VisitKind.FIRST:
            return sheet
        return replace(sheet, completed_on=(sheet.completed_on or on) if values["completed"] else None)

    def _ratings(self) -> tuple[SiteRating, ...]:
        values = self.form.values()
        known = {one.aspect: one for one in self._known.ratings}
        rated: dict[Aspect, Rating | None] = {one: values[f"rating_{one}"] for one in Aspect}
        return tuple(
            replace(
                known.get(aspect, SiteRating(aspect=aspect)),
                rating=rating,
                text=values[f"rating_text_{aspect}"],
            )
            for aspect, rating in rated.items()
            if rating is not None
        )

    def _without_detail(self, record: VisitRecord) -> dict[str, Message]:
        """Ask for detail where "normal" is all that is said while recommendations wait (R060)."""
        still = self._session.desk.field.advice(record.visit.site_id, record.visit.date_on).open
        closed = {one.id for one in record.answered}
        waiting = [one for one in still if one.id not in closed]
        remarks = record.sheet.finding_remarks
        if record.findings or not waiting or not remarks or not self._rules().is_plain(remarks):
            return {}
        return {
            "findings": msg(
                "“{text}” alone does not fit {count} open recommendations. Say what was seen.",
                text=remarks,
                count=len(waiting),
            )
        }

    def _rules(self) -> WordRules:
        return self._session.desk.wording.rules()

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
        """Write the usual words into what is empty, tick what is usual, and ask who took it over."""
        usual = {"actions": tr("All points inspected, serviced as planned")}
        if not self.form.field("found").value():
            usual["findings"] = tr("No pest activity found")
        for name, text in usual.items():
            if not self.form.field(name).value():
                self.form.field(name).set_value(text)
        for name in _AS_USUAL:
            self.form.field(name).set_value(True)
        self._pages.show_page_of("handed_to")
        self.form.field("handed_to").setFocus()
