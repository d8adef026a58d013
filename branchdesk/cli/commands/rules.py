"""The rules about time, explained without any record: due dates, clocks, service plans."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from branchdesk.cli.output import Result, plain, table
from branchdesk.cli.session import Session
from branchdesk.domain.duedates import BaseEvents, DueDate, due_date
from branchdesk.domain.terms import canonical, parse_terms, sentence
from branchdesk.domain.workdays import WorkCalendar
from branchdesk.language import Words

if TYPE_CHECKING:
    from branchdesk.domain.deadlines import Deadline
    from branchdesk.domain.recurrence import Occurrence


def duedate(options: Namespace, session: Session) -> Result:
    """Explain a due date day by day (R063, D23); every event has happened on the day given."""
    terms = parse_terms(options.terms)
    day = options.start
    found = due_date(terms, BaseEvents(day, day, day, day), session.calendar(options))
    words = session.words
    document = {
        "due": plain(found.due),
        "provisional": found.provisional,
        "base": plain(found.base),
        "rule": canonical(terms),
        "steps": [
            {"date": plain(step.date), "counted": step.counted, "why": words.say(step.why)}
            for step in found.steps
        ],
    }
    return Result(document, _duedate_text(found, words))


def _duedate_text(found: DueDate, words: Words) -> str:
    tr = words.tr
    rows = [
        (
            step.date.isoformat(),
            words.weekday(step.date),
            tr("yes") if step.counted else "-",
            words.say(step.why),
        )
        for step in found.steps
    ]
    rule = tr("Rule: {rule} ({code})", rule=sentence(found.terms), code=canonical(found.terms))
    listed = table((tr("Date"), tr("Day"), tr("Counts"), tr("Why")), rows)
    return f"{words.say(found.why)}\n{rule}\n\n{listed}"


def deadline(options: Namespace, session: Session) -> Result:
    """Explain when a clock runs out (R092-R094); moments are local to the branch."""
    from branchdesk.domain.deadlines import deadline as count_deadline
    from branchdesk.domain.deadlines import parse_budget, parse_frames, parse_moment, parse_pause

    found = count_deadline(
        parse_moment(options.received),
        parse_budget(options.within),
        parse_frames(options.hours or _call_back_hours(options, session)),
        _holidays(options, session),
        [parse_pause(text) for text in options.pause],
    )
    words = session.words
    document = {
        "deadline": plain(found.at),
        "steps": [
            {
                "start": plain(step.start),
                "end": plain(step.end),
                "counted": step.counted,
                "why": words.say(step.why),
            }
            for step in found.steps
        ],
    }
    return Result(document, _deadline_text(found, words))


def _call_back_hours(options: Namespace, session: Session) -> str:
    from branchdesk.domain.settings import Settings

    desk = session.desk_if_any(options)
    return (Settings() if desk is None else desk.upkeep.settings()).call_back_hours


def _holidays(options: Namespace, session: Session) -> WorkCalendar:
    """Choose the calendar: the branch's own, the public one, Monday to Friday, or a table."""
    if options.holidays is None:
        return session.calendar(options)
    if options.holidays in ("cn", "none"):
        return WorkCalendar(country="CN" if options.holidays == "cn" else None)
    from branchdesk.cli.holiday_table import read_holidays

    return WorkCalendar(read_holidays(Path(options.holidays)))


def _deadline_text(found: Deadline, words: Words) -> str:
    tr = words.tr
    head = (
        tr("The time is up at {moment} {weekday}.", moment=found.at, weekday=words.weekday(found.at.date()))
        if found.at
        else tr("The clock rests: there is no deadline until the pause ends.")
    )
    rows = [
        (
            words.value(step.start),
            words.value(step.end) if step.end else "…",
            tr("yes") if step.counted else "-",
            words.say(step.why),
        )
        for step in found.steps
    ]
    return f"{head}\n\n" + table((tr("From"), tr("To"), tr("Counts"), tr("Why")), rows)


def recur(options: Namespace, session: Session) -> Result:
    """List the dates of a service plan, with the original date and the reason where one moved (R015)."""
    from branchdesk.domain.recurrence import HolidayPolicy, occurrences, parse_rule

    rule = parse_rule(options.rule)
    policy = HolidayPolicy(options.policy)
    found = occurrences(rule, options.start, options.until, session.calendar(options), policy)
    words = session.words
    document = {
        "dates": [
            {
                "date": plain(slot.day),
                "original": plain(slot.original),
                "reason": words.say(slot.reason) if slot.reason else None,
            }
            for slot in found
        ]
    }
    return Result(document, _recur_text(found, words))


def _recur_text(found: tuple[Occurrence, ...], words: Words) -> str:
    tr = words.tr
    rows = [
        (
            slot.day.isoformat(),
            words.weekday(slot.day),
            slot.original.isoformat() if slot.day != slot.original else "",
            words.say(slot.reason) if slot.reason else "",
        )
        for slot in found
    ]
    listed = table((tr("Date"), tr("Day"), tr("Original date"), tr("Reason")), rows)
    count = words.trn("{n} date", "{n} dates", len(found))
    return f"{listed}\n\n{count}"
