"""What was found and used at a visit, as data: the base of trends and of the group's pack (R038, R052)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month


class FindingKind(StrEnum):
    """What a finding is about; structure and hygiene stay open until they are settled (R143)."""

    PEST = "pest"
    STRUCTURE = "structure"
    HYGIENE = "hygiene"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found: at a device or a place, what, and how many (R052)."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    device_id: int | None = None
    kind: FindingKind = FindingKind.PEST
    pest: str = ""
    place: str = ""
    number: int | None = None
    unit: str = ""
    note: str = ""
    withheld: bool = False  # "not to head office" (R038)
    withheld_why: str = ""
    withheld_by: str = ""
    settled_on: date | None = None  # structure and hygiene: put right


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialUse:
    """One material used at a visit: how much, how thin, how and where."""

    id: int = 0
    version: int = 0
    visit_id: int = 0
    name: str = ""
    quantity_milli: int | None = None  # thousandths of the unit
    unit: str = ""
    dilution: str = ""
    method: str = ""
    target: str = ""
    area: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrendFact:
    """How many of one pest were found at one visit and device."""

    month: Month
    pest: str
    device: str
    number: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Twelve months of findings at one site: per pest, per device, and their totals (R052)."""

    months: tuple[Month, ...]
    pests: dict[str, tuple[int, ...]]
    devices: dict[str, tuple[int, ...]]
    totals: tuple[int, ...]


def is_open(finding: Finding) -> bool:
    """Tell whether a finding of structure or hygiene still waits to be put right."""
    return finding.kind is not FindingKind.PEST and finding.settled_on is None


def check_finding(finding: Finding) -> Problems:
    """Check one finding: it says what or where, a number has its unit, a withheld one its reason."""
    problems: Problems = {}
    if finding.kind is FindingKind.PEST and not finding.pest.strip():
        problems["pest"] = msg("Say which pest was found.")
    elif not (finding.pest.strip() or finding.place.strip() or finding.note.strip()):
        problems["note"] = msg("Say what was found and where.")
    if finding.number is not None and not finding.unit.strip():
        problems["unit"] = msg("A number needs its unit. Choose one.")
    if finding.withheld and not (finding.withheld_why.strip() and finding.withheld_by.strip()):
        problems["withheld"] = msg(
            "What is kept from the head office needs a reason and who approved it. Enter both."
        )
    return problems


def check_material(use: MaterialUse) -> Problems:
    """Check one material: it has a name, and a quantity has its unit."""
    problems: Problems = {}
    if not use.name.strip():
        problems["name"] = msg("Enter the name of the material.")
    if use.quantity_milli is not None and use.quantity_milli < 0:
        problems["quantity"] = msg("A quantity is not negative. Enter it without a sign.")
    if use.quantity_milli is not None and not use.unit.strip():
        problems["unit"] = msg("A number needs its unit. Choose one.")
    return problems


def quantity_text(milli: int) -> str:
    """Return a quantity kept in thousandths without needless zeros: 500 is 0.5."""
    whole, rest = divmod(milli, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")


def for_head_office(findings: Iterable[Finding]) -> list[Finding]:
    """Return what the group's pack shows: all but the findings kept from it (R038)."""
    return [one for one in findings if not one.withheld]


def trend(facts: Iterable[TrendFact], until: Month) -> Trend:
    """Add up twelve months; the devices of a month add up to its total, "" being no device (R052)."""
    months = tuple(until.plus(step) for step in range(-11, 1))
    places = {month: at for at, month in enumerate(months)}
    pests: dict[str, list[int]] = {}
    devices: dict[str, list[int]] = {}
    totals = [0] * len(months)
    for fact in facts:
        at = places.get(fact.month)
        if at is None:
            continue
        pests.setdefault(fact.pest, [0] * len(months))[at] += fact.number
        devices.setdefault(fact.device, [0] * len(months))[at] += fact.number
        totals[at] += fact.number
    return Trend(months, _by_size(pests), _by_name(devices), tuple(totals))


def _by_size(counts: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(row) for name, row in sorted(counts.items(), key=lambda one: (-sum(one[1]), one[0]))}


def _by_name(counts: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(row) for name, row in sorted(counts.items())}
