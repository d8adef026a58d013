"""Care in the sample branch: dealt out by each customer's number, so that the other dice fall as before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.care_words import WORDS, CareWords
from branchdesk.demo.story import Story, Write
from branchdesk.domain.care import (
    AngerCause,
    Attention,
    CareTick,
    CustomerNote,
    Deciders,
    Expectation,
    Improvement,
    Occasion,
    Temper,
    Temperament,
)
from branchdesk.domain.customers import Contact, ContactRole, CustomerKind
from branchdesk.domain.festivals import Festival, birthdays_near, festival_day
from branchdesk.domain.grades import Grading
from branchdesk.domain.surveys import Survey, SurveySource, SurveyWish
from branchdesk.storage.unit_of_work import UnitOfWork

_MARKS = {"A": (5, 4, 3), "B": (3, 3, 2), "C": (2, 2, 2)}
_SCORES = {"A": 430, "B": 280, "C": 200}
_RANKS = ((3, 4, 1, 2), (1, 4, 2, 3), (2, 1, 3, 4), (2, 4, 3, 1))
_ANSWERS = (  # ten marks: expected, then found
    ((4, 4, 4, 4, 4), (4, 4, 3, 4, 3)),
    ((4, 4, 4, 4, 4), (4, 5, 4, 4, 4)),
    ((4, 3, 4, 4, 5), (4, 4, 3, 4, 5)),
    ((5, 4, 5, 5, 5), (4, 4, 4, 5, 5)),
)
_SOURCES = (SurveySource.OWN, SurveySource.VISIT, SurveySource.AGENT)


def care_for(story: Story, accounts: list[Account]) -> None:
    """Queue what the branch does for its customers beyond the business."""
    words = WORDS[story.words.language]
    looked_after = [one for one in accounts if one.customer.kind is not CustomerKind.ONE_OFF]
    for number, account in enumerate(looked_after):
        _Care(story, words, account, number).queue()
    story.at(story.now - timedelta(minutes=25), "tick_care", lambda work: _greet(story, work, looked_after))


@dataclass(slots=True)
class _Care:
    story: Story
    words: CareWords
    account: Account
    number: int

    def queue(self) -> None:
        """Let everything happen on a day of its own."""
        number, single = self.number, self.account.customer.kind is CustomerKind.SINGLE
        self._at(200, self._grade)
        if number % 2 == 0:
            self._at(60 + number, self._note)
        if number % 4 == 1:
            self._at(90 + number, self._temperament)
        if number % 3 == 0:
            self._at(70 + number, self._expect)
            self._at(35 + number % 20, self._improve)
        if number % 4 == 2:
            self._at(20 + number % 30, self._attend)
        if self.account.customer.kind is not CustomerKind.OUTLET and number % 6 != 5:
            self._at(190 + number % 9, self._ask)
            self._at(8 + number % 9, self._ask_again)
        if single:
            self._at(150, self._decide)

    def _at(self, back: int, write: Write) -> None:
        story = self.story
        on = max(story.today - timedelta(days=back), self.account.joined + timedelta(days=2))
        story.at(story.moment(story.workday(on), "10:40"), "care", write)

    @property
    def _id(self) -> int:
        return self.account.customer.id

    def _contact(self, role: ContactRole = ContactRole.SERVICE) -> Contact | None:
        return self.account.contact(role)

    def _contact_id(self) -> int | None:
        contact = self._contact()
        return contact.id if contact else None

    def _day(self, work: UnitOfWork) -> date:
        return self.story.local(work.at)

    def _grade(self, work: UnitOfWork) -> None:
        grade = self.account.customer.grade
        if grade not in _MARKS:
            return
        value, importance, potential = _MARKS[grade]
        exception = self.number % 25 == 8 and grade != "B"
        until = self.story.today + timedelta(days=-2 if self.number < 25 else 40)
        work.insert(
            Grading(
                customer_id=self._id,
                graded_on=self._day(work),
                value=3 if exception else value,
                importance=3 if exception else importance,
                potential=2 if exception else potential,
                score_hundredths=_SCORES["B" if exception else grade],
                by_marks="B" if exception else grade,
                grade=grade,
                reason=self.words.exception if exception else "",
                until_on=until if exception else None,
                employee=work.author.name,
            )
        )

    def _note(self, work: UnitOfWork) -> None:
        kind, text, visit = self.words.notes[self.number // 2 % len(self.words.notes)]
        work.insert(
            CustomerNote(
                customer_id=self._id,
                kind=kind,
                noted_on=self._day(work),
                text=text,
                at_call=not visit,
                at_visit=visit,
                employee=work.author.name,
            )
        )

    def _temperament(self, work: UnitOfWork) -> None:
        work.insert(
            Temperament(
                customer_id=self._id,
                contact_id=self._contact_id(),
                temper=tuple(Temper)[self.number % 3],
                anger=tuple(AngerCause)[self.number % 3] if self.number % 8 == 1 else None,
                noted_on=self._day(work),
            )
        )

    def _expect(self, work: UnitOfWork) -> None:
        day, expectations = self._day(work), self.words.expectations
        for nth in range(2):
            kind, text, how = expectations[(self.number // 3 + nth) % len(expectations)]
            settled = self.number % 9 != 0
            work.insert(
                Expectation(
                    customer_id=self._id,
                    text=text,
                    kind=kind,
                    noted_on=day,
                    settled_on=day if settled else None,
                    settled_how=how if settled else "",
                    settled_by=work.author.name if settled else "",
                )
            )

    def _improve(self, work: UnitOfWork) -> None:
        day, contact = self._day(work), self._contact()
        thanked = self.number % 12 != 0 and contact is not None
        work.insert(
            Improvement(
                customer_id=self._id,
                site_id=self.account.sites[0].id if self.account.sites else None,
                noticed_on=day,
                what=self.words.improvements[self.number // 3 % len(self.words.improvements)],
                noticed_by=work.author.name,
                thanked_on=day if thanked else None,
                thanked_whom=contact.name if thanked and contact else "",
            )
        )

    def _attend(self, work: UnitOfWork) -> None:
        kind, what, reaction, yuan = self.words.attentions[self.number // 4 % len(self.words.attentions)]
        work.insert(
            Attention(
                customer_id=self._id,
                contact_id=self._contact_id(),
                kind=kind,
                given_on=self._day(work),
                what=what,
                cost_fen=yuan * 100,
                reaction=reaction,
                employee=work.author.name,
            )
        )

    def _decide(self, work: UnitOfWork) -> None:
        price, brand, convenience, speed = _RANKS[self.number % len(_RANKS)]
        work.insert(
            Deciders(
                customer_id=self._id,
                price=price,
                brand=brand,
                convenience=convenience,
                speed=speed,
                noted_on=self._day(work),
            )
        )

    def _ask(self, work: UnitOfWork) -> None:
        self._survey(work, self.number, 3)

    def _ask_again(self, work: UnitOfWork) -> None:
        self._survey(work, self.number + 1, 5)

    def _survey(self, work: UnitOfWork, answer: int, wish: int) -> None:
        day = self._day(work)
        expected, found = _ANSWERS[answer % len(_ANSWERS)]
        source = _SOURCES[answer % len(_SOURCES)]
        prefix = f"FB-{day.year}-"
        names = ("appearance", "attitude", "feedback", "ability", "honesty")
        marks = {f"expect_{name}": mark for name, mark in zip(names, expected, strict=True)}
        marks |= {f"found_{name}": mark for name, mark in zip(names, found, strict=True)}
        saved = work.insert(
            Survey(
                customer_id=self._id,
                contact_id=self._contact_id(),
                number=f"{prefix}{work.next_number(Survey, prefix):03d}",
                asked_on=day,
                source=source,
                asked_by=self.words.agency if source is SurveySource.AGENT else work.author.name,
                comment=self.words.comments[answer % len(self.words.comments)],
                **marks,
            )
        )
        if self.number % 2:
            work.insert(SurveyWish(survey_id=saved.id, text=self.words.wish, mark=wish))


def _greet(story: Story, work: UnitOfWork, accounts: list[Account]) -> None:
    """Tick off the last festival, and the birthdays of the last days; that of today is left to do."""
    today = story.today
    days = [festival_day(one, year) for year in (today.year - 1, today.year) for one in Festival]
    last = max(day for day in days if day < today)
    for account in accounts:
        customer = account.customer
        if not account.served or account.joined > last:
            continue
        _tick(work, CareTick(occasion=Occasion.FESTIVAL, day=last, customer_id=customer.id), last)
        for contact in account.contacts:
            if contact.birthday is None or contact.to_on is not None:
                continue
            since, until = today - timedelta(days=7), today - timedelta(days=1)
            for day in birthdays_near(contact.birthday, since, until, lunar=contact.birthday_lunar):
                tick = CareTick(
                    occasion=Occasion.BIRTHDAY, day=day, customer_id=customer.id, contact_id=contact.id
                )
                _tick(work, tick, day)


def _tick(work: UnitOfWork, tick: CareTick, day: date) -> None:
    work.insert(replace(tick, ticked_on=day, employee=work.author.name))
