"""The English names of meetings and of who does a duty: part of the vocabulary, apart for its length."""

from __future__ import annotations

from branchdesk.domain.messages import mark

MEETING_TERMS: dict[str, dict[str, str]] = {
    "QuarterState": {
        "MET": mark("Held"),
        "PLANNED": mark("Planned"),
        "OPEN": mark("Still to be arranged"),
        "SOON": mark("Urgent"),
    },
    "SiteReady": {
        "READY": mark("Ready"),
        "NOT_READY": mark("Not ready"),
    },
    "Assignee": {
        "DESK": mark("Desk"),
        "TECHNICIAN": mark("Technician"),
        "AREA_MANAGER": mark("Area manager"),
    },
}
