"""The English names in the customer file: part of the vocabulary, apart for its length."""

from __future__ import annotations

from branchdesk.domain.messages import mark

CUSTOMER_TERMS: dict[str, dict[str, str]] = {
    "CustomerKind": {
        "SINGLE": mark("Single customer"),
        "GROUP": mark("Group"),
        "OUTLET": mark("Outlet"),
        "ONE_OFF": mark("One-off customer"),
    },
    "CustomerStatus": {
        "PROSPECT": mark("Prospect"),
        "ACTIVE": mark("Active"),
        "PAUSED": mark("Paused"),
        "LOST": mark("Lost"),
        "ARCHIVED": mark("Archived"),
    },
    "ContactRole": {
        "SERVICE": mark("Service"),
        "COMPLAINT": mark("Complaints"),
        "INVOICE": mark("Invoices"),
        "PAYER": mark("Payments"),
        "SIGNER": mark("Signing"),
        "MEETING": mark("Meetings"),
        "MANAGER": mark("Manager"),
        "MAINTENANCE": mark("Maintenance"),
    },
    "HolidayPolicy": {
        "BEFORE": mark("Working day before"),
        "AFTER": mark("Working day after"),
        "NEAREST": mark("Nearest working day"),
        "KEEP": mark("Keep the day"),
    },
    "ContractStatus": {
        "DRAFT": mark("Draft"),
        "ACTIVE": mark("In force"),
        "PAUSED": mark("Suspended"),
        "ENDED": mark("Ended"),
    },
    "BriefingItem": {
        "FIRST_SERVICE": mark("Plan of the first service"),
        "MONTHLY_PLAN": mark("Monthly plan"),
        "PROMISES": mark("Our promises"),
        "HYGIENE": mark("Their duties of hygiene and structure"),
        "CO_OPERATION": mark("Co-operation: equipment opened, doors opened, safety"),
        "PROCEDURES": mark("Other procedures"),
        "CHANNELS": mark("Ways to reach us"),
    },
    "OpportunityStage": {
        "OPEN": mark("Being followed"),
        "WON": mark("Won"),
        "LOST": mark("Lost"),
    },
    "ObjectionKind": {
        "NO_NEED": mark("No need"),
        "NO_MONEY": mark("No money"),
        "CHEAPER": mark("Others are cheaper"),
        "NO_TIME": mark("No time"),
        "OTHER": mark("Other"),
    },
    "ObjectionResult": {
        "OPEN": mark("Not decided yet"),
        "OVERCOME": mark("Convinced"),
        "STAYED": mark("Stayed with no"),
    },
    "CallGroup": {
        "FOLLOW_UP": mark("Follow-up"),
        "NEW": mark("New customers"),
        "OLD": mark("Old customers"),
    },
    "MessageKind": {
        "APPOINTMENT": mark("Appointment"),
        "REMINDER": mark("Payment reminder"),
        "STATEMENT": mark("Statement of open items"),
        "THANKS": mark("Thank-you"),
    },
}
