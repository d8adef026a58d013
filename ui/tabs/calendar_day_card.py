"""The card of a day: what kind of day it is, its visits, the duties that fall on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from branchdesk.domain.workdays import DayKind
from ui.calendar_view.items import CalendarItem
from ui.language import say, term, tr, trn, words
from ui.session import Link, Session
from ui.widgets.badge import Badge
from ui.widgets.card_content import CardAction, CardContent, LinkRow, Section

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty

MOST = 40
"""Lines of one section: more are not read from top to bottom, they are searched in the list."""
_USUAL = (DayKind.WORKING, DayKind.WEEKEND)


def day_card(
    session: Session, day: date, items: Sequence[CalendarItem], duties: Sequence[Duty]
) -> CardContent:
    """Write the card of a day; on today's stands also what is overdue."""
    due = _of_day(duties, day, session.today)
    note = session.desk.context.calendar.note(day)
    named = note.kind not in _USUAL
    token = "info" if note.working else "late"
    return CardContent(
        key=f"day:{day.isoformat()}",
        title=words().long_date(day),
        subtitle="" if named else say(note.why),
        badges=(Badge(say(note.why), token, "calendar-days"),) if named else (),
        actions=(CardAction("new", tr("New visit on this day"), "calendar-plus"),),
        sections=(
            Section(
                tr("Visits") if not items else trn("{n} visit", "{n} visits", len(items)),
                rows=_limited([_visit_row(item) for item in items[: MOST + 1]], len(items)),
                empty=tr("Nobody is expected on this day."),
            ),
            Section(
                tr("Duties"),
                rows=_limited([_duty_row(duty, session.today) for duty in due[: MOST + 1]], len(due)),
                empty=tr("Nothing is due on this day."),
            ),
        ),
    )


def _limited(rows: list[LinkRow], count: int) -> tuple[LinkRow, ...]:
    if count <= MOST:
        return tuple(rows)
    more = LinkRow(trn("+{n} more", "+{n} more", count - MOST), "", icon="ellipsis")
    return (*rows[:MOST], more)


def _of_day(duties: Sequence[Duty], day: date, today: date) -> list[Duty]:
    if day == today:
        return [duty for duty in duties if duty.due_on <= today]
    return [duty for duty in duties if duty.due_on == day]


def _visit_row(item: CalendarItem) -> LinkRow:
    link = Link("visit", item.id).text() if isinstance(item.id, int) else ""
    return LinkRow(f"{item.time} {item.title}".strip(), link, item.state, item.icon, item.token)


def _duty_row(duty: Duty, today: date) -> LinkRow:
    late = duty.days_late(today)
    text = " · ".join(part for part in (term(duty.kind), duty.whom.customer) if part)
    detail = trn("overdue {n} day", "overdue {n} days", late) if late else ""
    if not late and duty.due_at is not None:
        detail = f"{duty.due_at:%H:%M}"
    token = "late" if late else "soon" if duty.due_on == today else "info"
    return LinkRow(text, Link(duty.link.value, duty.link_id).text(), detail, _picture(late), token)


def _picture(late: int) -> str:
    return "triangle-alert" if late else "clock"
