"""How a person speaks with customers: fourteen habits and five bans, looked at once a month (R116)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import msg


class QualityItem(StrEnum):
    """What is looked at; the last five are bans."""

    INTERRUPTS = "interrupts"
    CONTRADICTS = "contradicts"
    HURRIES = "hurries"
    SPEAKS_TOO_FAST = "speaks_too_fast"
    SOUNDS_BORED = "sounds_bored"
    USES_JARGON = "uses_jargon"
    ASKS_BACK = "asks_back"
    LEAVES_WAITING = "leaves_waiting"
    TALKS_ASIDE = "talks_aside"
    EATS_OR_TYPES = "eats_or_types"
    FORGETS_NAME = "forgets_name"
    REPEATS_NOTHING = "repeats_nothing"
    PROMISES_VAGUELY = "promises_vaguely"
    HANGS_UP_FIRST = "hangs_up_first"
    QUARRELS = "quarrels"
    SCOLDS = "scolds"
    PASSES_THE_BUCK = "passes_the_buck"
    LETS_RING = "lets_ring"
    TELLS_SECRETS = "tells_secrets"

    @property
    def is_ban(self) -> bool:
        """Tell whether it is one of the five that are never excused."""
        return self in BANS


BANS = (
    QualityItem.QUARRELS,
    QualityItem.SCOLDS,
    QualityItem.PASSES_THE_BUCK,
    QualityItem.LETS_RING,
    QualityItem.TELLS_SECRETS,
)
HABITS = tuple(item for item in QualityItem if item not in BANS)
_KEY = 7  # signs of YYYY-MM


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySheet:
    """One person's calls of one month; `failed` is what was heard."""

    id: int = 0
    version: int = 0
    employee_id: int = 0
    month: str = ""  # YYYY-MM
    checked_on: date = date.min
    checked_by: str = ""
    calls: int = 0  # that were listened to
    failed: tuple[QualityItem, ...] = ()
    remark: str = ""

    @property
    def score(self) -> int:
        """Return how many of the nineteen points were kept."""
        return len(QualityItem) - len(set(self.failed))

    @property
    def broke_a_ban(self) -> bool:
        """Tell whether one of the five bans was broken."""
        return any(item.is_ban for item in self.failed)


def check_sheet(sheet: QualitySheet, today: date) -> Problems:
    """Check one sheet: whose, of which month, from at least one call, and a broken ban explained."""
    problems: Problems = {}
    if not sheet.employee_id:
        problems["employee_id"] = msg("Choose the person.")
    if len(sheet.month) != _KEY or sheet.month > f"{today:%Y-%m}":
        problems["month"] = msg("Choose this month or one before it.")
    if sheet.calls < 1:
        problems["calls"] = msg("Listen to at least one call, and enter how many.")
    if sheet.broke_a_ban and not sheet.remark.strip():
        problems["remark"] = msg("A ban was broken. Write down what happened.")
    return problems
