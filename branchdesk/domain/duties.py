"""The communication duties of a branch, derived each day from its facts and never stored (D03, D04)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from branchdesk.domain.business_hours import Frames, last_working_moment
from branchdesk.domain.complaint_clocks import ClockKind, ComplaintClock
from branchdesk.domain.deadlines import ClockState
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
    CASE_CALL_BACK = "case_call_back"  # R095, R096, R098
    CASE_DECISION = "case_decision"  # R105, R106, R107
    CASE_NOTICE = "case_notice"  # R032, R091, R124
    HAND_OVER = "hand_over"  # D17
    FACTS_REPLY = "facts_reply"  # R100
    FIRST_FOLLOW_UP = "first_follow_up"  # R012
    EFFECT_UNEXPLAINED = "effect_unexplained"  # R010
    REPORT_UNSIGNED = "report_unsigned"  # D09
    STAFF_MEETING = "staff_meeting"  # R014
    QUARTERLY_MEETINGS = "quarterly_meetings"  # R024, one for all customers
    MEETING = "meeting"  # R024, one that is planned
    MEETING_TASK = "meeting_task"  # D10
    MONTHLY_CALLS = "monthly_calls"  # R025, one for all customers
    REQUEST_URGENT = "request_urgent"  # R044: act now
    REQUEST_REPLY = "request_reply"  # R043
    REQUEST_WAITING = "request_waiting"  # R044: an hour without a word
    REQUEST_VISIT = "request_visit"  # R042
    REQUEST_FOLLOW_UP = "request_follow_up"  # R047
    REQUEST_PAPERS = "request_papers"  # R046
    ROOT_CAUSE = "root_cause"  # D08
    COMMITMENT_DUE = "commitment_due"  # R148
    UPDATE_DUE = "update_due"  # R149
    ARRIVAL_DUE = "arrival_due"  # R042
    DIFFICULTY = "difficulty"  # R033
    DIFFICULTY_UNTOLD = "difficulty_untold"  # R033: an hour without telling
    SUPPORT_ANSWER = "support_answer"  # R039
    CORRECTIVE_ACTION = "corrective_action"  # R122
    EFFECT_CHECK = "effect_check"  # R122
    SECOND_LOOK = "second_look"  # D19
    AFTER_CLOSING = "after_closing"  # R120
    CLAIM = "claim"  # R082, R083
    COLLECTION_VISIT = "collection_visit"  # R070
    PREPAYMENT = "prepayment"  # R080
    SUGGESTION_ANSWER = "suggestion_answer"  # R128
    DUNNING_STEP = "dunning_step"  # R079, one for all customers
    EXEMPTION_ENDS = "exemption_ends"  # D28
    STATEMENT_RETURN = "statement_return"  # D29
    CLAIM_ENDS = "claim_ends"  # D29


class Assignee(StrEnum):
    """Which of us does it; the name of a technician stands beside it."""

    DESK = "desk"
    TECHNICIAN = "technician"
    AREA_MANAGER = "area_manager"


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
    EXTRA_REQUEST = "extra_request"
    COMMITMENT = "commitment"
    SUPPORT = "support"
    SITE = "site"
    MEETING = "meeting"
    MEETING_TASK = "meeting_task"
    MEETING_ROUND = "meeting_round"  # the last day of the quarter as an ordinal
    CALL_ROUND = "call_round"  # the first day of the month as an ordinal
    LADDER = "ladder"  # today as an ordinal: one entry opens the reminders that are due


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
    assignee: Assignee = Assignee.DESK
    who: str = ""  # the name of the one of us who does it, where it is known
    try_on: date | None = None  # when it is tried again; it stays due meanwhile (D04)
    try_at: str = ""
    try_why: str = ""
    urgent: bool = False  # red on its day already: tomorrow would be too late
    tried: int = 0  # how often nobody was reached about it lately

    def days_late(self, today: date) -> int:
        """Return the days by which it is late, 0 on its day or before (V18)."""
        return max((today - self.due_on).days, 0)

    @property
    def key(self) -> str:
        """Name the duty, the same as long as its facts stand."""
        return f"{self.kind.value}:{self.link.value}:{self.link_id}"


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


def _duty(kind: DutyKind, on: date, whom: Whom, say: Message, link: LinkKind, link_id: int) -> Duty:
    return Duty(kind=kind, due_on=on, whom=whom, say=say, link=link, link_id=link_id)
