"""Which figures a month has and how each is counted, said from the customer's side (R166, R173)."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.messages import mark
from branchdesk.domain.summaries import Unit


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure before it has a value; `sheet` and `column` name the rows that make it up."""

    key: str
    label: str
    text: str
    unit: Unit = Unit.COUNT
    sheet: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class SectionDefinition:
    """Figures that belong together."""

    key: str
    title: str
    figures: tuple[Definition, ...]


VISITS = SectionDefinition(
    "visits",
    mark("Visits"),
    (
        Definition(
            "planned",
            mark("Services owed"),
            mark(
                "Services that customers were to receive this month; one moved to a later month stays here."
            ),
            sheet="visits",
            column="planned",
        ),
        Definition(
            "done",
            mark("Visits done"),
            mark("Visits that customers received on a day of this month."),
            sheet="visits",
            column="done",
        ),
        Definition(
            "missed",
            mark("Visits missed"),
            mark("Visits of this month to which nobody came or which could not be carried out."),
            sheet="visits",
            column="missed",
        ),
        Definition(
            "cancelled",
            mark("Visits cancelled"),
            mark("Visits of this month that were called off, with the reason recorded."),
            sheet="visits",
            column="cancelled",
        ),
        Definition(
            "open",
            mark("Services still open"),
            mark(
                "Services owed up to the end of this month, earlier ones included, and not received by then."
            ),
            sheet="visits",
            column="open",
        ),
        Definition(
            "moved",
            mark("Services moved"),
            mark("Services owed this month whose day was changed, whoever asked for it."),
            sheet="visits",
            column="moved",
        ),
        Definition(
            "first",
            mark("First services"),
            mark("Customers' sites that were served for the first time this month."),
        ),
        Definition(
            "follow_ups",
            mark("Follow-up visits done"),
            mark("Second looks after a first service that customers received this month."),
        ),
        Definition(
            "preparation",
            mark("Preparation failures"),
            mark("Visits of this month for which the site was not prepared as agreed."),
        ),
        Definition(
            "reports_issued",
            mark("Reports in time"),
            mark("Visits done this month whose report the customer had by the end of the month."),
            sheet="visits",
            column="report",
        ),
        Definition(
            "reports_missing",
            mark("Reports missing"),
            mark("Visits done this month whose report was not issued by the end of the month."),
            sheet="visits",
            column="report_missing",
        ),
    ),
)

COMMUNICATION = SectionDefinition(
    "communication",
    mark("Communication"),
    (
        Definition(
            "interactions",
            mark("Contacts with customers"),
            mark("Calls, messages, letters and meetings recorded for this month, by everybody."),
            sheet="interactions",
            column="total",
        ),
        Definition(
            "appointment_calls",
            mark("Appointment calls made"),
            mark("Visits of this month, cancelled ones left out, before which somebody was reached."),
        ),
        Definition(
            "appointment_in_time",
            mark("Appointment calls in time"),
            mark("Share of this month's visits whose customer was reached on the day of the call or before."),
            Unit.PERCENT,
        ),
        Definition(
            "same_day",
            mark("Same-day calls"),
            mark(
                "Share of visits done this month whose customer was called on the day, before the set hour."
            ),
            Unit.PERCENT,
        ),
        Definition(
            "without_agenda",
            mark("Calls without an agenda"),
            mark("Calls that we made this month without writing down beforehand what they were about."),
        ),
        Definition(
            "no_contact",
            mark("Customers called too seldom"),
            mark("Active customers who got fewer calls this month than their grade asks for, at least one."),
        ),
        Definition(
            "delays",
            mark("Likely delays entered"),
            mark("Delays that we saw coming and wrote down this month, by the moment of entry."),
        ),
        Definition(
            "told_before",
            mark("Told before they noticed"),
            mark("Share of this month's likely delays of which the customer heard from us first."),
            Unit.PERCENT,
        ),
        Definition(
            "commitments",
            mark("Our promises due"),
            mark("What we promised customers for this month, updates and arrivals too; withdrawn left out."),
        ),
        Definition(
            "commitments_kept",
            mark("Our promises kept"),
            mark("Share of our promises of this month that were kept in time; running ones left out."),
            Unit.PERCENT,
        ),
        Definition(
            "extra_requests",
            mark("Extra service requests"),
            mark("Requests for extra service received this month, those called off left out."),
        ),
        Definition(
            "extra_reply",
            mark("Reply to an extra request"),
            mark("Median of the minutes from the request to our reply; those without a reply left out."),
            Unit.MINUTES,
        ),
    ),
)

COMPLAINTS = SectionDefinition(
    "complaints",
    mark("Complaints"),
    (
        Definition(
            "received",
            mark("Complaints received"),
            mark("By the moment at which the customer complained, not by the day of typing."),
            sheet="complaints",
            column="received",
        ),
        Definition(
            "closed",
            mark("Complaints closed"),
            mark("Cases closed this month after the customer was told; closed twice counts twice."),
            sheet="complaints",
            column="closed",
        ),
        Definition(
            "reopened",
            mark("Complaints reopened"),
            mark("Closed cases that had to be taken up again this month."),
            sheet="complaints",
            column="reopened",
        ),
        Definition(
            "open",
            mark("Complaints open at the end"),
            mark("Cases received by the end of the month and not closed by then."),
            sheet="complaints",
            column="open",
        ),
        Definition(
            "valid",
            mark("Complaints found valid"),
            mark("Cases closed this month in which the customer was right."),
        ),
        Definition(
            "invalid",
            mark("Complaints found not valid"),
            mark("Cases closed this month in which the complaint was not founded, with the reason recorded."),
        ),
        Definition(
            "answered_in_time",
            mark("Answered in time"),
            mark(
                "Share of this month's complaints answered within the promised time; running ones left out."
            ),
            Unit.PERCENT,
        ),
        Definition(
            "status_in_time",
            mark("Told how it stands in time"),
            mark("Share of this month's complaints whose customer heard how it stands within the set hours."),
            Unit.PERCENT,
        ),
        Definition(
            "answer_minutes",
            mark("Median time to an answer"),
            mark("From the complaint to the answer as the customer waited, nights and days off included."),
            Unit.MINUTES,
        ),
        Definition(
            "per_100_visits",
            mark("Complaints per 100 visits"),
            mark("Complaints received per 100 visits done; with fewer than 100 visits one case weighs much."),
        ),
        Definition(
            "praise",
            mark("Praise"),
            mark("Kind words received this month; not part of the complaints."),
        ),
        Definition(
            "suggestions",
            mark("Suggestions"),
            mark("Suggestions received this month; not part of the complaints."),
        ),
    ),
)
