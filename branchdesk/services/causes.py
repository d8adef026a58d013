"""Misses, moves and late arrivals with their reason and whose cause it was (D07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month
from branchdesk.domain.plan_records import ChangeKind, VisitChange, VisitReason
from branchdesk.domain.punctuality import Punctuality, figures, minutes_late
from branchdesk.domain.visits import Cause, Visit, VisitStatus
from branchdesk.services import plan_guard
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import punctuality


@dataclass(frozen=True, slots=True)
class TechnicianMonths:
    """One technician with the figures of each month and of all of them; the name is empty for nobody."""

    id: int
    name: str
    months: tuple[Punctuality, ...]
    total: Punctuality


class Causes:
    """Why the plan was not kept."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def reasons(self, cause: Cause) -> tuple[str, ...]:
        """Return the branch's own reasons, the commonest first; empty where it has none of its own."""
        found = self._context.reader.find(VisitReason, cause=cause)
        return tuple(one.text for one in sorted(found, key=lambda one: one.place))

    def save_reasons(self, texts: Mapping[Cause, Sequence[str]]) -> Outcome[int]:
        """Put other reasons in the place of the present ones; an empty list brings the usual ones back."""
        with self._context.act("save_reasons") as work:
            for cause, wanted in texts.items():
                for old in work.find(VisitReason, cause=cause):
                    work.delete(old)
                kept = dict.fromkeys(text.strip() for text in wanted if text.strip())
                for place, text in enumerate(kept):
                    work.insert(VisitReason(cause=cause, text=text, place=place))
            count = len(work.find(VisitReason))
        return self._context.outcome(work, count, msg("Reasons saved"))

    def changes_of(self, visit_id: int) -> list[VisitChange]:
        """Return what became of a visit instead of the plan, oldest first."""
        return self._context.reader.find(VisitChange, visit_id=visit_id)

    def miss(self, visit_id: int, why: str, cause: Cause) -> Outcome[Visit]:
        """Record that nobody came or that the service could not be given, with the reason."""
        visit = self._context.reader.get(Visit, visit_id)
        if visit.status is VisitStatus.DONE:
            raise Refused(msg("This visit is recorded as done. Correct its record instead."))
        if visit.status is not VisitStatus.PLANNED:
            raise Refused(msg("This visit did not take place. Plan a further visit instead."))
        if visit.date_on > self._context.clock.today():
            raise Refused(
                msg("The visit of {day} is still to come. Move it, or cancel it.", day=visit.date_on)
            )
        if not why.strip():
            raise Invalid({"why": msg("Say why the visit did not take place.")})
        missed = replace(visit, status=VisitStatus.MISSED, cancelled_why=why.strip(), cancelled_cause=cause)
        with self._context.act("miss_visit", reason=why) as work:
            saved = work.update(missed)
            plan_guard.note_change(work, visit, saved)
        return self._context.outcome(work, saved, msg("Visit of {day} recorded as missed", day=saved.date_on))

    def minutes_late(self, visit: Visit) -> int | None:
        """Return by how many minutes a visit began late; None while that is not known."""
        return minutes_late(visit.start_at, visit.arrived_at) if visit.status is VisitStatus.DONE else None

    def explain_late(self, visit_id: int, why: str, cause: Cause) -> Outcome[VisitChange]:
        """Say whose cause a late arrival was; what is not ours is left out of our figures."""
        visit = self._context.reader.get(Visit, visit_id)
        late = self.minutes_late(visit)
        if late is None:
            raise Refused(msg("Record the visit with its time of arrival first."), field="why")
        if late <= self._context.settings.late_after_minutes:
            raise Refused(msg("This arrival counts as on time; nothing is to be explained."), field="why")
        if not why.strip():
            raise Invalid({"why": msg("Say why we came late.")})
        with self._context.act("explain_late", reason=why) as work:
            known = work.first(VisitChange, visit_id=visit_id, kind=ChangeKind.LATE)
            draft = known or VisitChange(
                visit_id=visit_id, kind=ChangeKind.LATE, from_on=visit.date_on, from_at=visit.start_at
            )
            draft = replace(draft, why=why.strip(), cause=cause, noted_at=work.at, noted_by=work.author.name)
            saved = work.update(draft) if draft.id else work.insert(draft)
        return self._context.outcome(work, saved, msg("Late arrival of {day} explained", day=visit.date_on))

    def punctuality(self, until: Month, months: int = 6) -> list[TechnicianMonths]:
        """Return the figures of each technician for some months up to one, by name."""
        shown = [until.plus(back) for back in range(1 - months, 1)]
        first, last = shown[0].first, until.last
        database = self._context.database
        found = figures(
            punctuality.arrivals(database, first, last),
            punctuality.disturbances(database, first, last),
            self._context.settings.late_after_minutes,
        )
        names = {one.id: one.name for one in self._context.reader.find(Employee)}
        by_technician: dict[int, dict[Month, Punctuality]] = {}
        for one in found:
            by_technician.setdefault(one.technician_id or 0, {})[one.month] = one
        rows = [_row(key, names.get(key, ""), shown, own) for key, own in by_technician.items()]
        return sorted(rows, key=lambda row: (not row.name, row.name))


def _row(
    technician_id: int, name: str, shown: Sequence[Month], own: Mapping[Month, Punctuality]
) -> TechnicianMonths:
    wanted = technician_id or None
    months = tuple(own.get(month, Punctuality(technician_id=wanted, month=month)) for month in shown)
    total = Punctuality(technician_id=wanted, month=shown[-1])
    for month in months:
        total += month
    return TechnicianMonths(technician_id, name, months, total)
