"""The reminder ladder as people write it: days, way, and a name of one's own after them (R079)."""

from __future__ import annotations

import re

from branchdesk.domain.dunning import StepWay, canonical_ladder, parse_ladder
from branchdesk.domain.errors import Known
from ui.forms.plain_words import Wording
from ui.language import term


def canonical_text(text: str) -> str:
    """Bring a ladder into the one form that is stored; raises Refused(field="dunning_ladder")."""
    for way in sorted(StepWay, key=lambda one: -len(term(one))):
        text = re.sub(rf" *{re.escape(term(way))} *", f" {way.value} ", text, flags=re.IGNORECASE)
    return canonical_ladder(parse_ladder(text))


def ladder_words(text: str) -> str:
    """Write a stored ladder for the reader; what is not understood stays as it is."""
    try:
        ladder = parse_ladder(text)
    except Known:
        return text
    own = canonical_ladder(ladder).split(", ")
    return ", ".join(
        stored.replace(f" {one.way.value}", f" {term(one.way)}", 1)
        for one, stored in zip(ladder, own, strict=True)
    )


LADDER = Wording(canonical_text, ladder_words)
