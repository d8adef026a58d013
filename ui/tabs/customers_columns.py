"""The columns of the customer list."""

from __future__ import annotations

from collections.abc import Sequence

from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.domain.rows import CustomerRow
from ui.language import term, tr, words
from ui.session import Session
from ui.table.columns import Align, Column
from ui.tabs.customers_words import ago, status_badge


def customer_columns(session: Session) -> Sequence[Column[CustomerRow]]:
    """Return the columns; how long ago something was is seen from the branch's today."""
    return (*_who(), *_when(session), *_open())


def _who() -> tuple[Column[CustomerRow], ...]:
    return (
        # The outlets of a group all begin with its long name; the short one tells them apart.
        Column(
            "name",
            mark("Name"),
            lambda r: r.short_name or r.name,
            sort_key="name",
            width=148,
            tooltip=lambda r: r.name,
        ),
        Column("full_name", mark("Full name"), lambda r: r.name, sort_key="name", width=240, visible=False),
        Column(
            "kind",
            mark("Kind"),
            lambda r: r.kind,
            text=lambda r: term(r.kind),
            sort_key="kind",
            width=88,
            visible=False,
        ),
        Column("group", mark("Group"), lambda r: r.group, sort_key="group", visible=False),
        Column("grade", mark("Grade"), lambda r: r.grade, align=Align.CENTER, sort_key="grade", width=56),
        Column(
            "status",
            mark("Status"),
            lambda r: r.status,
            text=lambda r: status_badge(r.status).text,
            icon=lambda r: status_badge(r.status).picture(),
            color=lambda r: status_badge(r.status).token,
            sort_key="status",
            width=80,
        ),
        Column("address", mark("Address"), lambda r: r.address, sort_key="address", width=220, visible=False),
        Column(
            "sites",
            mark("Sites"),
            lambda r: r.sites,
            align=Align.RIGHT,
            sort_key="sites",
            width=56,
            visible=False,
        ),
    )


def _when(session: Session) -> tuple[Column[CustomerRow], ...]:
    def next_visit(row: CustomerRow) -> str:
        day = row.next_visit_on
        return f"{day:%m-%d} {words().weekday(day)}" if day else ""

    def last_contact(row: CustomerRow) -> str:
        at = row.last_contact_at
        return ago(session.local(at).date(), session.today) if at else tr("never")

    return (
        Column(
            "next_visit",
            mark("Next visit"),
            lambda r: r.next_visit_on,
            text=next_visit,
            tooltip=lambda r: words().long_date(r.next_visit_on) if r.next_visit_on else "",
            sort_key="next_visit_on",
            width=88,
        ),
        Column(
            "last_contact",
            mark("Last contact"),
            lambda r: r.last_contact_at,
            text=last_contact,
            color=lambda r: None if r.last_contact_at else "muted",
            tooltip=lambda r: session.moment_text(r.last_contact_at),
            sort_key="last_contact_at",
            width=92,
        ),
    )


def _open() -> tuple[Column[CustomerRow], ...]:
    return (
        Column(
            "complaints",
            mark("Complaints"),
            lambda r: r.open_complaints or None,
            align=Align.RIGHT,
            icon=lambda r: "message-square-warning" if r.open_complaints else None,
            color=lambda r: "soon" if r.open_complaints else None,
            sort_key="open_complaints",
            width=92,
        ),
        Column(
            "overdue",
            mark("Overdue"),
            lambda r: Fen(r.overdue_fen) if r.overdue_fen > 0 else None,
            align=Align.RIGHT,
            icon=lambda r: "triangle-alert" if r.overdue_fen > 0 else None,
            color=lambda r: "late" if r.overdue_fen > 0 else None,
            sort_key="overdue_fen",
            width=104,
        ),
        Column(
            "open",
            mark("Open amount"),
            lambda r: Fen(r.open_fen) if r.open_fen else None,
            align=Align.RIGHT,
            sort_key="open_fen",
            width=104,
        ),
        Column("code", mark("Code"), lambda r: r.code, sort_key="code", width=64),
        Column("phone", mark("Phone"), lambda r: r.phone, sort_key="phone", width=128),
    )
