"""How a visit stands, in one word, one colour and one picture, the same in every view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visits import VisitKind, VisitStatus
from ui.language import term, tr


@dataclass(frozen=True, slots=True)
class VisitState:
    """A state as people see it."""

    word: str
    token: str
    icon: str


def visit_state(row: VisitRow, today: date) -> VisitState:
    """Tell how a visit stands on a day."""
    match row.status:
        case VisitStatus.CANCELLED:
            return VisitState(term(row.status), "done", "ban")
        case VisitStatus.MISSED:
            return VisitState(term(row.status), "late", "circle-x")
        case VisitStatus.DONE if row.report or row.kind is VisitKind.COLLECTION:
            return VisitState(term(row.status), "done", "circle-check")
        case VisitStatus.DONE:
            return VisitState(tr("Report missing"), "soon", "file-text")
    if row.date_on < today:
        return VisitState(tr("Not recorded"), "late", "triangle-alert")
    if row.appointment_called:
        return VisitState(tr("Confirmed"), "kept", "phone-call")
    return VisitState(term(row.status), "info", "clock")


def visit_title(row: VisitRow) -> str:
    """Name a visit by customer and site, once where both have the same name."""
    return row.customer if row.site in ("", row.customer) else f"{row.customer} · {row.site}"
