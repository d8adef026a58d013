"""What every service needs, and what every act gives back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from branchdesk.domain.branch import Branch
from branchdesk.domain.changes import Changes
from branchdesk.domain.clock import Clock
from branchdesk.domain.messages import Message, msg
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.unit_of_work import Author, Reader, Step, UnitOfWork, take_back, unit_of_work

if TYPE_CHECKING:
    from branchdesk.domain.settings import Settings
    from branchdesk.domain.workdays import WorkCalendar, WorkdayOverride

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What an act gave: its value, which records it touched, a sentence about it, and its way back."""

    value: T
    changes: Changes
    message: Message
    undo: Callable[[], Outcome[Any]] | None = None


@dataclass(slots=True)
class Context:
    """One open branch file, its clock and who sits at the desk."""

    database: BranchDatabase
    clock: Clock
    author: Author
    reader: Reader = field(init=False)
    _calendar: tuple[tuple[WorkdayOverride, ...], WorkCalendar] | None = None

    def __post_init__(self) -> None:
        self.reader = Reader(self.database)

    @property
    def branch(self) -> Branch:
        """Return whose file it is."""
        return self.reader.get(Branch, 1)

    @property
    def zone(self) -> ZoneInfo:
        """Return the branch's time zone."""
        return ZoneInfo(self.branch.time_zone)

    @property
    def settings(self) -> Settings:
        """Return the defaults with the branch's own values over them."""
        from branchdesk.domain.bookkeeping import Setting
        from branchdesk.domain.settings import Settings

        known = {f.name for f in fields(Settings)}
        own = {row.key: json.loads(row.value) for row in self.reader.find(Setting) if row.key in known}
        return Settings(**own)

    @property
    def calendar(self) -> WorkCalendar:
        """Return the work calendar with the branch's own days over it."""
        from branchdesk.domain.bookkeeping import Workday
        from branchdesk.domain.workdays import WorkCalendar, WorkdayOverride

        rows = self.reader.find(Workday)
        days = tuple(WorkdayOverride(row.day, row.working, row.name) for row in rows)
        if self._calendar is None or self._calendar[0] != days:
            self._calendar = (days, WorkCalendar(days))
        return self._calendar[1]

    @contextmanager
    def act(self, action: str, *, reason: str = "", key: str = "") -> Iterator[UnitOfWork]:
        """Open the write path for one act; `key` makes a repeated request harmless."""
        with unit_of_work(self.database, self.author, self.clock.now(), action, reason=reason) as work:
            if key:
                work.once(key)
            yield work

    def outcome(self, work: UnitOfWork, value: T, message: Message) -> Outcome[T]:
        """Describe a committed act whose rows can be put back as they were."""
        return Outcome(value, work.changes, message, self._undo(work.steps, message))

    def _undo(self, steps: tuple[Step, ...], message: Message) -> Callable[[], Outcome[Any]]:
        def undo() -> Outcome[None]:
            with self.act("undo") as work:
                take_back(work, steps)
            return self.outcome(work, None, msg("Taken back: {what}", what=message))

        return undo
