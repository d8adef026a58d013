"""What the card of a visit says of the field: recommendations, agreements, the sheet, addenda."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.visit_sheet import VisitSheet, is_agreed, is_effect_explained, not_left_done
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from ui.language import term, tr, trn, words
from ui.session import Link, Session
from ui.widgets.card_content import Event, Fact, LinkRow, Section

_SHOWN = 5


def sections(session: Session, visit: Visit) -> tuple[Section, ...]:
    """Return what waits at the site and is agreed for the visit, the most urgent first."""
    found = (_advice(session, visit), _agreed(session, visit), _site(session, visit))
    return tuple(one for one in found if one is not None)


def recorded(session: Session, visit: Visit) -> tuple[Section, ...]:
    """Return what was ticked, used and added at a visit that is done."""
    found = (_sheet(session, visit), _rows(session, visit), _addenda(session, visit))
    return tuple(one for one in found if one is not None)


def _advice(session: Session, visit: Visit) -> Section | None:
    """Show what is still recommended, and what was found and is not put right (R053)."""
    field, today = session.desk.field, session.today
    advice = field.advice(visit.site_id, max(visit.date_on, today))
    rows = [
        LinkRow(
            one.text,
            Link("visit", one.visit_id).text() if one.visit_id else "",
            _who_when(one.owner or term(one.acts), one.due_on),
            "clipboard-list",
            _late(one.due_on, today),
        )
        for one in advice.open[:_SHOWN]
    ]
    rows += [
        LinkRow(
            " ".join(part for part in (one.place, one.note) if part),
            Link("visit", one.visit_id).text(),
            term(one.kind),
            "building-2",
            "soon",
        )
        for one in field.open_findings(visit.site_id)[:_SHOWN]
    ]
    if not rows:
        return None
    title = tr("Recommendations: {n} open of {total}", n=len(advice.open), total=advice.total)
    return Section(title, rows=tuple(rows))


def _agreed(session: Session, visit: Visit) -> Section | None:
    """Show steps that nobody agreed to yet first, then the customer's part (R004, R008)."""
    field = session.desk.field
    steps = sorted(field.steps(visit.id), key=is_agreed)
    rows = [
        LinkRow(
            one.text, "", one.agreed_with if is_agreed(one) else tr("not confirmed"), *_sign(is_agreed(one))
        )
        for one in steps
    ]
    rows += [
        LinkRow(one.text, "", _told(one.told_on), *_sign(one.told_on is not None))
        for one in field.helps(visit.id)
    ]
    return Section(tr("Agreed for this visit"), rows=tuple(rows)) if rows else None


def _site(session: Session, visit: Visit) -> Section | None:
    """Say what the site asks for: a meeting, its logbook (R009, R014)."""
    book = session.desk.site_book
    place = session.desk.customers.site(visit.site_id).logbook_place
    logbook, failures = book.logbook(visit.site_id), book.meeting_suggested(visit.site_id)
    days = tr(", ").join(words().value(day) for day in failures)
    facts = (
        Fact(
            tr("Meeting suggested"), tr("not prepared on {days}", days=days) if failures else "", "", "late"
        ),
        Fact(tr("Logbook"), logbook.place if logbook else place),
        Fact(
            tr("Its purpose"),
            "" if logbook is None or logbook.explained_to else tr("not explained yet"),
            "",
            "soon",
        ),
    )
    kept = tuple(fact for fact in facts if fact.value)
    return Section(tr("At the site"), facts=kept) if kept else None


def _sheet(session: Session, visit: Visit) -> Section | None:
    """Say what was ticked, and in words what was not (R001, R009, R010, R022, R023)."""
    sheet = session.desk.field.sheet(visit.id)
    if visit.status is not VisitStatus.DONE or sheet is None:
        return None
    undone = [
        name
        for name, missing in zip(
            (tr("doors"), tr("lights"), tr("things moved")), not_left_done(sheet), strict=True
        )
        if missing
    ]
    left = (
        tr("not finished: {what}", what=tr(", ").join(undone))
        if undone
        else tr("doors, lights and things in order")
    )
    minutes = (
        trn("{n} minute said", "{n} minutes said", sheet.intro_minutes or 0) if sheet.intro_minutes else ""
    )
    facts = (
        Fact(tr("Introduction"), minutes or sheet.no_intro_why),
        Fact(tr("Our assessment"), sheet.assessment),
        Fact(
            tr("Logbook"),
            sheet.logbook_entries or (tr("checked") if sheet.logbook_checked else tr("not checked")),
            "",
            "" if sheet.logbook_checked else "soon",
        ),
        Fact(tr("Left at"), sheet.left_at),
        Fact(tr("On leaving"), left, "", "soon" if undone else ""),
        Fact(tr("Questions asked"), sheet.questions),
        *_effect(visit, sheet),
    )
    return Section(tr("On site"), facts=tuple(fact for fact in facts if fact.value))


def _effect(visit: Visit, sheet: VisitSheet) -> tuple[Fact, ...]:
    if visit.kind is not VisitKind.FIRST:
        return ()
    explained = (
        tr("explained to {who}", who=sheet.effect_to) if is_effect_explained(sheet) else tr("not explained")
    )
    done = tr("complete") if sheet.completed_on else tr("not complete yet")
    return (
        Fact(tr("Effect"), explained, "", "" if is_effect_explained(sheet) else "late"),
        Fact(tr("First service"), done, "", "" if sheet.completed_on else "soon"),
    )


def _rows(session: Session, visit: Visit) -> Section | None:
    """Say how much was used, and what is kept from the head office (R038)."""
    if visit.status is not VisitStatus.DONE:
        return None
    from branchdesk.services.report_text import material_line

    record = session.desk.field.record_of(visit.id)
    hidden = sum(one.withheld for one in record.findings)
    facts = (
        Fact(tr("Materials"), "\n".join(material_line(words(), one) for one in record.materials)),
        Fact(tr("Not to head office"), trn("{n} finding", "{n} findings", hidden) if hidden else ""),
        *(Fact(term(one.aspect), f"{term(one.rating)} {one.text}".strip()) for one in record.ratings),
    )
    kept = tuple(fact for fact in facts if fact.value)
    return Section(tr("Materials and ratings"), facts=kept) if kept else None


def _addenda(session: Session, visit: Visit) -> Section | None:
    known = session.desk.field.addenda(visit.id)
    events = tuple(
        Event(session.moment_text(one.written_at), tr("Addendum {n}", n=one.number), one.text, "pen-line")
        for one in known
    )
    return Section(tr("Addenda"), events=events) if events else None


def _who_when(who: str, due: date | None) -> str:
    return f"{who} {words().value(due)}" if due else who


def _late(due: date | None, today: date) -> str:
    return "late" if due is not None and due < today else "soon"


def _told(day: date | None) -> str:
    return tr("told on {day}", day=day) if day else tr("not told yet")


def _sign(fine: bool) -> tuple[str, str]:
    return ("circle-check", "kept") if fine else ("circle", "soon")
