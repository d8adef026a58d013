"""What a branch may set, with the defaults that the requirements give (decision 8)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every limit that rules use; stored one row each, missing rows mean the default."""

    appointment_days_before: int = 7  # R017
    follow_up_days_after_first: int = 14  # R012
    same_day_call_by: str = "18:00"  # R019
    reconfirm_beyond_days: int = 1  # D03
    signature_chase_days: int = 3  # R065
    reminder_working_days_before_due: int = 3  # R069
    promise_grace_working_days: int = 1  # V17
    chase_attempt_working_days: int = 1  # R078: nobody was reached, try again
    chase_answer_working_days: int = 3  # R078: something was agreed, ask again
    chase_paid_working_days: int = 2  # R078: said to be paid, look again
    stale_bank_days: int = 3  # D25: bank statements older than this are told before a call
    dunning_ladder: str = "5 hand, 20 hand, 40 courier"  # R079: days after due, way, name of each step
    dunning_gap_days: int = 7  # R079: at least between two steps
    exemption_notice_days: int = 14  # D28: before an exemption of a group account ends
    late_least: int = 3  # R067: so many late invoices in twelve months ...
    late_percent: int = 50  # ... out of a hundred make a chronic late payer
    direct_answer_minutes: int = 10  # R092 clock A
    answer_minutes: int = 60  # R092 clock B
    status_hours: int = 24  # R093 clock C
    call_back_hours: str = "mon-fri 09:00-12:00,15:00-18:00"  # R094
    late_entry_minutes: int = 10  # D16: typed in later than this is late
    duplicate_days: int = 7  # a like case of the same site within these days may be the same
    facts_reply_hours: int = 24  # R100
    hand_over_minutes: int = 15  # D17: not accepted within them, a case goes back
    hand_over_limit: int = 2  # R091: more than these are flagged to the supervisor
    waiting_minutes: int = 120  # R130
    unresolved_days: int = 30  # R134: cases open for so long stand on a list of their own
    default_terms: str = "signed+15wd"  # R062
    plan_months_ahead: int = 12
    aging_edges: str = "30,60,90"  # R076
    grade_weights: str = "50/30/20"  # R138: value, importance, potential
    grade_bounds: str = "4.0/2.5"  # R138: A and B from this score on
    answer_minutes_a: int = 30  # R139
    answer_minutes_b: int = 60  # R139
    calls_per_month_a: int = 2  # R139, never below the one of R025
    calls_per_month_b: int = 1  # R139, never below the one of R025
    festival_days_before: int = 7  # R140
    birthday_days_ahead: int = 7  # R141
    feedback_every_months: int = 6  # R155
    introduction_working_days: int = 5  # R026
    silent_contact_days: int = 90  # R027
    turnover_risk: int = 2  # D12: so many who left within a year are a risk
    renewal_talk_days: int = 30
    preparation_failures: int = 2  # R014
    preparation_failure_months: int = 3  # R014
    call_plan_new: int = 10  # R150
    call_plan_old: int = 10  # R150
    call_plan_follow_ups: int = 5  # R150
    weekly_deals: int = 10  # R151
    monthly_new_contacts: int = 20  # R151
    new_customer_days: int = 90  # R152
    critical_contact_days: int = 7  # R154
    attachment_megabytes: int = 20  # the largest file that is kept with a record
    after_closing_days: int = 7  # R120: the call after a case is closed
    watch_months: int = 3  # R120: so long a customer is watched after a case
    effect_check_days: int = 7  # R122: after the day of a corrective action
    third_party_days: int = 7  # R083: so long a third party has to answer a claim
    meeting_soon_months: int = 1  # R024: amber in the last month of the quarter
    reminder_quiet_hours: str = "18:00-08:30"  # when the tray keeps silent, but for complaints
    reminder_minutes: int = 15  # between two reminders in the tray, 0 is off
    technician_minutes_per_day: int = 480  # R016: more than that is told
    technician_visits_per_day: int = 6  # R016
    late_after_minutes: int = 15  # D07: an arrival counts as late from then on
    prepay_above_fen: int = 10_000_000  # R080: a single job over this is paid before it is scheduled
    pattern_cases: int = 3  # D20: so many with the same site, pest, technician or cause ...
    pattern_days: int = 90  # ... within so many days
    same_kind_cases: int = 3  # R121: so many of the same kind ...
    same_kind_days: int = 30  # ... within so many days
    soon_after_visit_days: int = 14  # D20
    quiet_call_days: int = 60  # R126
    promise_factor: str = "1.5"  # R147: what is promised is the estimate times this
    request_reply_minutes: int = 60  # R044: an extra request that is not urgent waits no longer for a word
    difficulty_minutes: int = 60  # R033: by then the area manager knows
    request_repeat_days: int = 30  # R049: the same pest at the same site within these days is a repeat
    root_cause_days: int = 60  # D08: so many extra requests ...
    root_cause_requests: int = 3  # D08: ... at one site ask for their cause
    extra_visit_cost_fen: int = 30_000  # D08: what one extra visit costs us, before the hours
    extra_hour_cost_fen: int = 12_000  # D08
    night_until: str = "12:00"  # R048: who served at night is not rung before
    night_from: str = "22:00"  # R048: what ends after this, or begins before six, is a night service
    follow_up_on_working_days: bool = False  # R047
    prep_list_full: str = ""  # R011: lines; empty means the program's own words
    prep_list_monthly: str = ""
    prep_list_standing: str = ""
    letter_reply_days: int = 7  # R079: to pay after a letter was received
    pay_to: str = ""  # account and bank that letters name
    statement_return_days: int = 14  # D29: to wait for a stamped statement
    claim_warning_days: int = 180  # D29: before a claim can no longer be enforced
    adjustment_rules: str = ""  # R084: lines; empty means the program's own words
    excluded_services: str = ""  # R084: lines `service: why its price is never adjusted`
