"""Which findings of a visit are kept from the head office, why, and by whose leave (R038)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.visit_findings import Finding, FindingKind
from ui.language import term, tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.grid_field import GridColumn, GridField, GridLine


class WithholdDialog(FormDialog):
    """A reason and an approver keep a finding out of the group's pack; our own report keeps it."""

    def __init__(
        self, parent: QWidget | None, session: Session, visit_id: int, findings: Sequence[Finding]
    ) -> None:
        lead = tr("A line with a reason and an approver is left out of the pack for the head office.")
        super().__init__(parent, tr("Not to head office"), tr("Save the marks"), lead=lead)
        self.setMinimumWidth(760)
        self._session = session
        self._visit_id = visit_id
        people = session.desk.context.reader.find(Employee, active=True)
        managers = tuple(one.name for one in people if one.role is not EmployeeRole.TECHNICIAN)
        columns = (
            GridColumn("what", tr("Finding"), fixed=True),
            GridColumn("why", tr("Reason"), 220),
            GridColumn("by", tr("Approved by"), 140, managers),
        )
        grid = GridField(columns, lines=max(4, min(10, len(findings))), grows=False)
        grid.set_value([GridLine(_cells(one), one) for one in findings])
        self.form.add_table("rows", tr("Found, one line each"), grid)
        self.form.mark_clean()

    def findings(self) -> list[Finding]:
        """Return the findings with their marks."""
        return [_marked(line) for line in self.form.field("rows").value()]

    def check(self) -> dict[str, Message]:
        """Ask for reason and approver together."""
        half = any(bool(one.withheld_why) != bool(one.withheld_by) for one in self.findings())
        text = msg("What is kept from the head office needs a reason and who approved it. Enter both.")
        return {"rows": text} if half else {}

    def job(self) -> Job:
        """Save the marks."""
        field, rows = self._session.desk.field, self.findings()
        return lambda _progress: field.withhold(rows)


def _cells(one: Finding) -> dict[str, str]:
    what = one.pest if one.kind is FindingKind.PEST else term(one.kind)
    count = "" if one.number is None else f"{one.number} {one.unit}"
    said = " ".join(part for part in (one.place, what, count, one.note) if part)
    return {"what": said, "why": one.withheld_why, "by": one.withheld_by}


def _marked(line: GridLine) -> Finding:
    finding: Finding = line.origin
    why, by = line.cells["why"], line.cells["by"]
    return replace(finding, withheld=bool(why and by), withheld_why=why, withheld_by=by)
