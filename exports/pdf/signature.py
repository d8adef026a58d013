"""The block in which people sign: kept together on one page (D30)."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.document import BODY, Paper

SIGNATURE_HEIGHT = 32.0  # with the gap above


def draw_signatures(paper: Paper, labels: Sequence[str]) -> None:
    """Print a line to sign on for each label, side by side."""
    paper.turn()
    paper.keep(SIGNATURE_HEIGHT)
    paper.space(6)
    slot = paper.width_of_text / len(labels)
    baseline = paper.y + 16
    for number, label in enumerate(labels):
        x = paper.left + number * slot
        text = paper.printable(label)
        paper.put(text, x, baseline, BODY)
        paper.rule(baseline + 1, left=x + paper.width(text, BODY) + 2, right=x + slot - 6, weight=0.2)
    paper.y = baseline + 10
