"""The English names of what is listened for in calls: part of the vocabulary (R116)."""

from __future__ import annotations

from branchdesk.domain.messages import mark

QUALITY_TERMS: dict[str, dict[str, str]] = {
    "QualityItem": {
        "INTERRUPTS": mark("Interrupts the customer"),
        "CONTRADICTS": mark("Contradicts before having listened"),
        "HURRIES": mark("Hurries the customer"),
        "SPEAKS_TOO_FAST": mark("Speaks too fast or too low"),
        "SOUNDS_BORED": mark("Sounds bored or annoyed"),
        "USES_JARGON": mark("Uses words that customers do not know"),
        "ASKS_BACK": mark("Answers with a counter-question"),
        "LEAVES_WAITING": mark("Leaves the customer waiting without a word"),
        "TALKS_ASIDE": mark("Talks with somebody else meanwhile"),
        "EATS_OR_TYPES": mark("Eats, drinks or does other work"),
        "FORGETS_NAME": mark("Does not say the own name or the customer's"),
        "REPEATS_NOTHING": mark("Repeats nothing back"),
        "PROMISES_VAGUELY": mark("Promises without a day or an hour"),
        "HANGS_UP_FIRST": mark("Hangs up before the customer"),
        "QUARRELS": mark("Ban: quarrels with the customer"),
        "SCOLDS": mark("Ban: scolds or mocks the customer"),
        "PASSES_THE_BUCK": mark("Ban: passes the customer on to get rid of them"),
        "LETS_RING": mark("Ban: lets it ring or does not call back"),
        "TELLS_SECRETS": mark("Ban: tells what is secret"),
    },
}
