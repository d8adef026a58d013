"""The calendar for other programs."""

from __future__ import annotations

from argparse import Namespace

from branchdesk.cli.output import Result
from branchdesk.cli.session import Session
from branchdesk.papers.calendars import technician_named, write_calendar_file


def ics(options: Namespace, session: Session) -> Result:
    """Write visits and appointment calls as an iCalendar file."""
    desk, words = session.desk(options), session.words
    technician_id = technician_named(desk, options.technician) if options.technician else None
    count = write_calendar_file(desk, options.out, words, technician_id)
    text = words.tr("{path}: {n} entries", path=options.out, n=count)
    return Result({"path": str(options.out), "entries": count}, text)
