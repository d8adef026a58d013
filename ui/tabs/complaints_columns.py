"""The columns of the complaint log, and the rows with their clocks in two reads a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtGui import QGuiApplication

from branchdesk.domain.complaint_clocks import ComplaintClock
from branchdesk.domain.complaints import LogKind, Severity
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.messages import mark
from branchdesk.domain.rows import ComplaintRow
from ui.forms.clock_words import ClockWord, answer_clock, clock_word
from ui.language import term, tr
from ui.lists import DeskRows
from ui.session import Session
from ui.table.columns import Column

SEVERITY_TOKENS = {
    Severity.MINOR: "done",
    Severity.NORMAL: "info",
    Severity.SERIOUS: "soon",
    Severity.CRITICAL: "late",
}
SEVERITY_ICONS = {
    Severity.MINOR: "minus",
    Severity.NORMAL: "circle",
    Severity.SERIOUS: "flag",
    Severity.CRITICAL: "triangle-alert",
}
KIND_ICONS = {
    LogKind.COMPLAINT: "message-square-warning",
    LogKind.PRAISE: "smile",
    LogKind.SUGGESTION: "star",
}
_WIDE_SCREEN = 1700


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the log with the clock of its answer."""

    id: int
    case: ComplaintRow
    clock: ClockWord | None
    received: datetime
    closed: datetime | None


class CaseRows(DeskRows):
    """Reads the rows of a page and their clocks; no query per row."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.desk, ListKind.COMPLAINTS)
        self._session = session

    def rows(self, ids: Sequence[int]) -> Sequence[CaseRow]:
        """Return the rows of these ids."""
        desk = self._session.desk
        now = self._session.local(desk.context.clock.now())
        clocks = desk.complaints.clocks_of_many(ids)
        found = desk.lists.rows(ListKind.COMPLAINTS, ids)
        return [
            self._row(row, answer_clock(clocks.get(row.id, ())), now)
            for row in found
            if isinstance(row, ComplaintRow)
        ]

    def _row(self, row: ComplaintRow, clock: ComplaintClock | None, now: datetime) -> CaseRow:
        local = self._session.local
        closed = local(row.closed_at) if row.closed_at else None
        word = clock_word(clock, now) if clock else None
        if closed is not None:
            word = ClockWord(tr("closed {day}", day=f"{closed:%m-%d}"), "done", "check")
        return CaseRow(row.id, row, word, local(row.received_at), closed)


def complaint_columns() -> tuple[Column[CaseRow], ...]:
    """Return the columns, the most telling ones first; the text only where there is room for it."""
    return (
        Column(
            "number",
            mark("Number"),
            lambda r: r.case.number,
            icon=lambda r: KIND_ICONS[r.case.kind],
            tooltip=lambda r: term(r.case.kind),
            sort_key="number",
            width=140,
        ),
        Column("clock", mark("Answer"), _clock_text, icon=_clock_icon, color=_clock_color, width=225),
        Column(
            "severity",
            mark("Severity"),
            lambda r: r.case.severity,
            icon=lambda r: SEVERITY_ICONS[r.case.severity],
            color=lambda r: SEVERITY_TOKENS[r.case.severity],
            sort_key="severity",
            width=90,
        ),
        Column("customer", mark("Customer"), lambda r: r.case.customer, sort_key="customer", width=140),
        Column("site", mark("Site"), lambda r: r.case.site, sort_key="site", width=110),
        Column("category", mark("About"), lambda r: r.case.category, sort_key="category", width=130),
        Column("stage", mark("Stage"), lambda r: r.case.stage, sort_key="stage", width=80),
        Column("owner", mark("Owner"), lambda r: r.case.owner, sort_key="owner", width=112),
        Column("received", mark("Received at"), lambda r: r.received, sort_key="received_at", width=130),
        Column("kind", mark("Kind"), lambda r: r.case.kind, sort_key="kind", width=90, visible=False),
        Column("valid", mark("Judged"), _valid_text, sort_key="valid", width=80, visible=_has_room()),
        Column(
            "closed", mark("Closed at"), lambda r: r.closed, sort_key="closed_at", width=130, visible=False
        ),
        Column("text", mark("What they say"), lambda r: r.case.text, width=260, visible=_has_room()),
    )


def _clock_text(row: CaseRow) -> str:
    return row.clock.text if row.clock else ""


def _clock_icon(row: CaseRow) -> str | None:
    return row.clock.icon if row.clock else None


def _clock_color(row: CaseRow) -> str | None:
    return row.clock.token if row.clock else None


def _valid_text(row: CaseRow) -> str:
    if row.case.valid is None:
        return ""
    return tr("Valid") if row.case.valid else tr("Not valid")


def _has_room() -> bool:
    return QGuiApplication.primaryScreen().availableGeometry().width() >= _WIDE_SCREEN
