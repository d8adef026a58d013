"""The meeting with a customer's manager once a quarter, and what was agreed there (R024, D10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from branchdesk.domain.messages import Message, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting: planned, then held with its minutes, or cancelled with a reason."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    site_id: int | None = None
    planned_on: date = date.min
    start_at: str = ""  # wall time HH:MM, empty while open
    place: str = ""
    ours: str = ""  # who comes from us
    theirs: str = ""  # who comes from the customer
    topics: str = ""
    held_on: date | None = None
    minutes: str = ""
    cancelled_why: str = ""
    employee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTask:
    """Something decided at a meeting, with who does it by when; it is a duty until it is done."""

    id: int = 0
    version: int = 0
    meeting_id: int = 0
    customer_id: int = 0
    what: str = ""
    by_customer: bool = False
    owner: str = ""
    due_on: date = date.min
    done_on: date | None = None
    outcome: str = ""


class QuarterState(StrEnum):
    """How the meeting of a quarter stands."""

    MET = "met"
    PLANNED = "planned"
    OPEN = "open"
    SOON = "soon"  # the quarter is nearly over


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar quarter."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Return its last day: the meeting is due by then."""
        return self.first + relativedelta(months=3) - timedelta(days=1)

    def soon_from(self, months: int) -> date:
        """Return from which day a meeting that is not held yet is urgent."""
        return (self.last + timedelta(days=1)) - relativedelta(months=months)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a customer's meeting of this quarter stands."""

    state: QuarterState
    quarter: Quarter
    last_held: date | None = None
    planned_on: date | None = None


def standing(today: date, last_held: date | None, planned_on: date | None, soon_months: int) -> Standing:
    """Tell whether the quarter's meeting was held, is planned, or is still to be arranged (R024)."""
    quarter = Quarter.of(today)
    if last_held is not None and last_held >= quarter.first:
        state = QuarterState.MET
    elif planned_on is not None and planned_on <= quarter.last:
        state = QuarterState.PLANNED
    elif today >= quarter.soon_from(soon_months):
        state = QuarterState.SOON
    else:
        state = QuarterState.OPEN
    return Standing(state, quarter, last_held, planned_on)


def standing_words(one: Standing) -> Message:
    """Say it as the customer's card shows it."""
    number, day = one.quarter.number, one.quarter.last
    if one.state is QuarterState.MET:
        return msg("Q{number} held on {day}", number=number, day=one.last_held)
    if one.state is QuarterState.PLANNED:
        return msg("Q{number} planned for {day}", number=number, day=one.planned_on)
    return msg("Q{number} due {day}", number=number, day=day)


def check_meeting(meeting: Meeting, today: date) -> dict[str, Message]:
    """Ask for the day, and for people and minutes once the meeting was held."""
    problems: dict[str, Message] = {}
    if meeting.planned_on == date.min:
        problems["planned_on"] = msg("For which day is the meeting planned?")
    if meeting.held_on is None:
        return problems
    if meeting.held_on > today:
        problems["held_on"] = msg("This day is still to come. Minutes are written after the meeting.")
    if not meeting.theirs.strip():
        problems["theirs"] = msg("Who came from the customer?")
    if not meeting.minutes.strip():
        problems["minutes"] = msg("Write in a sentence what was talked about.")
    return problems


def check_task(task: MeetingTask, agreed_on: date | None) -> dict[str, Message]:
    """Ask what is to be done, who does it, and by when; nothing can be due before it was agreed."""
    problems: dict[str, Message] = {}
    if not task.what.strip():
        problems["what"] = msg("What was decided?")
    if not task.owner.strip():
        problems["owner"] = msg("Who does it?")
    if task.due_on == date.min:
        problems["due_on"] = msg("By which day?")
    elif agreed_on is not None and task.due_on < agreed_on:
        problems["due_on"] = msg("It cannot be due before the meeting of {day}.", day=agreed_on)
    return problems
