"""The communication duties of a branch, derived each day from its facts and never stored (D03, D04)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from branchdesk.domain.business_hours import Frames, last_working_moment
from branchdesk.domain.complaint_clocks import ClockKind, ComplaintClock
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.duedates import appointment_call_day, preparation_talk_day
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.settings import Settings
from branchdesk.domain.workdays import WorkCalendar


class DutyKind(StrEnum):
    """What is to be done."""

    APPOINTMENT_CALL = "appointment_call"  # R017
    RECONFIRMATION = "reconfirmation"  # D03
    SAME_DAY_CALL = "same_day_call"  # R019
    VISIT_UNRECORDED = "visit_unrecorded"  # a planned visit whose day has passed
    REPORT_MISSING = "report_missing"  # R035
    PREPARATION_TALK = "preparation_talk"  # R013
    NEXT_CONTACT = "next_contact"  # R006
    COMPLAINT_ANSWER = "complaint_answer"  # R092
    COMPLAINT_STATUS = "complaint_status"  # R093
    SIGNATURE_CHASE = "signature_chase"  # R065
    PAYMENT_REMINDER = "payment_reminder"  # R069
    COLLECTION_CALL = "collection_call"  # R069
    PROMISE_CHECK = "promise_check"  # R078
    FESTIVAL_CARE = "festival_care"  # R140
    BIRTHDAY_CARE = "birthday_care"  # R141
    FEEDBACK_ROUND = "feedback_round"  # R155
    GRADE_AGAIN = "grade_again"  # D14
    CONTRACT_UNREAD = "contract_unread"  # R002
    INTRODUCTION = "introduction"  # R026
    RENEWAL = "renewal"  # a contract that ends soon
    CRITICAL_POINT = "critical_point"  # R154
    OPPORTUNITY_STEP = "opportunity_step"  # R153
    DELAY_TO_TELL = "delay_to_tell"  # R137


class LinkKind(StrEnum):
    """The record that a duty is about."""

    VISIT = "visit"
    COMPLAINT = "complaint"
    INVOICE = "invoice"
    INTERACTION = "interaction"
    PROMISE = "promise"
    FESTIVAL = "festival"  # its day as an ordinal: one entry opens the list of recipients
    FEEDBACK = "feedback"  # its day as an ordinal, too
    CUSTOMER = "customer"
    CONTACT = "contact"
    CONTRACT = "contract"
    OPPORTUNITY = "opportunity"
    DELAY = "delay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom to call about it."""

    customer_id: int
    customer: str
    site: str = ""
    contact_id: int | None = None
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing to do by a day (and for clocks by a minute, in the branch's local time)."""

    kind: DutyKind
    due_on: date
    whom: Whom
    say: Message
    link: LinkKind
    link_id: int
    due_at: datetime | None = None

    def days_late(self, today: date) -> int:
        """Return the days by which it is late, 0 on its day or before (V18)."""
        return max((today - self.due_on).days, 0)

    @property
    def key(self) -> str:
        """Name the duty, the same as long as its facts stand."""
        return f"{self.kind.value}:{self.link.value}:{self.link_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFact:
    """What duties need to know of a visit; `purposes` are those for which somebody was reached."""

    id: int
    whom: Whom
    date_on: date
    start_at: str
    planned: bool
    done: bool
    has_report: bool
    preparation: str
    preparation_missing: str
    called_for: date | None  # the day for which the appointment call was made
    purposes: frozenset[Purpose]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFact:
    """What duties need to know of an open invoice."""

    id: int
    number: str
    whom: Whom
    open_fen: int
    disputed_fen: int
    sent_on: date | None
    signed: bool
    waits_for_signature: bool
    due_on: date | None
    chased_on: date | None
    promised_until: date | None  # the last promised day plus grace; chasing rests until then
    head_office_pays: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFact:
    """A promise to pay that is over without being kept."""

    id: int
    whom: Whom
    due_on: date
    over_on: date  # the day after its grace
    amount_fen: int
    received_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextContactFact:
    """A next contact that was agreed."""

    interaction_id: int
    whom: Whom
    next_on: date
    next_step: str


def visit_duties(
    visits: Iterable[VisitFact], settings: Settings, calendar: WorkCalendar, today: date
) -> Iterator[Duty]:
    """Derive the call chain around each visit; it follows the visit when it moves (D03)."""
    for visit in visits:
        if visit.planned:
            yield from _before(visit, settings, calendar, today)
        elif visit.done:
            yield from _after(visit, calendar)


def invoice_duties(
    invoices: Iterable[InvoiceFact], settings: Settings, calendar: WorkCalendar, today: date
) -> Iterator[Duty]:
    """Derive what to say about each open invoice: signature, reminder or call (R065, R069)."""
    for invoice in invoices:
        if invoice.head_office_pays:
            continue
        duty = _signature(invoice, settings) or _reminder(invoice, settings, calendar, today)
        if duty is not None:
            yield duty


def complaint_duties(
    complaint_id: int,
    number: str,
    whom: Whom,
    clocks: Iterable[ComplaintClock],
    windows: Frames,
    calendar: WorkCalendar,
) -> Iterator[Duty]:
    """Derive the answers that a case still owes."""
    for clock in clocks:
        at = clock.deadline.at
        if clock.done_at is not None or at is None or clock.state is ClockState.PAUSED:
            continue
        status = clock.kind is ClockKind.STATUS
        moment = _while_at_work(clock, at, windows, calendar) if status else at
        say = _STATUS if status else _ANSWER
        yield Duty(
            kind=DutyKind.COMPLAINT_STATUS if status else DutyKind.COMPLAINT_ANSWER,
            due_on=moment.date(),
            due_at=moment,
            whom=whom,
            say=Message(say.template, {"number": number}),
            link=LinkKind.COMPLAINT,
            link_id=complaint_id,
        )


def promise_duties(promises: Iterable[PromiseFact]) -> Iterator[Duty]:
    """Ask about promises that were not kept."""
    for promise in promises:
        say = msg(
            "{amount} was promised for {day}; {received} came. Ask when the rest comes.",
            amount=Fen(promise.amount_fen),
            day=promise.due_on,
            received=Fen(promise.received_fen),
        )
        yield _duty(DutyKind.PROMISE_CHECK, promise.over_on, promise.whom, say, LinkKind.PROMISE, promise.id)


def contact_duties(contacts: Iterable[NextContactFact]) -> Iterator[Duty]:
    """Remind of the next contacts that were agreed (R006)."""
    for fact in contacts:
        say = (
            msg("Agreed next step: {step}", step=fact.next_step)
            if fact.next_step
            else msg("Agreed next contact")
        )
        yield _duty(
            DutyKind.NEXT_CONTACT, fact.next_on, fact.whom, say, LinkKind.INTERACTION, fact.interaction_id
        )


def _while_at_work(clock: ComplaintClock, at: datetime, windows: Frames, calendar: WorkCalendar) -> datetime:
    """Return the last working moment before the deadline, if one is left after the case came in (R093)."""
    moment = last_working_moment(at, windows, calendar)
    return moment if moment > clock.received_at else at


_ANSWER = msg("Answer complaint {number}: say what we do and until when.")
_STATUS = msg("Tell how complaint {number} stands, also when it is not solved yet.")


def _before(visit: VisitFact, settings: Settings, calendar: WorkCalendar, today: date) -> Iterator[Duty]:
    if visit.date_on < today:
        say = msg("The visit of {day} is not recorded. Was it done, moved or missed?", day=visit.date_on)
        yield _of_visit(DutyKind.VISIT_UNRECORDED, visit.date_on, visit, say)
        return
    call_on = appointment_call_day(visit.date_on, calendar, settings.appointment_days_before)
    if Purpose.APPOINTMENT not in visit.purposes:
        yield _of_visit(DutyKind.APPOINTMENT_CALL, call_on, visit, _appointment(visit))
    elif _moved_far(visit, settings):
        say = msg(
            "The visit has moved to {day} {time}. Confirm the new day.",
            day=visit.date_on,
            time=visit.start_at,
        )
        yield _of_visit(DutyKind.RECONFIRMATION, min(today, visit.date_on), visit, say)
    if Purpose.SAME_DAY not in visit.purposes:
        say = msg("Visit today at {time}. Is the site ready? Any questions?", time=visit.start_at or "--:--")
        hour, minute = settings.same_day_call_by.split(":")
        by = datetime.combine(visit.date_on, time(int(hour), int(minute)))
        yield _of_visit(DutyKind.SAME_DAY_CALL, visit.date_on, visit, say, by)


def _after(visit: VisitFact, calendar: WorkCalendar) -> Iterator[Duty]:
    if not visit.has_report:
        say = msg(
            "The service report of the visit of {day} is missing. Issue it or ask for it.", day=visit.date_on
        )
        day = date.fromordinal(visit.date_on.toordinal() + 1)
        yield _of_visit(DutyKind.REPORT_MISSING, day, visit, say)
    if visit.preparation_missing and Purpose.PREPARATION_TALK not in visit.purposes:
        say = msg("Preparation was incomplete: {items}. Talk it over.", items=visit.preparation_missing)
        yield _of_visit(DutyKind.PREPARATION_TALK, preparation_talk_day(visit.date_on, calendar), visit, say)


def _appointment(visit: VisitFact) -> Message:
    if visit.preparation:
        return msg(
            "Service on {day} {time}. Ask to prepare: {items}. Anything special?",
            day=visit.date_on,
            time=visit.start_at,
            items=visit.preparation,
        )
    text = msg("Service on {day} {time}. Remind of the preparation; anything special?")
    return Message(text.template, {"day": visit.date_on, "time": visit.start_at})


def _moved_far(visit: VisitFact, settings: Settings) -> bool:
    called_for = visit.called_for or visit.date_on
    return abs((visit.date_on - called_for).days) > settings.reconfirm_beyond_days


def _signature(invoice: InvoiceFact, settings: Settings) -> Duty | None:
    if not invoice.waits_for_signature or invoice.signed or invoice.sent_on is None:
        return None
    day = date.fromordinal(invoice.sent_on.toordinal() + settings.signature_chase_days)
    say = msg(
        "Invoice {number} was sent on {day} and nobody has signed for it. Who received it?",
        number=invoice.number,
        day=invoice.sent_on,
    )
    on = _later(day, invoice.chased_on)
    return _duty(DutyKind.SIGNATURE_CHASE, on, invoice.whom, say, LinkKind.INVOICE, invoice.id)


def _reminder(invoice: InvoiceFact, settings: Settings, calendar: WorkCalendar, today: date) -> Duty | None:
    due = invoice.due_on
    chasing = invoice.open_fen - invoice.disputed_fen
    if (
        due is None
        or chasing <= 0
        or (invoice.promised_until is not None and invoice.promised_until >= today)
    ):
        return None
    if today > due:
        say = msg(
            "Invoice {number} over {amount} was due on {day}. Ask kindly when it will be paid.",
            number=invoice.number,
            amount=Fen(chasing),
            day=due,
        )
        first = date.fromordinal(due.toordinal() + 1)
        on = _later(first, invoice.chased_on)
        return _duty(DutyKind.COLLECTION_CALL, on, invoice.whom, say, LinkKind.INVOICE, invoice.id)
    remind_on = calendar.add_working_days(due, -settings.reminder_working_days_before_due)
    if invoice.chased_on is not None and invoice.chased_on >= remind_on:
        return None
    say = msg(
        "Invoice {number} over {amount} is due on {day}. Has it reached the person who pays?",
        number=invoice.number,
        amount=Fen(chasing),
        day=due,
    )
    return _duty(DutyKind.PAYMENT_REMINDER, remind_on, invoice.whom, say, LinkKind.INVOICE, invoice.id)


_CHASE_AGAIN_AFTER = 7


def _later(day: date, chased_on: date | None) -> date:
    """Return when to call: after a call the next one is a week away."""
    if chased_on is None or chased_on < day:
        return day
    return date.fromordinal(chased_on.toordinal() + _CHASE_AGAIN_AFTER)


def _of_visit(kind: DutyKind, on: date, visit: VisitFact, say: Message, at: datetime | None = None) -> Duty:
    return Duty(
        kind=kind, due_on=on, due_at=at, whom=visit.whom, say=say, link=LinkKind.VISIT, link_id=visit.id
    )


def _duty(kind: DutyKind, on: date, whom: Whom, say: Message, link: LinkKind, link_id: int) -> Duty:
    return Duty(kind=kind, due_on=on, whom=whom, say=say, link=link, link_id=link_id)
