"""What a service report or a work sheet prints of a visit in the field."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.devices import Device
from branchdesk.domain.recommendations import Advice
from branchdesk.domain.report_evidence import ReportAddendum
from branchdesk.domain.visit_findings import Finding, MaterialUse
from branchdesk.domain.visit_sheet import CustomerHelp, VisitSheet, VisitStep
from branchdesk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class FieldPaper:
    """One visit as it is printed: of an issued report the facts as they were, else as they are."""

    visit: Visit
    sheet: VisitSheet | None
    devices: tuple[Device, ...]
    findings: tuple[Finding, ...]
    materials: tuple[MaterialUse, ...]
    advice: Advice
    steps: tuple[VisitStep, ...]
    helps: tuple[CustomerHelp, ...]
    addenda: tuple[ReportAddendum, ...] = ()
    frozen: bool = False

    def device_of(self, finding: Finding) -> Device | None:
        """Return the device of a finding."""
        return next((one for one in self.devices if one.id == finding.device_id), None)
