"""The service report on A4: what was found and done, advice until it is closed, signatures (R007, R020-R023).

A draft says so across its head; an issued report prints its facts as they were, addenda after them (R051).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.recommendations import Recommendation
from branchdesk.domain.visit_findings import Finding, MaterialUse, quantity_text
from branchdesk.domain.visit_papers import OurNumber, Place, ReportPaper
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.language import Words
from exports.pdf.document import SMALL, Paper, Printed
from exports.pdf.facts import PaperFact, draw_facts
from exports.pdf.photos import draw_photos
from exports.pdf.signature import draw_signatures
from exports.pdf.tables import TableColumn, draw_table

_FINDING_WIDTHS = (22.0, 34.0, 30.0, 22.0, 62.0)
_MATERIAL_WIDTHS = (32.0, 20.0, 22.0, 24.0, 22.0, 26.0, 24.0)
_ADVICE_WIDTHS = (88.0, 30.0, 26.0, 26.0)


def service_report_pdf(
    found: ReportPaper, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the report of one visit; sections of which there is nothing are left out."""
    title = words.tr("Service report")
    with Paper(words, branch=found.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        _draw_head(paper, found)
        _draw_findings(paper, found)
        _draw_text(paper, words.tr("Actions taken"), found.field.visit.actions)
        _draw_materials(paper, found.field.materials)
        _draw_advice(paper, found)
        _draw_sheet(paper, found)
        draw_photos(paper, found.photos)
        _draw_numbers(paper, found.our_numbers)
        _draw_addenda(paper, found)
        _draw_foot(paper, found)
        return paper.finish(stream)


def place_facts(words: Words, place: Place) -> list[PaperFact]:
    """Return whom and where, in the order of every form; the sensitive places last and bold (R007)."""
    facts = [
        PaperFact(words.tr("Customer"), place.customer),
        PaperFact(words.tr("Site"), place.site),
        PaperFact(words.tr("Address"), place.address, wide=True),
        PaperFact(words.tr("Contact"), place.contact),
        PaperFact(words.tr("Phone"), place.phone),
    ]
    if place.sensitive:
        label = words.tr("Special attention")
        facts.append(PaperFact(label, place.sensitive, wide=True, bold=True))
    return facts


def numbers_text(words: Words, numbers: Sequence[OurNumber]) -> str:
    """Say whom of us one may call, when and where (R050)."""
    return "    ".join(
        words.tr(
            "{name} ({role}) {phone} {hours}",
            name=one.name,
            role=words.term(one.role),
            phone=one.phone,
            hours=one.hours,
        ).strip()
        for one in numbers
    )


def _draw_head(paper: Paper, found: ReportPaper) -> None:
    words, visit, report = paper.words, found.field.visit, found.report
    number = report.number if report else words.tr("Draft: not issued yet")
    paper.paragraph(words.tr("No. {number}", number=number), centred=True)
    paper.space(2)
    place = place_facts(words, found.place)
    sheet = found.field.sheet
    times = "–".join(part for part in (visit.arrived_at, sheet.left_at if sheet else "") if part)
    attendance = [
        PaperFact(words.tr("Date of service"), words.long_date(visit.date_on)),
        PaperFact(words.tr("Arrival, leaving"), times),
        PaperFact(words.tr("Kind of service"), words.term(visit.kind)),
        PaperFact(words.tr("Service"), found.service),
        PaperFact(words.tr("Technician"), found.technician),
        PaperFact(words.tr("Arrival told to"), visit.told_whom),
    ]
    draw_facts(paper, [*place[:5], *attendance, *place[5:]])


def _draw_findings(paper: Paper, found: ReportPaper) -> None:
    words, field = paper.words, found.field
    titles = (
        words.tr("Device"),
        words.tr("Place"),
        words.tr("Found"),
        words.tr("Count"),
        words.tr("Remarks"),
    )
    rows = [_finding_row(words, found, one) for one in field.findings]
    heading = words.tr("Problems found")
    if rows:
        _table(paper, titles, _FINDING_WIDTHS, rows, heading)
    remarks = field.sheet.finding_remarks if field.sheet and rows else field.visit.findings
    if rows:
        _plain(paper, remarks)
    else:
        _draw_text(paper, heading, remarks)
    _plain(paper, _devices_text(words, found))
    if field.visit.preparation_missing:
        _plain(paper, words.tr("Not prepared: {items}", items=field.visit.preparation_missing))
    if field.sheet and field.sheet.assessment:
        _draw_text(paper, words.tr("Our assessment"), field.sheet.assessment)


def _finding_row(words: Words, found: ReportPaper, one: Finding) -> list[str]:
    device = found.field.device_of(one)
    number = "" if one.number is None else f"{one.number} {one.unit}".strip()
    what = one.pest or words.term(one.kind)
    place = one.place or (device.place if device else "")
    return [device.number if device else "", place, what, number, one.note]


def _devices_text(words: Words, found: ReportPaper) -> str:
    """Say how many devices were looked at, and that the others were in order."""
    there = [one for one in found.field.devices if one.removed_on is None]
    if not there:
        return ""
    touched = {one.device_id for one in found.field.findings if one.device_id is not None}
    if not touched:
        return words.trn(
            "{n} device checked, it is in order.", "{n} devices checked, all in order.", len(there)
        )
    return words.tr(
        "{n} devices checked, findings at {found}; the others are in order.",
        n=len(there),
        found=len(touched),
    )


def _draw_materials(paper: Paper, materials: Sequence[MaterialUse]) -> None:
    words = paper.words
    rows = [
        [
            one.name,
            one.dilution,
            "" if one.quantity_milli is None else f"{quantity_text(one.quantity_milli)} {one.unit}",
            one.method,
            one.target,
            one.area,
            one.note,
        ]
        for one in materials
    ]
    if rows:
        _table(paper, material_titles(words), _MATERIAL_WIDTHS, rows, words.tr("Materials used"))


def material_titles(words: Words) -> tuple[str, ...]:
    """Return the columns of materials, for the report and the blank form."""
    return (
        words.tr("Material"),
        words.tr("Dilution"),
        words.tr("Amount used"),
        words.tr("Way of use"),
        words.tr("Target"),
        words.tr("Area"),
        words.tr("Remarks"),
    )


def advice_titles(words: Words) -> tuple[str, ...]:
    """Return the columns of recommendations, for the report and the blank form."""
    return words.tr("Recommendation"), words.tr("Who acts"), words.tr("Given on"), words.tr("Due")


def _draw_advice(paper: Paper, found: ReportPaper) -> None:
    words, advice, sheet = paper.words, found.field.advice, found.field.sheet
    rows = [_advice_row(words, one) for one in advice.open]
    heading = words.tr("Recommendations, {open} of {total} open", open=len(advice.open), total=advice.total)
    if rows:
        _table(paper, advice_titles(words), _ADVICE_WIDTHS, rows, heading)
        _plain(paper, sheet.recommendation_remarks if sheet else "")
    else:
        _draw_text(paper, words.tr("Recommendations"), found.field.visit.recommendations)


def _advice_row(words: Words, one: Recommendation) -> list[str]:
    who = one.owner or words.term(one.acts)
    return [one.text, who, f"{one.given_on}", f"{one.due_on}" if one.due_on else ""]


def _draw_sheet(paper: Paper, found: ReportPaper) -> None:
    """Print what was ticked on leaving, the logbook and the hand-over (R009, R022, R023)."""
    words, visit, sheet = paper.words, found.field.visit, found.field.sheet
    if sheet is None and not visit.handed_to and not visit.left_without_hand_over:
        return
    paper.heading(words.tr("Leaving and hand-over"), 1, with_next=20)
    facts = _leaving_facts(words, sheet) if sheet else []
    handed = visit.handed_to or words.tr("not handed over: {why}", why=visit.left_without_hand_over)
    facts += [
        PaperFact(words.tr("Handed over to"), handed),
        PaperFact(words.tr("Next service"), words.long_date(visit.next_on) if visit.next_on else ""),
    ]
    if sheet and sheet.questions:
        facts.append(PaperFact(words.tr("Questions"), sheet.questions, wide=True))
    draw_facts(paper, facts)


def _leaving_facts(words: Words, sheet: VisitSheet) -> list[PaperFact]:
    def tick(*, done: bool) -> str:
        return words.tr("done") if done else words.tr("not done")

    facts = [
        PaperFact(words.tr("Doors closed"), tick(done=sheet.doors_closed)),
        PaperFact(words.tr("Lights off"), tick(done=sheet.lights_off)),
        PaperFact(words.tr("All back in place"), tick(done=sheet.all_back)),
        PaperFact(words.tr("Logbook checked"), tick(done=sheet.logbook_checked)),
    ]
    if sheet.logbook_entries:
        facts.append(PaperFact(words.tr("In the logbook"), sheet.logbook_entries, wide=True))
    return facts


def _draw_numbers(paper: Paper, numbers: Sequence[OurNumber]) -> None:
    if numbers:
        paper.space(2)
        text = numbers_text(paper.words, numbers)
        paper.paragraph(paper.words.tr("You may call: {numbers}", numbers=text), SMALL)


def _draw_addenda(paper: Paper, found: ReportPaper) -> None:
    words = paper.words
    for one in found.field.addenda:
        local = one.written_at.astimezone(paper.made_at.tzinfo)
        heading = words.tr("Addendum {n}, {day}, {who}", n=one.number, day=local.date(), who=one.written_by)
        _draw_text(paper, heading, one.text)


def _draw_foot(paper: Paper, found: ReportPaper) -> None:
    words, report = paper.words, found.report
    if report is not None and report.signed_by:
        signed = words.tr("Signed by {who} on {day}", who=report.signed_by, day=report.signed_on)
        paper.space(2)
        paper.paragraph(signed, SMALL)
    draw_signatures(paper, [words.tr("Technician"), words.tr("Customer"), words.tr("Date")])


def _table(
    paper: Paper,
    titles: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    heading: str,
) -> None:
    columns = [TableColumn(title, width=width) for title, width in zip(titles, widths, strict=True)]
    draw_table(paper, columns, rows, heading=heading, level=1)


def _draw_text(paper: Paper, heading: str, text: str) -> None:
    if text.strip():
        paper.heading(heading, 1, with_next=8)
        _plain(paper, text)


def _plain(paper: Paper, text: str) -> None:
    for line in text.splitlines():
        paper.paragraph(line)
