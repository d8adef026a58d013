"""The English names in the course of a complaint: part of the vocabulary, apart for its length."""

from __future__ import annotations

from branchdesk.domain.messages import mark

CASE_TERMS: dict[str, dict[str, str]] = {
    "Threat": {
        "MEDIA": mark("Press or internet"),
        "REGULATOR": mark("Authorities"),
        "HEAD_OFFICE": mark("Our head office"),
        "STAFF_HELD": mark("Our people or car are held"),
    },
    "FirstWish": {
        "TAKEN_SERIOUSLY": mark("to be taken seriously"),
        "RESPECTED": mark("to be respected"),
        "UNDERSTOOD": mark("to be understood"),
        "HELPED": mark("to be helped"),
    },
    "FactsState": {
        "UNPROVEN": mark("to be verified"),
        "PROVEN": mark("it is so"),
        "DISPROVED": mark("it is not so"),
    },
    "TaskKind": {
        "CALL_BACK": mark("Call the customer back"),
        "SUPERIOR_CALL": mark("Superior calls back"),
        "DECISION": mark("Decide on a request"),
        "DISPUTE": mark("Decide between departments"),
        "SECOND_HANDLING": mark("Handle it a second time"),
        "NOTICE": mark("Acknowledge the notice"),
    },
    "HandOverKind": {
        "ACCEPTED": mark("accepted"),
        "DECLINED": mark("declined"),
        "RETURNED": mark("went back, not accepted in time"),
        "WITHDRAWN": mark("withdrawn"),
    },
    "EscalationKind": {
        "PUT_ASIDE": mark("Put aside, then a second time"),
        "OTHER_PERSON": mark("Another person"),
        "PRINCIPLE": mark("Hold to the rule"),
        "CONCESSION": mark("Concession"),
    },
}
