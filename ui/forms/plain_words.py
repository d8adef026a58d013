"""Terms and rules as people say them, with a worked example beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.customers import Contract, HolidayPolicy
from branchdesk.domain.duedates import BaseEvents, due_day
from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message
from branchdesk.domain.recurrence import Occurrence, Rule, occurrences, parse_rule, sentence
from branchdesk.domain.recurrence import canonical as canonical_rule
from branchdesk.domain.terms import canonical as canonical_terms
from branchdesk.domain.terms import event_phrase, parse_terms
from branchdesk.domain.terms import sentence as terms_sentence
from branchdesk.domain.workdays import WorkCalendar
from ui.language import say, tr, words
from ui.widgets.fields import TextField

_SPANS = (400, 1_500, 4_000)  # days to look ahead: a plan of every two years still shows its next dates


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of text is read into its canonical form and said in words."""

    canonical: Callable[[str], str]
    spoken: Callable[[str], str]


def terms_words(text: str) -> str:
    """Say payment terms in the window's language; what is not understood stays as it is."""
    try:
        return say(terms_sentence(parse_terms(text))) if text else ""
    except Known:
        return text


def terms_example(text: str, today: date, calendar: WorkCalendar) -> str:
    """Say when money would be due if all that the terms wait for happened today."""
    try:
        terms = parse_terms(text)
    except Known:
        return ""
    due = due_day(terms, BaseEvents(today, today, today, today), calendar)
    if due is None:
        return ""
    event = event_phrase(terms.base)
    return tr(
        "Example: {event}, counted from today – due on {due} ({weekday})",
        event=event,
        due=due,
        weekday=words().weekday(due),
    )


def rule_words(text: str) -> str:
    """Say the rule of a plan in the window's language; what is not understood stays as it is."""
    try:
        return say(sentence(parse_rule(text))) if text else ""
    except Known:
        return text


def next_services(contract: Contract, today: date, calendar: WorkCalendar, most: int) -> list[Occurrence]:
    """Return the next services that a contract would plan; raises Refused where its rule gives none."""
    rule = parse_rule(contract.rule)
    found: list[Occurrence] = []
    for days in _SPANS:
        found = _ahead(rule, contract, today, days, calendar)
        if len(found) >= most:
            break
    return found[:most]


def _ahead(
    rule: Rule, contract: Contract, today: date, days: int, calendar: WorkCalendar
) -> list[Occurrence]:
    since = max(today, contract.start_on)
    until = since + timedelta(days=days)
    if contract.end_on is not None:
        until = min(until, contract.end_on)
    if until < since:
        return []
    policy: HolidayPolicy = contract.holiday_policy
    return list(
        occurrences(rule, contract.start_on, until, calendar, policy, contract.may_leave_month, since=since)
    )


def _spoken_rule(text: str) -> str:
    """Say a stored rule, unless its sentence would be heard as another rule."""
    said = rule_words(text)
    try:
        return said if canonical_rule(parse_rule(said)) == text else text
    except Known:
        return text


TERMS = Wording(lambda text: canonical_terms(parse_terms(text)), terms_words)
RULE = Wording(lambda text: canonical_rule(parse_rule(text)), _spoken_rule)


class WordsField(TextField):
    """Takes terms or a rule in anybody's words; `value()` is the canonical form, the text stays as typed."""

    def __init__(self, wording: Wording, *, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder)
        self._wording = wording

    def value(self) -> str:
        """Return the canonical form, or the text itself where it is not understood."""
        text = super().value()
        try:
            return self._wording.canonical(text) if text else ""
        except Known:
            return text

    def set_value(self, value: str) -> None:
        """Show a canonical text in words."""
        super().set_value(self._wording.spoken(value) if value else "")

    def problem(self) -> Message | None:
        """Say what is not understood."""
        text = super().value()
        try:
            if text:
                self._wording.canonical(text)
        except Known as no:
            return no.message
        return None
