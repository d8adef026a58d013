"""The word tables of a branch, made ready to search a text quickly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from branchdesk.domain.messages import Message
from branchdesk.domain.textfold import fold_text
from branchdesk.domain.wording import WordException, WordGroup, WordKind, WordRule

_GAP = "…"
_PAUSE = re.compile(r"[，,、\s]+")
_ANYTHING = r"[^。！？!?；;\n]{0,15}?"
_BREAKS = re.compile(r"[，,、。．.；;：:！!？?\s]+")
_LATIN = re.compile(r"[0-9A-Za-z]")


class TextPurpose(StrEnum):
    """What a text is for: it decides which checks are made."""

    REPORT = "report"
    OUTGOING = "outgoing"
    APOLOGY = "apology"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class TextMark:
    """A place in a text, counted in characters: what is to be said about it, what could stand there."""

    start: int
    end: int
    kind: WordKind
    message: Message
    replacement: str | None = None
    group: WordGroup | None = None
    choices: tuple[str, ...] = ()  # where only the writer knows which one is meant


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the entries of one table, the longest at each place."""

    rules: tuple[WordRule, ...]
    pattern: re.Pattern[str] | None

    def find(self, text: str) -> Iterator[tuple[int, int, WordRule]]:
        """Yield start, end and entry."""
        if self.pattern is None:
            return
        for hit in self.pattern.finditer(text):
            if hit.lastindex is not None and hit.end() > hit.start():
                yield hit.start(), hit.end(), self.rules[hit.lastindex - 1]

    def without(self, text: str) -> str:
        """Return a text without what was found in it."""
        return text if self.pattern is None else self.pattern.sub("\n", text)


@dataclass(frozen=True, slots=True)
class WordRules:
    """Everything by which texts are checked."""

    simplify: Callable[[str], str]
    finders: dict[WordKind, Finder] = field(default_factory=dict)
    left_alone: dict[WordKind, re.Pattern[str]] = field(default_factory=dict)
    excepted: frozenset[tuple[WordKind, str]] = frozenset()
    plain: frozenset[str] = frozenset()
    unit: re.Pattern[str] | None = None
    measures: tuple[str, ...] = ()
    named: re.Pattern[str] | None = None

    def find(self, kind: WordKind, text: str) -> Iterator[tuple[int, int, WordRule]]:
        """Find the entries of a table in a text, save where an exception covers them."""
        covered = self.covered(kind, text)
        for start, end, rule in self.finders[kind].find(text):
            if not any(first <= start and end <= last for first, last in covered):
                yield start, end, rule

    def covered(self, kind: WordKind, text: str) -> list[tuple[int, int]]:
        """Return the places that a check leaves alone."""
        pattern = self.left_alone.get(kind)
        if pattern is None:
            return []
        return [hit.span(1) for hit in pattern.finditer(text)]

    def is_plain(self, text: str) -> bool:
        """Tell whether a text is made only of words that say too little, such as 正常."""
        parts = [fold_text(part) for part in _BREAKS.split(text) if part]
        return fold_text(text) in self.plain or (bool(parts) and all(part in self.plain for part in parts))


def compile_rules(
    rules: Sequence[WordRule], exceptions: Sequence[WordException], simplify: Callable[[str], str]
) -> WordRules:
    """Make the tables ready; `simplify` writes a text in simplified characters."""
    by_kind = {kind: [one for one in rules if one.kind is kind] for kind in WordKind}
    texts = {kind: [one.text for one in exceptions if one.kind is kind] for kind in WordKind}
    units = [one.text for one in by_kind[WordKind.UNIT]]
    measures = [one.text for one in by_kind[WordKind.UNIT] if one.group_name is WordGroup.MEASURE]
    return WordRules(
        simplify=simplify,
        finders={kind: _finder(found) for kind, found in by_kind.items()},
        left_alone={
            kind: re.compile(f"(?=({_any(found)}))", re.IGNORECASE) for kind, found in texts.items() if found
        },
        excepted=frozenset((one.kind, one.text.casefold()) for one in exceptions),
        plain=frozenset(fold_text(one.text) for one in by_kind[WordKind.PLAIN]),
        unit=re.compile(rf"[ \t]*[(（\[]?[ \t]*(?:{_any(units)})") if units else None,
        measures=tuple(measures[:4]),
        named=_behind(texts[WordKind.UNIT]),
    )


def _finder(rules: Iterable[WordRule]) -> Finder:
    ordered = tuple(sorted(rules, key=lambda one: (-len(one.text), one.text)))
    if not ordered:
        return Finder((), None)
    return Finder(
        ordered, re.compile("|".join(f"({_expression(one.text)})" for one in ordered), re.IGNORECASE)
    )


def _any(texts: Iterable[str]) -> str:
    return "|".join(_expression(text) for text in sorted(texts, key=lambda text: (-len(text), text)))


def _behind(texts: Sequence[str]) -> re.Pattern[str] | None:
    """Find one of these words at the very end of what stands before a number."""
    if not texts:
        return None
    return re.compile(rf"(?:{_any(texts)})[ \t]*[:：]?[ \t]*\Z", re.IGNORECASE)


def _expression(text: str) -> str:
    """Write an entry as an expression: … is anything within the sentence, a comma may be left out."""
    parts = [
        r"[，,、\s]*".join(re.escape(piece) for piece in _PAUSE.split(part))
        for part in text.strip().split(_GAP)
    ]
    return _edge(text[:1], r"(?<![0-9A-Za-z])") + _ANYTHING.join(parts) + _edge(text[-1:], r"(?![0-9A-Za-z])")


def _edge(sign: str, expression: str) -> str:
    """Let Latin words be found as whole words only."""
    return expression if _LATIN.match(sign) else ""
