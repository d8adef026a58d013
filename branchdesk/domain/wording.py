"""The words of the house: what reports and answers should say, phrases at hand, approved answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.complaints import Responsibility
from branchdesk.domain.messages import Message, msg


class WordKind(StrEnum):
    """What an entry of the word tables is for, and what a mark in a text is about."""

    TERM = "term"  # colloquial, with the professional word (R056)
    PALETTE = "palette"  # a professional term to be put in by click (R055)
    UNIT = "unit"  # what may follow a number (R054)
    PLAIN = "plain"  # says too little when it stands alone (R060)
    OPINION = "opinion"  # a guess among facts (R060)
    TABOO = "taboo"  # never said to a customer (R112)
    POSITIVE = "positive"  # negative wording, with what can be said instead (R114)
    REFUSAL = "refusal"  # says no (R115)
    ALTERNATIVE = "alternative"  # says what can be done (R115)
    EXCUSE = "excuse"  # has no place in an apology (R117)
    PERSONAL = "personal"  # about the person, not about the matter (R127)
    REPEAT = "repeat"  # written twice (R057)
    TRADITIONAL = "traditional"  # a traditional character (R058)
    GAP = "gap"  # a gap of a phrase that nobody filled in (R113)


class WordGroup(StrEnum):
    """The group in which an entry stands."""

    PESTS = "pests"
    BREEDING = "breeding"
    HABITS = "habits"
    TRACES = "traces"
    HARM = "harm"
    CONTROL = "control"
    MEASURE = "measure"
    COUNT = "count"
    ADDRESS = "address"
    COUNTER_QUESTION = "counter_question"
    EVASION = "evasion"
    SCOLDING = "scolding"


class Situation(StrEnum):
    """When a stock phrase is said; the last three are the blocks after a judgement (R109, R113)."""

    NEW_CUSTOMER = "new_customer"
    COMPLAINT = "complaint"
    WAIT = "wait"
    NOT_UNDERSTOOD = "not_understood"
    URGING = "urging"
    CANNOT = "cannot"
    APOLOGY = "apology"
    THANKS = "thanks"
    PRAISE = "praise"
    SUGGESTION = "suggestion"
    HOLIDAY = "holiday"
    NOISY_LINE = "noisy_line"
    SUPERIOR_BUSY = "superior_busy"
    OUR_FAULT = "our_fault"
    THEIR_FAULT = "their_fault"
    UNMET = "unmet"


PALETTE_GROUPS = (
    WordGroup.PESTS,
    WordGroup.BREEDING,
    WordGroup.HABITS,
    WordGroup.TRACES,
    WordGroup.HARM,
    WordGroup.CONTROL,
)
GROUPS: dict[WordKind, tuple[WordGroup, ...]] = {
    WordKind.PALETTE: PALETTE_GROUPS,
    WordKind.UNIT: (WordGroup.MEASURE, WordGroup.COUNT),
    WordKind.TABOO: (
        WordGroup.ADDRESS,
        WordGroup.COUNTER_QUESTION,
        WordGroup.EVASION,
        WordGroup.SCOLDING,
    ),
}
"""The groups of those tables that have any."""
REPLACING = frozenset({WordKind.TERM, WordKind.TABOO, WordKind.POSITIVE})
"""The tables whose entries may name what to write instead."""
CHECKED = frozenset(set(WordKind) - {WordKind.PALETTE, WordKind.ALTERNATIVE, WordKind.GAP})
"""The kinds of mark for which a branch may make exceptions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule:
    """One entry of a word table; in `text` “…” stands for a few characters of any kind."""

    id: int = 0
    version: int = 0
    kind: WordKind = WordKind.TERM
    group_name: WordGroup | None = None
    text: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordException:
    """A text that a check leaves alone: 天天 is no slip of the pen."""

    id: int = 0
    version: int = 0
    kind: WordKind = WordKind.REPEAT
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockPhrase:
    """A sentence for a situation, with gaps in braces that are filled in when it is used."""

    id: int = 0
    version: int = 0
    situation: Situation = Situation.NEW_CUSTOMER
    language: str = "zh_CN"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedAnswer:
    """One edition of the one answer that everybody gives to a frequent question; insert-only (R167)."""

    id: int = 0
    number: int = 0
    edition: int = 0
    approved_on: date = date.min
    approved_by: str = ""
    question: str = ""
    answer: str = ""
    retired: bool = False


def blocks_for(responsibility: Responsibility | None) -> tuple[Situation, ...]:
    """Choose the blocks of an answer by whose fault it was; all three before that is known (R109)."""
    return {
        None: (Situation.OUR_FAULT, Situation.THEIR_FAULT, Situation.UNMET),
        Responsibility.OURS: (Situation.OUR_FAULT,),
        Responsibility.BOTH: (Situation.OUR_FAULT, Situation.THEIR_FAULT),
        Responsibility.CUSTOMER: (Situation.THEIR_FAULT,),
        Responsibility.UNFOUNDED: (Situation.UNMET,),
    }[responsibility]


def answer_name(answer: ApprovedAnswer) -> Message:
    """Name an edition as people quote it: FAQ 17 v3 of 2026-10-30."""
    return msg(
        "FAQ {number} v{edition} of {day}",
        number=str(answer.number),
        edition=str(answer.edition),
        day=answer.approved_on,
    )


def check_rule(rule: WordRule) -> dict[str, Message]:
    """Check one entry of a word table."""
    problems: dict[str, Message] = {}
    text, instead = rule.text.strip(), rule.instead.strip()
    if not text.replace("…", "").strip():
        problems["text"] = msg("Write the word that is looked for.")
    elif rule.kind is WordKind.TERM and not instead:
        problems["instead"] = msg("Write the professional word that should stand there instead.")
    elif instead and text.casefold() in instead.casefold():
        problems["instead"] = msg("“{text}” would be found again in its own replacement.", text=text)
    if rule.kind in GROUPS and rule.group_name not in GROUPS[rule.kind]:
        problems["group_name"] = msg("Choose the group.")
    return problems


def check_exception(exception: WordException) -> dict[str, Message]:
    """Check one exception."""
    return {} if exception.text.strip() else {"text": msg("Write the text that is left alone.")}


def check_phrase(phrase: StockPhrase) -> dict[str, Message]:
    """Check one stock phrase: it says something, and its braces come in pairs."""
    if not phrase.text.strip():
        return {"text": msg("Write the sentence.")}
    if phrase.text.count("{") != phrase.text.count("}"):
        return {"text": msg("A brace is missing: a gap looks like {gap}.", gap="{minutes}")}
    return {}


def check_answer(answer: ApprovedAnswer, today: date) -> dict[str, Message]:
    """Check one edition of an approved answer on the day `today`."""
    problems: dict[str, Message] = {}
    if not answer.question.strip():
        problems["question"] = msg("Write the question as customers ask it.")
    if not answer.answer.strip():
        problems["answer"] = msg("Write the answer that everybody gives.")
    if not answer.approved_by.strip():
        problems["approved_by"] = msg("Say who approved this answer.")
    if answer.approved_on > today:
        problems["approved_on"] = msg("This day is still to come. Enter when the answer was approved.")
    return problems
