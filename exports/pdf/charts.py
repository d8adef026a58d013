"""Bar and line charts as vectors in black and grey; every point carries its value, for any printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from branchdesk.domain.summaries import ChartKind, Series, Unit
from exports.pdf.document import NOTE, Paper, line_height
from exports.wording import axis_label, number_text, with_unit

_HEIGHT = 46.0  # mm of the drawing, without title and labels
_STACK_HEIGHT = 10.0
_GAP_SHARE = 0.35
_TINY = 7.0
_STEPS = (1, 2, 4, 6, 8, 10)  # their halves and quarters read well, too
_BAR_GREY = 150
_STACK_GREYS = (245, 220, 195, 170, 140, 105, 70)
_DOT = 0.8
_COLUMNS_OF_LEGEND = 4


def nice_top(highest: Decimal) -> Decimal:
    """Round up to a pleasant end of an axis: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    if highest <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(highest.adjusted())
    return next(step * power for step in _STEPS if step * power >= highest)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The drawing area: values from 0 to `top` go from `bottom` upwards."""

    left: float
    right: float
    bottom: float
    height: float
    top: Decimal

    def at(self, value: Decimal) -> float:
        """Give the height of a value on the page; nothing is drawn below the axis."""
        return self.bottom - self.height * float(max(value, Decimal(0)) / self.top)


def draw_chart(paper: Paper, series: Series) -> None:
    """Print a chart with its heading, kept together on one page."""
    heading = with_unit(paper.words.tr(series.title), series.unit, paper.words)
    if series.kind is ChartKind.STACK:
        paper.heading(heading, 1, with_next=_STACK_HEIGHT + 2 * line_height(NOTE) + 8)
        _draw_stack(paper, series)
    else:
        paper.heading(heading, 1, with_next=_HEIGHT + 2 * line_height(NOTE))
        _draw_over_labels(paper, series)


def _short(unit: Unit, value: Decimal) -> str:
    """Write a number beside a point; money in whole yuan, there is no room for more."""
    return (
        number_text(Unit.COUNT, value.to_integral_value()) if unit is Unit.MONEY else number_text(unit, value)
    )


def _draw_over_labels(paper: Paper, series: Series) -> None:
    """Draw columns or a line over evenly spaced labels."""
    top = nice_top(max(series.values, default=Decimal(0)))
    scale_width = paper.width(_short(series.unit, top), _TINY) + 2
    head = line_height(_TINY)
    frame = _Frame(paper.left + scale_width, paper.right, paper.y + head + _HEIGHT, _HEIGHT, top)
    _draw_scale(paper, frame, series.unit)
    slot = (frame.right - frame.left) / max(len(series.values), 1)
    middles = [frame.left + slot * (number + 0.5) for number in range(len(series.values))]
    if series.kind is ChartKind.LINE:
        _draw_line(paper, frame, middles, series.values)
    else:
        _draw_columns(paper, frame, middles, series.values, slot * (1 - _GAP_SHARE))
    _draw_texts(paper, frame, middles, series)
    paper.y = frame.bottom + line_height(_TINY) + 3


def _draw_scale(paper: Paper, frame: _Frame, unit: Unit) -> None:
    """Draw axis and thin lines at quarters with their values."""
    paper.pdf.set_draw_color(190)
    for quarter in range(1, 5):
        y = frame.at(frame.top * quarter / 4)
        paper.rule(y, left=frame.left, right=frame.right, weight=0.1)
    paper.pdf.set_draw_color(0)
    for quarter in (0, 2, 4):
        value = frame.top * quarter / 4
        paper.put_right(_short(unit, value), frame.left - 1.5, frame.at(value) + 0.9, _TINY)
    paper.rule(frame.bottom, left=frame.left, right=frame.right, weight=0.25)


def _draw_columns(
    paper: Paper, frame: _Frame, middles: Sequence[float], values: Sequence[Decimal], width: float
) -> None:
    paper.pdf.set_line_width(0.15)
    paper.pdf.set_fill_color(_BAR_GREY)
    for middle, value in zip(middles, values, strict=True):
        y = frame.at(value)
        if y < frame.bottom:
            paper.pdf.rect(middle - width / 2, y, width, frame.bottom - y, style="DF")
    paper.pdf.set_fill_color(0)


def _draw_line(paper: Paper, frame: _Frame, middles: Sequence[float], values: Sequence[Decimal]) -> None:
    points = [(middle, frame.at(value)) for middle, value in zip(middles, values, strict=True)]
    paper.pdf.set_line_width(0.4)
    if len(points) > 1:
        paper.pdf.polyline(points)
    for x, y in points:
        paper.pdf.circle(x, y, _DOT, style="F")


def _draw_texts(paper: Paper, frame: _Frame, middles: Sequence[float], series: Series) -> None:
    """Write each value above its point and each label below the axis, as small as the slots demand."""
    labels = [paper.printable(axis_label(label, paper.words)) for label in series.labels]
    values = [_short(series.unit, value) for value in series.values]
    slot = (frame.right - frame.left) / max(len(middles), 1)
    size = _fitting_size(paper, [*labels, *values], slot)
    for middle, label in zip(middles, labels, strict=True):
        paper.put_centred(label, middle, frame.bottom + line_height(size) * 0.9, size)
    for number, (middle, value) in enumerate(zip(middles, values, strict=True)):
        baseline = frame.at(series.values[number]) + (2.9 if _is_valley(frame, series, number) else -1.4)
        half = paper.width(value, size) / 2 + 0.3
        paper.pdf.set_fill_color(255)
        paper.pdf.rect(middle - half, baseline - 1.8, 2 * half, 2, style="F")
        paper.pdf.set_fill_color(0)
        paper.put_centred(value, middle, baseline, size)


def _is_valley(frame: _Frame, series: Series, number: int) -> bool:
    """Tell whether a line comes down to a point and leaves it upwards, with room for its value below."""
    values = series.values
    if series.kind is not ChartKind.LINE or frame.bottom - frame.at(values[number]) < line_height(_TINY):
        return False
    neighbours = values[max(number - 1, 0) : number + 2]
    return max(neighbours) > values[number] == min(neighbours)


def _fitting_size(paper: Paper, texts: Sequence[str], slot: float) -> float:
    widest = max((paper.width(text, _TINY) for text in texts), default=0.0)
    return _TINY if widest <= slot - 0.5 else max(4.5, _TINY * (slot - 0.5) / widest)


def _draw_stack(paper: Paper, series: Series) -> None:
    """Draw one bar divided by the values, with a legend that gives each value and share."""
    whole = sum((max(value, Decimal(0)) for value in series.values), Decimal(0))
    x, y = paper.left, paper.y + 1
    paper.pdf.set_line_width(0.2)
    for number, value in enumerate(series.values):
        width = float(max(value, Decimal(0)) / whole) * paper.width_of_text if whole else 0.0
        if width:
            paper.pdf.set_fill_color(_STACK_GREYS[number % len(_STACK_GREYS)])
            paper.pdf.rect(x, y, width, _STACK_HEIGHT, style="DF")
        x += width
    paper.pdf.set_fill_color(0)
    paper.y = y + _STACK_HEIGHT + 2
    _draw_legend(paper, series, whole)


def _draw_legend(paper: Paper, series: Series, whole: Decimal) -> None:
    slot, height = paper.width_of_text / _COLUMNS_OF_LEGEND, line_height(NOTE) * 2.1
    for number, (label, value) in enumerate(zip(series.labels, series.values, strict=True)):
        across, down = number % _COLUMNS_OF_LEGEND, number // _COLUMNS_OF_LEGEND
        x, y = paper.left + across * slot, paper.y + down * height
        paper.pdf.set_fill_color(_STACK_GREYS[number % len(_STACK_GREYS)])
        paper.pdf.rect(x, y + 1, 3, 3, style="DF")
        paper.pdf.set_fill_color(0)
        share = number_text(Unit.PERCENT, max(value, Decimal(0)) / whole * 100) if whole else ""
        paper.put(paper.printable(axis_label(label, paper.words)), x + 4.5, y + 3.6, NOTE)
        paper.put(f"{number_text(series.unit, value)}  {share}", x + 4.5, y + 3.6 + line_height(NOTE), NOTE)
    rows = -(-len(series.labels) // _COLUMNS_OF_LEGEND)
    paper.y += rows * height + 2
