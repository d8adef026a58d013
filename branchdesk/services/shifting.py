"""The wizard for long holidays: all visits of a range move in one act that is taken back as one (D05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from branchdesk.domain import checks
from branchdesk.domain.capacity import Booking, DayLoad
from branchdesk.domain.customers import Contract
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.shifting import (
    HolidayRun,
    Proposal,
    Room,
    ShiftPolicy,
    judge,
    loads_after,
    long_holidays,
    propose,
)
from branchdesk.domain.visits import Cause, Visit, VisitKind, VisitStatus
from branchdesk.services import plan_guard
from branchdesk.services.busy_times import busy_between
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import plan_facts

_AROUND = timedelta(days=23)
_LONGEST = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRange:
    """Which visits move, and whither; no technicians means all of them."""

    first: date
    last: date
    policy: ShiftPolicy = ShiftPolicy.NEAREST
    technicians: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ShiftPreview:
    """What would move, with the days to which it goes."""

    proposals: tuple[Proposal, ...]
    days: tuple[DayLoad, ...]
    over: frozenset[tuple[date, int]]  # days and technicians beyond the limits


class Shifting:
    """Moves a whole range of visits."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def holidays(self) -> list[HolidayRun]:
        """Return the long holidays to come, as the work calendar knows them."""
        return long_holidays(self._context.calendar, self._context.clock.today())

    def preview(self, wanted: ShiftRange, by_hand: Mapping[int, date] | None = None) -> ShiftPreview:
        """Return every planned visit of the range with the day proposed; `by_hand` overrides days by visit.

        Raises Refused(field="last") where the range runs backwards or is longer than two months.
        """
        if wanted.last < wanted.first:
            text = msg(
                "The end {until} lies before the start {start}.", until=wanted.last, start=wanted.first
            )
            raise Refused(text, field="last")
        if (wanted.last - wanted.first).days > _LONGEST:
            raise Refused(msg("Choose a range of at most two months."), field="last")
        room, visits = self._room(wanted), self._visits(wanted)
        limits = self._limits(visits)
        chosen = dict(by_hand or {})
        own = [one for one in visits if one.id not in chosen]
        fixed = [replace(one, date_on=chosen[one.id]) for one in visits if one.id in chosen]
        others = tuple(one for one in room.bookings if one.id not in chosen)
        held = replace(room, bookings=(*others, *fixed))
        found = propose(own, wanted.first, wanted.last, wanted.policy, self._context.calendar, held, limits)
        placed = [replace(one.visit, date_on=one.to_on) for one in found if one.to_on is not None]
        moving = {one.id for one in visits}
        rest = tuple(one for one in room.bookings if one.id not in moving)
        whole = replace(room, bookings=(*rest, *placed, *fixed))
        found += [judge(one, chosen[one.id], whole) for one in visits if one.id in chosen]
        order = {one.id: place for place, one in enumerate(visits)}
        proposals = tuple(sorted(found, key=lambda one: order[one.visit.id]))
        days = tuple(loads_after(proposals, room))
        over = frozenset(
            (load.day, load.technician_id)
            for load in days
            if load.is_over(room.most_minutes, room.most_visits)
        )
        return ShiftPreview(proposals, days, over)

    def apply(
        self,
        moves: Sequence[tuple[int, date]],
        why: str,
        cause: Cause = Cause.FORCE_MAJEURE,
        *,
        key: str = "",
    ) -> Outcome[int]:
        """Move the visits to the days, all or none, with one reason; one undo brings all back.

        Slots stay, so that the series goes on as before; appointment calls ask for a re-confirmation.
        """
        if not moves:
            raise Refused(msg("Nothing is ticked. Tick at least one visit that is to move."))
        if not why.strip():
            raise Invalid({"why": msg("Say why the visits move.")})
        with self._context.act("shift_visits", reason=why, key=key) as work:
            for visit_id, to in moves:
                before = work.get(Visit, visit_id)
                if before.status is not VisitStatus.PLANNED:
                    raise Refused(
                        msg(
                            "The visit of {day} is no longer planned. Look at the preview again.",
                            day=before.date_on,
                        )
                    )
                moved = replace(
                    before,
                    date_on=to,
                    original_on=before.original_on or before.date_on,
                    moved_why=why.strip(),
                    moved_cause=cause,
                )
                contract = work.get(Contract, moved.contract_id) if moved.contract_id else None
                checks.require(checks.check_visit(moved, contract))
                plan_guard.admit(work, self._context, before, moved)
                plan_guard.note_change(work, before, work.update(moved))
        return self._context.outcome(work, len(moves), msg("{count} visits moved", count=len(moves)))

    def _visits(self, wanted: ShiftRange) -> list[Booking]:
        found = plan_facts.bookings(self._context.database, wanted.first, wanted.last)
        return [
            one
            for one in found
            if one.status is VisitStatus.PLANNED
            and one.kind is not VisitKind.COLLECTION
            and (not wanted.technicians or one.technician_id in wanted.technicians)
        ]

    def _room(self, wanted: ShiftRange) -> Room:
        since, until = wanted.first - _AROUND, wanted.last + _AROUND
        settings = self._context.settings
        return Room(
            tuple(plan_facts.bookings(self._context.database, since, until)),
            tuple(busy_between(self._context, since, until)),
            settings.technician_minutes_per_day,
            settings.technician_visits_per_day,
        )

    def _limits(self, visits: Sequence[Booking]) -> dict[int, tuple[date, date]]:
        """Return for each visit the days within which it may lie: its contract's, and none that is over."""
        wanted = {one.contract_id for one in visits if one.contract_id is not None}
        contracts = {key: self._context.reader.get(Contract, key) for key in wanted}
        today = self._context.clock.today()
        found = {}
        for one in visits:
            contract = contracts.get(one.contract_id or 0)
            since = max(contract.start_on if contract else today, today)
            found[one.id] = (since, (contract.end_on if contract else None) or date.max)
        return found
