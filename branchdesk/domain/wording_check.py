"""The one check of what is written: reports, answers, apologies, notes (R054 to R060, R112 to R127)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.wording import WordKind, WordRule
from branchdesk.domain.wording_repeats import repeat_marks, traditional_marks
from branchdesk.domain.wording_rules import TextMark, TextPurpose, WordRules
from branchdesk.domain.wording_stock import GAP
from branchdesk.domain.wording_units import unit_marks

_APOLOGY = re.compile("对不起|抱歉|道歉|歉意|致歉|不好意思|sorry|apologi[sz]e", re.IGNORECASE)
_ROUNDS = 8
"""One repair can bring another to light (traditional, then colloquial); an endless table stops here."""
_WHOLE = 1_000
"""How far marks of whole sentences stand behind those of words where both claim a place."""


def check_text(
    text: str, rules: WordRules, purpose: TextPurpose = TextPurpose.REPORT, *, open_points: int = 0
) -> tuple[TextMark, ...]:
    """Mark what should be looked at again; marks never overlap and stand in reading order.

    `open_points` is the number of recommendations that are still open where a report is written: then
    "正常" alone cannot be true (R060).
    """
    found = list(_candidates(text, rules, purpose))
    if purpose is TextPurpose.REPORT:
        found += _too_little(text, rules, open_points)
    return _apart(found)


def accept_all(text: str, rules: WordRules, purpose: TextPurpose = TextPurpose.REPORT) -> str:
    """Put in every replacement, until there is none left."""
    for _ in range(_ROUNDS):
        marks = [one for one in check_text(text, rules, purpose) if one.replacement is not None]
        if not marks:
            break
        for mark in reversed(marks):
            text = text[: mark.start] + (mark.replacement or "") + text[mark.end :]
    return text


def _candidates(text: str, rules: WordRules, purpose: TextPurpose) -> Iterator[TextMark]:
    yield from repeat_marks(text, rules)
    if purpose is TextPurpose.LOG:
        yield from _table(text, rules, WordKind.PERSONAL)
        return
    yield from traditional_marks(text, rules)
    yield from _gaps(text)
    if purpose is TextPurpose.REPORT:
        yield from unit_marks(text, rules)
        yield from _table(text, rules, WordKind.TERM)
        yield from _table(text, rules, WordKind.OPINION)
        return
    yield from _table(text, rules, WordKind.TABOO)
    yield from _table(text, rules, WordKind.POSITIVE)
    yield from _refusal(text, rules)
    if purpose is TextPurpose.APOLOGY or _APOLOGY.search(text):
        yield from _table(text, rules, WordKind.EXCUSE)


def _table(text: str, rules: WordRules, kind: WordKind) -> Iterator[TextMark]:
    for start, end, rule in rules.find(kind, text):
        message = _SAID[kind](text[start:end], rule)
        yield TextMark(start, end, kind, message, rule.instead or None, rule.group_name)


def _refusal(text: str, rules: WordRules) -> Iterator[TextMark]:
    """Mark the first refusal of a text that offers nothing else (R115)."""
    first = next(rules.find(WordKind.REFUSAL, text), None)
    if first is None:
        return
    rest = rules.finders[WordKind.REFUSAL].without(text)
    if next(rules.finders[WordKind.ALTERNATIVE].find(rest), None) is None:
        start, end, _rule = first
        message = msg("“{text}” refuses and offers nothing: say what can be done.", text=text[start:end])
        yield TextMark(start, end, WordKind.REFUSAL, message)


def _gaps(text: str) -> Iterator[TextMark]:
    for gap in GAP.finditer(text):
        yield TextMark(*gap.span(), WordKind.GAP, msg("Fill this gap: {gap}", gap=gap[1]))


def _too_little(text: str, rules: WordRules, open_points: int) -> Iterator[TextMark]:
    shown = text.strip()
    start = len(text) - len(text.lstrip())
    if not shown:
        yield TextMark(0, 0, WordKind.PLAIN, msg("Write what was found: where, which pest, how many."))
    elif rules.is_plain(shown) and open_points:
        message = msg(
            "“{text}” says too little (recommendations still open: {n}). Write where, which pest, how many.",
            text=shown,
            n=str(open_points),
        )
        yield TextMark(start, start + len(shown), WordKind.PLAIN, message)
    elif rules.is_plain(shown):
        message = msg("“{text}” says too little. Write what was looked at and what was found.", text=shown)
        yield TextMark(start, start + len(shown), WordKind.PLAIN, message)


def _apart(found: list[TextMark]) -> tuple[TextMark, ...]:
    """Keep the longest of those that claim the same place; whole sentences give way to words."""
    kept: list[TextMark] = []
    for mark in sorted(found, key=_rank):
        if not any(mark.start < one.end and one.start < mark.end for one in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def _rank(mark: TextMark) -> tuple[int, int]:
    is_whole = mark.kind is WordKind.PLAIN or bool(mark.choices and not mark.choices[0])
    return (_WHOLE if is_whole else 0) - (mark.end - mark.start), mark.start


def _term(text: str, rule: WordRule) -> Message:
    return msg("In reports “{instead}” is used, not “{text}”.", instead=rule.instead, text=text)


def _taboo(text: str, rule: WordRule) -> Message:
    group = rule.group_name or ""
    if rule.instead:
        return msg(
            "Not to a customer ({group}): “{text}”. Rather “{instead}”.",
            group=group,
            text=text,
            instead=rule.instead,
        )
    return msg("Not to a customer ({group}): “{text}”.", group=group, text=text)


def _positive(text: str, rule: WordRule) -> Message:
    if rule.instead:
        return msg("Say what can be done: “{instead}”, not “{text}”.", instead=rule.instead, text=text)
    return msg("“{text}” sounds negative: say what can be done.", text=text)


_SAID: dict[WordKind, Callable[[str, WordRule], Message]] = {
    WordKind.TERM: _term,
    WordKind.TABOO: _taboo,
    WordKind.POSITIVE: _positive,
    WordKind.OPINION: lambda text, _rule: msg(
        "“{text}” is an opinion: write what was seen, and the guess apart from it.", text=text
    ),
    WordKind.EXCUSE: lambda text, _rule: msg(
        "“{text}” sounds like an excuse: an apology names what we do now.", text=text
    ),
    WordKind.PERSONAL: lambda text, _rule: msg(
        "“{text}” is about the person: write what was said and done.", text=text
    ),
}
