"""The English names in letters about money: part of the vocabulary."""

from __future__ import annotations

from branchdesk.domain.messages import mark

LETTER_DUTY_TERMS: dict[str, str] = {
    "STATEMENT_RETURN": mark("Stamped statement"),
    "CLAIM_ENDS": mark("Claim ends"),
}
LETTER_TERMS: dict[str, dict[str, str]] = {
    "InterruptionKind": {
        "LETTER_RECEIVED": mark("letter received"),
        "PART_PAYMENT": mark("part payment"),
        "PROMISE": mark("promise to pay"),
        "STATEMENT_RETURNED": mark("statement stamped"),
    },
}
