"""What a person does with calls as a day's work: one call for everything, the plan, needs and losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from branchdesk.domain import checks, sales
from branchdesk.domain.call_plan import CallGroup, Candidate, FollowUp, PlannedCall, Quota, plan_calls
from branchdesk.domain.churn import Churn, LostCustomer, churn
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.customers import Customer, CustomerStatus
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.errors import Refused
from branchdesk.domain.grades import calls_owed
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.lateness import LONG_LATE
from branchdesk.domain.message_kinds import MessageKind
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.months import Month
from branchdesk.domain.receivables import Invoice, Promise
from branchdesk.domain.sales import (
    Competitor,
    MonthFocus,
    Objection,
    Opportunity,
    OpportunityStage,
    TalkInvoice,
)
from branchdesk.services.context import Outcome
from branchdesk.services.delays import DelayWork
from branchdesk.services.duties import Duties
from branchdesk.services.interactions import completed
from branchdesk.services.message_texts import MessageText, message_text
from branchdesk.services.request_calls import NOT_BY_RINGING, fulfil
from branchdesk.storage.queries import call_facts
from branchdesk.storage.queries.call_facts import CallableCustomer, Referral

R = TypeVar("R", Opportunity, Objection, Competitor)

_FOLLOW_UPS = (DutyKind.NEXT_CONTACT, DutyKind.CRITICAL_POINT, DutyKind.OPPORTUNITY_STEP)
_NO_CALL = frozenset(
    {
        DutyKind.VISIT_UNRECORDED,
        DutyKind.REPORT_MISSING,
        DutyKind.CONTRACT_UNREAD,
        DutyKind.GRADE_AGAIN,
        DutyKind.FESTIVAL_CARE,  # a list of people, not one to ring
        DutyKind.FEEDBACK_ROUND,
        DutyKind.DELAY_TO_TELL,  # its own card asks whether they had noticed
        DutyKind.EFFECT_UNEXPLAINED,
        DutyKind.REPORT_UNSIGNED,
        DutyKind.STAFF_MEETING,
        DutyKind.QUARTERLY_MEETINGS,
        DutyKind.MEETING,
        DutyKind.MEETING_TASK,
        DutyKind.MONTHLY_CALLS,
        DutyKind.COLLECTION_VISIT,
        DutyKind.DUNNING_STEP,
        *NOT_BY_RINGING,
    }
)
_OF_FOLLOW_UP = frozenset({Purpose.FOLLOW_UP, Purpose.CRITICAL_POINT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One reason of a call with what came of it: the contact, and the promise that it brought."""

    interaction: Interaction
    promise: Promise | None = None
    opportunity: Opportunity | None = None  # a need whose next step was taken in this call
    answer: str = ""  # to the complaint that was spoken of: it stops the answer clock
    told: bool = False  # how the complaint stands: it stops the clock of that
    update_id: int = 0  # the promised update that was made by it (R149)
    request_id: int = 0  # the extra request that was replied to by it (R043)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far this week and this month have come towards their targets (R151)."""

    monday: date
    sunday: date
    deals: int
    deals_wanted: int
    month: Month
    contacts: int
    contacts_wanted: int
    needs: int
    focus: MonthFocus | None


