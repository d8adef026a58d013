"""The figures of a month about the course of complaints (R111, R165, D16)."""

from __future__ import annotations

from branchdesk.domain.messages import mark
from branchdesk.domain.month_definitions import COMPLAINTS, Definition, SectionDefinition
from branchdesk.domain.summaries import Unit

_WANTED = mark(
    "Share of this month's complaints in which the customer wanted this first; several can be wanted."
)
COURSE: tuple[Definition, ...] = (
    Definition(
        "late_entries",
        mark("Entered late"),
        mark("Complaints of this month that were typed in later after the call than the branch allows."),
    ),
    Definition(
        "hand_overs",
        mark("Cases handed over"),
        mark("How often a complaint was accepted by another person this month."),
    ),
    Definition(
        "hand_over_minutes",
        mark("Mean time of a hand-over"),
        mark("From the offer to the moment at which somebody accepted the case."),
        Unit.MINUTES,
    ),
    Definition("wish_taken_seriously", mark("Wanted to be taken seriously"), _WANTED, Unit.PERCENT),
    Definition("wish_respected", mark("Wanted to be respected"), _WANTED, Unit.PERCENT),
    Definition("wish_understood", mark("Wanted to be understood"), _WANTED, Unit.PERCENT),
    Definition("wish_helped", mark("Wanted to be helped"), _WANTED, Unit.PERCENT),
)
JUDGED: tuple[Definition, ...] = (
    Definition(
        "satisfied",
        mark("Satisfaction after closing"),
        mark(
            "Mean mark from 1 to 5 of the valid complaints closed this month; those not valid are left out."
        ),
    ),
    Definition(
        "cost",
        mark("Cost of complaints"),
        mark("Compensation set off this month and other money spent on cases, in yuan."),
        Unit.MONEY,
    ),
    Definition(
        "extra_visits",
        mark("Extra visits for complaints"),
        mark("Visits of this month that were only needed because somebody complained."),
    ),
    Definition(
        "cost_minutes",
        mark("Working time for complaints"),
        mark("Minutes of this month that cases cost beside the usual work."),
        Unit.MINUTES,
    ),
)
CASES = SectionDefinition(COMPLAINTS.key, COMPLAINTS.title, (*COMPLAINTS.figures, *COURSE, *JUDGED))
"""The section of complaints with the course of its cases, their judgement and their cost."""
