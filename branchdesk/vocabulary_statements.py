"""The English names of what becomes of bank lines: part of the vocabulary."""

from __future__ import annotations

from branchdesk.domain.messages import mark

STATEMENT_TERMS: dict[str, dict[str, str]] = {
    "LineState": {
        "NEW": mark("To be matched"),
        "POSTED": mark("Recorded as a payment"),
        "KNOWN": mark("Linked to a payment"),
        "IGNORED": mark("No customer's money"),
        "OUTGOING": mark("Money that left"),
    },
    "Fit": {
        "NAMED": mark("invoices named in the transfer"),
        "ONE": mark("one invoice, exactly"),
        "ALL": mark("all open invoices, exactly"),
        "OLDEST": mark("the oldest in a row, exactly"),
        "SUM": mark("invoices that add up exactly"),
        "PART": mark("the oldest first, as far as it goes"),
    },
}
