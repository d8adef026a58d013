"""Who may grant an amount: a person of the branch whose level of authority reaches so far (R107)."""

from __future__ import annotations

from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Invalid
from branchdesk.domain.escalation import Authority, may_grant, who_grants
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from branchdesk.storage.unit_of_work import Reader


def demand_authority(reader: Reader, by: str, amount_fen: int) -> None:
    """Refuse who may not grant an amount, and name who may (R107)."""
    employee = known_employee(reader, by)
    table = reader.find(Authority)
    if any(one.role is employee.role and may_grant(one, amount_fen) for one in table):
        return
    level = who_grants(table, amount_fen)
    if level is None:
        raise Invalid(
            {
                "granted_fen": msg(
                    "Nobody may grant {amount}. Change the table of authority.", amount=Fen(amount_fen)
                )
            }
        )
    raise Invalid(
        {
            "approved_by": msg(
                "{name} ({role}) may not grant {amount}. Ask: {level}.",
                name=employee.name,
                role=employee.role,
                amount=Fen(amount_fen),
                level=level.role,
            )
        }
    )


def known_employee(reader: Reader, name: str) -> Employee:
    """Read who of the branch has a name; a decision about money needs a person."""
    found = reader.first(Employee, name=name.strip(), active=True) if name.strip() else None
    if found is None:
        raise Invalid({"approved_by": msg("Enter who of the branch decides, as in the list of employees.")})
    return found
