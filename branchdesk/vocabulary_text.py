"""The names of the members that the word tables and phrases are sorted by."""

from __future__ import annotations

from branchdesk.domain.messages import mark

TEXT_TERMS: dict[str, dict[str, str]] = {
    "WordKind": {
        "TERM": mark("Colloquial words"),
        "PALETTE": mark("Professional terms"),
        "UNIT": mark("Units"),
        "PLAIN": mark("Says too little"),
        "OPINION": mark("Opinions"),
        "TABOO": mark("Taboo words"),
        "POSITIVE": mark("Positive wording"),
        "REFUSAL": mark("Refusals"),
        "ALTERNATIVE": mark("Alternatives"),
        "EXCUSE": mark("Excuses"),
        "PERSONAL": mark("Personal remarks"),
        "REPEAT": mark("Written twice"),
        "TRADITIONAL": mark("Traditional characters"),
        "GAP": mark("Open gaps"),
    },
    "WordGroup": {
        "PESTS": mark("Pests"),
        "BREEDING": mark("Breeding"),
        "HABITS": mark("Habits"),
        "TRACES": mark("Traces"),
        "HARM": mark("Harm"),
        "CONTROL": mark("Control"),
        "MEASURE": mark("Measures"),
        "COUNT": mark("Counting words"),
        "ADDRESS": mark("Form of address"),
        "COUNTER_QUESTION": mark("Counter-question"),
        "EVASION": mark("Evasion"),
        "SCOLDING": mark("Scolding"),
    },
    "Situation": {
        "NEW_CUSTOMER": mark("To a new customer"),
        "COMPLAINT": mark("Taking a complaint"),
        "WAIT": mark("Asking to wait"),
        "NOT_UNDERSTOOD": mark("Not understood"),
        "URGING": mark("Customer urges"),
        "CANNOT": mark("Cannot be fulfilled"),
        "APOLOGY": mark("Apology"),
        "THANKS": mark("Thanks"),
        "PRAISE": mark("Praise received"),
        "SUGGESTION": mark("Suggestion received"),
        "HOLIDAY": mark("Holiday greetings"),
        "NOISY_LINE": mark("Noisy line"),
        "SUPERIOR_BUSY": mark("Superior is busy"),
        "OUR_FAULT": mark("Our fault"),
        "THEIR_FAULT": mark("The customer's part"),
        "UNMET": mark("Demand not met"),
    },
    "TextPurpose": {
        "REPORT": mark("Service report"),
        "OUTGOING": mark("Outgoing text"),
        "APOLOGY": mark("Apology"),
        "LOG": mark("Log"),
    },
}
