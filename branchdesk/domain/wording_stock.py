"""Stock phrases and their gaps: filled with what is known, the rest left to be typed (R113)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from branchdesk.domain import wording_phrases_en, wording_phrases_zh
from branchdesk.domain.wording import Situation, StockPhrase

GAP = re.compile(r"\{([^{}\n]{1,20})\}")
_CHINESE_GAPS = {
    "客户": "customer",
    "称呼": "salutation",
    "分钟": "minutes",
    "我": "me",
    "公司": "branch",
    "日期": "day",
    "原因": "reason",
    "方案": "solution",
    "内容": "content",
    "编号": "number",
    "上级": "superior",
    "同事": "colleague",
    "节日": "feast",
    "电话": "phone",
}
"""What a Chinese phrase calls its gaps."""


def gap_names(language: str) -> tuple[str, ...]:
    """Return what phrases of a language call the gaps that are filled in by themselves."""
    own = ("customer", "salutation", "me", "branch", "number", "minutes")
    if language != "zh_CN":
        return own
    return tuple(name for name, english in _CHINESE_GAPS.items() if english in own)


@dataclass(frozen=True, slots=True)
class Filled:
    """A phrase with its known gaps filled; `gaps` are the places of those that are left."""

    text: str
    gaps: tuple[tuple[int, int], ...] = ()


def fill_phrase(text: str, values: Mapping[str, object]) -> Filled:
    """Fill the gaps whose value is known by its English name; the others stay, braces and all."""
    parts, gaps, end, length = [], [], 0, 0
    for gap in GAP.finditer(text):
        before = text[end : gap.start()]
        name = gap[1].strip()
        value = values.get(_CHINESE_GAPS.get(name, name))
        known = value is not None and str(value) != ""
        shown = str(value) if known else gap[0]
        start = length + len(before)
        if not known:
            gaps.append((start, start + len(shown)))
        parts += [before, shown]
        length, end = start + len(shown), gap.end()
    return Filled("".join(parts) + text[end:], tuple(gaps))


def _seeds() -> tuple[StockPhrase, ...]:
    return tuple(
        StockPhrase(situation=situation, language=language, text=text)
        for language, table in (("zh_CN", wording_phrases_zh.PHRASES), ("en", wording_phrases_en.PHRASES))
        for situation in Situation
        for text in table.get(situation, ())
    )


SEED_PHRASES: tuple[StockPhrase, ...] = _seeds()
