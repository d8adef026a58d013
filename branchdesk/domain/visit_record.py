"""Everything that is recorded at one visit and saved in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.recommendations import Recommendation, check_recommendation
from branchdesk.domain.site_book import SiteRating, check_rating
from branchdesk.domain.spot import SpotPayment
from branchdesk.domain.visit_findings import Finding, MaterialUse, check_finding, check_material
from branchdesk.domain.visit_sheet import VisitSheet, check_sheet
from branchdesk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit with its rows; `answered` and `settled` are rows of earlier visits that it changes."""

    visit: Visit
    sheet: VisitSheet = field(default_factory=VisitSheet)
    findings: tuple[Finding, ...] = ()
    materials: tuple[MaterialUse, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    answered: tuple[Recommendation, ...] = ()
    settled: tuple[Finding, ...] = ()
    ratings: tuple[SiteRating, ...] = ()
    spot: SpotPayment | None = None  # where the customer pays on the spot (R071)


def check_record(record: VisitRecord) -> Problems:
    """Check what stands beside the visit itself; the key of a row's problem is that of its page."""
    problems = check_sheet(record.visit, record.sheet)
    pages = {
        "found": [check_finding(one) for one in record.findings],
        "materials": [check_material(one) for one in record.materials],
        "advice": [check_recommendation(one) for one in record.recommendations],
        "waiting": [check_recommendation(one) for one in record.answered],
        "ratings": [check_rating(one) for one in record.ratings],
    }
    found = {key: first_wrong(rows) for key, rows in pages.items()}
    return problems | {key: wrong for key, wrong in found.items() if wrong is not None}


def first_wrong(rows: Sequence[Problems]) -> Message | None:
    """Return the first problem among the lines of a table, with the number of its line."""
    for number, row in enumerate(rows, start=1):
        for wrong in row.values():
            return msg("Line {n}: {what}", n=number, what=wrong) if len(rows) > 1 else wrong
    return None
