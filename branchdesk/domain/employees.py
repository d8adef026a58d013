"""The people of the branch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EmployeeRole(StrEnum):
    """What somebody does at the branch."""

    DESK = "desk"
    TECHNICIAN = "technician"
    SUPERVISOR = "supervisor"
    AREA_MANAGER = "area_manager"
    KEY_ACCOUNT = "key_account"
    FINANCE = "finance"
    CHIEF_SERVICE = "chief_service"  # decides between departments of equal rank (R106)
    BRANCH_MANAGER = "branch_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """One person of the branch; a technician is an employee with that role."""

    id: int = 0
    version: int = 0
    name: str = ""
    role: EmployeeRole = EmployeeRole.TECHNICIAN
    phone: str = ""
    active: bool = True
