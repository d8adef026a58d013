"""Visits and special days as the calendar views take them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visit_window import window_of
from branchdesk.domain.visits import VisitStatus
from ui.calendar_view.items import CalendarItem, DayKind, DayMark
from ui.language import term, tr, words
from ui.tabs.calendar_states import visit_state, visit_title

if TYPE_CHECKING:
    from branchdesk.domain.capacity import BusySpan
    from branchdesk.domain.visit_pool import OwedSlot
    from branchdesk.domain.workdays import WorkCalendar

# By the name of the work calendar's kind of day.
_MARKED = {
    "holiday": DayKind.HOLIDAY,
    "branch_closed": DayKind.HOLIDAY,
    "worked_weekend": DayKind.WORKED_WEEKEND,
    "branch_open": DayKind.WORKED_WEEKEND,
}


def visit_items(rows: Iterable[VisitRow], today: date) -> list[CalendarItem]:
    """Turn rows into chips."""
    return [_item(row, today) for row in rows]


def slot_item(slot: OwedSlot) -> CalendarItem:
    """Turn a service whose visit failed into an item; its id is below zero, for it has no visit."""
    title = slot.customer if slot.site in ("", slot.customer) else f"{slot.customer} · {slot.site}"
    word = term(slot.status)
    return CalendarItem(
        id=-slot.slot_id,
        day=slot.planned_on,
        time="",
        title=title,
        state=word,
        token="late",  # noqa: S106 - a colour, no secret
        tooltip=tr("{state}: the service is still owed. Book a further visit, or waive it.", state=word),
        icon="circle-x",
        who=slot.technician,
        who_id=slot.technician_id or 0,
    )


def busy_items(spans: Iterable[BusySpan], day: date) -> list[CalendarItem]:
    """Turn times at which technicians are taken elsewhere into blocks that stay where they are."""
    first = datetime.combine(day, time(6))
    return [_busy(span, first, at) for at, span in enumerate(spans) if _meets(span, first)]


def _meets(span: BusySpan, first: datetime) -> bool:
    return span.start < first + timedelta(days=1) and first < span.end


def _busy(span: BusySpan, first: datetime, at: int) -> CalendarItem:
    start, end = max(span.start, first), min(span.end, first + timedelta(days=1))
    title = span.title or tr("Taken elsewhere")
    return CalendarItem(
        id=f"busy:{at}",
        day=start.date(),
        time=f"{start:%H:%M}",
        title=title,
        state=tr("Taken elsewhere"),
        token="done",  # noqa: S106 - a colour, no secret
        tooltip=f"{start:%H:%M}–{end:%H:%M} {title}\n" + tr("Taken elsewhere"),
        icon="lock",
        movable=False,
        minutes=max(int((end - start).total_seconds() // 60), 1),
        who_id=span.technician_id,
    )


def day_marks(calendar: WorkCalendar, first: date, last: date) -> list[DayMark]:
    """Return the holidays and worked weekends from `first` to `last` with their names."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    notes = (calendar.note(day) for day in days)
    return [
        DayMark(note.day, words().value(note.name), _MARKED[note.kind])
        for note in notes
        if note.kind in _MARKED
    ]


def _item(row: VisitRow, today: date) -> CalendarItem:
    state = visit_state(row, today)
    title = visit_title(row)
    return CalendarItem(
        id=row.id,
        day=row.date_on,
        time=row.start_at,
        title=title,
        state=state.word,
        token=state.token,
        tell=partial(_tooltip, row, title, state.word),
        icon=state.icon,
        struck=row.status is VisitStatus.CANCELLED,
        minutes=row.minutes,
        before=row.minutes_before,
        after=row.minutes_after,
        who=row.technician,
        who_id=row.technician_id or 0,
    )


def _tooltip(row: VisitRow, title: str, state: str) -> str:
    lines = [f"{row.start_at} {title}".strip(), f"{term(row.kind)} · {state}", *_times(row)]
    lines.append(tr("Technician: {name}", name=row.technician or tr("not assigned")))
    if row.original_on and row.original_on != row.date_on:
        lines.append(tr("Originally on {day}", day=row.original_on))
    return "\n".join(lines)


def _times(row: VisitRow) -> list[str]:
    """Say the total window, and the work in it where that is shorter."""
    window = window_of(row)
    if window is None:
        return [tr("No time agreed yet")]
    whole = f"{window.start:%H:%M}–{window.end:%H:%M}"
    work = f"{window.work_from:%H:%M}–{window.work_until:%H:%M}"
    return [tr("{times}, on site {work}", times=whole, work=work) if work != whole else whole]
