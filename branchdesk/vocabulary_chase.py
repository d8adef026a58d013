"""The English names in chasing money: part of the vocabulary, apart for its length."""

from __future__ import annotations

from branchdesk.domain.messages import mark

CHASE_DUTY_TERMS: dict[str, str] = {
    "DUNNING_STEP": mark("Reminders due"),
    "EXEMPTION_ENDS": mark("Exemption ends"),
}
CHASE_LINK_TERMS: dict[str, str] = {"LADDER": mark("Reminder ladder")}
CHASE_TERMS: dict[str, dict[str, str]] = {
    "PromiseState": {
        "OPEN": mark("running"),
        "KEPT": mark("kept"),
        "PARTLY_KEPT": mark("partly kept"),
        "BROKEN": mark("broken"),
    },
    "ChaseOutcome": {
        "VOICEMAIL": mark("Left a message"),
        "UNREACHABLE": mark("Not reached"),
        "NOT_RECEIVED": mark("Invoice not received"),
        "WAITING_APPROVAL": mark("Waiting for approval"),
        "DISPUTED": mark("Disputed"),
        "PROMISED": mark("Promised to pay"),
        "PAID": mark("Says it is paid"),
    },
    "StepWay": {
        "CALL": mark("Call"),
        "MESSAGE": mark("Message"),
        "EMAIL": mark("E-mail"),
        "HAND": mark("Letter by hand"),
        "COURIER": mark("Letter by courier"),
        "VISIT": mark("Visit"),
    },
    "MarkKind": {
        "RECEIVED": mark("Received"),
        "WITHDRAWN": mark("Taken back"),
    },
    "Rest": {
        "PAID": mark("paid"),
        "NO_DUE_DATE": mark("no due date yet"),
        "WAITING": mark("its day has not come"),
        "DISPUTED": mark("all of it is disputed"),
        "PROMISED": mark("promised, wait until then"),
        "EXEMPT": mark("the head office pays"),
        "ALL_DONE": mark("all steps are done"),
    },
}
