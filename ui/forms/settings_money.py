"""Settings of complaints and of money."""

from __future__ import annotations

from branchdesk.domain.adjustments import USUAL_RULES
from branchdesk.domain.aging import parse_edges
from branchdesk.domain.money import Fen
from ui.forms.hours_words import HOURS, hours_words
from ui.forms.ladder_words import LADDER, ladder_words
from ui.forms.plain_words import TERMS, Wording, WordsField, terms_words
from ui.forms.settings_page import USUAL, SettingsPage, usual
from ui.language import tr
from ui.widgets.fields import MoneyField, NoteField, TextField
from ui.widgets.paged_form import PagedForm

EDGES = Wording(lambda text: ",".join(map(str, parse_edges(text))), str)


def complaint_page(form: PagedForm) -> None:
    """Add what holds for complaints."""
    page = SettingsPage(form, tr("Complaints"), "message-square-warning")
    page.number("direct_answer_minutes", tr("Direct answer"), tr("minutes after the complaint"), least=1)
    page.number(
        "answer_minutes", tr("Agreed answer"), tr("minutes, where a department must be asked"), least=1
    )
    page.number("status_hours", tr("Word on how it stands"), tr("hours after the complaint"), least=1)
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
        page.number(key, title, unit, least=1)
    page.text(
        "call_back_hours",
        tr("Call-back hours"),
        WordsField(HOURS),
        usual(tr("when customers are called back"), hours_words(USUAL.call_back_hours)),
    )


def pattern_page(form: PagedForm) -> None:
    """Add from when complaints are a pattern."""
    page = SettingsPage(form, tr("Patterns"), "chart-column")
    for key, title, unit in (
        ("same_kind_cases", tr("Same kind"), tr("complaints are a pattern")),
        ("same_kind_days", tr("Same kind within"), tr("days")),
        ("pattern_cases", tr("Same site, pest, person, cause"), tr("complaints are a pattern")),
        ("pattern_days", tr("These within"), tr("days")),
        ("soon_after_visit_days", tr("Soon after a visit"), tr("days after it at most")),
        ("quiet_call_days", tr("Silent customers"), tr("days without a call")),
    ):
        page.number(key, title, unit, least=1, most=1000)


def money_page(form: PagedForm) -> None:
    """Add terms, prepayment and aging."""
    page = SettingsPage(form, tr("Money"), "banknote")
    page.add(
        "prepay_above_fen",
        tr("Payment before service"),
        MoneyField(),
        required=True,
        hint=usual(tr("a single job worth more is paid before it is scheduled"), Fen(USUAL.prepay_above_fen)),
    )
    page.text(
        "default_terms",
        tr("Payment terms"),
        WordsField(TERMS),
        usual(tr("for customers without terms of their own"), terms_words(USUAL.default_terms)),
    )
    page.text(
        "aging_edges",
        tr("Steps of the aging"),
        WordsField(EDGES),
        usual(tr("three rising numbers of days"), USUAL.aging_edges),
    )
    page.add(
        "adjustment_rules",
        tr("Rules of price adjustments"),
        NoteField(lines=4),
        hint=tr("one a line; usual: {rules}", rules=[tr(rule) for rule in USUAL_RULES]),
        wide=True,
    )
    page.add(
        "excluded_services",
        tr("Services never adjusted"),
        NoteField(lines=3),
        hint=tr("one a line, with the sentence that refuses it: “termites: the state sets the price”"),
        wide=True,
    )


def chase_page(form: PagedForm) -> None:
    """Add what holds for asking for money."""
    page = SettingsPage(form, tr("Chasing"), "hand-coins")
    page.days("signature_chase_days", tr("Ask for the signature"), tr("days after sending the invoice"))
    page.days("reminder_working_days_before_due", tr("Reminder"), tr("working days before the due date"))
    page.days(
        "promise_grace_working_days",
        tr("Grace for a promise"),
        tr("working days after the promised day"),
    )
    page.text(
        "dunning_ladder",
        tr("Reminder ladder"),
        WordsField(LADDER),
        usual(tr("days after the due date, way, own name"), ladder_words(USUAL.dunning_ladder)),
    )
    for key, title, unit in (
        ("dunning_gap_days", tr("Between two reminders"), tr("days at least")),
        (
            "chase_attempt_working_days",
            tr("After nobody was reached"),
            tr("working days until the next call"),
        ),
        ("chase_answer_working_days", tr("After an answer"), tr("working days until the next call")),
        ("chase_paid_working_days", tr("“Has been paid”"), tr("working days until one looks again")),
        ("stale_bank_days", tr("Bank statements"), tr("days after which they are old")),
        ("exemption_notice_days", tr("The head office pays"), tr("days of warning before it ends")),
        ("late_least", tr("Always late: times"), tr("late invoices at least")),
        ("late_percent", tr("Always late: share"), tr("percent of the invoices at least")),
    ):
        page.days(key, title, unit)


def letter_page(form: PagedForm) -> None:
    """Add what letters about money say."""
    page = SettingsPage(form, tr("Letters"), "mail")
    page.add(
        "pay_to", tr("Pay to"), TextField(), hint=tr("account and bank, as letters name them"), wide=True
    )
    for key, title, unit in (
        ("letter_reply_days", tr("To pay after a letter"), tr("days after it was received")),
        ("statement_return_days", tr("Stamped statement"), tr("days to wait for it")),
        ("claim_warning_days", tr("Claim ends"), tr("days of warning before")),
    ):
        page.days(key, title, unit)
