"""The English names of what is recorded in the field: part of the vocabulary, apart for its length."""

from __future__ import annotations

from branchdesk.domain.messages import mark

FIELD_TERMS: dict[str, dict[str, str]] = {
    "DeviceKind": {
        "BAIT_STATION": mark("Bait station"),
        "GLUE_BOARD": mark("Glue board"),
        "SNAP_TRAP": mark("Snap trap"),
        "FLY_LAMP": mark("Fly lamp"),
        "ROACH_HOUSE": mark("Cockroach house"),
        "OTHER": mark("Other device"),
    },
    "FindingKind": {
        "PEST": mark("Pest"),
        "STRUCTURE": mark("Structure"),
        "HYGIENE": mark("Hygiene"),
    },
    "RecommendationState": {
        "OPEN": mark("Still open"),
        "DONE": mark("Put right"),
        "DECLINED": mark("Declined"),
    },
    "ActsFor": {
        "CUSTOMER": mark("Customer"),
        "US": mark("We"),
    },
    "Aspect": {
        "STRUCTURE": mark("Structure of the building"),
        "HYGIENE": mark("Hygiene"),
        "PREPARATION": mark("Preparation for service"),
    },
    "GapKind": {
        "REPORT": mark("No report"),
        "LOGBOOK": mark("Logbook not checked"),
        "HAND_OVER": mark("Not handed over"),
        "LEAVING": mark("Leaving checklist not finished"),
        "RATING": mark("Site not rated"),
    },
    "Rating": {
        "GOOD": mark("Good"),
        "FAIR": mark("Fair"),
        "POOR": mark("Poor"),
    },
}
