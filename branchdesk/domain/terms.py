"""When an invoice must be paid, as fields, as a short text and as a sentence (R062, D13)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain import term_phrases as phrases
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, mark, msg

_LONGEST_TEXT = 120


class BaseEvent(StrEnum):
    """What starts the counting; there is no due date before it has happened (R066)."""

    ISSUED = "issued"
    SENT = "sent"
    SIGNED = "signed"  # signed for by the customer
    SERVICE = "service"  # the service is done
    MONTH_END = "month_end"  # the last day of the month of issue


class TermUnit(StrEnum):
    """What is counted from the base event, or where the due date lies."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    DAY_OF_MONTH = "day_of_month"  # the count is the day, 1 to 31; 31 means the last day of a short month
    MONTH_END = "month_end"  # the end of the month, `count` months on
    ON_THE_SPOT = "on_the_spot"


_ALLOWED = {  # smallest and largest count
    TermUnit.WORKING_DAYS: (0, 750),
    TermUnit.CALENDAR_DAYS: (0, 1100),
    TermUnit.MONTHS: (0, 36),
    TermUnit.DAY_OF_MONTH: (1, 31),
    TermUnit.MONTH_END: (0, 36),
    TermUnit.ON_THE_SPOT: (0, 0),
}


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """Payment terms as fields; raises Refused (field `terms`) where the fields do not go together."""

    base: BaseEvent
    count: int
    unit: TermUnit

    def __post_init__(self) -> None:
        low, high = _ALLOWED[self.unit]
        if not low <= self.count <= high:
            raise Refused(_out_of_range(self, low, high), field="terms")
        if self.unit is TermUnit.ON_THE_SPOT and self.base is not BaseEvent.SERVICE:
            raise Refused(
                msg("Payment on the spot belongs to the service. Choose the service as the start."),
                field="terms",
            )
        if self.base is BaseEvent.MONTH_END and self.unit in {TermUnit.MONTHS, TermUnit.MONTH_END}:
            raise Refused(
                msg("Months are not counted from the end of a month. Choose the day of issue as the start."),
                field="terms",
            )


def _out_of_range(terms: PaymentTerms, low: int, high: int) -> Message:
    return msg(
        "Payment terms with {unit} need a number from {low} to {high}, not {count}. Correct the number.",
        unit=terms.unit,
        low=low,
        high=high,
        count=terms.count,
    )


def parse_terms(text: str) -> PaymentTerms:
    """Read payment terms from a canonical text or a Chinese or English sentence; raises Refused (`terms`)."""
    plain = phrases.normalise(text)
    if len(plain) > _LONGEST_TEXT:
        raise _not_understood(text)
    if found := re.fullmatch(phrases.CANONICAL, plain) or re.fullmatch(phrases.CANONICAL_DAY, plain):
        return _from_canonical(found)
    for phrase in phrases.CHINESE if phrases.is_chinese(plain) else phrases.ENGLISH:
        if found := re.fullmatch(phrase.pattern, plain):
            return _from_phrase(phrase, found)
    if re.fullmatch(phrases.NO_BASE, plain):
        why = msg("“{text}” does not say after what. Write for example “30 days after issue”.", text=text)
        raise Refused(why, field="terms")
    raise _not_understood(text)


def canonical(terms: PaymentTerms) -> str:
    """Write terms for scripts: `signed+15wd`, `issued+30d`, `signed+2m-eom`, `eom+45d`, `dom:10`."""
    base = "eom" if terms.base is BaseEvent.MONTH_END else terms.base.value
    match terms.unit:
        case TermUnit.ON_THE_SPOT:
            return "on-service"
        case TermUnit.DAY_OF_MONTH:
            return f"dom:{terms.count}" if terms.base is BaseEvent.ISSUED else f"{base}+dom:{terms.count}"
    return f"{base}+{terms.count}{_SUFFIX[terms.unit]}"


def sentence(terms: PaymentTerms) -> Message:
    """Write terms as people say them; what is written is read back as the same terms, in either language."""
    if terms.unit is TermUnit.ON_THE_SPOT:
        return msg("on the spot when the service is done")
    if terms.unit is TermUnit.DAY_OF_MONTH:
        return _say_day_of_month(terms)
    if terms.unit is TermUnit.MONTH_END and terms.count == 0:
        return msg("by the end of the month in which {event}", event=_EVENTS[terms.base])
    return _say_span(terms)


