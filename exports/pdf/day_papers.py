"""A technician's day and the desk's calls on paper (R004, R007, R174, D06)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.duties import Duty
from branchdesk.domain.money import Fen
from branchdesk.domain.visit_papers import CallLine, CallSheet, DaySheet, DayVisit
from branchdesk.language import Words
from exports.pdf.document import SMALL, Paper, Printed, line_height
from exports.pdf.facts import PaperFact, draw_facts
from exports.pdf.tables import Noted, TableColumn, draw_table

_MOST_ADVICE = 4
_CALL_WIDTHS = (16.0, 36.0, 34.0, 64.0, 20.0)


def day_sheets_pdf(
    sheets: Sequence[DaySheet], words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write one sheet after the other, each on a page of its own."""
    title = words.tr("Day sheet")
    with Paper(words, branch=sheets[0].branch, title=title, made_at=made_at, song=song) as paper:
        for number, sheet in enumerate(sheets):
            if number:
                paper.new_page()
            _draw_day(paper, sheet)
        return paper.finish(stream)


def call_sheet_pdf(
    sheet: CallSheet, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the calls of a day with room for what came of each."""
    title = words.tr("Call sheet")
    with Paper(words, branch=sheet.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        paper.paragraph(words.long_date(sheet.day), centred=True)
        paper.space(2)
        if not sheet.lines:
            paper.paragraph(words.tr("No call is due."), centred=True)
            return paper.finish(stream)
        columns = [
            TableColumn(title, width=width)
            for title, width in zip(_call_titles(words), _CALL_WIDTHS, strict=True)
        ]
        draw_table(paper, columns, [_call_row(words, sheet, one) for one in sheet.lines])
        return paper.finish(stream)


def _call_titles(words: Words) -> tuple[str, ...]:
    return (
        words.tr("Due by"),
        words.tr("Customer"),
        words.tr("Whom, number"),
        words.tr("What about"),
        words.tr("Result"),
    )


def _call_row(words: Words, sheet: CallSheet, line: CallLine) -> list[str | Noted]:
    duty, whom = line.duty, line.duty.whom
    hours = words.tr("call {hours}", hours=line.hours) if line.hours else ""
    notes = "\n".join(part for part in (hours, *line.notes) if part)
    person = " ".join(part for part in (whom.contact, whom.phone) if part)
    place = f"{whom.customer} · {whom.site}" if whom.site else whom.customer
    about = f"{words.term(duty.kind)}\n{words.say(duty.say)}"
    return [_by(words, duty, sheet), place, Noted(person, notes), about, ""]


def _by(words: Words, duty: Duty, sheet: CallSheet) -> str:
    late = duty.days_late(sheet.day)
    if late:
        return words.trn("{n} day late", "{n} days late", late)
    return f"{duty.due_at:%H:%M}" if duty.due_at else words.tr("today")


def _draw_day(paper: Paper, sheet: DaySheet) -> None:
    words = paper.words
    name = sheet.technician or words.tr("not assigned")
    paper.title(words.tr("Day sheet"))
    paper.paragraph(f"{name}    {words.long_date(sheet.day)}", centred=True)
    for visit in sheet.visits:
        _draw_visit(paper, visit)
    if sheet.calls:
        columns = [
            TableColumn(words.tr("Due by")),
            TableColumn(words.tr("Whom")),
            TableColumn(words.tr("What about")),
        ]
        rows = [
            [
                f"{one.due_at:%H:%M}" if one.due_at else f"{one.due_on:%m-%d}",
                f"{one.whom.customer}\n{one.whom.contact} {one.whom.phone}".strip(),
                words.say(one.say),
            ]
            for one in sheet.calls
        ]
        draw_table(paper, columns, rows, heading=words.tr("Calls to make"), level=1)


def _draw_visit(paper: Paper, day: DayVisit) -> None:
    words, visit = paper.words, day.visit
    times = "–".join(part for part in (visit.start_at, day.end_at) if part) or words.tr("time open")
    name = f"{times}   {day.place.customer} · {day.place.site}"
    paper.heading(name, 1, with_next=30)
    if day.place.sensitive:
        _bold(paper, day.place.sensitive)
    draw_facts(paper, [fact for fact in _visit_facts(words, day) if fact.value])


def _bold(paper: Paper, text: str) -> None:
    """Print what must not be overlooked first and bold (R007)."""
    height = line_height(SMALL)
    for line in paper.lines(paper.printable(text), paper.width_of_text, SMALL):
        paper.keep(height)
        paper.put(line, paper.left, paper.y + height * 0.7, SMALL, bold=True)
        paper.y += height
    paper.space(1.5)


def _visit_facts(words: Words, day: DayVisit) -> list[PaperFact]:
    visit, place = day.visit, day.place
    shown = [f"{n}. {text}" for n, text in enumerate(day.recommendations[:_MOST_ADVICE], 1)]
    advice = words.tr(
        "{open} of {total} open: {texts}",
        open=len(day.recommendations),
        total=day.recommendations_total,
        texts="  ".join(shown),
    )
    steps = [words.tr("{step} (not confirmed)", step=text) for text in day.unconfirmed]
    owes = words.tr("owes {amount}, overdue", amount=Fen(day.overdue_fen)) if day.overdue_fen else ""
    return [
        PaperFact(words.tr("Address"), place.address, wide=True),
        PaperFact(words.tr("Contact"), f"{place.contact} {place.phone}".strip()),
        PaperFact(words.tr("Kind of service"), words.term(visit.kind)),
        PaperFact(words.tr("Access"), place.access, wide=True),
        PaperFact(words.tr("To be heeded"), "\n".join(day.warnings), wide=True, bold=True),
        PaperFact(words.tr("To prepare"), "\n".join((*day.prepare, *day.helps)), wide=True),
        PaperFact(words.tr("Agreed steps"), "\n".join(steps), wide=True),
        PaperFact(words.tr("Last findings"), day.last_findings, wide=True),
        PaperFact(words.tr("Recommendations"), advice if shown else "", wide=True),
        PaperFact(words.tr("Money"), owes, wide=True),
        PaperFact(words.tr("Open complaint"), "\n".join(day.open_complaints), wide=True),
        PaperFact(words.tr("Note"), visit.note, wide=True),
    ]
