"""The words that a sample branch is made of: one pool a language, filled in `words_zh` and `words_en`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from branchdesk.domain.complaints import ComplaintCategory, Severity
from branchdesk.domain.customers import ContactRole
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.visits import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A line of business: how its companies are called, what they pay a month (yuan), where pests live."""

    industry: str
    company: str  # with {brand}
    short: str  # with {brand}
    sites: tuple[str, ...]
    areas: tuple[str, ...]
    yuan: tuple[int, int]
    night: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report says, with the gaps {area}, {n} and {amount}."""

    found: str
    done: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A complaint from what the customer says to what was changed."""

    category: ComplaintCategory
    severity: Severity
    text: str
    demand: str
    need: str
    answer: str
    cause: str
    remedy: str
    department: bool = False
    pest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of people, companies and places; all of them invented."""

    branch: str
    staff: tuple[tuple[str, EmployeeRole], ...]
    families: tuple[str, ...]
    givens: tuple[str, ...]
    person: str  # with {family} and {given}
    joiner: str  # between several names
    titles: Mapping[ContactRole, tuple[str, ...]]
    forms: Mapping[str, str]  # the form of address of a given name, where it has one
    trades: tuple[Trade, ...]
    brands: tuple[str, ...]
    group_brands: tuple[str, ...]
    group_company: str
    group_short: str
    group_pays_centre: str  # title of the finance centre
    outlet_company: str
    outlet_short: str
    outlet_places: tuple[str, ...]
    streets: tuple[str, ...]
    address: str  # with {street} and {n}
    banks: tuple[str, ...]
    couriers: tuple[tuple[str, str], ...]  # name, prefix of its numbers
    outsiders: tuple[str, ...]  # people who sign without being authorised


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What the branch writes down, day by day."""

    services: tuple[str, ...]
    scope: str
    promises: tuple[str, ...]
    exclusions: tuple[str, ...]
    billing: str
    billing_on_service: str
    access: tuple[str, ...]
    sensitive: tuple[str, ...]
    prep_items: tuple[str, ...]
    logbooks: tuple[str, ...]
    expects: tuple[str, ...]
    preferences: tuple[str, ...]
    call_hours: tuple[str, ...]
    findings: tuple[Finding, ...]
    prep_missing: tuple[str, ...]
    difficulties: tuple[str, ...]
    moved: tuple[tuple[Cause, str], ...]
    cancelled: tuple[tuple[Cause, str], ...]
    missed: tuple[tuple[Cause, str], ...]
    no_hand_over: str
    spoken: Mapping[Purpose, tuple[str, ...]]
    promised: str  # with {amount} and {day}
    letter: str  # with {number}
    agendas: Mapping[Purpose, str]
    unreachable: tuple[str, ...]
    next_steps: tuple[str, ...]
    cases: tuple[Case, ...]
    praises: tuple[str, ...]
    suggestions: tuple[str, ...]
    thanks: str
    recap: str
    unfounded: tuple[str, ...]
    pauses: tuple[str, ...]
    told_how: tuple[str, ...]
    reopened: str
    disputes: tuple[str, ...]
    credit: str
    reversal: str
    reissued: str  # with {number}
    account: str
    advance: str
    returned: str
    group_payment: str  # with {month}
    new_contract: str
    left: str
    lost: str
    paused: str
    closed_day: str
    call_us: tuple[str, str]  # when to call the area manager, and the technician
    trainings: tuple[str, ...]
    wish: str
    proof: str
    renewal: str


@dataclass(frozen=True, slots=True)
class Pool:
    """All words of one language."""

    names: Names
    phrases: Phrases
