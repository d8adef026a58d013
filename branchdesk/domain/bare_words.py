"""Words that say nothing when they stand alone as the findings of a report (R060)."""

from __future__ import annotations

import re

_BARE = frozenset(
    (
        *("正常", "一切正常", "均正常", "全部正常", "状况正常", "情况正常", "无异常", "未见异常"),
        *("无", "良好", "情况良好", "没有问题", "无问题"),
        *("ok", "normal", "none", "fine", "good", "nothing", "noproblem", "noproblems", "allok", "allnormal"),
    )
)
_NOT_WORDS = re.compile(r"[\W_]+")


def is_bare(text: str) -> bool:
    """Tell whether findings are empty or no more than "normal"."""
    plain = _NOT_WORDS.sub("", text).lower()
    return not plain or plain in _BARE
