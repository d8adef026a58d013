"""What the papers around a visit say: report, notice, day sheet, call sheet (R011, R061, R174)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.duties import Duty
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.field_paper import FieldPaper
from branchdesk.domain.preparation import Preparation
from branchdesk.domain.visits import ServiceReport, Visit


@dataclass(frozen=True, slots=True)
class OurNumber:
    """One of us whom a customer may call: when, who, at which number (R050)."""

    hours: str
    name: str
    role: EmployeeRole
    phone: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture taken at the visit, with what it shows."""

    data: bytes
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whom and where a paper is about; every text may be empty."""

    customer: str
    site: str
    address: str = ""
    access: str = ""
    contact: str = ""
    phone: str = ""
    sensitive: str = ""  # printed in bold at the top (R007)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """A service report; without `report` it is a draft and says so."""

    branch: str
    place: Place
    service: str
    technician: str
    field: FieldPaper
    report: ServiceReport | None = None
    our_numbers: tuple[OurNumber, ...] = ()
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationNotice:
    """What the customer is asked to have ready on the day (R008, R011)."""

    branch: str
    place: Place
    date_on: date
    start_at: str
    end_at: str
    service: str
    preparation: Preparation
    helps: tuple[str, ...] = ()
    our_numbers: tuple[OurNumber, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVisit:
    """One visit of a technician's day, with what must be known there (D06)."""

    visit: Visit
    place: Place
    end_at: str
    warnings: tuple[str, ...] = ()  # notes at the point of use
    last_findings: str = ""
    recommendations: tuple[str, ...] = ()
    recommendations_total: int = 0
    unconfirmed: tuple[str, ...] = ()  # agreed steps to which nobody said yes (R004)
    helps: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    overdue_fen: int = 0
    open_complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """One day of one technician (R174)."""

    branch: str
    day: date
    technician: str
    visits: tuple[DayVisit, ...]
    calls: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """One call of a day: whom, when they like to be called, and what about."""

    duty: Duty
    hours: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """The calls that are due on a day, the late ones first."""

    branch: str
    day: date
    lines: tuple[CallLine, ...]
