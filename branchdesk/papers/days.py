"""Papers about one day: a technician's visits, the desk's calls (R174, D06)."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from branchdesk.domain.duties import Duty
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.papers.prints import Made, Wanted
from branchdesk.services.desk import Desk


def day_sheet(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the sheets of a day, of one technician or of all who have visits."""
    from exports.pdf.day_papers import day_sheets_pdf

    day, name = _day_and_name(wanted.of, desk.context.clock.today())
    sheets = desk.visit_papers.day_sheets(day, name, _duties(desk, day))
    if not sheets:
        raise Refused(msg("Nobody has a visit on {day}. Choose another day.", day=day), field="of")
    return day_sheets_pdf(sheets, wanted.words, stream, made_at=wanted.made_at)


def call_sheet(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the calls that are due on a day."""
    from exports.pdf.day_papers import call_sheet_pdf

    day, _name = _day_and_name(wanted.of, desk.context.clock.today())
    sheet = desk.visit_papers.call_sheet(day, _duties(desk, day))
    return call_sheet_pdf(sheet, wanted.words, stream, made_at=wanted.made_at)


def _duties(desk: Desk, day: date) -> tuple[Duty, ...]:
    """Return what is due by a day; of days that are over, what is still due of them."""
    ahead = max((day - desk.context.clock.today()).days, 0)
    return tuple(desk.duties.due(ahead))


def _day_and_name(text: str, today: date) -> tuple[date, str]:
    """Read "2026-11-24 Li": a day, a name, both or nothing; without a day it is today."""
    first, _, rest = text.partition(" ")
    try:
        return date.fromisoformat(first), rest.strip()
    except ValueError:
        return today, text
