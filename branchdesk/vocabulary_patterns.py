"""The English names of what complaints have in common: part of the vocabulary."""

from __future__ import annotations

from branchdesk.domain.messages import mark

PATTERN_TERMS: dict[str, dict[str, str]] = {
    "Trait": {
        "KIND_AND_TECHNICIAN": mark("same kind, same technician"),
        "KIND_AND_SITE": mark("same kind, same site"),
        "SITE": mark("same site"),
        "PEST": mark("same pest, same customer"),
        "TECHNICIAN": mark("same technician"),
        "CAUSE": mark("same cause"),
    },
}
