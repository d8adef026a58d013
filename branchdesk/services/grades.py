"""By which time a customer is owed an answer: the grade that held when the complaint came in (R139)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.grades import grade_on, settings_for
from branchdesk.domain.settings import Settings
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.care import gradings_of


def settings_by_grade(
    database: BranchDatabase, settings: Settings, zone: ZoneInfo, customers: Iterable[int]
) -> Callable[[Complaint], Settings]:
    """Read the grades of some customers at once; return the settings for a complaint of one of them."""
    known = gradings_of(database, customers)

    def of(complaint: Complaint) -> Settings:
        grade, gradings = known.get(complaint.customer_id, ("", []))
        day = complaint.received_at.astimezone(zone).date()
        return settings_for(grade_on(gradings, grade, day), settings)

    return of
