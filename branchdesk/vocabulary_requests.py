"""The English names around extra requests and our own promises: part of the vocabulary."""

from __future__ import annotations

from branchdesk.domain.messages import mark

REQUEST_TERMS: dict[str, dict[str, str]] = {
    "CommitmentKind": {
        "SERVICE": mark("Service promise"),
        "UPDATE": mark("Promised update"),
        "ARRIVAL": mark("Promised arrival"),
    },
    "CommitmentState": {
        "OPEN": mark("promise is running"),
        "OVERDUE": mark("time is over"),
        "KEPT": mark("promise kept"),
        "LATE": mark("kept too late"),
        "BROKEN": mark("promise broken"),
        "WITHDRAWN": mark("promise withdrawn"),
    },
    "CommitmentResult": {
        "KEPT": mark("It is done"),
        "BROKEN": mark("It could not be kept"),
        "WITHDRAWN": mark("It does not hold any more"),
    },
    "RequestState": {
        "NEW": mark("Not replied to"),
        "REPLIED": mark("Replied to, no visit yet"),
        "PLANNED": mark("Visit planned"),
        "SERVED": mark("Served, not asked yet"),
        "SOLVED": mark("Solved, papers missing"),
        "CLOSED": mark("Request closed"),
        "CALLED_OFF": mark("Called off"),
    },
    "RequestFilter": {
        "OPEN": mark("Open requests"),
        "LATE": mark("Something is late"),
        "PAPERS": mark("Papers missing"),
        "CLOSED": mark("Closed requests"),
        "ALL": mark("All requests"),
    },
    "SolvedAnswer": {
        "SOLVED": mark("It is solved"),
        "NOT_SOLVED": mark("It is not solved"),
    },
    "SupportKind": {
        "DIFFICULTY": mark("Difficulty in service"),
        "SUPPORT": mark("Support asked for"),
    },
}
