"""Visits of the sample branch as they were recorded on site: devices, findings, materials, advice, ticks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from branchdesk.demo.accounts import Account
from branchdesk.demo.field_words import WORDS, FieldWords
from branchdesk.demo.story import Story
from branchdesk.domain.customers import CustomerKind
from branchdesk.domain.devices import PREFIXES, Device
from branchdesk.domain.recommendations import (
    ActsFor,
    Recommendation,
    RecommendationState,
    is_open_on,
)
from branchdesk.domain.site_book import Aspect, Logbook, PreparationMeeting, Rating, SiteRating
from branchdesk.domain.visit_findings import Finding, MaterialUse
from branchdesk.domain.visit_sheet import CustomerHelp, VisitSheet, VisitStep
from branchdesk.domain.visits import ServiceReport, Visit, VisitKind, VisitStatus
from branchdesk.services.report_facts import freeze
from branchdesk.services.report_text import findings_text, recommendations_text
from branchdesk.services.reporting import recommended
from branchdesk.storage.unit_of_work import UnitOfWork

_WHOLE_YEAR = 9  # every so manieth customer is recorded line by line all the time
_LATELY = timedelta(days=26)
_ANSWERED_AFTER = timedelta(days=40)


def note_field(story: Story, work: UnitOfWork, account: Account, visit: Visit) -> Visit:
    """Write down what was found line by line at a visit that is done; return it with its texts.

    Its dice are its own, so that the rest of the history does not change with them.
    """
    recently = visit.date_on > story.today - _LATELY
    if not (recently or account.index % _WHOLE_YEAR == 0 or visit.kind is VisitKind.FIRST):
        return visit
    return _Site(story, work, account, visit).note()


def file_report(work: UnitOfWork, report: ServiceReport, done: Visit) -> None:
    """Freeze what a report said where its visit was recorded line by line (R051)."""
    if work.first(VisitSheet, visit_id=done.id) is not None:
        freeze(work, report, done)


def said_again(story: Story, work: UnitOfWork, done: Visit) -> str:
    """Return the recommendations of a report: all that still wait at the site (R053)."""
    return recommended(work, done, story.words)


class _Site:
    """One visit at its site."""

    def __init__(self, story: Story, work: UnitOfWork, account: Account, visit: Visit) -> None:
        self._story = story
        self._work = work
        self._account = account
        self._visit = visit
        self._dice = Random(f"field {visit.id}")  # noqa: S311 (dice of a story)
        self._words: FieldWords = WORDS[story.words.language]

    def note(self) -> Visit:
        """Write all of it."""
        visit, work = self._visit, self._work
        devices = work.find(Device, site_id=visit.site_id) or self._equip()
        findings = self._findings(devices)
        advice = self._advise()
        for one in (*findings, *self._materials(), *advice):
            work.insert(one)
        work.insert(self._sheet())
        self._answer()
        self._rate()
        known = {one.id: one for one in devices}
        words = self._story.words
        return replace(
            visit,
            findings=findings_text(words, findings, known, visit.findings),
            recommendations=recommendations_text(words, advice),
        )

    def _equip(self) -> list[Device]:
        """Place devices and the logbook at the first visit that is recorded so."""
        visit, counted, devices = self._visit, dict.fromkeys(PREFIXES, 0), []
        for kind, place in self._words.devices:
            counted[kind] += 1
            number = f"{PREFIXES[kind]}{counted[kind]:02d}"
            devices.append(
                self._work.insert(Device(site_id=visit.site_id, kind=kind, number=number, place=place))
            )
        site = next((one for one in self._account.sites if one.id == visit.site_id), None)
        if site is not None and site.logbook_place:
            book = Logbook(
                site_id=site.id,
                place=site.logbook_place,
                placed_on=visit.date_on,
                placed_by=self._technician(),
                explained_to=visit.told_whom if self._dice.random() < 0.9 else "",
            )
            self._work.insert(book)
        return devices

    def _findings(self, devices: list[Device]) -> list[Finding]:
        visit, dice, words = self._visit, self._dice, self._words
        summer = visit.date_on.month in range(5, 11)
        found = [
            Finding(
                visit_id=visit.id,
                device_id=one.id,
                pest=words.pests[one.kind],
                place=one.place,
                number=dice.randint(1, 14 if summer and one.number.startswith("MY") else 4),
                unit=words.animals,
            )
            for one in devices
            if one.kind in words.pests and dice.random() < 0.22
        ]
        if dice.random() < 0.12:
            kind, place, what = dice.choice(words.flaws)
            fixed = visit.date_on + timedelta(days=35)
            settled = fixed if fixed < self._story.today and dice.random() < 0.8 else None
            found.append(Finding(visit_id=visit.id, kind=kind, place=place, note=what, settled_on=settled))
        if self._account.customer.kind is CustomerKind.OUTLET and dice.random() < 0.03:
            text, why = words.withheld
            found.append(
                Finding(
                    visit_id=visit.id,
                    pest=words.pests[next(iter(words.pests))],
                    note=text,
                    withheld=True,
                    withheld_why=why,
                    withheld_by=self._manager(),
                )
            )
        return found

    def _materials(self) -> list[MaterialUse]:
        return [
            MaterialUse(
                visit_id=self._visit.id,
                name=name,
                quantity_milli=max(1, self._dice.randint(most // 4, most)) * 1000,
                unit=unit,
                dilution=dilution,
                method=method,
                target=target,
                area=area,
            )
            for name, unit, most, dilution, method, target, area in self._words.materials
            if self._dice.random() < 0.35
        ]

    def _advise(self) -> list[Recommendation]:
        """Turn the visit's advice into a recommendation, unless the same still waits."""
        visit = self._visit
        known = self._work.find(Recommendation, site_id=visit.site_id)
        waiting = {one.text for one in known if is_open_on(one, visit.date_on)}
        if not visit.recommendations or visit.recommendations in waiting:
            return []
        ours = self._dice.random() < 0.15
        return [
            Recommendation(
                site_id=visit.site_id,
                visit_id=visit.id,
                text=visit.recommendations,
                acts=ActsFor.US if ours else ActsFor.CUSTOMER,
                owner=self._technician() if ours else visit.told_whom,
                given_on=visit.date_on,
                due_on=visit.date_on + timedelta(days=self._dice.choice((14, 21, 30, 45))),
            )
        ]

    def _answer(self) -> None:
        """Close what has waited long, most of it put right."""
        visit = self._visit
        for one in self._work.find(Recommendation, site_id=visit.site_id, state=RecommendationState.OPEN):
            fate = self._dice.random()
            if one.given_on > visit.date_on - _ANSWERED_AFTER or fate < 0.25:
                continue
            declined = fate > 0.92
            state = RecommendationState.DECLINED if declined else RecommendationState.DONE
            why = self._words.declined if declined else ""
            self._work.update(replace(one, state=state, closed_on=visit.date_on, closed_why=why))

    def _sheet(self) -> VisitSheet:
        visit, dice, words = self._visit, self._dice, self._words
        first = visit.kind is VisitKind.FIRST
        return VisitSheet(
            visit_id=visit.id,
            intro_who=first,
            intro_why=first,
            intro_topics=first,
            intro_minutes=30 if first else None,
            left_at=_later(visit.arrived_at, visit.minutes + dice.randint(-5, 15)),
            doors_closed=dice.random() < 0.99,
            lights_off=dice.random() < 0.98,
            all_back=dice.random() < 0.98,
            logbook_checked=dice.random() < 0.96,
            logbook_entries=dice.choice(words.entries) if dice.random() < 0.2 else "",
            explained=bool(visit.handed_to),
            questions=dice.choice(words.questions) if dice.random() < 0.25 else "",
            thanked=bool(visit.handed_to),
            next_agreed=dice.random() < 0.6,
            signed_by=visit.handed_to,
            finding_remarks=visit.findings,
            assessment=dice.choice(words.assessments) if dice.random() < 0.4 else "",
            effect_to=visit.told_whom if first else "",
            effect_on=visit.date_on if first else None,
            completed_on=visit.date_on if first else None,
        )

    def _rate(self) -> None:
        """Rate the sites of groups in the last months; now and then nobody does (R037)."""
        visit, month_on = self._visit, self._visit.date_on.replace(day=1)
        group = self._account.customer.kind is CustomerKind.OUTLET
        known = self._work.first(SiteRating, site_id=visit.site_id, month_on=month_on)
        forgotten = visit.site_id % 6 == 5
        if not group or forgotten or known is not None:
            return
        for aspect, text in zip(Aspect, self._words.ratings, strict=True):
            rating = self._dice.choice((Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.FAIR, Rating.POOR))
            self._work.insert(
                SiteRating(
                    site_id=visit.site_id,
                    month_on=month_on,
                    visit_id=visit.id,
                    aspect=aspect,
                    rating=rating,
                    text="" if rating is Rating.GOOD else text,
                    noted_on=visit.date_on,
                    noted_by=self._technician(),
                )
            )

    def _technician(self) -> str:
        staff = self._story.staff
        return next((one.name for one in staff if one.id == self._visit.technician_id), staff[0].name)

    def _manager(self) -> str:
        return self._story.staff[-1].name


