"""The English names of what the judgement of a complaint speaks of."""

from __future__ import annotations

from branchdesk.domain.messages import mark

JUDGEMENT_TERMS: dict[str, dict[str, str]] = {
    "DemandJudgement": {
        "NOW": mark("Reasonable, now"),
        "LATER": mark("Reasonable, not at once"),
        "EXCESSIVE": mark("Excessive"),
    },
    "Remedy": {
        "REWORK": mark("Service again"),
        "REPLACEMENT": mark("Replacement"),
        "REFUND": mark("Refund"),
        "DISCOUNT": mark("Price reduction"),
        "COMPENSATION": mark("Compensation"),
        "APOLOGY": mark("Apology"),
        "INFORMATION": mark("Information"),
        "TECHNICAL_HELP": mark("Technical help"),
        "HONOUR": mark("Keep what was agreed"),
        "CANCEL": mark("Cancellation"),
        "GIFT": mark("Gift"),
        "OTHER": mark("Other"),
    },
    "IsoCategory": {
        "NOT_PROVIDED": mark("Service not provided"),
        "PARTLY_PROVIDED": mark("Service provided in part"),
        "DELAY": mark("Delay"),
        "FAULTY": mark("Faulty work"),
        "POOR_SERVICE": mark("Poor service"),
        "WRONG_INFORMATION": mark("Wrong information"),
        "TOO_LITTLE_INFORMATION": mark("Too little information"),
        "PAYMENT": mark("Terms of payment"),
        "PRICE": mark("Price"),
        "BILLING": mark("Billing"),
        "CONTRACT": mark("Contract"),
        "DAMAGE": mark("Damage"),
        "COMMITMENT": mark("Commitment not kept"),
        "HANDLING": mark("Delay in handling a complaint"),
        "OTHER": mark("Other"),
    },
    "Level": {
        "LOW": mark("Low"),
        "MEDIUM": mark("Medium"),
        "HIGH": mark("High"),
    },
    "CauseKind": {
        "METHOD": mark("Method or dosage"),
        "MATERIAL": mark("Material or device"),
        "MISSED_WORK": mark("Work left out"),
        "SCHEDULING": mark("Scheduling"),
        "PERSON": mark("Conduct or skill"),
        "COMMUNICATION": mark("Communication"),
        "PAPERS": mark("Report or invoice"),
        "SITE_CONDITION": mark("Structure or hygiene on site"),
        "OTHER": mark("Other"),
    },
    "HandlingStandard": {
        "SERIOUS": mark("Serious attitude"),
        "TACTFUL": mark("Tactful words"),
        "FAIR": mark("Fair handling"),
        "QUICK": mark("Quick action"),
    },
    "ClaimKind": {
        "DAMAGE": mark("Damage"),
        "GOODWILL": mark("Compensation out of goodwill"),
        "REFUND": mark("Refund"),
    },
    "ClaimState": {
        "DRAFT": mark("Waits for approval"),
        "APPROVED": mark("Approved"),
        "REFUSED": mark("Not granted"),
        "SETTLED": mark("Set off"),
    },
    "ThirdPartyState": {
        "COLLECTING": mark("Collecting papers"),
        "CLAIMED": mark("Claimed on their behalf"),
        "ANSWERED": mark("Answered"),
        "PAID": mark("Paid"),
        "REFUSED": mark("Refused by them"),
    },
    "CostKind": {
        "VISIT": mark("Extra visit"),
        "HOURS": mark("Working hours"),
        "MATERIAL": mark("Material"),
        "OTHER": mark("Other"),
    },
}
