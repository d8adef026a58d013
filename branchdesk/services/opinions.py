"""Grades and surveys: what we think of a customer, and what the customer thinks of us (R138, R144, D14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from branchdesk.domain import care_checks
from branchdesk.domain.checks import require
from branchdesk.domain.customers import Customer
from branchdesk.domain.grades import (
    GradeFacts,
    Grading,
    Suggestion,
    check_grading,
    grade_on,
    graded,
    parse_bounds,
    suggest,
)
from branchdesk.domain.messages import msg
from branchdesk.domain.surveys import Survey, SurveyWish
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import care as care_queries
from branchdesk.storage.unit_of_work import UnitOfWork


class Opinions:
    """Gradings, which are kept for ever, and surveys."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def grade(self, draft: Grading, *, key: str = "") -> Outcome[Grading]:
        """Grade a customer; a grade other than that of the marks needs a reason and a last day (D14)."""
        context = self._context
        today = context.clock.today()
        if draft.graded_on == date.min:
            draft = replace(draft, graded_on=today)
        require(check_grading(draft, context.settings))
        ready = graded(draft, context.settings)
        if ready.grade == ready.by_marks:
            ready = replace(ready, until_on=None)
        with context.act("grade_customer", key=key) as work:
            saved = work.insert(replace(ready, employee=ready.employee or context.author.name))
            customer = work.get(Customer, saved.customer_id)
            work.update(replace(customer, grade=saved.grade))
        message = msg("{name} has grade {grade}", name=customer.name, grade=saved.grade)
        # Gradings are kept: a wrong one is followed by a right one.
        return replace(context.outcome(work, saved, message), undo=None)

    def gradings_of(self, customer_id: int) -> list[Grading]:
        """Read the gradings of a customer, the newest first."""
        return self._context.reader.find(Grading, customer_id=customer_id)[::-1]

    def grade_today(self, customer_id: int) -> str:
        """Return the grade that holds today, exceptions that are over left out."""
        customer = self._context.reader.get(Customer, customer_id)
        return grade_on(self.gradings_of(customer_id), customer.grade, self._context.clock.today())

    def suggestion(self, customer_id: int) -> Suggestion:
        """Propose a grade from the last twelve months, with its reasons (D14)."""
        context = self._context
        today = context.clock.today()
        since = today - relativedelta(months=12)
        invoiced = care_queries.invoiced_by_customer(context.database, since)
        late, complaints, gone = care_queries.behaviour(context.database, customer_id, since, today)
        rank = list(invoiced).index(customer_id) + 1 if customer_id in invoiced else len(invoiced) or 1
        facts = GradeFacts(
            invoiced_fen=invoiced.get(customer_id, 0),
            rank_share=Decimal(rank) / max(len(invoiced), 1),
            days_late=None if late is None else round(late),
            complaints=complaints,
            contacts_gone=gone,
        )
        return suggest(facts, parse_bounds(context.settings.grade_bounds))

    def save_survey(
        self, survey: Survey, wishes: Sequence[SurveyWish] = (), *, key: str = ""
    ) -> Outcome[Survey]:
        """Enter an answered form or talk; a new one gets the next number, such as FB-2026-031 (R155)."""
        context = self._context
        if survey.asked_on == date.min:
            survey = replace(survey, asked_on=context.clock.today())
        require(care_checks.check_survey(survey, context.clock.today()))
        asked_by = survey.asked_by or context.author.name
        with context.act("save_survey", key=key) as work:
            number = survey.number or self._number(work, survey.asked_on)
            ready = replace(survey, asked_by=asked_by, number=number)
            saved = work.update(ready) if ready.id else work.insert(ready)
            for old in work.find(SurveyWish, survey_id=saved.id):
                work.delete(old)
            for wish in wishes:
                if wish.text.strip():
                    work.insert(replace(wish, id=0, survey_id=saved.id))
        return context.outcome(work, saved, msg("Feedback {number} saved", number=saved.number))

    def next_form_number(self) -> str:
        """Return the number that a form printed today would be entered under, as far as one knows now."""
        prefix = self._prefix(self._context.clock.today())
        numbers = [one.number for one in self._context.reader.find(Survey) if one.number.startswith(prefix)]
        taken = [number.removeprefix(prefix) for number in numbers]
        return f"{prefix}{max((int(one) for one in taken if one.isdecimal()), default=0) + 1:03d}"

    def surveys_of(self, customer_id: int) -> list[Survey]:
        """Read the surveys of a customer, the newest first."""
        found = self._context.reader.find(Survey, customer_id=customer_id)
        return sorted(found, key=lambda one: (one.asked_on, one.id), reverse=True)

    def wishes_of(self, survey_id: int) -> list[SurveyWish]:
        """Read the particular expectations of a survey."""
        return self._context.reader.find(SurveyWish, survey_id=survey_id)

    def wish_courses(self, customer_id: int) -> dict[str, list[tuple[date, int]]]:
        """Return how the marks of each particular expectation changed, oldest first (R146)."""
        courses: dict[str, list[tuple[date, int]]] = {}
        for survey in reversed(self.surveys_of(customer_id)):
            for wish in self.wishes_of(survey.id):
                courses.setdefault(wish.text, []).append((survey.asked_on, wish.mark))
        return courses

    def _prefix(self, day: date) -> str:
        return f"FB-{day.year}-"

    def _number(self, work: UnitOfWork, day: date) -> str:
        prefix = self._prefix(day)
        return f"{prefix}{work.next_number(Survey, prefix):03d}"
