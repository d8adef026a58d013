"""The limits that the rules use, each with its unit and what is usual (decision 8)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.aging import parse_edges
from branchdesk.domain.commitments import parse_factor
from branchdesk.domain.grades import parse_bounds, parse_weights
from branchdesk.domain.money import Fen
from branchdesk.domain.quiet_hours import quiet_hours
from branchdesk.domain.settings import Settings
from ui.forms.hours_words import HOURS, hours_words
from ui.forms.plain_words import TERMS, Wording, WordsField, terms_words
from ui.language import tr
from ui.session import Session
from ui.widgets.fields import CheckField, MoneyField, NumberField, TimeField
from ui.widgets.form_dialog import FormDialog, Job

_USUAL = Settings()
WEIGHTS = Wording(lambda text: "/".join(map(str, parse_weights(text))), str)
BOUNDS = Wording(lambda text: "/".join(map(str, parse_bounds(text))), str)
QUIET = Wording(quiet_hours, str)
FACTOR = Wording(parse_factor, str)
EDGES = Wording(lambda text: ",".join(map(str, parse_edges(text))), str)


class SettingsDialog(FormDialog):
    """Every limit of the branch; language and theme are in the View menu, for they belong to the person."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr("These limits hold for the whole branch. Duties and lights follow them at once.")
        super().__init__(parent, tr("Settings"), tr("Save the settings"), lead=lead, columns=2)
        self._session = session
        self._add_calls()
        self._add_people()
        self._add_complaints()
        self._add_requests()
        self._add_money()
        self._add_care()
        self._present = session.desk.upkeep.settings()
        shown = self.form.keys()
        self.form.set_values({key: getattr(self._present, key) for key in shown})

    def job(self) -> Job:
        """Save what was changed."""
        wanted, upkeep = replace(self._present, **self.form.values()), self._session.desk.upkeep
        return lambda _progress: upkeep.save_settings(wanted)

    def _add_calls(self) -> None:
        self.form.section(tr("Calls and visits"))
        self._days(
            "appointment_days_before",
            tr("Appointment call"),
            tr("days before the visit, earlier if that is a day off"),
        )
        self._days("follow_up_days_after_first", tr("Follow-up visit"), tr("days after a first service"))
        self.form.add(
            "same_day_call_by",
            tr("Same-day call by"),
            TimeField(),
            required=True,
            hint=_usual(tr("time of day"), _USUAL.same_day_call_by),
        )
        self._days(
            "reconfirm_beyond_days", tr("Confirm again"), tr("days that a visit may move without a new call")
        )
        self._days("critical_contact_days", tr("Call after the first service"), tr("days after it"))
        self._days("new_customer_days", tr("Counts as new"), tr("days after the first contract"))
        for key, title, unit in (
            ("call_plan_new", tr("Call plan: new customers"), tr("calls a day")),
            ("call_plan_old", tr("Call plan: old customers"), tr("calls a day")),
            ("call_plan_follow_ups", tr("Call plan: follow-ups"), tr("calls a day")),
            ("weekly_deals", tr("Deals"), tr("a week")),
            ("monthly_new_contacts", tr("New contacts"), tr("a month")),
        ):
            self._number(key, title, unit, least=0, most=500)
        self._number(
            "meeting_soon_months",
            tr("Quarterly meeting urgent"),
            tr("months before its end"),
            least=0,
            most=3,
        )
        self._text(
            "reminder_quiet_hours",
            tr("No reminders"),
            WordsField(QUIET),
            _usual(tr("when the tray keeps silent, but for complaints"), _USUAL.reminder_quiet_hours),
        )
        self._number(
            "reminder_minutes", tr("Reminders at most every"), tr("minutes, 0 for none"), least=0, most=480
        )
        self._number("plan_months_ahead", tr("Plan ahead"), tr("months"), least=1, most=36)
        self._number(
            "technician_minutes_per_day",
            tr("Technician: minutes"),
            tr("a day at most, 0: no limit"),
            least=0,
            most=1440,
        )
        self._number(
            "technician_visits_per_day",
            tr("Technician: visits"),
            tr("a day at most, 0: no limit"),
            least=0,
            most=50,
        )
        self._number(
            "late_after_minutes", tr("Late arrival"), tr("minutes after the planned time"), least=0, most=240
        )
        self._number(
            "preparation_failures",
            tr("Staff meeting"),
            tr("failures of preparation"),
            least=1,
            most=12,
        )
        self._number("preparation_failure_months", tr("Failures count for"), tr("months"), least=1, most=24)

    def _add_people(self) -> None:
        self.form.section(tr("People and contracts"))
        self._days(
            "introduction_working_days",
            tr("Introduce ourselves"),
            tr("working days after a change of contact"),
        )
        self._days("silent_contact_days", tr("Silent contacts"), tr("days without a contact, by role"))
        self._number(
            "turnover_risk", tr("Many changes"), tr("contacts who left within a year"), least=1, most=50
        )
        self._days("renewal_talk_days", tr("Talk about renewal"), tr("days before a contract ends"))

    def _add_complaints(self) -> None:
        self.form.section(tr("Complaints"))
        self._number("direct_answer_minutes", tr("Direct answer"), tr("minutes after the complaint"), least=1)
        self._number(
            "answer_minutes", tr("Agreed answer"), tr("minutes, where a department must be asked"), least=1
        )
        self._number("status_hours", tr("Word on how it stands"), tr("hours after the complaint"), least=1)
        for key, title, unit in (
            ("late_entry_minutes", tr("Late entry"), tr("minutes after it was received")),
            ("facts_reply_hours", tr("To be verified"), tr("hours until the customer hears")),
            ("hand_over_minutes", tr("Hand-over"), tr("minutes in which it must be accepted")),
            ("hand_over_limit", tr("Hand-overs"), tr("more are flagged to the supervisor")),
            ("waiting_minutes", tr("Those who wait"), tr("minutes between two words")),
            ("duplicate_days", tr("Like cases"), tr("days in which they may be the same")),
            ("unresolved_days", tr("Old cases"), tr("days unresolved")),
            ("after_closing_days", tr("Call after closing"), tr("days after closing")),
            ("watch_months", tr("Watch a customer"), tr("months after a closed case")),
            ("effect_check_days", tr("Effectiveness check"), tr("days after the day of the action")),
            ("third_party_days", tr("Answer of a third party"), tr("days to wait for it")),
            ("attachment_megabytes", tr("Largest attachment"), tr("MB for one file, in all lists")),
        ):
            self._number(key, title, unit, least=1)
        self._text(
            "call_back_hours",
            tr("Call-back hours"),
            WordsField(HOURS),
            _usual(tr("when customers are called back"), hours_words(_USUAL.call_back_hours)),
        )

    def _add_requests(self) -> None:
        self.form.section(tr("Extra requests and our promises"))
        factor = _usual(tr("promised time: our estimate times this"), _USUAL.promise_factor)
        self._text("promise_factor", tr("Promise less"), WordsField(FACTOR), factor)
        self._number("request_reply_minutes", tr("A word on a request"), tr("minutes after it"), least=1)
        self._number("difficulty_minutes", tr("Tell of a difficulty"), tr("minutes after it"), least=1)
        self._days("request_repeat_days", tr("Counts as a repeat"), tr("days, same pest and site"))
        self._number("root_cause_requests", tr("Look for the cause"), tr("requests at one site"), least=2)
        self._days("root_cause_days", tr("Within"), tr("days, to look for the cause"))
        for key, title, usual in (
            ("extra_visit_cost_fen", tr("An extra visit costs us"), _USUAL.extra_visit_cost_fen),
            ("extra_hour_cost_fen", tr("An hour of it costs us"), _USUAL.extra_hour_cost_fen),
        ):
            hint = _usual(tr("before the hours") if "visit" in key else tr("of work"), Fen(usual))
            self.form.add(key, title, MoneyField(), required=True, hint=hint)
        for key, title, unit in (
            ("night_from", tr("Night service"), tr("ends after this")),
            ("night_until", tr("Rest after it"), tr("no reminders to the technician before")),
        ):
            self.form.add(key, title, TimeField(), required=True, hint=_usual(unit, getattr(_USUAL, key)))
        days_off = CheckField(tr("Call about it on working days only"))
        self.form.add("follow_up_on_working_days", "", days_off)

    def _add_money(self) -> None:
        self.form.section(tr("Money"))
        self.form.add(
            "prepay_above_fen",
            tr("Payment before service"),
            MoneyField(),
            required=True,
            hint=_usual(
                tr("a single job worth more is paid before it is scheduled"), Fen(_USUAL.prepay_above_fen)
            ),
        )
        self._text(
            "default_terms",
            tr("Payment terms"),
            WordsField(TERMS),
            _usual(tr("for customers without terms of their own"), terms_words(_USUAL.default_terms)),
        )
        self._days("signature_chase_days", tr("Ask for the signature"), tr("days after sending the invoice"))
        self._days("reminder_working_days_before_due", tr("Reminder"), tr("working days before the due date"))
        self._days(
            "promise_grace_working_days",
            tr("Grace for a promise"),
            tr("working days after the promised day"),
        )
        self._text(
            "aging_edges",
            tr("Steps of the aging"),
            WordsField(EDGES),
            _usual(tr("three rising numbers of days"), _USUAL.aging_edges),
        )

    def _add_care(self) -> None:
        self.form.section(tr("Grades and care"))
        self._text(
            "grade_weights",
            tr("Weights of the marks"),
            WordsField(WEIGHTS),
            _usual(tr("value, importance, potential"), _USUAL.grade_weights),
        )
        self._text(
            "grade_bounds",
            tr("A and B from"),
            WordsField(BOUNDS),
            _usual(tr("points of 5"), _USUAL.grade_bounds),
        )
        self._number(
            "answer_minutes_a", tr("Answer to grade A"), tr("minutes, never more than for all"), least=1
        )
        self._number(
            "answer_minutes_b", tr("Answer to grade B"), tr("minutes, never more than for all"), least=1
        )
        for key, title in (
            ("calls_per_month_a", tr("Calls to grade A")),
            ("calls_per_month_b", tr("Calls to grade B")),
        ):
            self._number(key, title, tr("a month, never fewer than one"), least=1, most=31)
        self._days("festival_days_before", tr("Festival list"), tr("days before the festival"))
        self._days("birthday_days_ahead", tr("Birthday list"), tr("days ahead"))
        self._number("feedback_every_months", tr("Ask for feedback"), tr("months"), least=1, most=60)

    def _days(self, key: str, title: str, unit: str) -> None:
        self._number(key, title, unit, least=0, most=365)

    def _number(self, key: str, title: str, unit: str, *, least: int, most: int = 10_000) -> None:
        hint = _usual(unit, getattr(_USUAL, key))
        self.form.add(key, title, NumberField(least=least, most=most), required=True, hint=hint)

    def _text(self, key: str, title: str, field: WordsField, hint: str) -> None:
        self.form.add(key, title, field, required=True, hint=hint)


def _usual(unit: str, value: object) -> str:
    return tr("{unit}; usual: {value}", unit=unit, value=value)
