"""How a case is judged: evidence, verdict, demands, assessment, causes and what closing needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.complaints import Responsibility


class DemandJudgement(StrEnum):
    """What can be said to one part of a demand (R103)."""

    NOW = "now"
    LATER = "later"
    EXCESSIVE = "excessive"


class Remedy(StrEnum):
    """What a customer asks for, or gets (ISO 10002, annex D; GB/T 19012)."""

    REWORK = "rework"
    REPLACEMENT = "replacement"
    REFUND = "refund"
    DISCOUNT = "discount"
    COMPENSATION = "compensation"
    APOLOGY = "apology"
    INFORMATION = "information"
    TECHNICAL_HELP = "technical_help"
    HONOUR = "honour"
    CANCEL = "cancel"
    GIFT = "gift"
    OTHER = "other"


class IsoCategory(StrEnum):
    """What went wrong in the words of ISO 10002, annex D."""

    NOT_PROVIDED = "not_provided"
    PARTLY_PROVIDED = "partly_provided"
    DELAY = "delay"
    FAULTY = "faulty"
    POOR_SERVICE = "poor_service"
    WRONG_INFORMATION = "wrong_information"
    TOO_LITTLE_INFORMATION = "too_little_information"
    PAYMENT = "payment"
    PRICE = "price"
    BILLING = "billing"
    CONTRACT = "contract"
    DAMAGE = "damage"
    COMMITMENT = "commitment"
    HANDLING = "handling"
    OTHER = "other"


class Level(StrEnum):
    """How much of something there is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class CauseKind(StrEnum):
    """Where the deep cause lies, for comparing cases (R121, R122)."""

    METHOD = "method"
    MATERIAL = "material"
    MISSED_WORK = "missed_work"
    SCHEDULING = "scheduling"
    PERSON = "person"
    COMMUNICATION = "communication"
    PAPERS = "papers"
    SITE_CONDITION = "site_condition"
    OTHER = "other"


class Satisfaction(IntEnum):
    """How satisfied a customer is with how a case was handled (R120)."""

    NOT_AT_ALL = 1
    LITTLE = 2
    HALF = 3
    SATISFIED = 4
    VERY = 5


class HandlingStandard(StrEnum):
    """The four standards by which a case is handled (R119)."""

    SERIOUS = "serious"
    TACTFUL = "tactful"
    FAIR = "fair"
    QUICK = "quick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that shows what happened; while the customer has not confirmed it, it is to be verified."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    what: str = ""
    shows: str = ""
    found_on: date | None = None
    confirmed: bool | None = None  # by the customer; None: not asked yet
    confirmed_by: str = ""
    confirmed_on: date | None = None
    noted_at: datetime = EPOCH
    noted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVerdict:
    """Valid or not, who is responsible and why; "not valid" counts once a second person agrees (D19)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    valid: bool = True
    responsibility: Responsibility = Responsibility.OURS
    why: str = ""
    decided_by: str = ""
    decided_at: datetime = EPOCH
    second_by: str = ""
    second_at: datetime | None = None
    second_agrees: bool | None = None
    second_note: str = ""

    @property
    def stands(self) -> bool:
        """Tell whether the verdict is final."""
        return self.valid or self.second_agrees is True


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One part of what the customer asks for, judged by itself (R103)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    text: str = ""
    remedy: Remedy = Remedy.OTHER
    amount_fen: int | None = None
    judged: DemandJudgement | None = None
    why: str = ""
    granted: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectiveAction:
    """What is changed so that a cause does not come back, and whether that was found to work (R122)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    cause: str = ""
    action: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    check_on: date | None = None  # the effectiveness date (D21)
    verified_on: date | None = None
    verified_by: str = ""
    effective: bool | None = None
    effect_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The first look at a case in the words of ISO 10002 and GB/T 19012."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    problem_on: date | None = None
    recurring: bool | None = None
    category: IsoCategory | None = None
    detail: str = ""  # such as how long a delay was
    complexity: Level | None = None
    impact: Level | None = None
    act_now: bool | None = None
    can_act_now: bool | None = None
    compensation_likely: Level | None = None
    remedies: tuple[Remedy, ...] = ()
    reference: str = ""  # contract, report or order that it is about
    referred_by: str = ""
    cause_kind: CauseKind | None = None
    assessed_at: datetime | None = None
    assessed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosing:
    """What one closing of a case needs, collected until all of it is there (D21); one for each round."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    round: int = 0  # how often the case had been reopened by then
    told_at: datetime | None = None
    told_how: str = ""
    told_whom: str = ""
    told_by: str = ""
    satisfied: int | None = None  # 1 to 5 (R120)
    not_asked_why: str = ""
    standards: tuple[HandlingStandard, ...] = ()
    standards_note: str = ""
    no_action_why: str = ""
    follow_up_on: date | None = None
    followed_on: date | None = None
    follow_up_result: str = ""
    watch_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodWord:
    """What became of a praise or a suggestion (R128)."""

    id: int = 0
    version: int = 0
    complaint_id: int = 0
    adopted: bool | None = None
    decided_on: date | None = None
    why: str = ""
    change: str = ""
    changed_on: date | None = None
    passed_to: str = ""  # whom the praise was passed on to
    passed_on: date | None = None
    told_on: date | None = None
    told_how: str = ""
