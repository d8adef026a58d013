"""What commands share: words, streams, and the branch files that are open."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from branchdesk.cli.usage import WrongUsage
from branchdesk.domain.clock import Clock, FixedDayClock, SystemClock
from branchdesk.domain.messages import msg
from branchdesk.last_file import last_file

if TYPE_CHECKING:
    from datetime import date

    from branchdesk.domain.workdays import WorkCalendar
    from branchdesk.language import Words
    from branchdesk.services.desk import Desk


class Session:
    """One process's commands; each branch file is opened once, also for a batch of a thousand commands."""

    def __init__(self, words: Words, stdout: TextIO, stderr: TextIO) -> None:
        self.words = words
        self.stdout = stdout
        self.stderr = stderr
        self.in_batch = False
        self._desks: dict[tuple[Path, date | None], Desk] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def path(self, options: Namespace) -> Path:
        """Return the branch file that a command works on; raises WrongUsage where there is none."""
        path = options.file or last_file()
        if path is None:
            raise WrongUsage(
                msg(
                    "No branch file has been opened on this computer yet. "
                    "Name one with --file, or make one with `branchdesk init`."
                ),
                field="file",
            )
        return Path(path)

    def desk(self, options: Namespace) -> Desk:
        """Open the branch file, or return it open; raises StorageTrouble, and never makes a file."""
        path = self.path(options)
        key = (path.absolute(), options.as_of)
        if key not in self._desks:
            # Storage takes three times as long to import as `duedate` takes to answer without it.
            from branchdesk.bootstrap import Seat, open_branch

            self._desks[key] = open_branch(path, Seat(user_name(), "command line", options.as_of))
        return self._desks[key]

    def desk_if_any(self, options: Namespace) -> Desk | None:
        """Open the branch file where one was named or is remembered: rules work without one too."""
        path = options.file or last_file()
        return None if path is None else self.desk(options)

    def calendar(self, options: Namespace) -> WorkCalendar:
        """Return the branch's work calendar, without a branch file the public one."""
        from branchdesk.domain.workdays import WorkCalendar

        desk = self.desk_if_any(options)
        return WorkCalendar() if desk is None else desk.context.calendar

    def clock(self, options: Namespace) -> Clock:
        """Return the clock for commands that need no branch file."""
        from zoneinfo import ZoneInfo

        zone = ZoneInfo("Asia/Shanghai")
        return SystemClock(zone) if options.as_of is None else FixedDayClock(options.as_of, zone)

    def close(self) -> None:
        """Close every branch file."""
        while self._desks:
            self._desks.popitem()[1].close()

    @contextmanager
    def speaking(self, words: Words) -> Iterator[None]:
        """Answer in another language for one command."""
        before, self.words = self.words, words
        try:
            yield
        finally:
            self.words = before


def user_name() -> str:
    """Name who runs the program, as the system knows it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