class CallWork(DelayWork):
    """Calls as a day's work, and what they are for."""

    # One call for everything (D02)

    def reasons(self, customer_id: int, days: int = 5) -> list[Duty]:
        """Return every reason to ring a customer within some days, the most urgent first."""
        today = self._context.clock.today()
        found = Duties(self._context).due(days)
        return [duty for duty in found if duty.whom.customer_id == customer_id and is_reason(duty, today)]

    def log_together(self, talks: Sequence[Talk], *, key: str = "") -> Outcome[tuple[Interaction, ...]]:
        """Record all results of one call in one act that is taken back as one (D02)."""
        if not talks:
            raise Refused(msg("Nothing was talked about yet. Give at least one reason its result."))
        today, now = self._context.clock.today(), self._context.clock.now()
        for talk in talks:
            checks.require(checks.check_interaction(talk.interaction, today))
            if talk.promise is not None:
                checks.require(checks.check_promise(talk.promise))
            if talk.opportunity is not None:
                checks.require(sales.check_opportunity(talk.opportunity))
        with self._context.act("log_call", key=key) as work:
            saved = []
            for talk in talks:
                saved.append(work.insert(completed(self._context, talk.interaction)))
                if talk.promise is not None:
                    made_at = now if talk.promise.made_at == EPOCH else talk.promise.made_at
                    work.insert(replace(talk.promise, made_at=made_at))
                if talk.opportunity is not None:
                    work.update(self._filled(talk.opportunity))
            fulfil(work, self._context, talks, now)
        text = msg("One call recorded with {count} results", count=len(saved))
        return self._context.outcome(work, tuple(saved), text)

    # Talks about money (R068)

    def log_finance(
        self, talk: Interaction, invoice_ids: Sequence[int], *, key: str = ""
    ) -> Outcome[Interaction]:
        """Record a talk about money with the invoices that it was about."""
        checks.require(checks.check_interaction(talk, self._context.clock.today()))
        with self._context.act("log_finance", key=key) as work:
            filled = completed(self._context, replace(talk, purpose=Purpose.FINANCE))
            saved = work.insert(filled)
            for invoice_id in invoice_ids:
                if work.get(Invoice, invoice_id).customer_id != talk.customer_id:
                    raise Refused(msg("This invoice belongs to another customer. Choose again."))
                work.insert(TalkInvoice(interaction_id=saved.id, invoice_id=invoice_id))
        return self._context.outcome(work, saved, msg("Talk about money recorded"))

    def finance_talks(self, customer_id: int) -> list[tuple[Interaction, str]]:
        """Read the talks about money with a customer, newest first, each with its invoice numbers."""
        reader, database = self._context.reader, self._context.database
        found = call_facts.finance_talks(database, customer_id)
        return [(reader.get(Interaction, talk), numbers) for talk, numbers in found]

    # Messages to paste (D33)

    def message_text(self, customer_id: int, kind: MessageKind) -> MessageText:
        """Write a message that is ready to be pasted, in the contact's language (D33)."""
        return message_text(self._context, customer_id, kind)

    # Needs and what stands against them: R153, R159, R162

    def save_opportunity(self, opportunity: Opportunity, *, key: str = "") -> Outcome[Opportunity]:
        """Add a need, take its next step, or close it as won or lost."""
        checks.require(sales.check_opportunity(opportunity))
        text = msg("Need “{need}” saved", need=opportunity.need)
        return self._save(self._filled(opportunity), text, key)

    def save_objection(self, objection: Objection, *, key: str = "") -> Outcome[Objection]:
        """Add or change an objection with the answer and the two dates offered."""
        checks.require(sales.check_objection(objection))
        if objection.raised_on == date.min:
            objection = replace(objection, raised_on=self._context.clock.today())
        by = objection.employee or self._context.author.name
        return self._save(replace(objection, employee=by), msg("Objection recorded"), key)

    def save_competitor(self, competitor: Competitor, *, key: str = "") -> Outcome[Competitor]:
        """Add or change what a competitor offers."""
        checks.require(sales.check_competitor(competitor))
        if competitor.seen_on == date.min:
            competitor = replace(competitor, seen_on=self._context.clock.today())
        return self._save(competitor, msg("Offer of {name} recorded", name=competitor.name), key)

    def opportunity(self, opportunity_id: int) -> Opportunity:
        """Read one need."""
        return self._context.reader.get(Opportunity, opportunity_id)

    def objection(self, objection_id: int) -> Objection:
        """Read one objection."""
        return self._context.reader.get(Objection, objection_id)

    def competitor(self, competitor_id: int) -> Competitor:
        """Read one note about a competitor."""
        return self._context.reader.get(Competitor, competitor_id)

    def opportunities_of(self, customer_id: int) -> list[Opportunity]:
        """Read the needs of a customer, the open ones first."""
        found = self._context.reader.find(Opportunity, customer_id=customer_id)
        return sorted(found, key=lambda one: (one.stage is not OpportunityStage.OPEN, -one.id))

    def objections_of(self, customer_id: int) -> list[Objection]:
        """Read the objections of a customer, newest first."""
        return self._context.reader.find(Objection, customer_id=customer_id)[::-1]

    def competitors(self, customer_id: int | None = None) -> list[Competitor]:
        """Read what competitors offer, at one customer or everywhere, newest first."""
        equal = {} if customer_id is None else {"customer_id": customer_id}
        found = self._context.reader.find(Competitor, **equal)
        return sorted(found, key=lambda one: (one.seen_on, one.id), reverse=True)

    def answers_used(self) -> list[str]:
        """Return answers to objections that convinced somebody, newest first, each once."""
        found = self._context.reader.find(Objection, result=sales.ObjectionResult.OVERCOME)
        return list(dict.fromkeys(one.answer for one in reversed(found) if one.answer))

    # The plan of a day (R150, R025, R139) and the targets (R151)

    def plan(self) -> list[PlannedCall]:
        """Return whom to call today: follow-ups due, new and old customers; done ones leave it."""
        context = self._context
        today, settings = context.clock.today(), context.settings
        since = today - LONG_LATE
        due = [one for one in Duties(context).due() if is_reason(one, today) and one.due_on >= since]
        customers = call_facts.callable_customers(context.database, today, context.zone)
        called = self._called_today()
        days = settings.new_customer_days
        is_new = {c.whom.customer_id: sales.is_new(c.first_contract_on, today, days) for c in customers}
        return plan_calls(
            _follow_ups(due),
            [
                replace(_candidate(one, is_new, due), owed=calls_owed(one.grade, settings))
                for one in customers
                if one.whom.customer_id not in called
            ],
            Quota(
                new=settings.call_plan_new,
                old=settings.call_plan_old,
                follow_ups=settings.call_plan_follow_ups,
            ),
            _done(called, is_new),
            today,
            context.calendar.next_working_day(today + timedelta(days=1)),
        )

    def made_today(self) -> dict[CallGroup, int]:
        """Count today's calls by the parts of the plan."""
        context = self._context
        today, days = context.clock.today(), context.settings.new_customer_days
        customers = call_facts.callable_customers(context.database, today, context.zone)
        is_new = {c.whom.customer_id: sales.is_new(c.first_contract_on, today, days) for c in customers}
        return _done(self._called_today(), is_new)

    def progress(self) -> Progress:
        """Return how far week and month have come towards their targets."""
        context = self._context
        today, settings = context.clock.today(), context.settings
        monday, sunday = sales.week_of(today)
        month = Month.of(today)
        people, needs = call_facts.new_contacts(context.database, month.first, month.last)
        return Progress(
            monday=monday,
            sunday=sunday,
            deals=call_facts.deals_won(context.database, monday, sunday),
            deals_wanted=settings.weekly_deals,
            month=month,
            contacts=people,
            contacts_wanted=settings.monthly_new_contacts,
            needs=needs,
            focus=context.reader.first(MonthFocus, month=month.key),
        )

    def name_focus(self, customer_id: int, why: str) -> Outcome[MonthFocus]:
        """Name the key customer of this month (R151)."""
        month = Month.of(self._context.clock.today()).key
        with self._context.act("name_focus") as work:
            name = work.get(Customer, customer_id).name
            before = work.first(MonthFocus, month=month)
            if before is None:
                saved = work.insert(MonthFocus(month=month, customer_id=customer_id, why=why))
            else:
                saved = work.update(replace(before, customer_id=customer_id, why=why))
        return self._context.outcome(work, saved, msg("{name} is the key customer of the month", name=name))

    def old_from(self, customer_id: int) -> date | None:
        """Return the day from which a customer is an old one, None before the first contract (R152)."""
        context = self._context
        starts = call_facts.first_contract(context.database, customer_id)
        return sales.old_from(starts, context.settings.new_customer_days) if starts else None

    # Customers won and lost (R157, R158)

    def yearly_fen(self, customer_id: int, until: date) -> int:
        """Return what a customer was billed in the year before a day, in fen."""
        return call_facts.yearly_fen(self._context.database, customer_id, until)

    def lose(self, customer_id: int, lost_on: date, reason: str, yearly_fen: int) -> Outcome[Customer]:
        """Record that a customer is lost, why, and what that costs a year (R158)."""
        if not reason.strip():
            raise Refused(msg("Say why the customer left: it is what we learn from."), field="reason")
        if lost_on > self._context.clock.today():
            raise Refused(msg("This day is still to come. Enter the day on which it ended."), field="lost_on")
        with self._context.act("lose_customer", reason=reason) as work:
            customer = work.get(Customer, customer_id)
            saved = work.update(
                replace(
                    customer,
                    status=CustomerStatus.LOST,
                    lost_on=lost_on,
                    lost_reason=reason.strip(),
                    lost_yearly_fen=yearly_fen,
                )
            )
        return self._context.outcome(work, saved, msg("{name} is recorded as lost", name=saved.name))

    def churn(self, since: date, until: date) -> Churn:
        """Return who was won, kept and lost between two days, with what that costs a year."""
        spans = [
            (
                span.since,
                LostCustomer(span.id, span.name, span.lost_on, span.reason, span.yearly_fen)
                if span.lost_on
                else None,
            )
            for span in call_facts.customer_spans(self._context.database)
        ]
        return churn(spans, since, until)

    def referrals(self) -> list[Referral]:
        """Return who came through whom, by referrer."""
        return call_facts.referrals(self._context.database)

    def _filled(self, opportunity: Opportunity) -> Opportunity:
        """Fill in what is not said: who follows it, when it was heard of and when it ended."""
        today = self._context.clock.today()
        if opportunity.opened_on == date.min:
            opportunity = replace(opportunity, opened_on=today)
        if opportunity.stage is OpportunityStage.OPEN:
            opportunity = replace(opportunity, closed_on=None, closed_why="")
        elif opportunity.closed_on is None:
            opportunity = replace(opportunity, closed_on=today)
        return replace(opportunity, employee=opportunity.employee or self._context.author.name)

    def _called_today(self) -> dict[int, frozenset[Purpose]]:
        context = self._context
        start = datetime.combine(context.clock.today(), time(), context.zone)
        return call_facts.called_between(context.database, start, start + timedelta(days=1))

    def _save(self, record: R, message: Message, key: str) -> Outcome[R]:
        with self._context.act("save_" + type(record).__name__.lower(), key=key) as work:
            saved = work.update(record) if record.id else work.insert(record)
        return self._context.outcome(work, saved, message)


