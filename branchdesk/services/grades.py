"""By which time a customer is owed an answer: the grade that held when the complaint came in (R139)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from branchdesk.domain.complaints import Complaint
from branchdesk.domain.grades import grade_on, settings_for
from branchdesk.domain.settings import Settings
from branchdesk.services.context import Context
from branchdesk.storage.queries.care import gradings_of


def settings_by_grade(
    context: Context, settings: Settings, customers: Iterable[int]
) -> Callable[[Complaint], Settings]:
    """Read the grades of some customers at once; return the settings for a complaint of one of them."""
    known = gradings_of(context.database, customers)

    def of(complaint: Complaint) -> Settings:
        grade, gradings = known.get(complaint.customer_id, ("", []))
        day = complaint.received_at.astimezone(context.zone).date()
        return settings_for(grade_on(gradings, grade, day), settings)

    return of
