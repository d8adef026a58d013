"""How to speak with somebody of a temperament, or in anger: for us alone (R110)."""

from __future__ import annotations

from collections.abc import Iterator

from branchdesk.domain.care import AngerCause, Temper, Temperament
from branchdesk.domain.messages import Message, msg

TEMPER_TIPS: dict[Temper, Message] = {
    Temper.LIVELY: msg("Be warm and brief, let them talk, then write down what was agreed."),
    Temper.PERFECTIONIST: msg(
        "Be exact: figures, dates, reasons in order. Promise nothing that is not certain."
    ),
    Temper.FORCEFUL: msg("Come to the point: what we do, by when. Offer a choice, do not contradict."),
}
ANGER_TIPS: dict[AngerCause, Message] = {
    AngerCause.ANXIETY: msg(
        "Afraid of what may happen: say what is being done now and when the next word comes."
    ),
    AngerCause.PRESSURE: msg("Under pressure from above: give them something to show, in writing, today."),
    AngerCause.LOSS: msg("Has lost something: say sorry for it first, then speak about making it good."),
}


def tips(one: Temperament) -> Iterator[Message]:
    """Yield how to speak with this person."""
    if one.temper is not None:
        yield TEMPER_TIPS[one.temper]
    if one.anger is not None:
        yield ANGER_TIPS[one.anger]
