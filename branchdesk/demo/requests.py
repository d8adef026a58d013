"""Extra requests of the sample branch, in every state (R040-R049, R133, D08)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.attendance import done_visit, write_report
from branchdesk.demo.requests_words import WORDS, RequestWords, Seen
from branchdesk.demo.story import Story
from branchdesk.demo.talks import talk
from branchdesk.domain.complaints import Channel
from branchdesk.domain.customers import ContactRole, CustomerKind
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.request_rules import ArrivalPlan, confirmation, not_solved
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.request_arrivals import call_off_visit, note_arrival, plan_within
from branchdesk.storage.unit_of_work import UnitOfWork

_HOUR = timedelta(hours=1)


def call_for_more(story: Story, accounts: list[Account]) -> None:
    """Queue the requests: most are solved, a few come back, some wait today."""
    known = served_from_the_start(story, accounts)
    if not known:
        return
    words = WORDS[story.words.language]
    for nth, back in enumerate((96, 83, 71, 64, 41, 33, 26, 19, 12, 9)):
        _course(story, known, words, nth, back).take()
    site = known[min(3, len(known) - 1)]
    for nth, back in enumerate((47, 18)):  # three at one site within 60 days (D08)
        _Course(story, site, words, words.seen[0], _moment(story, back, 10 + nth)).take()
    _Course(story, site, words, words.seen[0], _moment(story, 1, 10), asked=False, minutes_late=10).take()
    _course(story, known, words, 5, 15, comes_back=True).take()
    _course(story, known, words, 6, 7, called_off=True).take()
    _course(story, known, words, 7, 5, filed=False).take()
    _present(story, known, words)


def served_from_the_start(story: Story, accounts: list[Account]) -> list[Account]:
    """Return the customers with sites of their own who were there before the last months."""
    kinds = (CustomerKind.SINGLE, CustomerKind.OUTLET)
    before = story.today - timedelta(days=120)
    found = [one for one in accounts if one.customer.kind in kinds and one.joined <= before]
    return found or [one for one in accounts if one.customer.kind in kinds]


def _present(story: Story, known: list[Account], words: RequestWords) -> None:
    """Let three requests wait this morning: one urgent, one without a word, one for tonight."""
    urgent, waiting, tonight = (known[nth % len(known)] for nth in (8, 9, 10))
    _Course(story, urgent, words, words.seen[1], story.now - timedelta(minutes=6), urgent=True).wait()
    _Course(story, waiting, words, words.seen[2], story.now - timedelta(minutes=72)).wait()
    _Course(story, tonight, words, words.seen[3], story.now - timedelta(minutes=30), far=True).take()


def _course(
    story: Story,
    known: list[Account],
    words: RequestWords,
    nth: int,
    back: int,
    *,
    comes_back: bool = False,
    called_off: bool = False,
    filed: bool = True,
) -> _Course:
    account = known[(nth * 7 + 1) % len(known)]
    seen, received = words.seen[nth % len(words.seen)], _moment(story, back, 9 + nth % 8)
    return _Course(
        story, account, words, seen, received, comes_back=comes_back, called_off=called_off, filed=filed
    )


def _moment(story: Story, days_back: int, hour: int) -> datetime:
    day = story.workday(story.today - timedelta(days=days_back))
    day = min(day, story.today - timedelta(days=1))
    return story.moment(day, f"{hour:02d}:10")


@dataclass(slots=True)
class _Course:
    """One request from its first ring to its end."""

    story: Story
    account: Account
    words: RequestWords
    seen: Seen
    received: datetime
    urgent: bool = False
    comes_back: bool = False
    called_off: bool = False
    filed: bool = True
    asked: bool = True
    far: bool = False
    minutes_late: int = 0
    request: ExtraRequest | None = None

    def take(self) -> None:
        """Queue the talk in which the arrival is promised."""
        pause = timedelta(minutes=self.story.dice.choice((3, 5, 8, 8, 12, 26)))
        self.story.at(self.received + pause, "register_request", self._register_and_plan)

    def wait(self) -> None:
        """Queue a talk after which nobody has replied yet."""
        self.story.at(self.received + timedelta(minutes=2), "register_request", self._register)

    def _register(self, work: UnitOfWork) -> None:
        if not self.account.customer.id or not self.account.served or not self.account.sites:
            return  # not a customer yet, or no longer one
        story, seen, account = self.story, self.seen, self.account
        prefix = self.received.astimezone(story.clock.zone).strftime("ES-%Y-%m-")
        contact = account.contact(ContactRole.SERVICE)
        draft = ExtraRequest(
            customer_id=account.customer.id,
            site_id=account.sites[0].id,
            contact_id=contact.id if contact else None,
            caller=account.called(ContactRole.SERVICE),
            phone=contact.mobile if contact else "",
            channel=story.pick((Channel.PHONE, Channel.PHONE, Channel.MESSAGE, Channel.EMAIL)),
            received_at=self.received,
            taken_by=work.author.name,
            pest=seen.pest,
            looks=seen.looks,
            room=seen.room,
            place=seen.place,
            seen=seen.count,
            urgent=self.urgent,
        )
        sentence = confirmation(draft)
        number = f"{prefix}{work.next_number(ExtraRequest, prefix):03d}"
        read = story.words.say(sentence) if sentence else ""
        self.request = work.insert(replace(draft, number=number, confirmation=read))

    def _register_and_plan(self, work: UnitOfWork) -> None:
        self._register(work)
        if self.request is None:
            return
        seen, local = self.seen, work.at.astimezone(self.story.clock.zone)
        told = replace(self.request, confirmed=True, plan=seen.plan, advice=seen.advice)
        if self.far:
            told = replace(
                told,
                distance_km=300,
                nobody_free=True,
                told_at=work.at,
                earliest_on=self.story.today + timedelta(days=1),
                earliest_time="10:30",
            )
            at = local.replace(hour=10, minute=30) + timedelta(days=1)
        else:
            at = (local + timedelta(hours=self.story.dice.randint(2, 5))).replace(minute=30)
        self.request = work.update(told)
        self._plan(work, at)
        if self.called_off:
            self.story.at(work.at + _HOUR, "call_off_request", self._call_off)

    def _plan(self, work: UnitOfWork, at: datetime) -> None:
        if self.request is None:
            return
        story = self.story
        plan = ArrivalPlan(
            on=at.date(),
            at=f"{at:%H:%M}",
            minutes=45,
            technician_id=self.account.sites[0].technician_id,
            estimate_minutes=max(30, round((at - work.at) / timedelta(minutes=1) / 1.5)),
            confirmed_by=story.pool.names.staff[2][0],
        )
        self.request = plan_within(work, story.desk.context, self.request, plan)
        visit = work.get(Visit, self.request.visit_id or 0)
        self.account.visits[visit.id] = visit
        if not self.called_off:
            story.at(at + timedelta(minutes=70), "save_visit", self._serve)

    def _serve(self, work: UnitOfWork) -> None:
        if self.request is None:
            return
        story, visit = self.story, work.get(Visit, self.request.visit_id or 0)
        start = datetime.combine(visit.date_on, datetime.min.time()) + _wall(visit.start_at)
        late = self.minutes_late or -story.dice.randint(0, 12)
        arrived = f"{start + timedelta(minutes=late):%H:%M}"
        done = replace(done_visit(story, self.account, visit, work.at), arrived_at=arrived, difficulty="")
        saved = work.update(replace(done, preparation_missing=""))
        note_arrival(work, story.desk.context, saved)
        self.account.visits[saved.id] = saved
        story.at(work.at + timedelta(minutes=25), "issue_report", lambda w: self._report(w, saved))
        if self.asked:
            day = story.workdays_after(visit.date_on, 1)
            story.at(story.office(day), "follow_up_request", self._ask)

    def _report(self, work: UnitOfWork, done: Visit) -> None:
        write_report(self.story, work, self.account, done, filed=self.filed)

    def _ask(self, work: UnitOfWork) -> None:
        if self.request is None:
            return
        visit = work.get(Visit, self.request.visit_id or 0)
        text = self.words.again if self.comes_back else self.words.solved
        talk(self.story, work, self.account, Purpose.FOLLOW_UP, text=text, visit=visit)
        asked = replace(self.request, asked_at=work.at, asked_by=work.author.name)
        if self.comes_back:
            self.comes_back = False
            self.request = work.update(replace(not_solved(asked), asked_at=work.at))
            self._plan(work, (work.at + 3 * _HOUR).astimezone(self.story.clock.zone).replace(minute=30))
        else:
            self.request = work.update(replace(asked, solved=True, closed_at=work.at))

    def _call_off(self, work: UnitOfWork) -> None:
        if self.request is None:
            return
        why = self.words.called_off
        call_off_visit(work, self.story.desk.context, self.request, why)
        self.request = work.update(replace(self.request, called_off_why=why, closed_at=work.at))
        for visit in list(self.account.visits.values()):
            if visit.id == self.request.visit_id:
                self.account.visits[visit.id] = replace(visit, status=VisitStatus.CANCELLED)


def _wall(at: str) -> timedelta:
    hour, minute = map(int, at.split(":"))
    return timedelta(hours=hour, minutes=minute)
