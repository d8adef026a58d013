"""The columns of the list of visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from branchdesk.domain.messages import mark
from branchdesk.domain.visit_row import VisitRow
from ui.language import term, words
from ui.table.columns import Align, Column
from ui.tabs.calendar_states import visit_state


def visit_columns(today: date) -> Sequence[Column[VisitRow]]:
    """Return the columns; how a visit stands is seen from today."""
    return (
        Column("date", mark("Date"), lambda r: r.date_on, text=_day, sort_key="date_on", width=136),
        Column("time", mark("Time"), lambda r: r.start_at, sort_key="start_at", width=64),
        Column(
            "state",
            mark("State"),
            lambda r: r.status,
            text=lambda r: visit_state(r, today).word,
            icon=lambda r: visit_state(r, today).icon,
            color=lambda r: visit_state(r, today).token,
            sort_key="status",
            width=144,
        ),
        Column("customer", mark("Customer"), lambda r: r.customer, sort_key="customer", width=176),
        Column("site", mark("Site"), lambda r: r.site, sort_key="site", width=144),
        Column(
            "kind", mark("Kind"), lambda r: r.kind, text=lambda r: term(r.kind), sort_key="kind", width=120
        ),
        Column("technician", mark("Technician"), lambda r: r.technician, sort_key="technician", width=96),
        Column("report", mark("Report"), lambda r: r.report, sort_key="report", width=136),
        Column(
            "minutes",
            mark("Minutes"),
            lambda r: r.minutes,
            align=Align.RIGHT,
            sort_key="minutes",
            width=72,
            visible=False,
        ),
        Column(
            "original",
            mark("Originally"),
            lambda r: r.original_on,
            sort_key="original_on",
            width=104,
            visible=False,
        ),
        Column("findings", mark("Findings"), lambda r: r.findings, width=240, visible=False),
    )


def _day(row: VisitRow) -> str:
    return f"{row.date_on.isoformat()} {words().weekday(row.date_on)}"
