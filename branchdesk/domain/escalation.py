"""When a case does not come to an end: the ladder, and who may grant what (R105-R107)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.judgement import Remedy
from branchdesk.domain.messages import Message, msg


class EscalationKind(StrEnum):
    """The steps of the ladder, in the order in which they are tried (R105)."""

    PUT_ASIDE = "put_aside"  # let it rest, then handle it a second time
    OTHER_PERSON = "other_person"
    PRINCIPLE = "principle"  # hold to a clause of the contract or a rule
    CONCESSION = "concession"  # give way, approved


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStep:
    """One dated step of the ladder; insert-only."""

    id: int = 0
    complaint_id: int = 0
    kind: EscalationKind = EscalationKind.PUT_ASIDE
    taken_at: datetime = EPOCH
    taken_by: str = ""
    text: str = ""
    whom: str = ""  # the other person
    clause: str = ""
    approver: str = ""
    amount_fen: int | None = None
    again_at: datetime | None = None  # when it is handled a second time


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What a role may grant; without a limit it may grant any amount (R107)."""

    id: int = 0
    version: int = 0
    role: EmployeeRole = EmployeeRole.SUPERVISOR
    limit_fen: int | None = None
    remedies: tuple[Remedy, ...] = ()
    minutes: int = 60  # within which a decision is owed


def may_grant(authority: Authority, amount_fen: int, remedies: Iterable[Remedy] = ()) -> bool:
    """Tell whether somebody with this authority may grant an amount and remedies.

    Who has no limit may grant any remedy too; so may who has no list of remedies at all.
    """
    if authority.limit_fen is not None and amount_fen > authority.limit_fen:
        return False
    return authority.limit_fen is None or not authority.remedies or set(remedies) <= set(authority.remedies)


def who_grants(
    table: Iterable[Authority], amount_fen: int, remedies: Iterable[Remedy] = ()
) -> Authority | None:
    """Return the lowest level that may grant it; None where nobody may (R107)."""
    wanted = tuple(remedies)
    return next((one for one in ranked(table) if may_grant(one, amount_fen, wanted)), None)


def ranked(table: Iterable[Authority]) -> list[Authority]:
    """Put the levels in order: the smallest limit first, those without a limit last."""
    return sorted(table, key=lambda one: (one.limit_fen is None, one.limit_fen or 0, one.id))


def check_step(step: EscalationStep) -> dict[str, Message]:
    """Check one step of the ladder: each needs what makes it one (R105)."""
    problems: dict[str, Message] = {}
    if step.kind is EscalationKind.PUT_ASIDE and step.again_at is None:
        problems["again_at"] = msg("Enter when the case is handled a second time.")
    if step.kind is EscalationKind.PUT_ASIDE and step.again_at and step.again_at <= step.taken_at:
        problems["again_at"] = msg("This lies in the past. Enter a time that is still to come.")
    if step.kind is EscalationKind.OTHER_PERSON and not step.whom.strip():
        problems["whom"] = msg("Enter who speaks with the customer from now on.")
    if step.kind is EscalationKind.PRINCIPLE and not step.clause.strip():
        problems["clause"] = msg("Name the clause or rule that we hold to.")
    if step.kind is EscalationKind.CONCESSION and not step.approver.strip():
        problems["approver"] = msg("A concession needs somebody who approves it. Enter the name.")
    if not step.text.strip():
        problems["text"] = msg("Write down what was said or agreed.")
    return problems


def check_authority(authority: Authority) -> dict[str, Message]:
    """Check one line of the table."""
    if authority.limit_fen is not None and authority.limit_fen < 0:
        return {"limit_fen": msg("An amount is not negative. Enter the amount without a sign.")}
    if authority.minutes <= 0:
        return {"minutes": msg("Give some minutes for the decision.")}
    return {}