def prepare_visits(story: Story) -> None:
    """Agree what is ahead, hold a meeting about preparation, add to a report: a day before the end."""
    words: FieldWords = WORDS[story.words.language]

    def write(work: UnitOfWork) -> None:
        day = story.local(work.at)
        ahead = [
            one
            for one in work.find(Visit, status=VisitStatus.PLANNED)
            if day < one.date_on <= day + timedelta(days=12)
        ]
        for number, visit in enumerate(sorted(ahead, key=lambda one: (one.date_on, one.id))[:6]):
            _agree(work, words, visit, number, day)
        _meet(story, work, words, day)
        report = work.find(ServiceReport)[-1]
        story.desk.field.add_to_report(work, report, words.addendum)

    story.at(story.now - timedelta(hours=16), "save_preparation", write)


def _agree(work: UnitOfWork, words: FieldWords, visit: Visit, number: int, day: date) -> None:
    text, detail, expected = words.steps[number % len(words.steps)]
    step = VisitStep(visit_id=visit.id, text=text, detail=detail, expected=expected)
    contact = _contact(work, visit)
    if number % 3 == 1:
        said, advised = words.disagreement
        step = replace(step, disagreement=said, advice=advised)
    if number % 3 != 2:
        step = replace(step, agreed_with=contact, agreed_on=day)
    work.insert(step)
    for nth, help_text in enumerate(words.helps[: 2 + number % 3]):
        told = nth == 0 or number % 2 == 0
        work.insert(
            CustomerHelp(
                visit_id=visit.id,
                text=help_text,
                told_on=day if told else None,
                told_whom=contact if told else "",
            )
        )


def _meet(story: Story, work: UnitOfWork, words: FieldWords, day: date) -> None:
    """Speak with the people of sites that were not prepared twice, but for one of them (R014)."""
    failed = Counter(
        one.site_id for one in work.find(Visit, status=VisitStatus.DONE) if one.preparation_missing
    )
    repeated = [site_id for site_id, times in sorted(failed.items()) if times > 1]
    suggested = [one for one in repeated if story.desk.site_book.meeting_suggested(one, day)]
    for site_id in suggested[:-1]:
        held_on = min(story.desk.site_book.meeting_suggested(site_id, day)[-1] + timedelta(days=4), day)
        meeting = PreparationMeeting(
            site_id=site_id, held_on=held_on, attendees=words.attendees, topics=words.topics
        )
        work.insert(meeting)


def _contact(work: UnitOfWork, visit: Visit) -> str:
    earlier = [one for one in work.find(Visit, site_id=visit.site_id) if one.told_whom]
    return earlier[-1].told_whom if earlier else "-"


def _later(start: str, minutes: int) -> str:
    hour, minute = map(int, start.split(":"))
    total = (hour * 60 + minute + minutes) % (24 * 60)
    return f"{total // 60:02d}:{total % 60:02d}"
