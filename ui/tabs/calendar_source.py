"""What the calendar views read: visits of a span of days, special days, who can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visits import VisitKind
from ui.calendar_view.items import CalendarItem, DayMark
from ui.session import Session
from ui.tabs.calendar_items import busy_items, day_marks, slot_item, visit_items

if TYPE_CHECKING:
    from branchdesk.domain.visit_pool import OwedSlot

LOOKED_BACK = timedelta(days=365)
"""How long a visit without a booking stays in the pool after its day."""
LOOKED_AHEAD = timedelta(days=31)
OWED_BACK = timedelta(days=62)
"""How long a service whose visit failed stays in the pool; the ledger of the months keeps it longer."""
Days = dict[date, list[int]]


class VisitSource:
    """Reads what the filters ask for; `query` is what they ask."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.query = ListQuery(ListKind.VISITS)
        self._owed: dict[int, OwedSlot] = {}
        self.marks_known = False
        """Whether the work calendar is loaded: the first picture does without."""

    @property
    def today(self) -> date:
        """Return the branch's date."""
        return self.session.today

    def now(self) -> datetime:
        """Return the branch's wall time."""
        return self.session.local(self.session.desk.context.clock.now())

    def days(self, first: date, last: date) -> Days:
        """Return the visits of each day by their ids, in order; one statement."""
        found: Days = {}
        for visit_id, day in self.session.desk.lists.days(self._between(first, last)):
            found.setdefault(day, []).append(visit_id)
        return found

    def ids(self, first: date, last: date) -> list[int]:
        """Return the visits from one day to another by their ids."""
        return self.session.desk.lists.ids(self._between(first, last))

    def items(self, ids: Sequence[int]) -> list[CalendarItem]:
        """Read some visits; one statement."""
        rows: Sequence[object] = self.session.desk.lists.rows(ListKind.VISITS, ids) if ids else ()
        return visit_items((row for row in rows if isinstance(row, VisitRow)), self.today)

    def between(self, first: date, last: date) -> list[CalendarItem]:
        """Read the visits from one day to another; two statements."""
        return self.items(self.ids(first, last))

    def marks(self, first: date, last: date) -> list[DayMark]:
        """Return the holidays and worked weekends with their names."""
        self.marks_known = True
        return day_marks(self.session.desk.context.calendar, first, last)

    def people(self) -> list[tuple[int, str]]:
        """Return the technicians who can be sent, or the one that is filtered by."""
        chosen = self.query.technician_id
        found = [(one.id, one.name) for one in self.session.desk.lists.technicians()]
        return [pair for pair in found if chosen in (None, pair[0])]

    def busy(self, day: date) -> list[CalendarItem]:
        """Return when technicians are taken elsewhere on a day and in the night behind it."""
        spans = self.session.desk.plan.busy.between(day, day + timedelta(days=1), self.query.technician_id)
        return busy_items(spans, day)

    def pool(self, last: date) -> list[int]:
        """Return what nobody has booked: visits by their ids, and below zero slots whose visit failed.

        It reaches to a day that is shown, or a month ahead. Search and kind hold for the visits too; a
        technician does not, for many of them have none.
        """
        kinds = tuple(name for name in self.query.filters if name in set(VisitKind))
        since, until = self.today - LOOKED_BACK, max(last, self.today + LOOKED_AHEAD)
        query = replace(
            self.query, filters=(*kinds, "unbooked"), technician_id=None, since=since, until=until
        )
        desk = self.session.desk
        owed = [] if self.query.text or kinds else desk.visits.owed(self.today - OWED_BACK, until)
        self._owed = {-one.slot_id: one for one in owed}
        return [*self._owed, *desk.lists.ids(query)]

    def pool_items(self, ids: Sequence[int]) -> list[CalendarItem]:
        """Read some of what nobody has booked."""
        slots = [slot_item(self._owed[one]) for one in ids if one in self._owed]
        return slots + self.items([one for one in ids if one > 0])

    def _between(self, first: date, last: date) -> ListQuery:
        return replace(self.query, since=first, until=last)
