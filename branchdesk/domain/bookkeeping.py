"""Records about the branch file itself: overrides of the work calendar, audit, imports, locks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from branchdesk.domain.clock import EPOCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value that differs from its default; the value is JSON."""

    id: int = 0
    version: int = 0
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workday:
    """One day of the branch's editable work calendar (decision 6)."""

    id: int = 0
    version: int = 0
    day: date = date.min
    working: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what, when, from where; insert-only."""

    id: int = 0
    unit: str = ""  # joins the entries of one transaction
    at: datetime = EPOCH
    by: str = ""
    origin: str = ""
    action: str = ""
    entity: str = ""
    entity_id: int = 0
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One file that was brought in."""

    id: int = 0
    version: int = 0
    kind: str = ""
    file_name: str = ""
    sha256: str = ""
    imported_at: datetime = EPOCH
    imported_by: str = ""
    rows_read: int = 0
    rows_added: int = 0
    rows_changed: int = 0
    rows_refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLock:
    """A month whose summary was locked: it prints the same for ever (D30)."""

    id: int = 0
    version: int = 0
    month: str = ""
    locked_at: datetime = EPOCH
    locked_by: str = ""
    summary: str = ""
