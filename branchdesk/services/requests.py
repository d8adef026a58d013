"""What a person does with extra service requests, from the ring of the telephone to “it is solved”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from branchdesk.domain import checks
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.commitments import Commitment, CommitmentKind, kept_share, state_of
from branchdesk.domain.complaints import Complaint, ComplaintCategory
from branchdesk.domain.customers import Site
from branchdesk.domain.duties_requests import RequestFact
from branchdesk.domain.errors import Refused
from branchdesk.domain.extra_requests import ExtraRequest, ExtraVisit, RequestState
from branchdesk.domain.interactions import Interaction, InteractionKind, Purpose
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month
from branchdesk.domain.request_rules import (
    ArrivalPlan,
    ReplyMeasures,
    asks_for_cause,
    check_request,
    cost_fen,
    not_solved,
    repeats,
    reply_measures,
    state,
    summary,
)
from branchdesk.domain.support import minutes_between
from branchdesk.domain.visits import Visit
from branchdesk.language import Words
from branchdesk.services.context import Context, Outcome
from branchdesk.services.interactions import completed
from branchdesk.services.request_arrivals import arrived_within, call_off_visit, plan_within, require_served
from branchdesk.services.request_watch import late_requests
from branchdesk.storage.queries import commitments as promised
from branchdesk.storage.queries import requests as found_rows
from branchdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RequestMeasures:
    """What a month's extra requests say: how fast we replied, and which arrivals were kept (R043, R045)."""

    received: int
    reopened: int
    reply: ReplyMeasures
    kept: tuple[tuple[str, int, int], ...]
    """Of each technician: the name, arrivals kept, and arrivals whose time is over."""
    visits: int
    cost_fen: int


