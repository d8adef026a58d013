"""What must be right about evidence, verdicts, demands and actions before they are saved."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from branchdesk.domain.claims import CaseCost, Claim, ClaimKind, ThirdPartyClaim
from branchdesk.domain.judgement import (
    CaseVerdict,
    CorrectiveAction,
    Demand,
    DemandJudgement,
    Evidence,
    GoodWord,
)
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar

Problems = dict[str, Message]

_NUMBERING = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）.、:：]|[-*•·])\s*")
_BREAKS = re.compile(r"[\n;；]+")
_AMOUNT = re.compile(r"(?<![\d.])(\d{1,8}(?:\.\d{1,2})?)\s*\w?$")  # at the end, with a sign for money
_LEAST_AMOUNT = 50  # a smaller figure is a count or a day


def check_evidence(one: Evidence, today: date) -> Problems:
    """Check one piece of evidence (R100)."""
    problems: Problems = {}
    if not one.what.strip():
        problems["what"] = msg("Say what it is: a photo, a report, a count, a statement.")
    if not one.shows.strip():
        problems["shows"] = msg("Say what it shows, in plain facts.")
    if one.confirmed is not None and not one.confirmed_by.strip():
        problems["confirmed_by"] = msg("Enter who of the customer was asked.")
    problems |= _not_ahead("found_on", one.found_on, today)
    return problems | _not_ahead("confirmed_on", one.confirmed_on, today)


def check_verdict(one: CaseVerdict) -> Problems:
    """Check a verdict: a named person, a reason (R101, R102)."""
    problems: Problems = {}
    if not one.decided_by.strip():
        problems["decided_by"] = msg("Enter who decides.")
    if not one.why.strip():
        problems["why"] = msg("Give the reason; it must be possible to follow it later.")
    return problems


def check_second(one: CaseVerdict, owner: str, second_by: str, note: str, *, agrees: bool) -> Problems:
    """Check the second look: another person than who decided and than the owner of the case (D19)."""
    problems: Problems = {}
    name = second_by.strip()
    if not name:
        problems["second_by"] = msg("Enter who takes the second look.")
    elif name == one.decided_by:
        problems["second_by"] = msg("{name} decided. The second look is somebody else's.", name=name)
    elif name == owner:
        problems["second_by"] = msg("{name} owns the case. The second look is somebody else's.", name=name)
    if not agrees and not note.strip():
        problems["second_note"] = msg("Say why you see it otherwise.")
    return problems


def check_demand(one: Demand) -> Problems:
    """Check one part of a demand (R103)."""
    problems: Problems = {}
    if not one.text.strip():
        problems["text"] = msg("Write down what is asked for.")
    if one.amount_fen is not None and one.amount_fen < 0:
        problems["amount_fen"] = msg("Enter an amount above zero.")
    if one.judged in (DemandJudgement.LATER, DemandJudgement.EXCESSIVE) and not one.why.strip():
        problems["why"] = msg("Give the reason that the customer will be told.")
    if one.judged is DemandJudgement.LATER and one.due_on is None:
        problems["due_on"] = msg("Say from when it will be possible.")
    return problems


def check_action(one: CorrectiveAction, today: date) -> Problems:
    """Check a corrective action: who, by when, and whether it was found to work (R122)."""
    problems: Problems = {}
    if not one.action.strip():
        problems["action"] = msg("Say what is changed, so that the cause does not come back.")
    if not one.owner.strip():
        problems["owner"] = msg("Enter who does it.")
    if one.due_on is None:
        problems["due_on"] = msg("Enter by when.")
    if one.check_on is not None and one.due_on is not None and one.check_on < one.due_on:
        problems["check_on"] = msg("The effect is checked after the action. Choose a later day.")
    problems |= _not_ahead("done_on", one.done_on, today) | _not_ahead("verified_on", one.verified_on, today)
    if one.verified_on is not None and one.effective is None:
        problems["effective"] = msg("Say whether it works.")
    if one.verified_on is not None and not one.verified_by.strip():
        problems["verified_by"] = msg("Enter who checked the effect.")
    if one.effective is False and not one.effect_note.strip():
        problems["effect_note"] = msg("Say what did not work, so that the next action is a better one.")
    return problems


def check_claim(one: Claim, today: date) -> Problems:
    """Check a claim while it is being collected (R082)."""
    problems: Problems = {}
    if not one.what.strip():
        problems["what"] = msg("Say what was damaged, or what the money is for.")
    if one.kind is ClaimKind.DAMAGE and not one.quantity.strip():
        problems["quantity"] = msg("Enter how much was damaged, such as “3 boxes”.")
    if one.asked_fen is not None and one.asked_fen <= 0:
        problems["asked_fen"] = msg("Enter an amount above zero.")
    problems |= _not_ahead("customer_signed_on", one.customer_signed_on, today)
    return problems | _not_ahead("we_signed_on", one.we_signed_on, today)


def check_third(one: ThirdPartyClaim, today: date) -> Problems:
    """Check a claim against a third party; its steps follow each other (R083)."""
    problems: Problems = {}
    if not one.against.strip():
        problems["against"] = msg("Enter against whom: the subcontractor, the courier.")
    for key in ("sent_on", "answered_on", "paid_on"):
        problems |= _not_ahead(key, getattr(one, key), today)
    if one.answered_on is not None and (one.sent_on is None or one.answered_on < one.sent_on):
        problems["answered_on"] = msg("An answer comes after the claim was sent. Correct one of the two.")
    if one.paid_on is not None and not one.paid_fen:
        problems["paid_fen"] = msg("Enter what was paid.")
    if one.accepted is False and not one.answer.strip():
        problems["answer"] = msg("Write down the reason they gave.")
    return problems


def check_cost(one: CaseCost, today: date) -> Problems:
    """Check one cost of a case (R125)."""
    problems = _not_ahead("spent_on", one.spent_on, today)
    if one.spent_on == date.min:
        problems["spent_on"] = msg("Enter the day.")
    if one.minutes < 0 or one.amount_fen < 0:
        problems["amount_fen"] = msg("Enter an amount above zero.")
    return problems


def check_good_word(one: GoodWord, today: date) -> Problems:
    """Check what became of a praise or suggestion; its days follow each other (R128)."""
    problems: Problems = {}
    for key in ("decided_on", "changed_on", "passed_on", "told_on"):
        problems |= _not_ahead(key, getattr(one, key), today)
    if one.adopted is False and not one.why.strip():
        problems["why"] = msg("Say kindly why not; the customer will ask.")
    if one.adopted is not None and one.decided_on is None:
        problems["decided_on"] = msg("Enter the day.")
    if one.changed_on is not None and not one.change.strip():
        problems["change"] = msg("Say what has changed.")
    if one.told_on is not None and one.decided_on is not None and one.told_on < one.decided_on:
        problems["told_on"] = msg("The customer is told after it was decided. Correct one of the two.")
    return problems


def split_demand(text: str) -> list[Demand]:
    """Take a demand apart: a line, a semicolon or a number begins a part; an amount in it is read (R103)."""
    parts = (_NUMBERING.sub("", part).strip(" 。.，,") for part in _BREAKS.split(text))
    return [Demand(text=part, amount_fen=_amount_in(part)) for part in parts if part]


def effect_day(due_on: date, settings: Settings, calendar: WorkCalendar) -> date:
    """Suggest when to check whether an action works: some days after it is due, on a working day (R122)."""
    return calendar.next_working_day(due_on + timedelta(days=settings.effect_check_days))


def after_closing(closed_on: date, settings: Settings, calendar: WorkCalendar) -> tuple[date, date]:
    """Return the day of the call after closing, and until when the customer is watched (R120)."""
    call = calendar.next_working_day(closed_on + timedelta(days=settings.after_closing_days))
    return call, closed_on + relativedelta(months=settings.watch_months)


def _amount_in(text: str) -> int | None:
    found = _AMOUNT.search(text)
    amount = round(float(found[1]) * 100) if found else 0
    return amount if amount >= _LEAST_AMOUNT * 100 else None


def _not_ahead(key: str, day: date | None, today: date) -> Problems:
    return {key: msg("This day is still to come.")} if day is not None and day > today else {}
