"""Settings of visits, calls, people, requests and care."""

from __future__ import annotations

from branchdesk.domain.commitments import parse_factor
from branchdesk.domain.grades import parse_bounds, parse_weights
from branchdesk.domain.money import Fen
from branchdesk.domain.quiet_hours import quiet_hours
from ui.forms.plain_words import Wording, WordsField
from ui.forms.settings_page import USUAL, SettingsPage, usual
from ui.language import tr
from ui.widgets.fields import CheckField, MoneyField, TimeField
from ui.widgets.paged_form import PagedForm

WEIGHTS = Wording(lambda text: "/".join(map(str, parse_weights(text))), str)
BOUNDS = Wording(lambda text: "/".join(map(str, parse_bounds(text))), str)
QUIET = Wording(quiet_hours, str)
FACTOR = Wording(parse_factor, str)


def visit_page(form: PagedForm) -> None:
    """Add what holds for planning and keeping visits."""
    page = SettingsPage(form, tr("Visits"), "calendar-days")
    page.number("plan_months_ahead", tr("Plan ahead"), tr("months"), least=1, most=36)
    page.number(
        "technician_minutes_per_day",
        tr("Technician: minutes"),
        tr("a day at most, 0: no limit"),
        least=0,
        most=1440,
    )
    page.number(
        "technician_visits_per_day",
        tr("Technician: visits"),
        tr("a day at most, 0: no limit"),
        least=0,
        most=50,
    )
    page.number(
        "late_after_minutes", tr("Late arrival"), tr("minutes after the planned time"), least=0, most=240
    )
    page.number(
        "preparation_failures",
        tr("Staff meeting"),
        tr("failures of preparation"),
        least=1,
        most=12,
    )
    page.number("preparation_failure_months", tr("Failures count for"), tr("months"), least=1, most=24)


def call_page(form: PagedForm) -> None:
    """Add what holds for the calls around visits, and for reminders."""
    page = SettingsPage(form, tr("Calls and reminders"), "phone")
    page.days(
        "appointment_days_before",
        tr("Appointment call"),
        tr("days before the visit, earlier if that is a day off"),
    )
    page.days("follow_up_days_after_first", tr("Follow-up visit"), tr("days after a first service"))
    page.add(
        "same_day_call_by",
        tr("Same-day call by"),
        TimeField(),
        required=True,
        hint=usual(tr("time of day"), USUAL.same_day_call_by),
    )
    page.days(
        "reconfirm_beyond_days", tr("Confirm again"), tr("days that a visit may move without a new call")
    )
    page.days("critical_contact_days", tr("Call after the first service"), tr("days after it"))
    page.days("new_customer_days", tr("Counts as new"), tr("days after the first contract"))
    page.number(
        "meeting_soon_months",
        tr("Quarterly meeting urgent"),
        tr("months before its end"),
        least=0,
        most=3,
    )
    page.text(
        "reminder_quiet_hours",
        tr("No reminders"),
        WordsField(QUIET),
        usual(tr("when the tray keeps silent, but for complaints"), USUAL.reminder_quiet_hours),
    )
    page.number(
        "reminder_minutes", tr("Reminders at most every"), tr("minutes, 0 for none"), least=0, most=480
    )


def sales_page(form: PagedForm) -> None:
    """Add the plan of calls and the targets."""
    page = SettingsPage(form, tr("Call plan"), "list-checks")
    for key, title, unit in (
        ("call_plan_new", tr("Call plan: new customers"), tr("calls a day")),
        ("call_plan_old", tr("Call plan: old customers"), tr("calls a day")),
        ("call_plan_follow_ups", tr("Call plan: follow-ups"), tr("calls a day")),
        ("weekly_deals", tr("Deals"), tr("a week")),
        ("monthly_new_contacts", tr("New contacts"), tr("a month")),
    ):
        page.number(key, title, unit, least=0, most=500)


def people_page(form: PagedForm) -> None:
    """Add what holds for contacts and contracts."""
    page = SettingsPage(form, tr("People and contracts"), "users")
    page.days(
        "introduction_working_days",
        tr("Introduce ourselves"),
        tr("working days after a change of contact"),
    )
    page.days("silent_contact_days", tr("Silent contacts"), tr("days without a contact, by role"))
    page.number("turnover_risk", tr("Many changes"), tr("contacts who left within a year"), least=1, most=50)
    page.days("renewal_talk_days", tr("Talk about renewal"), tr("days before a contract ends"))


def request_page(form: PagedForm) -> None:
    """Add what holds for extra requests and our promises."""
    page = SettingsPage(form, tr("Requests, promises"), "clipboard-list")
    factor = usual(tr("promised time: our estimate times this"), USUAL.promise_factor)
    page.text("promise_factor", tr("Promise less"), WordsField(FACTOR), factor)
    page.number("request_reply_minutes", tr("A word on a request"), tr("minutes after it"), least=1)
    page.number("difficulty_minutes", tr("Tell of a difficulty"), tr("minutes after it"), least=1)
    page.days("request_repeat_days", tr("Counts as a repeat"), tr("days, same pest and site"))
    page.number("root_cause_requests", tr("Look for the cause"), tr("requests at one site"), least=2)
    page.days("root_cause_days", tr("Within"), tr("days, to look for the cause"))
    for key, title, unit in (
        ("extra_visit_cost_fen", tr("An extra visit costs us"), tr("before the hours")),
        ("extra_hour_cost_fen", tr("An hour of it costs us"), tr("of work")),
    ):
        page.add(key, title, MoneyField(), required=True, hint=usual(unit, Fen(getattr(USUAL, key))))
    for key, title, unit in (
        ("night_from", tr("Night service"), tr("ends after this")),
        ("night_until", tr("Rest after it"), tr("no reminders to the technician before")),
    ):
        page.add(key, title, TimeField(), required=True, hint=usual(unit, getattr(USUAL, key)))
    days_off = CheckField(tr("Call about it on working days only"))
    page.add("follow_up_on_working_days", "", days_off)


def care_page(form: PagedForm) -> None:
    """Add grades and care."""
    page = SettingsPage(form, tr("Grades and care"), "gift")
    page.text(
        "grade_weights",
        tr("Weights of the marks"),
        WordsField(WEIGHTS),
        usual(tr("value, importance, potential"), USUAL.grade_weights),
    )
    page.text(
        "grade_bounds",
        tr("A and B from"),
        WordsField(BOUNDS),
        usual(tr("points of 5"), USUAL.grade_bounds),
    )
    page.number("answer_minutes_a", tr("Answer to grade A"), tr("minutes, never more than for all"), least=1)
    page.number("answer_minutes_b", tr("Answer to grade B"), tr("minutes, never more than for all"), least=1)
    for key, title in (
        ("calls_per_month_a", tr("Calls to grade A")),
        ("calls_per_month_b", tr("Calls to grade B")),
    ):
        page.number(key, title, tr("a month, never fewer than one"), least=1, most=31)
    page.days("festival_days_before", tr("Festival list"), tr("days before the festival"))
    page.days("birthday_days_ahead", tr("Birthday list"), tr("days ahead"))
    page.number("feedback_every_months", tr("Ask for feedback"), tr("months"), least=1, most=60)
