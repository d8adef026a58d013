"""Sheets about the quality of calls (R116)."""

from __future__ import annotations

from typing import BinaryIO

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month
from branchdesk.papers.prints import Made, Wanted
from branchdesk.services.desk import Desk


def call_quality(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the sheets of a month (`2026-11`), or of one person in it (`2026-11 Li`)."""
    from exports.pdf.quality_sheet import QualityPaper, quality_sheets_pdf

    key, _, name = wanted.of.partition(" ")
    try:
        month = Month.parse(key) if key else Month.of(desk.context.clock.today())
    except ValueError as error:
        raise Refused(msg("“{text}” is no month. Write it as 2026-11.", text=key), field="of") from error
    branch = desk.context.branch.name
    papers = [
        QualityPaper(branch, row.employee.name, row.sheet)
        for row in desk.call_quality.of_month(month)
        if row.sheet is not None and name.strip() in row.employee.name
    ]
    if not papers:
        raise Refused(msg("No sheet about calls was written for {month}.", month=month.key), field="of")
    return quality_sheets_pdf(papers, wanted.words, stream, made_at=wanted.made_at)
