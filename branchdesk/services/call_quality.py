"""The monthly look at how people speak with customers (R116)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from branchdesk.domain.call_quality import QualityItem, QualitySheet, check_sheet
from branchdesk.domain.checks import require
from branchdesk.domain.employees import Employee
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month
from branchdesk.services.context import Context, Outcome


@dataclass(frozen=True, slots=True)
class QualityRow:
    """One person in a month, with the sheet if one was written, and the score of the month before."""

    id: int  # of the employee
    employee: Employee
    sheet: QualitySheet | None
    score_before: int | None


class CallQuality:
    """Sheets about calls."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_month(self, month: Month) -> list[QualityRow]:
        """Return everybody who works at the branch, or has a sheet in that month."""
        now = {one.employee_id: one for one in self._sheets(month)}
        before = {one.employee_id: one.score for one in self._sheets(month.plus(-1))}
        staff = self._context.reader.find(Employee)
        return [
            QualityRow(one.id, one, now.get(one.id), before.get(one.id))
            for one in staff
            if one.active or one.id in now
        ]

    def sheet(self, employee_id: int, month: Month) -> QualitySheet:
        """Return the sheet of a person and month, a new one where none was written."""
        known = self._context.reader.first(QualitySheet, employee_id=employee_id, month=month.key)
        return known or QualitySheet(employee_id=employee_id, month=month.key)

    def save(self, sheet: QualitySheet, *, key: str = "") -> Outcome[QualitySheet]:
        """Write a sheet; a second one of the same month takes the place of the first."""
        today = self._context.clock.today()
        require(check_sheet(sheet, today))
        ready = replace(
            sheet,
            checked_on=today if sheet.checked_on == date.min else sheet.checked_on,
            checked_by=sheet.checked_by or self._context.author.name,
            failed=tuple(dict.fromkeys(sheet.failed)),
        )
        with self._context.act("save_quality_sheet", key=key) as work:
            name = work.get(Employee, ready.employee_id).name
            saved = work.update(ready) if ready.id else work.insert(ready)
        message = msg(
            "Call quality of {name}: {score} of {all}", name=name, score=saved.score, all=len(QualityItem)
        )
        return self._context.outcome(work, saved, message)

    def _sheets(self, month: Month) -> list[QualitySheet]:
        return self._context.reader.find(QualitySheet, month=month.key)
