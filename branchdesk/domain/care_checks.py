"""What must be right about a note, an expectation, a survey or an attention before it is saved."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.care import Attention, CustomerNote, Deciders, Expectation, Improvement, Temperament
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.surveys import LEAST, MOST, Dimension, Survey, SurveySource

Problems = dict[str, Message]


def check_note(note: CustomerNote) -> Problems:
    """Check one note."""
    problems = _text(note.text, "text")
    if note.until_on is not None and note.until_on < note.noted_on:
        problems["until_on"] = msg("The end lies before the start. Correct one of the two.")
    return problems


def check_temperament(one: Temperament) -> Problems:
    """Ask for at least one of the two."""
    if one.temper is None and one.anger is None:
        return {"temper": msg("Choose a temperament or what lies behind the anger.")}
    return {}


def check_improvement(one: Improvement, today: date) -> Problems:
    """Check one improvement: thanks come after it."""
    problems = _text(one.what, "what") | _past(one.noticed_on, today, "noticed_on")
    if one.thanked_on is not None and one.thanked_on < one.noticed_on:
        problems["thanked_on"] = msg("The thanks lie before the improvement. Correct one of the two.")
    return problems


def check_attention(one: Attention) -> Problems:
    """Check one attention; an award may be dated ahead."""
    problems = _text(one.what, "what")
    if one.cost_fen < 0:
        problems["cost_fen"] = msg("A cost is not negative. Enter the amount without a sign.")
    return problems


def check_expectation(one: Expectation, today: date) -> Problems:
    """Check one expectation: what is settled says how."""
    problems = _text(one.text, "text")
    if one.settled_on is not None:
        problems |= _past(one.settled_on, today, "settled_on")
        if one.settled_on < one.noted_on:
            problems["settled_on"] = msg("This lies before the day on which it was noted. Correct the day.")
        if not one.settled_how.strip():
            problems["settled_how"] = msg("Say what was agreed.")
    elif one.settled_how.strip():
        problems["settled_on"] = msg("Enter the day on which it was settled.")
    return problems


def check_deciders(one: Deciders) -> Problems:
    """Ask for each rank once."""
    if sorted((one.price, one.brand, one.convenience, one.speed)) != [1, 2, 3, 4]:
        return {"speed": msg("Give each rank from 1 to 4 once.")}
    return {}


def check_survey(one: Survey, today: date) -> Problems:
    """Check one survey: all ten marks, and who asked where it was not us."""
    problems = _past(one.asked_on, today, "asked_on")
    for dimension in Dimension:
        for side, mark in (("expect", one.expected(dimension)), ("found", one.found(dimension))):
            if not LEAST <= mark <= MOST:
                problems[f"{side}_{dimension.value}"] = msg("Enter a mark from 1 to 5.")
    if one.source is SurveySource.AGENT and not one.asked_by.strip():
        problems["asked_by"] = msg("Name the agency that asked.")
    return problems


def _text(text: str, field: str) -> Problems:
    return {} if text.strip() else {field: msg("Write it down first.")}


def _past(day: date, today: date, field: str) -> Problems:
    if day == date.min:
        return {field: msg("Enter the day.")}
    return {field: msg("This day is still to come. Correct it.")} if day > today else {}
