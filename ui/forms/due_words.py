"""A worked due date as one sentence."""

from __future__ import annotations

from branchdesk.domain.duedates import DueDate
from ui.language import say, tr, words


def due_words(proof: DueDate | None) -> str:
    """Say when and why, with the day of the week; nothing where there are no terms."""
    if proof is None:
        return ""
    if proof.due is None:
        return say(proof.why)
    return tr("{sentence} Weekday: {weekday}.", sentence=proof.why, weekday=words().weekday(proof.due))
