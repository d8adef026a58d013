"""Numbers in a report need a unit; dates, times, numbers of devices and the like do not (R054)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from branchdesk.domain.messages import msg
from branchdesk.domain.wording import WordKind
from branchdesk.domain.wording_rules import TextMark, WordRules

_WIDE = {0xFF10 + n: 0x30 + n for n in range(10)} | {
    **{0xFF21 + n: 0x41 + n for n in range(26)},
    **{0xFF41 + n: 0x61 + n for n in range(26)},
    ord("％"): ord("%"),
    ord("．"): ord("."),
    ord("："): ord(":"),
    ord("／"): ord("/"),
    ord("－"): ord("-"),
    ord("＃"): ord("#"),
    0x3000: 0x20,
}
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,\-_/:~～–—×*+][A-Za-z0-9]+)*", re.ASCII)
_AMOUNT = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d{1,6})(?:\.\d+)?", re.ASCII)
_RANGE = re.compile(r"(\d{1,6}(?:\.\d+)?)(?:[\-~～–—×*+](\d{1,6}(?:\.\d+)?))+", re.ASCII)
_LINK = re.compile(r"[ \t]*(?:[、~～至到和及与或×*xX—–\-/]|and|or|to)[ \t]*")
_SIGN_BEFORE = "#№第¥￥$€"
_STARTS_SENTENCE = "。；;！？!?:：\n(（"
_LISTED = re.compile(r"[ \t]*[.、)）:][ \t]*(?=\S)")
_DAY_OF_MONTH = re.compile(r"(?:1[0-2]|0?[1-9])\.(?:0?[1-9]|[12]\d|3[01])", re.ASCII)
_YEARS = range(2010, 2040)
_LATIN_WORD = re.compile(r"[ \t]*([A-Za-z]+)")
# After these English words no unit has been named.
_SMALL = """
a along and as at behind below but by for from has have if in inside into is it near of on onto or over per so
than that the then there this to under was were where while with
"""
_SMALL_WORDS = frozenset(_SMALL.split())
_MOST_LISTED = 99
_FEW = 20


@dataclass(frozen=True, slots=True)
class _Number:
    """A figure in the text, and whether it is known what it counts or names."""

    start: int
    end: int
    settled: bool


def unit_marks(text: str, rules: WordRules) -> Iterator[TextMark]:
    """Mark the numbers that have no unit; of numbers in a row one unit serves all."""
    plain = text.translate(_WIDE)
    row: list[_Number] = []
    for number in _numbers(plain, rules):
        if row and not _LINK.fullmatch(plain, row[-1].end, number.start):
            yield from _marked(text, row, rules)
            row = []
        row.append(number)
    yield from _marked(text, row, rules)


def _marked(text: str, row: list[_Number], rules: WordRules) -> Iterator[TextMark]:
    if not row or any(number.settled for number in row):
        return
    last = row[-1]
    figure = text[last.start : last.end]
    units = rules.measures
    yield TextMark(
        last.start,
        last.end,
        WordKind.UNIT,
        msg("“{number}” has no unit: write for instance {units}.", number=figure, units=list(units)),
        choices=tuple(f"{figure} {unit}" for unit in units),
    )


def _numbers(text: str, rules: WordRules) -> Iterator[_Number]:
    listed = 0
    for token in _TOKEN.finditer(text):
        figure = token[0]
        if not any(sign.isdigit() for sign in figure):
            continue
        if _is_listed(text, token, listed):
            listed = int(figure)
            continue
        yield _Number(token.start(), token.end(), _is_settled(text, token, rules))


def _is_listed(text: str, token: re.Match[str], before: int) -> bool:
    """Tell whether the figure only numbers a point of a list: `1.`, `2、`, `(3)`."""
    if not token[0].isdigit() or not 0 < int(token[0][:3]) <= _MOST_LISTED or len(token[0]) > len("99"):
        return False
    if not _LISTED.match(text, token.end()):
        return False
    return _begins_sentence(text, token.start()) or int(token[0]) == before + 1


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t")
    return not before or before[-1] in _STARTS_SENTENCE


def _is_settled(text: str, token: re.Match[str], rules: WordRules) -> bool:
    if not _counts(token[0]):
        return True
    before = text[max(0, token.start() - 24) : token.start()]
    if before.rstrip(" \t")[-1:] in tuple(_SIGN_BEFORE) or (rules.named and rules.named.search(before)):
        return True
    if _DAY_OF_MONTH.fullmatch(token[0]) and _begins_sentence(text, token.start()):
        return True
    few = len(token[0]) < len("100") and token[0].isdigit() and int(token[0]) <= _FEW
    return _has_unit(text, token.end(), rules, few=few)


def _counts(figure: str) -> bool:
    """Tell whether a figure can be an amount: no code, no date, no time, no telephone number, no year."""
    if figure.isdigit() and int(figure[:6]) in _YEARS and len(figure) == len("2026"):
        return False
    parts = _RANGE.fullmatch(figure)
    if parts and figure.count("-") <= 1:
        return not any(_is_code(part) for part in re.split(r"[\-~～–—×*+]", figure))
    return _AMOUNT.fullmatch(figure) is not None and not _is_code(figure)


def _is_code(figure: str) -> bool:
    return len(figure) > 1 and figure[0] == "0" and figure[1].isdigit()


def _has_unit(text: str, end: int, rules: WordRules, *, few: bool) -> bool:
    """Tell whether a unit follows; in English a few of anything need none (`3 on glue traps`)."""
    if text[end : end + 1] == "#" or (rules.unit and rules.unit.match(text, end)):
        return True
    word = _LATIN_WORD.match(text, end)
    return word is not None and (few or word[1].casefold() not in _SMALL_WORDS)
