"""What was written twice by a slip of the pen, and traditional characters (R057, R058)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from branchdesk.domain.messages import msg
from branchdesk.domain.textfold import fold_text
from branchdesk.domain.wording import WordKind
from branchdesk.domain.wording_doubles import meet_here
from branchdesk.domain.wording_rules import TextMark, WordRules

_IDEOGRAPH = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_RUN = re.compile(rf"({_IDEOGRAPH})\1+")
_CHINESE = re.compile(rf"{_IDEOGRAPH}+")
_WORD_TWICE = re.compile(r"\b([A-Za-z]{2,})([ \t]+\1)+\b", re.IGNORECASE)
_STOP_TWICE = re.compile(r"([，。；：、])\1+")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_FIGURES = frozenset("〇零一二三四五六七八九十百千")
_IN_BOTH = frozenset("乾昇陞祕釐薹苧扞袷吒脩夥劄蒐谿氾於徵剋")
"""Traditional in one word, good simplified Chinese in a name: 乾淨, but 乾源国际."""
_LEAST_SENTENCE = 6
"""Signs from which a sentence that comes twice is a slip: short ones such as 完好 may come often."""


def repeat_marks(text: str, rules: WordRules) -> Iterator[TextMark]:
    """Mark doubled characters, words, stops and sentences."""
    covered = rules.covered(WordKind.REPEAT, text)
    for pattern in (_RUN, _WORD_TWICE, _STOP_TWICE):
        for run in pattern.finditer(text):
            if not any(first <= run.start() and run.end() <= last for first, last in covered):
                yield from _twice(text, run, rules)
    yield from _sentences(text)


def _twice(text: str, run: re.Match[str], rules: WordRules) -> Iterator[TextMark]:
    sign = run[1]
    if sign in _FIGURES or _is_meant(text, run):
        return
    pair_is_word = (WordKind.REPEAT, sign * 2) in rules.excepted
    yield TextMark(
        run.start(),
        run.end(),
        WordKind.REPEAT,
        msg("“{text}” is written twice.", text=sign),
        replacement=sign * 2 if pair_is_word else sign,
    )


def _is_meant(text: str, run: re.Match[str]) -> bool:
    """Tell whether a pair is good Chinese: 干干净净, 一个个, or the seam of two words (晚上上门)."""
    sign, start, end = run[1], run.start(), run.end()
    if end - start != len("已已") or not _CHINESE.fullmatch(sign):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "一":
        return True
    others = (text[start - 2 : start] if start > 1 else "", text[end : end + 2])
    if any(len(two) == len("净净") and two[0] == two[1] and _CHINESE.fullmatch(two) for two in others):
        return True
    return meet_here(before, sign, after)


def _sentences(text: str) -> Iterator[TextMark]:
    seen: set[str] = set()
    for sentence in _SENTENCE.finditer(text):
        key = fold_text(sentence[0])
        if len(key) >= _LEAST_SENTENCE and key in seen:
            start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            end = sentence.start() + len(sentence[0].rstrip())
            yield TextMark(
                start, end, WordKind.REPEAT, msg("This sentence stands here twice."), choices=("",)
            )
        seen.add(key)


def traditional_marks(text: str, rules: WordRules) -> Iterator[TextMark]:
    """Mark traditional characters with their simplified form, neighbours together."""
    covered = rules.covered(WordKind.TRADITIONAL, text)
    for part in _CHINESE.finditer(text):
        simple = rules.simplify(part[0])
        if len(simple) != len(part[0]):
            simple = "".join(_one(rules.simplify(sign), sign) for sign in part[0])
        places = [part.start() + at for at in _changed(part[0], simple)]
        places = [at for at in places if not any(first <= at < last for first, last in covered)]
        for _, group in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
            run = [at for _, at in group]
            start, end = run[0], run[-1] + 1
            new = simple[start - part.start() : end - part.start()]
            yield TextMark(
                start,
                end,
                WordKind.TRADITIONAL,
                msg("“{text}” is traditional: “{instead}”.", text=text[start:end], instead=new),
                replacement=new,
            )


def _changed(text: str, simple: str) -> list[int]:
    """Return which signs are traditional; those in use in both writings only beside another one."""
    changed = {at for at, (old, new) in enumerate(zip(text, simple, strict=True)) if old != new}
    return [at for at in sorted(changed) if text[at] not in _IN_BOTH or {at - 1, at + 1} & changed]


def _one(simple: str, sign: str) -> str:
    return simple if len(simple) == 1 else sign