def event_phrase(event: BaseEvent) -> Message:
    """Name a base event so that it fits after "after": "the invoice is signed for"."""
    return _EVENTS[event]


_SUFFIX = {
    TermUnit.WORKING_DAYS: "wd",
    TermUnit.CALENDAR_DAYS: "d",
    TermUnit.MONTHS: "m",
    TermUnit.MONTH_END: "m-eom",
}
_EVENTS = {
    BaseEvent.ISSUED: msg("the invoice is issued"),
    BaseEvent.SENT: msg("the invoice is sent"),
    BaseEvent.SIGNED: msg("the invoice is signed for"),
    BaseEvent.SERVICE: msg("the service is done"),
    BaseEvent.MONTH_END: msg("the end of the month of issue"),
}


_SPANS = {  # one, many
    TermUnit.WORKING_DAYS: (
        mark("within 1 working day after {event}"),
        mark("within {count} working days after {event}"),
    ),
    TermUnit.CALENDAR_DAYS: (mark("within 1 day after {event}"), mark("within {count} days after {event}")),
    TermUnit.MONTHS: (mark("within 1 month after {event}"), mark("within {count} months after {event}")),
    TermUnit.MONTH_END: (
        mark("by the end of the month, 1 month after {event}"),
        mark("by the end of the month, {count} months after {event}"),
    ),
}


def _say_span(terms: PaymentTerms) -> Message:
    one, many = _SPANS[terms.unit]
    return Message(one if terms.count == 1 else many, {"count": terms.count, "event": _EVENTS[terms.base]})


def _say_day_of_month(terms: PaymentTerms) -> Message:
    if terms.base is BaseEvent.ISSUED:
        return msg("by day {count} of each month", count=terms.count)
    if terms.base is BaseEvent.MONTH_END:
        return msg("by day {count} of the month after the month of issue", count=terms.count)
    return msg(
        "by the first day {count} of a month after {event}", count=terms.count, event=_EVENTS[terms.base]
    )


def _from_canonical(found: re.Match[str]) -> PaymentTerms:
    groups = found.groupdict()
    unit = _unit(groups) or TermUnit.DAY_OF_MONTH
    if groups.get("to_end"):
        unit = TermUnit.MONTH_END
    return _terms(_base(groups) or BaseEvent.ISSUED, int(found["n"]), unit)


def _from_phrase(phrase: phrases.Phrase, found: re.Match[str]) -> PaymentTerms:
    groups = found.groupdict()
    base = BaseEvent(phrase.base) if phrase.base else _base(groups)
    count = int(groups.get("n") or phrase.number)
    if groups.get("weeks"):
        return _terms(base, 7 * count, TermUnit.CALENDAR_DAYS)
    return _terms(base, count, TermUnit(phrase.unit) if phrase.unit else _unit(groups))


def _terms(base: BaseEvent | None, count: int, unit: TermUnit | None) -> PaymentTerms:
    """Make terms; whole months after the end of the month of issue end where the later month ends."""
    if base is None or unit is None:
        raise ValueError("a phrase must say its event and its unit")
    if base is BaseEvent.MONTH_END and unit in {TermUnit.MONTHS, TermUnit.MONTH_END}:
        return PaymentTerms(BaseEvent.ISSUED, count, TermUnit.MONTH_END)
    return PaymentTerms(base, count, unit)


def _base(groups: Mapping[str, str | None]) -> BaseEvent | None:
    return next((event for event in BaseEvent if groups.get(event.value)), None)


def _unit(groups: Mapping[str, str | None]) -> TermUnit | None:
    counted = (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.MONTHS)
    return next((unit for unit in counted if groups.get(unit.value)), None)


def _not_understood(text: str) -> Refused:
    shown = text.strip()[:40]
    return Refused(
        msg(
            "“{text}” is not understood as payment terms. Write for example “30 days after issue”, "
            "“within 15 working days after the invoice is signed for”, “signed+15wd” or “dom:10”.",
            text=shown,
        ),
        field="terms",
    )
