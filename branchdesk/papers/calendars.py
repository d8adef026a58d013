"""Visits and appointment calls as one iCalendar file, put in place when it is whole."""

from __future__ import annotations

from pathlib import Path

from branchdesk.domain.errors import NotFound
from branchdesk.domain.messages import msg
from branchdesk.language import Words
from branchdesk.services.desk import Desk


def write_calendar_file(desk: Desk, target: Path, words: Words, technician_id: int | None = None) -> int:
    """Write the file of one technician or of all; return how many entries it has."""
    from exports.atomic import write_atomically
    from exports.calendar_file import calendar_file

    entries = desk.plan.busy.entries(words, technician_id)
    name, stamp = desk.context.branch.name, desk.context.clock.now()
    write_atomically(target, lambda stream: calendar_file(entries, name, stamp, stream))
    return len(entries)


def technician_named(desk: Desk, name: str) -> int:
    """Find a technician by name; NotFound with the names that there are."""
    people = [one for one in desk.customers.employees() if one.active]
    for one in people:
        if one.name == name.strip():
            return one.id
    raise NotFound(
        msg(
            "Nobody here is called {name}. Choose one of: {known}.",
            name=name,
            known=[one.name for one in people],
        )
    )
