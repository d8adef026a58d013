"""What is kept at a site over the visits: logbook, staff meetings, monthly ratings (R009, R014, R037)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Logbook:
    """The book at a site in which its people write down what they see (R009)."""

    id: int = 0
    version: int = 0
    site_id: int = 0
    place: str = ""
    placed_on: date = date.min
    placed_by: str = ""
    explained_to: str = ""  # its purpose was explained; empty while it was not
    removed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationMeeting:
    """A short meeting with the people of a site after repeated preparation failures (R014)."""

    id: int = 0
    version: int = 0
    site_id: int = 0
    held_on: date = date.min
    attendees: str = ""
    topics: str = ""


class Aspect(StrEnum):
    """What is rated once a month at a site (R037)."""

    STRUCTURE = "structure"
    HYGIENE = "hygiene"
    PREPARATION = "preparation"


class Rating(StrEnum):
    """How good it is."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRating:
    """How one aspect of a site was in one month (R037)."""

    id: int = 0
    version: int = 0
    site_id: int = 0
    visit_id: int | None = None
    month_on: date = date.min  # first day of the month
    aspect: Aspect = Aspect.STRUCTURE
    rating: Rating = Rating.GOOD
    text: str = ""
    noted_on: date = date.min
    noted_by: str = ""


def check_logbook(book: Logbook) -> Problems:
    """Check one logbook."""
    problems: Problems = {}
    if not book.place.strip():
        problems["place"] = msg("Say where the logbook lies.")
    if book.placed_on == date.min:
        problems["placed_on"] = msg("Enter the day on which the logbook was placed.")
    elif book.removed_on is not None and book.removed_on < book.placed_on:
        problems["removed_on"] = msg("The end lies before the start. Correct one of the two.")
    return problems


def check_meeting(meeting: PreparationMeeting, today: date) -> Problems:
    """Check one meeting with the staff of a site."""
    problems: Problems = {}
    if meeting.held_on == date.min or meeting.held_on > today:
        problems["held_on"] = msg("Enter the day on which the meeting was held.")
    if not meeting.attendees.strip():
        problems["attendees"] = msg("Enter who took part.")
    if not meeting.topics.strip():
        problems["topics"] = msg("Enter what was spoken about.")
    return problems


def check_rating(rating: SiteRating) -> Problems:
    """Check one rating: what is not good says what."""
    if rating.rating is not Rating.GOOD and not rating.text.strip():
        return {"text": msg("Say what is not good, so that it can be put right.")}
    return {}
