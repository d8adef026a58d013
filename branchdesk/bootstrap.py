"""The composition root: from a path to a `Desk`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from branchdesk.domain.branch import Branch
from branchdesk.domain.clock import Clock, FixedDayClock, SystemClock
from branchdesk.services.context import Context
from branchdesk.services.desk import Desk
from branchdesk.storage.branch_file import create_branch_file, open_branch_file
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.unit_of_work import Author, Reader, unit_of_work

TIME_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits where: the name written into every record, the door, and a fixed "today" if any."""

    name: str = ""
    origin: str = "window"
    as_of: date | None = None


def open_branch(path: Path, seat: Seat | None = None, clock: Clock | None = None) -> Desk:
    """Open an existing branch file; StorageTrouble says why it cannot be opened."""
    seat = seat or Seat()
    database = open_branch_file(path, (clock or _clock(seat, TIME_ZONE)).now())
    branch = Reader(database).get(Branch, 1)
    return Desk(Context(database, clock or _clock(seat, branch.time_zone), Author(seat.name, seat.origin)))


def create_branch(
    path: Path,
    name: str,
    language: str,
    seat: Seat | None = None,
    clock: Clock | None = None,
    *,
    identity: str = "",
) -> Desk:
    """Make a new branch file and open it; a file that exists is never touched.

    `identity` is what tells this file from every other; random unless given.
    """
    seat = seat or Seat()
    clock = clock or _clock(seat, TIME_ZONE)
    now, author = clock.now(), Author(seat.name, seat.origin)
    branch = Branch(
        uuid=identity or uuid4().hex, name=name, language=language, time_zone=TIME_ZONE, created_at=now
    )

    def fill(fresh: BranchDatabase) -> None:
        with unit_of_work(fresh, author, now, "create_branch") as work:
            work.insert(branch)

    return Desk(Context(create_branch_file(path, fill), clock, author))


def restore_branch(backup: Path, target: Path, now: datetime) -> Path | None:
    """Put a verified copy of a backup in the place of a branch file that nobody has open.

    Returns where the file that was there is kept. Raises StorageTrouble; then the target is as it was.
    """
    from branchdesk.storage.restore import restore_file

    return restore_file(backup, target, now)


def _clock(seat: Seat, time_zone: str) -> Clock:
    zone = ZoneInfo(time_zone)
    return SystemClock(zone) if seat.as_of is None else FixedDayClock(seat.as_of, zone)
