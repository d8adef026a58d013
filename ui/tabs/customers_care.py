"""Care on the customer's card and in its menu: the essentials only, the rest in the dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from branchdesk.domain.care import (
    Attention,
    AttentionKind,
    CareTick,
    CustomerNote,
    Deciders,
    Expectation,
    Improvement,
    Temperament,
)
from branchdesk.domain.grades import Grading
from branchdesk.domain.surveys import Survey, Verdict, satisfaction, verdict
from branchdesk.domain.temper_tips import tips
from ui.language import say, term, tr, words
from ui.session import Link, Session
from ui.tabs.base import Command
from ui.tabs.customers_care_acts import CareActs
from ui.widgets.badge import Badge
from ui.widgets.card_content import Fact, LinkRow, Section

if TYPE_CHECKING:
    from ui.tabs.list_tab import ListTab

KINDS: tuple[type, ...] = (
    Attention,
    CareTick,
    CustomerNote,
    Deciders,
    Expectation,
    Grading,
    Improvement,
    Survey,
    Temperament,
)
"""Records whose changes make the card reload."""
_MOST_NOTES = 3
_SHORT = 14  # characters that a badge holds
_LATELY = timedelta(days=365)
_TOKENS = {Verdict.DISSATISFIED: "late", Verdict.SATISFIED: "info", Verdict.EXCEEDED: "kept"}


def badges(session: Session, customer_id: int) -> Iterator[Badge]:
    """Yield the short notes that one must see before calling (D15)."""
    notes = session.desk.care.at_call(customer_id)
    for note in [one for one in notes if len(one.text) <= _SHORT][:_MOST_NOTES]:
        yield Badge(note.text, "soon", "phone-off" if note.contact_id else "info")


def sections(session: Session, customer_id: int) -> tuple[Section, ...]:
    """Return the section of care, none while nothing is known."""
    reader = _Reader(session, customer_id)
    rows, facts = tuple(reader.rows()), tuple(reader.facts())
    return (Section(tr("Care"), facts=facts, rows=rows),) if rows or facts else ()


def commands(tab: ListTab) -> Sequence[Command]:
    """Return what can be done about care, in a submenu of its own."""
    acts, under = CareActs(tab), tr("Care")

    def one(text: str, act: Callable[[], object], icon: str, *, alone: bool = False) -> Command:
        return Command(text, act, icon=icon, needs_record=not alone, under=under)

    return (
        one(tr("Note on the customer…"), acts.note, "pen-line"),
        one(tr("Temperament…"), acts.temperament, "smile"),
        one(tr("Grade the customer…"), acts.grade, "star"),
        one(tr("What decides…"), acts.deciders, "list-checks"),
        one(tr("Everything about care…"), acts.book, "history"),
        Command("", under=under),
        one(tr("Expectation…"), acts.expectation, "flag"),
        one(tr("Enter feedback…"), acts.survey, "clipboard-check"),
        one(tr("Print the feedback form…"), acts.print_form, "printer"),
        one(tr("Satisfaction over time…"), acts.trend, "chart-column"),
        Command("", under=under),
        one(tr("Improvement by the customer…"), acts.improvement, "wrench"),
        one(tr("Print the sheet for the quarterly meeting…"), acts.print_meeting, "printer"),
        one(tr("Special service…"), lambda: acts.attention(AttentionKind.SPECIAL_SERVICE), "gift"),
        one(tr("Thank-you note…"), lambda: acts.attention(AttentionKind.THANK_YOU), "mail"),
        one(tr("Award…"), lambda: acts.attention(AttentionKind.AWARD), "award"),
        one(tr("Visit without selling…"), lambda: acts.attention(AttentionKind.VISIT), "handshake"),
        one(tr("News of a service…"), lambda: acts.attention(AttentionKind.NEWS), "bell"),
        Command("", under=under),
        one(tr("Whom to greet at the next festival…"), acts.festival, "gift", alone=True),
        one(tr("Birthdays of the next days…"), acts.birthdays, "cake", alone=True),
        one(tr("Who should be asked for feedback…"), acts.feedback, "clipboard-list", alone=True),
    )


def follow(tab: ListTab, link: Link) -> bool:
    """Open what a line of the card stands for; False where it is not about care."""
    return CareActs(tab).open_link(link)


class _Reader:
    """Reads what the card says about care."""

    def __init__(self, session: Session, customer_id: int) -> None:
        self._session = session
        self._care, self._opinions = session.desk.care, session.desk.opinions
        self._id = customer_id

    def rows(self) -> Iterator[LinkRow]:
        yield from self._notes()
        yield from self._tempers()
        yield from self._expectations()
        yield from self._grade()
        yield from self._satisfaction()
        yield from self._thanks()
        yield from self._attention()

    def facts(self) -> Iterator[Fact]:
        found = self._care.deciders_of(self._id)
        if found is not None:
            link = Link("deciders", self._id).text()
            yield Fact(tr("Decides"), words().value(deciders_in_order(found)), link)

    def _notes(self) -> Iterator[LinkRow]:
        known: dict[int, CustomerNote] = {}
        for note in (*self._care.at_call(self._id), *self._care.notes_of(self._id)):
            known.setdefault(note.id, note)
        for note in list(known.values())[:_MOST_NOTES]:
            when = f"{note.noted_on:%m-%d}"
            yield LinkRow(note.text, Link("care_note", note.id).text(), when, "pen-line", "soon")

    def _tempers(self) -> Iterator[LinkRow]:
        for one in self._care.temperaments_of(self._id)[:1]:
            name = term(one.temper) if one.temper else term(one.anger) if one.anger else ""
            tip = " ".join(say(tip) for tip in tips(one))
            text = tr("{temper}: {tip}", temper=name, tip=tip)
            yield LinkRow(text, Link("temperament", one.id).text(), tr("for us alone"), "smile")

    def _expectations(self) -> Iterator[LinkRow]:
        for one in self._care.open_expectations(self._id)[:_MOST_NOTES]:
            link = Link("expectation", one.id).text()
            yield LinkRow(tr("Expects: {text}", text=one.text), link, tr("not settled"), "flag", "soon")

    def _grade(self) -> Iterator[LinkRow]:
        for one in self._opinions.gradings_of(self._id)[:1]:
            grade = one.holds(self._session.today)
            score = f"{one.score_hundredths / 100:.1f}"
            text = tr("Grade {grade}, {score} points", grade=grade, score=score)
            over = one.until_on is not None and one.until_on < self._session.today
            detail = tr("exception is over") if over else one.graded_on.isoformat()
            yield LinkRow(text, Link("grading", self._id).text(), detail, "star", "soon" if over else "muted")

    def _satisfaction(self) -> Iterator[LinkRow]:
        for one in self._opinions.surveys_of(self._id)[:1]:
            difference = satisfaction(one)
            outcome = verdict(difference)
            text = tr("Satisfaction {difference}: {verdict}", difference=f"{difference:+}", verdict=outcome)
            link = Link("survey_trend", self._id).text()
            yield LinkRow(text, link, f"{one.asked_on:%Y-%m}", "chart-column", _TOKENS[outcome])

    def _thanks(self) -> Iterator[LinkRow]:
        since = self._session.today - _LATELY
        for one in [one for one in self._care.improvements_of(self._id, since) if one.thanked_on is None][:2]:
            link = Link("improvement", one.id).text()
            text = tr("Improved: {what}", what=one.what)
            yield LinkRow(text, link, tr("not thanked yet"), "wrench", "soon")

    def _attention(self) -> Iterator[LinkRow]:
        for one in self._care.attentions_of(self._id)[:1]:
            text = f"{term(one.kind)} · {one.what}"
            yield LinkRow(text, Link("attention", one.id).text(), one.given_on.isoformat(), "gift")


def deciders_in_order(one: Deciders) -> list[str]:
    """Name the four, what decides most first."""
    titles = {
        "price": tr("Price"),
        "brand": tr("Brand"),
        "convenience": tr("Convenience"),
        "speed": tr("Speed"),
    }
    return [titles[key] for key in sorted(titles, key=lambda key: int(getattr(one, key)))]
