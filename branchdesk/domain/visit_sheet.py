"""The sheet of a visit: introduction, agreed steps, help, logbook, leaving, hand-over (R001-R023)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import msg
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSheet:
    """What was ticked at one visit; a visit without a sheet was not recorded in the field."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    intro_who: bool = False
    intro_why: bool = False
    intro_topics: bool = False
    intro_minutes: int | None = None
    no_intro_why: str = ""
    left_at: str = ""  # wall time HH:MM
    doors_closed: bool = False
    lights_off: bool = False
    all_back: bool = False
    logbook_checked: bool = False
    logbook_entries: str = ""
    explained: bool = False
    questions: str = ""
    thanked: bool = False
    next_agreed: bool = False
    signed_by: str = ""
    finding_remarks: str = ""  # facts that are no rows; the visit's own text has both
    assessment: str = ""  # our opinion, apart from the facts (R060)
    recommendation_remarks: str = ""
    effect_to: str = ""  # whom the effect was explained after the first service (R010)
    effect_on: date | None = None
    completed_on: date | None = None  # the first service is complete


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitStep:
    """One step that is agreed before it is carried out, or where the customer disagreed (R004)."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    text: str = ""
    detail: str = ""
    expected: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None
    disagreement: str = ""
    advice: str = ""  # what we said to the disagreement


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerHelp:
    """One thing that the customer is to do for a visit, and when that was said (R008)."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    text: str = ""
    told_on: date | None = None
    told_whom: str = ""


def is_introduced(sheet: VisitSheet | None) -> bool:
    """Tell whether the first visit's introduction was made, or why it was not is known (R001)."""
    return sheet is not None and (bool(sheet.intro_minutes) or bool(sheet.no_intro_why.strip()))


def check_introduction(visit: Visit, sheet: VisitSheet | None) -> Problems:
    """Ask of a first visit that is set to done for its introduction, or why there was none (R001)."""
    if visit.kind is not VisitKind.FIRST or visit.status is not VisitStatus.DONE or is_introduced(sheet):
        return {}
    return {
        "intro_minutes": msg(
            "Enter how many minutes the first visit was said to need, or why the introduction was left out."
        )
    }


def check_sheet(visit: Visit, sheet: VisitSheet | None) -> Problems:
    """Check the sheet of a visit that is set to done."""
    problems = check_introduction(visit, sheet)
    if sheet is None:
        return problems
    if (sheet.effect_on is None) != (not sheet.effect_to.strip()):
        problems["effect_to"] = msg("Enter both to whom the effect was explained, and when.")
    if sheet.completed_on is not None and not is_effect_explained(sheet):
        problems["completed"] = msg(
            "The first service is not complete yet: explain the effect, and what happens if pests come back, "
            "and enter to whom and when."
        )
    return problems


def is_effect_explained(sheet: VisitSheet | None) -> bool:
    """Tell whether effect and "what happens if pests come back" were explained, to whom and when (R010)."""
    return sheet is not None and sheet.effect_on is not None and bool(sheet.effect_to.strip())


def is_agreed(step: VisitStep) -> bool:
    """Tell whether somebody agreed to a step by name and day; else it shows as not confirmed (R004)."""
    return bool(step.agreed_with.strip()) and step.agreed_on is not None


def check_step(step: VisitStep, visit: Visit) -> Problems:
    """Check one step: it has a text, and agreement comes before the visit."""
    problems: Problems = {}
    if not step.text.strip():
        problems["text"] = msg("Say which step it is.")
    if step.agreed_on is not None and not step.agreed_with.strip():
        problems["agreed_with"] = msg("Enter who agreed.")
    if step.agreed_on is not None and step.agreed_on > visit.date_on:
        problems["agreed_on"] = msg("A step is agreed before it is carried out. Correct the day.")
    if step.disagreement.strip() and not step.advice.strip():
        problems["advice"] = msg("Write down what we advised when they disagreed.")
    return problems


def check_help(one: CustomerHelp) -> Problems:
    """Check one thing that the customer is to do."""
    return {} if one.text.strip() else {"text": msg("Say what the customer is to do.")}


def not_left_done(sheet: VisitSheet | None) -> tuple[bool, bool, bool]:
    """Tell for doors, lights and things moved whether they were left undone (R023)."""
    if sheet is None:
        return True, True, True
    return not sheet.doors_closed, not sheet.lights_off, not sheet.all_back
