"""Who came when, and whose cause it was where a visit was late, moved or missed: fair figures (D07)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from branchdesk.domain.months import Month
from branchdesk.domain.plan_records import ChangeKind
from branchdesk.domain.visits import Cause

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Arrival:
    """One visit done, with the time planned and the time of arrival; `cause` where lateness was explained."""

    technician_id: int | None
    month: Month
    planned_at: str
    arrived_at: str
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Disturbance:
    """One move, miss or cancellation."""

    technician_id: int | None
    month: Month
    kind: ChangeKind
    cause: Cause | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Punctuality:
    """The figures of one technician in one month; late means beyond the minutes that the branch allows."""

    technician_id: int | None
    month: Month
    arrivals: int = 0
    on_time: int = 0
    late_ours: int = 0
    late_others: int = 0
    moved_ours: int = 0
    moved_others: int = 0
    missed_ours: int = 0
    missed_others: int = 0

    @property
    def share(self) -> float | None:
        """Return the share of arrivals on time, 0 to 1; what others caused is left out of both parts."""
        counted = self.on_time + self.late_ours
        return self.on_time / counted if counted else None

    def __add__(self, other: Punctuality) -> Punctuality:
        return replace(
            self,
            **{name: getattr(self, name) + getattr(other, name) for name in _COUNTS},
        )


_COUNTS = (
    "arrivals",
    "on_time",
    "late_ours",
    "late_others",
    "moved_ours",
    "moved_others",
    "missed_ours",
    "missed_others",
)


def minutes_late(planned_at: str, arrived_at: str) -> int | None:
    """Return how many minutes after the planned time somebody came, negative where before; None without both.

    Wall times have no date: 23:50 and 00:05 lie fifteen minutes apart, not almost a day.
    """
    if not planned_at or not arrived_at:
        return None
    return (_minute(arrived_at) - _minute(planned_at) + _DAY // 2) % _DAY - _DAY // 2


def figures(
    arrivals: Iterable[Arrival], disturbances: Iterable[Disturbance], late_after: int
) -> list[Punctuality]:
    """Count by technician and month; an arrival that nobody explained counts as ours."""
    found: defaultdict[tuple[int | None, Month], list[str]] = defaultdict(list)
    for arrival in arrivals:
        late = minutes_late(arrival.planned_at, arrival.arrived_at)
        if late is not None:
            own = arrival.cause in (None, Cause.US)
            name = "on_time" if late <= late_after else "late_ours" if own else "late_others"
            found[arrival.technician_id, arrival.month] += ["arrivals", name]
    for one in disturbances:
        if one.kind in (ChangeKind.MOVED, ChangeKind.MISSED):
            name = f"{one.kind.value}_{'ours' if one.cause is Cause.US else 'others'}"
            found[one.technician_id, one.month].append(name)
    return [
        Punctuality(technician_id=technician, month=month, **{name: names.count(name) for name in _COUNTS})
        for (technician, month), names in sorted(found.items(), key=lambda one: (one[0][1], one[0][0] or 0))
    ]


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:5])