class Requests:
    """The extra service requests."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # Taking a request

    def register(
        self, request: ExtraRequest, plan: ArrivalPlan | None = None, *, key: str = ""
    ) -> Outcome[ExtraRequest]:
        """Enter a new request, numbered without gaps, and plan its visit where the arrival is promised.

        It cannot be taken back, for its number is given: one entered by mistake is called off.
        """
        now = self._context.clock.now()
        if request.received_at == EPOCH:
            request = replace(request, received_at=now)
        request = _replied(replace(request, taken_by=request.taken_by or self._context.author.name))
        checks.require(check_request(request, now))
        with self._context.act("register_request", key=key) as work:
            _check_owner(work, request)
            saved = work.insert(replace(request, number=self._number(work, request.received_at)))
            if plan is not None:
                saved = plan_within(work, self._context, saved, plan)
        message = msg("Extra request {number} registered", number=saved.number)
        return replace(self._context.outcome(work, saved, message), undo=None)

    def change(
        self, request: ExtraRequest, plan: ArrivalPlan | None = None, *, key: str = ""
    ) -> Outcome[ExtraRequest]:
        """Change what is known about an open request, and promise an arrival (again)."""
        checks.require(check_request(request, self._context.clock.now()))
        with self._context.act("change_request_of_service", key=key) as work:
            _require_open(work.get(ExtraRequest, request.id))
            _check_owner(work, request)
            saved = work.update(_replied(request))
            if plan is not None:
                saved = plan_within(work, self._context, saved, plan)
        return self._context.outcome(work, saved, msg("Extra request {number} saved", number=saved.number))

    def reply(self, request_id: int, text: str = "", *, at: datetime | None = None) -> Outcome[ExtraRequest]:
        """Record that the customer was told what happens (R043)."""
        at = at or self._context.clock.now()
        with self._context.act("reply_request") as work:
            known = _require_open(work.get(ExtraRequest, request_id))
            checks.require(check_request(replace(known, replied_at=at), self._context.clock.now()))
            saved = work.update(replace(known, replied_at=known.replied_at or at, plan=text or known.plan))
        return self._context.outcome(work, saved, msg("Reply to {number} recorded", number=saved.number))

    def acknowledge(self, request_id: int) -> Outcome[ExtraRequest]:
        """Record that the customer was told that we know how serious it is (R044)."""
        with self._context.act("acknowledge_request") as work:
            known = _require_open(work.get(ExtraRequest, request_id))
            if known.acknowledged_at is not None:
                raise Refused(msg("The customer was told already that we know how serious it is."))
            saved = work.update(replace(known, acknowledged_at=work.at))
        return self._context.outcome(work, saved, msg("Acknowledged {number}", number=saved.number))

    # The visit and what comes after it

    def arrived(self, request_id: int, at: datetime) -> Outcome[Visit]:
        """Enter the real arrival beside the promised one (R042)."""
        if at > self._context.clock.now():
            raise Refused(msg("This moment is still to come. Enter when it was."), field="arrived_at")
        with self._context.act("request_arrived") as work:
            visit = arrived_within(work, self._context, work.get(ExtraRequest, request_id), at)
        return self._context.outcome(work, visit, msg("Arrival recorded"))

    def file_copy(self, request_id: int, place: str) -> Outcome[ExtraRequest]:
        """Enter under which file or folder number the company keeps the report (R046)."""
        if not place.strip():
            raise Refused(msg("Enter the number of the file or folder."), field="company_copy")
        with self._context.act("file_copy") as work:
            saved = work.update(replace(work.get(ExtraRequest, request_id), company_copy=place.strip()))
        return self._context.outcome(work, saved, msg("Company copy of {number} filed", number=saved.number))

    def follow_up(
        self,
        request_id: int,
        *,
        solved: bool,
        spoke_with: str = "",
        text: str = "",
        plan: ArrivalPlan | None = None,
        key: str = "",
    ) -> Outcome[ExtraRequest]:
        """Record the answer of the follow-up call; “not solved” opens the request again (R047, R049)."""
        with self._context.act("follow_up_request", key=key) as work:
            known = work.get(ExtraRequest, request_id)
            if known.called_off_why:
                raise Refused(msg("{number} was called off. Register a new request.", number=known.number))
            require_served(work, known)
            work.insert(completed(self._context, _talk(known, spoke_with, text)))
            by = work.author.name
            if solved:
                asked = replace(known, solved=True, asked_at=work.at, asked_by=by, closed_at=work.at)
                saved = work.update(asked)
            else:
                saved = work.update(replace(not_solved(known), asked_at=work.at, asked_by=by))
                if plan is not None:
                    saved = plan_within(work, self._context, saved, plan)
        text_ = (
            msg("{number} is solved", number=saved.number)
            if solved
            else msg("{number} is open again: it was not solved", number=saved.number)
        )
        return self._context.outcome(work, saved, text_)

    def call_off(self, request_id: int, why: str) -> Outcome[ExtraRequest]:
        """Close a request that the customer does not need any more, or that was entered by mistake."""
        if not why.strip():
            raise Refused(msg("Say why the request is called off."), field="called_off_why")
        with self._context.act("call_off_request", reason=why) as work:
            known = _require_open(work.get(ExtraRequest, request_id))
            call_off_visit(work, self._context, known, why.strip())
            saved = work.update(replace(known, called_off_why=why.strip(), closed_at=work.at))
        return self._context.outcome(work, saved, msg("{number} called off", number=saved.number))

    # The cause behind several requests (D08)

    def case_draft(self, request_id: int) -> Complaint:
        """Draft the case that looks for the cause of the requests at one site."""
        request = self.request(request_id)
        found = asks_for_cause(request, self.of_site(request.site_id), self._context.settings) or (request,)
        words = Words(self._context.branch.language)
        lines = [f"{one.number} {self._local(one.received_at):%Y-%m-%d} {summary(one)}" for one in found]
        head = msg("{count} extra requests at one site: look for the cause.", count=len(found))
        return Complaint(
            customer_id=request.customer_id,
            site_id=request.site_id,
            contact_id=request.contact_id,
            reporter=request.caller or self._context.author.name,
            phone=request.phone,
            channel=request.channel,
            category=ComplaintCategory.PESTS_BACK,
            text="\n".join([words.say(head), *lines]),
        )

    def link_case(self, request_id: int, complaint_id: int) -> Outcome[ExtraRequest]:
        """Note which case looks for the cause."""
        with self._context.act("link_case") as work:
            known, case = work.get(ExtraRequest, request_id), work.get(Complaint, complaint_id)
            if case.customer_id != known.customer_id:
                raise Refused(msg("The visit or complaint belongs to another customer. Choose again."))
            saved = work.update(replace(known, complaint_id=complaint_id))
        message = msg("{case} looks for the cause of {number}", case=case.number, number=saved.number)
        return self._context.outcome(work, saved, message)

    def no_case(self, request_id: int, why: str) -> Outcome[ExtraRequest]:
        """Note why no case is opened, so that nobody is asked again."""
        if not why.strip():
            raise Refused(msg("Say why no case is needed."), field="no_case_why")
        with self._context.act("no_case", reason=why) as work:
            saved = work.update(replace(work.get(ExtraRequest, request_id), no_case_why=why.strip()))
        return self._context.outcome(work, saved, msg("No root-cause case for {number}", number=saved.number))

    # Reading

    def request(self, request_id: int) -> ExtraRequest:
        """Read one request."""
        return self._context.reader.get(ExtraRequest, request_id)

    def fact(self, request_id: int) -> RequestFact:
        """Read one request with its visit, papers and promise."""
        self.request(request_id)
        return found_rows.requests(self._context.database, self._today, "q.id = :id", id=request_id)[0]

    def of_visit(self, visit_id: int) -> ExtraRequest | None:
        """Read the request that a visit serves, None for other visits."""
        link = self._context.reader.first(ExtraVisit, visit_id=visit_id)
        return self.request(link.request_id) if link is not None else None

    def of_site(self, site_id: int) -> list[ExtraRequest]:
        """Read the requests of one site, oldest first."""
        return self._context.reader.find(ExtraRequest, site_id=site_id)

    def of_customer(self, customer_id: int) -> list[RequestFact]:
        """Read the requests of a customer, the newest first."""
        where = "q.customer_id = :customer"
        return found_rows.requests(self._context.database, self._today, where, customer=customer_id)

    def all(self) -> list[RequestFact]:
        """Read all requests, the newest first."""
        return found_rows.requests(self._context.database, self._today)

    def late(self) -> set[int]:
        """Return the requests for which something should have been done by now."""
        return late_requests(self._context)

    def visits_of(self, request_id: int) -> list[Visit]:
        """Read the visits of a request, oldest first."""
        links = self._context.reader.find(ExtraVisit, request_id=request_id)
        return [self._context.reader.get(Visit, link.visit_id) for link in links]

    def state(self, fact: RequestFact) -> RequestState:
        """Say how far a request has come."""
        return state(fact.request, fact.visit, papers=fact.papers)

    def repeats(self, requests: Sequence[ExtraRequest]) -> dict[int, ExtraRequest]:
        """Find for each repeated request the one that it repeats (R049)."""
        return repeats(requests, self._context.settings.request_repeat_days)

    def asks_for_cause(self, request_id: int) -> tuple[ExtraRequest, ...]:
        """Return the requests that ask for their cause, none where that was answered (D08)."""
        request = self.request(request_id)
        found = asks_for_cause(request, self.of_site(request.site_id), self._context.settings)
        answered = any(one.complaint_id is not None or one.no_case_why for one in found)
        return () if answered else found

    def cost(self, customer_id: int, since: date, until: date) -> tuple[int, int]:
        """Return a customer's extra visits between two days, and what they cost us in fen (D08)."""
        database = self._context.database
        visits, minutes = found_rows.extra_visits(database, since, until, customer_id)
        return visits, cost_fen(visits, minutes, self._context.settings)

    def measures(self, month: Month) -> RequestMeasures:
        """Measure the requests received in a month and the arrivals promised for it (R043, R045)."""
        zone, now = self._context.zone, self._context.clock.now()
        facts = [
            fact for fact in self.all() if Month.of(self._local(fact.request.received_at).date()) == month
        ]
        waits = [minutes_between(fact.request.received_at, fact.request.replied_at) for fact in facts]
        kept: dict[str, list[Commitment]] = {}
        for row in promised.register(self._context.database, month.first, month.last):
            one = row.commitment
            if one.kind is CommitmentKind.ARRIVAL and Month.of(one.due_on) == month:
                kept.setdefault(row.technician, []).append(one)
        shares = [
            (name, *kept_share(state_of(one, zone, now) for one in promises))
            for name, promises in sorted(kept.items())
        ]
        visits, minutes = found_rows.extra_visits(self._context.database, month.first, month.last)
        return RequestMeasures(
            received=len(facts),
            reopened=sum(fact.request.reopened for fact in facts),
            reply=reply_measures([wait for wait in waits if wait is not None]),
            kept=tuple(share for share in shares if share[2]),
            visits=visits,
            cost_fen=cost_fen(visits, minutes, self._context.settings),
        )

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._context.zone)

    def _number(self, work: UnitOfWork, received: datetime) -> str:
        prefix = self._local(received).strftime("ES-%Y-%m-")
        return f"{prefix}{work.next_number(ExtraRequest, prefix):03d}"


def _replied(request: ExtraRequest) -> ExtraRequest:
    """Count it as a reply that the customer heard from when somebody is free (R133)."""
    return replace(request, replied_at=request.replied_at or request.told_at)


def _talk(request: ExtraRequest, spoke_with: str, text: str) -> Interaction:
    return Interaction(
        customer_id=request.customer_id,
        site_id=request.site_id,
        contact_id=request.contact_id,
        visit_id=request.visit_id,
        kind=InteractionKind.CALL_OUT,
        purpose=Purpose.FOLLOW_UP,
        spoke_with=spoke_with or request.caller,
        agenda=request.number,
        text=text,
    )


def _check_owner(work: UnitOfWork, request: ExtraRequest) -> None:
    if work.get(Site, request.site_id).customer_id != request.customer_id:
        raise Refused(msg("This site belongs to another customer. Choose again."), field="site_id")


def _require_open(request: ExtraRequest) -> ExtraRequest:
    if request.closed_at is not None:
        raise Refused(
            msg(
                "{number} is closed. If it is not solved, record that: it opens again.", number=request.number
            )
        )
    return request
