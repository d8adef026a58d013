"""The English names in the plan: part of the vocabulary, apart for its length."""

from __future__ import annotations

from branchdesk.domain.messages import mark

PLAN_DUTY_TERMS: dict[str, str] = {
    "COLLECTION_VISIT": mark("Result of a collection visit"),
    "PREPAYMENT": mark("Payment before service"),
}
PLAN_TERMS: dict[str, dict[str, str]] = {
    "ChangeKind": {
        "MOVED": mark("Moved"),
        "MISSED": mark("Missed"),
        "CANCELLED": mark("Cancelled"),
        "LATE": mark("Arrived late"),
    },
    "BoxState": {
        "NONE": mark("Nothing owed"),
        "OWED": mark("Owed"),
        "BOOKED": mark("Booked"),
        "DONE": mark("Done"),
        "WAIVED": mark("Waived"),
    },
    "ShiftPolicy": {
        "BEFORE": mark("before the range"),
        "AFTER": mark("after the range"),
        "NEAREST": mark("to the nearest day"),
        "SPREAD": mark("spread to the emptiest days"),
    },
    "BoxTrouble": {
        "EMPTY": mark("Month without service"),
        "DOUBLED": mark("More services than owed"),
    },
}