def is_reason(duty: Duty, today: date) -> bool:
    """Tell whether a duty is done by speaking with the customer; a call of the day only on its day."""
    early = duty.kind is DutyKind.SAME_DAY_CALL and duty.due_on > today
    return duty.kind not in _NO_CALL and not early


def _follow_ups(due: Sequence[Duty]) -> list[FollowUp]:
    return [
        FollowUp(whom=duty.whom, due_on=duty.due_on, say=duty.say, key=duty.key)
        for duty in due
        if duty.kind in _FOLLOW_UPS
    ]


def _candidate(one: CallableCustomer, is_new: dict[int, bool], due: Sequence[Duty]) -> Candidate:
    customer_id = one.whom.customer_id
    asked = next((duty for duty in due if duty.whom.customer_id == customer_id), None)
    return Candidate(
        whom=one.whom,
        new=is_new[customer_id],
        spoke_on=one.spoke_on,
        due_on=asked.due_on if asked else None,
        say=asked.say if asked else None,
        calls=one.calls,
    )


def _done(called: dict[int, frozenset[Purpose]], is_new: dict[int, bool]) -> dict[CallGroup, int]:
    found = dict.fromkeys(CallGroup, 0)
    for customer_id, purposes in called.items():
        if purposes & _OF_FOLLOW_UP:
            found[CallGroup.FOLLOW_UP] += 1
        elif customer_id in is_new:
            found[CallGroup.NEW if is_new[customer_id] else CallGroup.OLD] += 1
    return found
