"""The pages of a visit's record: arrival, findings, materials, recommendations, site, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.site_book import Aspect, Rating
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visit_record import VisitRecord
from branchdesk.domain.visits import VisitKind, VisitStatus
from branchdesk.domain.wording import WordKind
from ui.forms.field_grids import AdviceGrid, FindingsGrid, MaterialsGrid, WaitingGrid
from ui.forms.spot_fields import add_spot
from ui.forms.suggest_field import SuggestField
from ui.language import term, tr, trn
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField, Help
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, NoteField, NumberField, TextField, TimeField
from ui.widgets.paged_form import PagedForm, quiet

LEAVING = ("doors_closed", "lights_off", "all_back")
INTRODUCTION = ("intro_who", "intro_why", "intro_topics")


@dataclass(frozen=True, slots=True)
class Around:
    """What the pages need to know beside the record."""

    session: Session
    record: VisitRecord
    names: list[str]
    preparations: list[str]
    next_on: date | None


def build_pages(form: PagedForm, around: Around) -> None:
    """Add all pages to a form."""
    _arrival(form, around)
    _findings(form, around)
    _materials(form, around)
    _recommendations(form, around)
    _site(form, around)
    _leaving(form, around)


def _arrival(form: PagedForm, around: Around) -> None:
    visit, session = around.record.visit, around.session
    calendar = session.desk.context.calendar
    day = DateField(session.today, min(visit.date_on, session.today), calendar=calendar, lean=Lean.PAST)
    form.page(tr("Arrival"), "map-pin")
    form.add("date_on", tr("Took place on"), day, required=True)
    form.add("arrived_at", tr("Arrived at"), TimeField(visit.arrived_at or visit.start_at or None))
    form.add("told_whom", tr("Told whom"), SuggestField(around.names, visit.told_whom))
    form.add(
        "preparation_missing",
        tr("Not prepared"),
        SuggestField(around.preparations, visit.preparation_missing),
        hint=tr("Empty: everything was prepared"),
    )
    form.add("difficulty", tr("Difficulty"), TextField(visit.difficulty), wide=True)
    if visit.kind is VisitKind.FIRST:
        _introduction(form, around)


def _introduction(form: PagedForm, around: Around) -> None:
    """Ask for the thirty seconds in which one introduces oneself (R001)."""
    sheet = around.record.sheet
    form.section(tr("Introduction at the first visit"))
    form.add("intro_who", "", CheckField(tr("Said who we are"), sheet.intro_who))
    form.add("intro_why", "", CheckField(tr("Said why we came"), sheet.intro_why))
    form.add("intro_topics", "", CheckField(tr("Said what to discuss"), sheet.intro_topics))
    form.add("intro_minutes", tr("Minutes needed"), NumberField(sheet.intro_minutes, least=1, most=600))
    form.add("no_intro_why", tr("Left out because"), TextField(sheet.no_intro_why), wide=True)


def _findings(form: PagedForm, around: Around) -> None:
    record, field = around.record, around.session.desk.field
    visit, sheet = record.visit, record.sheet
    devices = field.devices(visit.site_id, removed=visit.status is VisitStatus.DONE)
    words = around.session.desk.wording.table(WordKind.TERM)
    professional = {rule.text: rule.instead for rule in words}
    grid = FindingsGrid(devices, field.known_pests(), professional)
    grid.show_findings(record.findings)
    form.page(tr("Findings"), "search")
    hint = (
        trn(
            "{n} device here. Type only where something was found.",
            "{n} devices here. Type only where something was found.",
            len(devices),
        )
        if devices
        else tr("No devices are registered here yet. Findings by place are enough.")
    )
    form.add_table("found", tr("Found, one line each"), grid, hint=hint)
    open_points = len(field.advice(visit.site_id, visit.date_on).open)
    remarks = CheckedNoteField(
        around.session,
        text=sheet.finding_remarks,
        lines=2,
        placeholder=tr("What was seen: facts, no opinions"),
        aid=Help(open_points=lambda: open_points),
    )
    form.add("findings", tr("In words"), remarks, wide=True)
    form.add("actions", tr("Actions"), _checked(around, visit.actions), wide=True)
    form.add("assessment", tr("Our assessment"), NoteField(sheet.assessment, lines=2), wide=True)


def _materials(form: PagedForm, around: Around) -> None:
    grid = MaterialsGrid(around.session.desk.field.known_materials())
    grid.show_materials(around.record.materials)
    form.page(tr("Materials"), "list-checks")
    form.add_table(
        "materials",
        tr("Materials used"),
        grid,
        hint=tr("A material that was used before brings unit, dilution, method and area with it."),
    )


def _recommendations(form: PagedForm, around: Around) -> None:
    session, record = around.session, around.record
    visit, field = record.visit, session.desk.field
    form.page(tr("Recommendations"), "clipboard-list")
    own = {one.id for one in record.recommendations}
    advice = field.advice(visit.site_id, visit.date_on)
    before = [one for one in advice.open if one.id not in own]
    findings = [one for one in field.open_findings(visit.site_id) if one.visit_id != visit.id]
    if before or findings:
        waiting = WaitingGrid()
        waiting.show_waiting(before, findings)
        shown = tr("{n} open of {total}, said again in this report", n=len(before), total=advice.total)
        form.add_table("waiting", tr("Open from before"), waiting, hint=shown)
    grid = AdviceGrid(around.names, session.today, session.desk.context.calendar)
    grid.show_advice(record.recommendations)
    form.add_table("advice", tr("New recommendations"), grid)
    remarks = record.sheet.recommendation_remarks
    form.add("recommendations", tr("Further remarks"), _checked(around, remarks), wide=True)


def _checked(around: Around, text: str) -> CheckedNoteField:
    return CheckedNoteField(around.session, text=text, lines=2)


def _site(form: PagedForm, around: Around) -> None:
    session, record = around.session, around.record
    sheet, book = record.sheet, session.desk.site_book.logbook(record.visit.site_id)
    form.page(tr("Site"), "building-2")
    form.section(tr("Logbook"))
    place = book.place if book else session.desk.customers.site(record.visit.site_id).logbook_place
    where = tr("Lies at: {place}", place=place) if place else tr("No logbook is placed here yet.")
    form.add_wide(quiet(where))
    form.add("logbook_checked", "", CheckField(tr("Logbook checked"), sheet.logbook_checked), wide=True)
    form.add("logbook_entries", tr("New entries"), NoteField(sheet.logbook_entries, lines=2), wide=True)
    form.section(tr("This month at the site"))
    known = {one.aspect: one for one in record.ratings}
    for aspect in Aspect:
        one = known.get(aspect)
        combo = EnumCombo(Rating, one.rating if one else None, empty=tr("not rated"))
        form.add(f"rating_{aspect}", term(aspect), combo)
        form.add(f"rating_text_{aspect}", tr("What exactly"), TextField(one.text if one else ""))


def _leaving(form: PagedForm, around: Around) -> None:
    record, session = around.record, around.session
    visit, sheet = record.visit, record.sheet
    calendar = session.desk.context.calendar
    form.page(tr("Leaving"), "check")
    form.add("doors_closed", tr("Leaving checklist"), CheckField(tr("Doors closed"), sheet.doors_closed))
    form.add("lights_off", "", CheckField(tr("Lights off"), sheet.lights_off))
    form.add("all_back", "", CheckField(tr("Everything back in place"), sheet.all_back))
    form.add("left_at", tr("Left at"), TimeField(sheet.left_at or None))
    form.section(tr("Hand-over"))
    form.add("handed_to", tr("Handed over to"), SuggestField(around.names, visit.handed_to))
    form.add("left_without_hand_over", tr("Or not, because"), TextField(visit.left_without_hand_over))
    form.add("explained", "", CheckField(tr("Explained what was done"), sheet.explained))
    form.add("thanked", "", CheckField(tr("Said thank you"), sheet.thanked))
    form.add("questions", tr("Questions asked"), TextField(sheet.questions), wide=True)
    following = DateField(session.today, around.next_on, calendar=calendar, lean=Lean.FUTURE)
    form.add("next_on", tr("Next visit"), following)
    form.add("next_agreed", "", CheckField(tr("Agreed with the customer"), sheet.next_agreed))
    form.add("signed_by", tr("Signed by"), SuggestField(around.names, sheet.signed_by))
    form.add("issue", "", CheckField(tr("Issue the report at once")))
    if visit.kind is VisitKind.FIRST:
        _effect(form, around)
    add_spot(form, session, visit, record.spot)
    if session.desk.visits.report_of(visit.id) is not None:
        form.set_visible("issue", visible=False)


def _effect(form: PagedForm, around: Around) -> None:
    """Ask what must be explained after the first service (R010)."""
    sheet, session = around.record.sheet, around.session
    calendar = session.desk.context.calendar
    form.section(tr("After the first service: effect, and what happens if pests come back"))
    form.add("effect_to", tr("Explained to"), SuggestField(around.names, sheet.effect_to))
    form.add(
        "effect_on",
        tr("Explained on"),
        DateField(session.today, sheet.effect_on, calendar=calendar, lean=Lean.PAST),
    )
    done = CheckField(tr("First service complete"), sheet.completed_on is not None)
    form.add("completed", "", done, wide=True)
