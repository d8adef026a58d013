"""The block in which people sign: kept together on one page (D30)."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.document import BODY, Paper

SIGNATURE_HEIGHT = 32.0  # with the gap above
_LEAST_LINE = 22.0  # mm; where a label beside its line leaves less to write on, it goes below
_UNDER = 5.0


def draw_signatures(paper: Paper, labels: Sequence[str]) -> None:
    """Print a line to sign on for each label, side by side."""
    paper.turn()
    paper.keep(SIGNATURE_HEIGHT)
    paper.space(6)
    slot = paper.width_of_text / len(labels)
    baseline = paper.y + 16
    texts = [paper.printable(label) for label in labels]
    below = slot - 8 - max(paper.width(text, BODY) for text in texts) < _LEAST_LINE
    for number, text in enumerate(texts):
        x = paper.left + number * slot
        start = x if below else x + paper.width(text, BODY) + 2
        paper.put(text, x, baseline + (_UNDER if below else 0), BODY)
        paper.rule(baseline + 1, left=start, right=x + slot - 6, weight=0.2)
    paper.y = baseline + 10
