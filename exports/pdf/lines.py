"""Line breaking as Chinese readers expect: no line begins with a closing mark (避头尾)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from uniseg.linebreak import line_break_units

Measure = Callable[[str], float]


@lru_cache(maxsize=4096)
def _units(text: str) -> tuple[str, ...]:
    return tuple(line_break_units(text))


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Break text into lines of at most `width`; a unit that is wider than a line is broken anywhere."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if measure(paragraph) <= width:
            lines.append(paragraph)
        else:
            lines.extend(_wrap_paragraph(paragraph, width, measure))
    return lines


def _wrap_paragraph(text: str, width: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if measure((line + unit).rstrip()) <= width:
            line += unit
            continue
        if line:
            lines.append(line.rstrip())
        *full, line = _split(unit, width, measure)
        lines.extend(full)
    return [*lines, line.rstrip()] if line.strip() else lines


def _split(unit: str, width: float, measure: Measure) -> list[str]:
    """Cut what has no break point, such as a long number, into pieces that fit."""
    pieces = [""]
    for character in unit:
        if pieces[-1] and measure((pieces[-1] + character).rstrip()) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
