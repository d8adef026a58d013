"""The course of cases as figures of a month (R111, R165, D16)."""

from __future__ import annotations

from decimal import Decimal

from branchdesk.domain.case_talk import FirstWish
from branchdesk.domain.month_figures import share
from branchdesk.domain.months import Month
from branchdesk.services.context import Context
from branchdesk.storage.queries.case_months import CourseMonth, course_months
from branchdesk.storage.queries.judgement import JudgedMonth, judged_months
from branchdesk.storage.queries.summary_frame import Frame

Values = dict[str, Decimal | None]


def course_values(context: Context, frame: Frame) -> dict[Month, Values]:
    """Count late entries and hand-overs, and share out what customers want first."""
    found = course_months(context.database, frame, context.settings.late_entry_minutes)
    judged = judged_months(context.database, frame)
    return {month: {**_values(one), **_judged(judged[month])} for month, one in found.items()}


def _judged(one: JudgedMonth) -> Values:
    """Say how satisfied customers were, and what cases cost (R102, R125)."""
    return {
        "satisfied": None if one.satisfied is None else Decimal(one.satisfied).quantize(Decimal("0.1")),
        "cost": Decimal(one.totals.money_fen) / 100,
        "extra_visits": Decimal(one.totals.visits),
        "cost_minutes": Decimal(one.totals.minutes),
    }


def _values(one: CourseMonth) -> Values:
    values: Values = {
        "late_entries": Decimal(one.late),
        "hand_overs": Decimal(one.handed),
        "hand_over_minutes": None if one.minutes is None else Decimal(one.minutes),
    }
    for wish in FirstWish:
        wanted = sum(wish in wishes for wishes in one.wishes)
        values[f"wish_{wish.value}"] = share(wanted, len(one.wishes))
    return values
