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
    direct_answer_minutes: int = 10  # R092 clock A
    answer_minutes: int = 60  # R092 clock B
    status_hours: int = 24  # R093 clock C
    call_back_hours: str = "mon-fri 09:00-12:00,15:00-18:00"  # R094
    default_terms: str = "signed+15wd"  # R062
    plan_months_ahead: int = 12
    aging_edges: str = "30,60,90"  # R076
