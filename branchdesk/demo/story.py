"""The history of a sample branch: acts queued by their instant and written in that order."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from branchdesk.demo.pool import Pool
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.workdays import WorkCalendar
from branchdesk.language import Words
from branchdesk.services.desk import Desk
from branchdesk.storage.unit_of_work import Author, UnitOfWork

T = TypeVar("T")
Write = Callable[[UnitOfWork], None]
Progress = Callable[[int, int], None]

_CALL_WINDOWS = ((time(9, 2), 170), (time(15, 1), 165))  # where an hour's call begins, and minutes after it


@dataclass(order=True, slots=True)
class _Entry:
    at: datetime
    order: int
    who: str = field(compare=False)
    action: str = field(compare=False)
    write: Write = field(compare=False)


@dataclass(slots=True)
class Story:
    """One history in the making: its desk, its clock, its dice and what is still to happen."""

    desk: Desk
    clock: ManualClock
    pool: Pool
    dice: Random
    start: date
    now: datetime  # where the history ends
    calendar: WorkCalendar = field(init=False)
    words: Words = field(init=False)
    staff: list[Employee] = field(init=False)
    _queue: list[_Entry] = field(default_factory=list)
    _queued: int = 0
    _written: int = 0

    def __post_init__(self) -> None:
        self.calendar = self.desk.context.calendar
        self.words = Words(self.desk.context.branch.language)
        self.staff = self.desk.customers.employees()

    @property
    def today(self) -> date:
        """Return the day on which the history ends."""
        return self.now.astimezone(self.clock.zone).date()

    def at(self, moment: datetime, action: str, write: Write, who: str = "") -> None:
        """Let something happen at an instant, now if that is past; what lies after the end never happens."""
        moment = max(moment, self.clock.instant)
        if moment <= self.now:
            self._queued += 1
            heapq.heappush(self._queue, _Entry(moment, self._queued, who or self._at_the_desk, action, write))

    def run(self, progress: Progress | None = None) -> None:
        """Write everything in order, one transaction for each month, each act with its own instant."""
        while self._queue:
            month = self.local(self._queue[0].at).replace(day=1)
            with self.desk.context.act("demo") as work:
                while self._queue and self.local(self._queue[0].at).replace(day=1) == month:
                    self._write(work, heapq.heappop(self._queue))
            if progress is not None:
                progress((month - self.start).days, (self.today - self.start).days)
        self.clock.instant = self.now

    def _write(self, work: UnitOfWork, entry: _Entry) -> None:
        self._written += 1
        self.clock.instant = work.at = entry.at
        work.action, work.author = entry.action, Author(entry.who, "window")
        # Each act of the history is a unit of its own, named by its number: the same seed, the same file.
        work.unit = f"{self._written:032x}"
        entry.write(work)

    # Time

    def moment(self, day: date, at: str) -> datetime:
        """Return the instant of a local wall time."""
        return datetime.combine(day, time.fromisoformat(at), self.clock.zone).astimezone(UTC)

    def local(self, moment: datetime) -> date:
        """Return the branch's date at an instant."""
        return moment.astimezone(self.clock.zone).date()

    def office(self, day: date) -> datetime:
        """Return an instant of a day at which customers are called (R094)."""
        start, minutes = self.dice.choice(_CALL_WINDOWS)
        at = datetime.combine(day, start, self.clock.zone) + timedelta(minutes=self.dice.randrange(minutes))
        return at.astimezone(UTC)

    def workday(self, day: date) -> date:
        """Return the first working day on or after a day."""
        return self.calendar.next_working_day(day)

    def workdays_after(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days on."""
        return self.calendar.add_working_days(day, count)

    # Dice

    def pick(self, things: Sequence[T]) -> T:
        """Choose one of several."""
        return self.dice.choice(things)

    def chance(self, share: float) -> bool:
        """Say yes in a share of the cases."""
        return self.dice.random() < share

    def days(self, least: int, most: int) -> timedelta:
        """Return some days."""
        return timedelta(days=self.dice.randint(least, most))

    def person(self) -> str:
        """Make up the name of a person."""
        names = self.pool.names
        return names.person.format(family=self.pick(names.families), given=self.pick(names.givens))

    def mobile(self) -> str:
        """Make up a mobile number."""
        return mobile(self.dice)

    # People of the branch

    @property
    def _at_the_desk(self) -> str:
        """Return one of the two who share the desk."""
        return self.pool.names.staff[self._queued % 3 == 0][0]

    @property
    def desk_name(self) -> str:
        """Return who sits at the desk."""
        return self.pool.names.staff[0][0]

    def colleague(self, role: EmployeeRole) -> str:
        """Return the name of somebody with a role."""
        return self.pick([name for name, own in self.pool.names.staff if own is role])

    @property
    def technicians(self) -> list[Employee]:
        """Return the technicians."""
        return [employee for employee in self.staff if employee.role is EmployeeRole.TECHNICIAN]


def mobile(dice: Random) -> str:
    """Make up a mobile number."""
    return f"13{dice.randrange(10)}{dice.randrange(10**8):08d}"
