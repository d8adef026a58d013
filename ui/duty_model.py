"""The duties of the dock as lines: headings that fold, and under them what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from branchdesk.domain.lateness import LONG_LATE
from ui.language import say, term, tr, trn

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty

DUTY_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_AT_ONCE = frozenset({"request_urgent"})
"""What stands over everything else, whenever it came in (R044)."""
_RED = {"contract_unread": "late"}
"""What must not be left for tomorrow is red also on its day (R002)."""


class Part(StrEnum):
    """The groups of the dock, in their order."""

    NOW = "now"
    LONG_LATE = "long_late"
    LATE = "late"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"


BEGIN_FOLDED = frozenset({Part.LONG_LATE, Part.TOMORROW, Part.WEEK})
_TOKENS = {Part.NOW: "late", Part.LONG_LATE: "late", Part.LATE: "late", Part.TODAY: "soon"}


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, or a duty under it."""

    heading: str = ""
    token: str = "muted"  # noqa: S105 - a colour, no secret
    duty: Duty | None = None
    part: Part = Part.TODAY
    folded: bool = False


def part_of(duty: Duty, today: date) -> Part:
    """Tell in which group a duty stands."""
    if duty.kind.value in _AT_ONCE:
        return Part.NOW
    if duty.due_on < today - LONG_LATE:
        return Part.LONG_LATE
    if duty.due_on < today:
        return Part.LATE
    if duty.due_on == today:
        return Part.TODAY
    return Part.TOMORROW if duty.due_on == today + timedelta(days=1) else Part.WEEK


def group(
    duties: Sequence[Duty],
    today: date,
    folded: frozenset[Part] = frozenset(),
    now: datetime | None = None,
) -> list[Line]:
    """Put duties under late, today, tomorrow and the days after, with how many there are.

    What is folded shows its heading alone. `now` is the branch's wall time: what was due by an hour is late.
    """
    found: dict[Part, list[Duty]] = {part: [] for part in Part}
    for duty in duties:
        found[part_of(duty, today)].append(duty)
    lines: list[Line] = []
    for part, members in found.items():
        if not members:
            continue
        token = _TOKENS.get(part, "muted")
        lines.append(Line(f"{_title(part)} · {len(members)}", token, part=part, folded=part in folded))
        if part not in folded:
            ordered = sorted(members, key=lambda one: one.try_on is not None and one.try_on > today)
            lines.extend(Line(token=token_of(one, token, now), duty=one, part=part) for one in ordered)
    return lines


def token_of(duty: Duty, token: str, now: datetime | None) -> str:
    """Colour a duty: red when its hour has passed or it must not wait for tomorrow (R002, R019, R035)."""
    if duty.urgent and token == "soon":  # noqa: S105 - a colour, no secret
        return "late"
    if now is not None and duty.due_at is not None and duty.due_at < now:
        return "late"
    return _RED.get(duty.kind.value, token)


def _title(part: Part) -> str:
    return {
        Part.NOW: tr("Act now"),
        Part.LONG_LATE: tr("Late for more than 60 days"),
        Part.LATE: tr("Late"),
        Part.TODAY: tr("Today"),
        Part.TOMORROW: tr("Tomorrow"),
        Part.WEEK: tr("Next days"),
    }[part]


class DutyModel(QAbstractListModel):
    """Headings and duties, one under the other; a heading folds what stands under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._duties: Sequence[Duty] = ()
        self._today = date.min
        self._now: datetime | None = None
        self.folded: frozenset[Part] = BEGIN_FOLDED

    def set_duties(self, duties: Sequence[Duty], today: date, now: datetime | None = None) -> None:
        """Show other duties."""
        self._duties, self._today, self._now = duties, today, now
        self._regroup()

    def fold(self, part: Part, *, folded: bool) -> None:
        """Fold a group away or open it."""
        self.folded = self.folded | {part} if folded else self.folded - {part}
        self._regroup()

    def line(self, row: int) -> Line:
        """Return one line."""
        return self._lines[row]

    def row_of(self, key: str) -> int:
        """Find a duty again by its key, -1 when it is done or folded away."""
        for row, line in enumerate(self._lines):
            if line.duty is not None and line.duty.key == key:
                return row
        return -1

    def heading_of(self, part: Part) -> int:
        """Return the row of a group's heading, -1 when the group is empty."""
        headings = (row for row, line in enumerate(self._lines) if line.duty is None and line.part is part)
        return next(headings, -1)

    def first_duty(self) -> int:
        """Return the first row that is a duty, -1 when there is none."""
        return next((row for row, line in enumerate(self._lines) if line.duty is not None), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the spoken line; the delegate paints the parts."""
        line = self._lines[index.row()]
        if role == DUTY_ROLE:
            return line.duty
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.heading if line.duty is None else self.spoken(line.duty)
        if role == Qt.ItemDataRole.ToolTipRole and line.duty is not None:
            return self.tooltip(line.duty)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let duties be chosen, and headings that are folded so that the keyboard can open them."""
        line = self._lines[index.row()]
        if line.duty is None and not line.folded:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def when(self, duty: Duty) -> str:
        """Say how late it is, or by when today."""
        late = duty.days_late(self._today)
        if late:
            return trn("{n} day late", "{n} days late", late)
        if duty.due_at is not None and duty.due_on == self._today:
            time = duty.due_at.strftime("%H:%M")
            return tr("since {time}", time=time) if self._passed(duty) else tr("by {time}", time=time)
        return "" if duty.due_on == self._today else duty.due_on.strftime("%m-%d")

    def beside(self, duty: Duty) -> str:
        """Say what was tried, and when it is tried again."""
        parts = []
        if duty.try_on is not None:
            parts.append(self._next_try(duty.try_on, duty.try_at))
        if duty.tried:
            parts.append(trn("tried {n} time", "tried {n} times", duty.tried))
        return " · ".join(parts)

    def _next_try(self, on: date, at: str) -> str:
        """Say when it is tried again; a day that went by without a try is said as such."""
        if on < self._today:
            return tr("to be tried since {day}", day=on.strftime("%m-%d"))
        day = tr("today") if on == self._today else on.strftime("%m-%d")
        return tr("next try {day} {time}", day=day, time=at).strip()

    def spoken(self, duty: Duty) -> str:
        """Say a duty in one line, for screen readers."""
        whom = duty.whom.customer or say(duty.say)
        return " · ".join(
            part for part in (whom, term(duty.kind), self.when(duty), self.beside(duty)) if part
        )

    def tooltip(self, duty: Duty) -> str:
        """Say whom to call, what to say and who of us does it."""
        whom = " ".join(part for part in (duty.whom.site, duty.whom.contact, duty.whom.phone) if part)
        us = " ".join(part for part in (term(duty.assignee), duty.who) if part)
        parts = (self.spoken(duty), whom, say(duty.say), tr("Who does it: {who}", who=us), duty.try_why)
        return "\n".join(part for part in parts if part)

    def _passed(self, duty: Duty) -> bool:
        return self._now is not None and duty.due_at is not None and duty.due_at < self._now

    def _regroup(self) -> None:
        self.beginResetModel()
        self._lines = group(self._duties, self._today, self.folded, self._now)
        self.endResetModel()
