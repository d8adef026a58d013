"""What a person does to care for a customer: notes, greetings, attentions, expectations (R136-R156)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from dateutil.relativedelta import relativedelta

from branchdesk.domain import care_checks
from branchdesk.domain.care import (
    Attention,
    CareState,
    CareTick,
    CustomerNote,
    Deciders,
    Expectation,
    Improvement,
    Occasion,
    Temperament,
)
from branchdesk.domain.checks import require
from branchdesk.domain.duties_care import Recipient
from branchdesk.domain.festivals import FestivalDay, festivals_near
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import care as care_queries

R = TypeVar("R", bound=Any)


class Care:
    """Everything about a customer that is not the business itself."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    # Notes and temperament

    def save_note(self, note: CustomerNote, *, key: str = "") -> Outcome[CustomerNote]:
        """Write down a habit, a preference or a need (R136)."""
        require(care_checks.check_note(note))
        employee = note.employee or self._context.author.name
        noted = self._today if note.noted_on == date.min else note.noted_on
        return self._save(replace(note, employee=employee, noted_on=noted), msg("Note saved"), key)

    def notes_of(self, customer_id: int) -> list[CustomerNote]:
        """Read the notes on a customer, the newest first."""
        return self._newest(CustomerNote, customer_id, "noted_on")

    def at_call(self, customer_id: int, contact_id: int | None = None) -> list[CustomerNote]:
        """Return what one must know before ringing this person, the newest first (D15)."""
        return [
            note
            for note in self._holding(customer_id)
            if note.at_call
            and (note.contact_id is None or contact_id is None or note.contact_id == contact_id)
        ]

    def at_visit(self, customer_id: int, site_id: int) -> list[CustomerNote]:
        """Return what one must know before going to this site, the newest first (D15)."""
        return [
            note for note in self._holding(customer_id) if note.at_visit and note.site_id in (None, site_id)
        ]

    def save_temperament(self, one: Temperament, *, key: str = "") -> Outcome[Temperament]:
        """Write down how to speak with somebody; it stays inside (R110)."""
        require(care_checks.check_temperament(one))
        noted = self._today if one.noted_on == date.min else one.noted_on
        return self._save(replace(one, noted_on=noted), msg("Temperament noted, for us alone"), key)

    def temperaments_of(self, customer_id: int) -> list[Temperament]:
        """Read how people of a customer are inclined, the newest first."""
        return self._newest(Temperament, customer_id, "noted_on")

    def temperament(self, customer_id: int, contact_id: int | None) -> Temperament | None:
        """Return what holds for somebody: their own entry, else that of the customer as a whole."""
        known = self.temperaments_of(customer_id)
        own = (one for one in known if one.contact_id is not None and one.contact_id == contact_id)
        return next(own, None) or next((one for one in known if one.contact_id is None), None)

    # Improvements, attentions, expectations

    def save_improvement(self, one: Improvement, *, key: str = "") -> Outcome[Improvement]:
        """Write down what the customer improved, and our thanks (R028)."""
        one = one if one.noticed_by else replace(one, noticed_by=self._context.author.name)
        require(care_checks.check_improvement(one, self._today))
        return self._save(one, msg("Improvement saved"), key)

    def improvements_of(
        self, customer_id: int, since: date = date.min, until: date = date.max
    ) -> list[Improvement]:
        """Read a customer's improvements within a period, the newest first; a meeting speaks of them."""
        found = self._newest(Improvement, customer_id, "noticed_on")
        return [one for one in found if since <= one.noticed_on <= until]

    def save_attention(self, one: Attention, *, key: str = "") -> Outcome[Attention]:
        """Write down a special service, a thank-you note, an award, a visit or news (R142, R156)."""
        require(care_checks.check_attention(one))
        given = self._today if one.given_on == date.min else one.given_on
        employee = one.employee or self._context.author.name
        return self._save(replace(one, given_on=given, employee=employee), msg("Attention saved"), key)

    def attentions_of(self, customer_id: int) -> list[Attention]:
        """Read the attentions that a customer got, the newest first."""
        return self._newest(Attention, customer_id, "given_on")

    def save_expectation(self, one: Expectation, *, key: str = "") -> Outcome[Expectation]:
        """Write down what is expected, or how it was settled (R145)."""
        if one.noted_on == date.min:
            one = replace(one, noted_on=self._today)
        require(care_checks.check_expectation(one, self._today))
        if one.settled_on is not None and not one.settled_by:
            one = replace(one, settled_by=self._context.author.name)
        return self._save(one, msg("Expectation saved"), key)

    def expectations_of(self, customer_id: int) -> list[Expectation]:
        """Read the expectations of a customer, the newest first."""
        return self._newest(Expectation, customer_id, "noted_on")

    def open_expectations(self, customer_id: int) -> list[Expectation]:
        """Return what is not settled yet."""
        return [one for one in self.expectations_of(customer_id) if one.settled_on is None]

    def before_first_service(self, visit: Visit, customer_id: int) -> list[Expectation]:
        """Return the open expectations where this visit is the first at its site (R145)."""
        visits = self._context.reader.find(Visit, site_id=visit.site_id)
        if any(one.status is VisitStatus.DONE and one.id != visit.id for one in visits):
            return []
        return self.open_expectations(customer_id)

    # What decides

    def save_deciders(self, one: Deciders, *, key: str = "") -> Outcome[Deciders]:
        """Rank price, brand, convenience and speed (R160)."""
        require(care_checks.check_deciders(one))
        return self._save(replace(one, noted_on=self._today), msg("Ranks saved"), key)

    def deciders_of(self, customer_id: int) -> Deciders | None:
        """Read what decides for a customer, None where nobody asked yet."""
        return self._context.reader.first(Deciders, customer_id=customer_id)

    def deciding_first(self) -> tuple[dict[str, int], int]:
        """Count for price, brand, convenience and speed by how many of the served customers each is first."""
        return care_queries.deciding_first(self._context.database)

    # Greetings and feedback rounds

    def festivals(self, days_ahead: int | None = None) -> list[FestivalDay]:
        """Return the festivals whose list is open today, or those of some days ahead."""
        days = self._context.settings.festival_days_before if days_ahead is None else days_ahead
        return festivals_near(self._today, days)

    def festival_recipients(self, day: date) -> list[Recipient]:
        """Read whom to greet for a festival and what became of it (R140)."""
        return care_queries.festival_recipients(self._context.database, day, self._today)

    def birthdays(self, days_ahead: int | None = None, days_back: int = 0) -> list[Recipient]:
        """Read whose birthday is within the next days, also across the year's end (R141)."""
        days = self._context.settings.birthday_days_ahead if days_ahead is None else days_ahead
        since, until = self._today - timedelta(days=days_back), self._today + timedelta(days=days)
        return care_queries.birthday_recipients(self._context.database, since, until, self._today)

    def feedback_waiting(self) -> list[Recipient]:
        """Read who has not been asked for the usual interval (R155)."""
        months = self._context.settings.feedback_every_months
        before = self._today - relativedelta(months=months)
        return care_queries.feedback_waiting(self._context.database, before, self._today)

    def tick(
        self, occasion: Occasion, recipients: Sequence[Recipient], state: CareState | None
    ) -> Outcome[int]:
        """Say of some people that they were greeted, or left out, or (None) that it is still to be done."""
        with self._context.act("tick_care") as work:
            for one in recipients:
                of = {"customer_id": one.whom.customer_id, "contact_id": None}
                if occasion is Occasion.BIRTHDAY:
                    of["contact_id"] = one.whom.contact_id
                known = work.first(CareTick, occasion=occasion, day=one.day, **of)
                if state is None:
                    if known is not None:
                        work.delete(known)
                    continue
                fresh = replace(
                    known or CareTick(occasion=occasion, day=one.day, **of),  # type: ignore[arg-type]  # ids
                    state=state,
                    ticked_on=self._today,
                    employee=self._context.author.name,
                )
                _ = work.update(fresh) if known else work.insert(fresh)
        message = msg("{n} entries of the list updated", n=len(recipients))
        return self._context.outcome(work, len(recipients), message)

    def _holding(self, customer_id: int) -> list[CustomerNote]:
        today = self._today
        return [one for one in self.notes_of(customer_id) if one.until_on is None or one.until_on >= today]

    def _newest(self, kind: type[R], customer_id: int, day: str) -> list[R]:
        found = self._context.reader.find(kind, customer_id=customer_id)
        return sorted(found, key=lambda one: (getattr(one, day), one.id), reverse=True)

    def _save(self, record: R, message: Message, key: str) -> Outcome[R]:
        with self._context.act("save_" + type(record).__name__.lower(), key=key) as work:
            saved = work.update(record) if record.id else work.insert(record)
        return self._context.outcome(work, saved, message)
