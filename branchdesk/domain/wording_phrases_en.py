"""Stock phrases in English as they are shipped (R109, R113)."""

from __future__ import annotations

from branchdesk.domain.wording import Situation

PHRASES: dict[Situation, tuple[str, ...]] = {
    Situation.NEW_CUSTOMER: (
        "Good day, this is {branch}, my name is {me}. How can I help you?",
        "{salutation}, thank you for choosing {branch}. From now on I look after your service.",
    ),
    Situation.COMPLAINT: (
        "{salutation}, please tell me what happened. I am writing everything down.",
        "I am sorry for the trouble. Your case has the number {number}, and I stay with it to the end.",
    ),
    Situation.WAIT: (
        "I am sorry, looking this up takes {minutes} minutes. I call you back as soon as I know.",
        "Thank you for waiting. This is what I found: {content}.",
    ),
    Situation.NOT_UNDERSTOOD: (
        "I am sorry, I did not catch that. Could you say it once more?",
        "To get it right: you mean {content}, is that so?",
    ),
    Situation.URGING: (
        "{salutation}, I understand that this is urgent. You hear from me within {minutes} minutes.",
    ),
    Situation.CANNOT: (
        (
            "{salutation}, I understand your wish. Because of {reason} this is not included; "
            "what we can offer is {solution}. Would that help?"
        ),
        "That time is taken. We can come on {day} or on {day}: which suits you better?",
    ),
    Situation.APOLOGY: (
        "{salutation}, we did not do well this time. On behalf of {branch} I apologise.",
        "I am sorry, this was our mistake. We put it right by {day} and report back to you.",
    ),
    Situation.THANKS: ("Thank you for your understanding, {salutation}.", "Thank you for calling."),
    Situation.PRAISE: ("Thank you, that is good to hear. I pass it on to {colleague}.",),
    Situation.SUGGESTION: (
        "Thank you for the suggestion. I have passed it on, and you hear from us by {day}.",
    ),
    Situation.HOLIDAY: ("{salutation}, a happy {feast} to you and yours, and thank you for your trust.",),
    Situation.NOISY_LINE: ("The line is bad. May I call you straight back?",),
    Situation.SUPERIOR_BUSY: (
        (
            "{superior} is in a meeting. I write everything down, and {superior} calls you within "
            "{minutes} minutes."
        ),
    ),
    Situation.OUR_FAULT: (
        (
            "{salutation}, we have looked into it, and it was our fault: {reason}. We apologise. "
            "This is what we do: {solution}, done by {day}."
        ),
    ),
    Situation.THEIR_FAULT: (
        (
            "{salutation}, we understand your concern and have checked on site: {content}. "
            "For a lasting result we suggest to do this together: {solution}."
        ),
    ),
    Situation.UNMET: (
        (
            "{salutation}, we have thought hard about your request. Because of {reason} we cannot meet all "
            "of it; what we can do is {solution}."
        ),
    ),
}
