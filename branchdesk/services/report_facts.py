"""Freezing what an issued report says, and reading it again as it was (R051)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from branchdesk.domain.devices import Device
from branchdesk.domain.field_paper import FieldPaper
from branchdesk.domain.recommendations import Advice, Recommendation, advice
from branchdesk.domain.report_evidence import ReportAddendum, ReportFacts
from branchdesk.domain.visit_findings import Finding, MaterialUse
from branchdesk.domain.visit_sheet import CustomerHelp, VisitSheet, VisitStep
from branchdesk.domain.visits import ReportStatus, ServiceReport, Visit
from branchdesk.storage.tables import shape_of
from branchdesk.storage.unit_of_work import Reader, UnitOfWork

R = TypeVar("R", bound=Any)


def paper_now(reader: Reader, visit: Visit, on: date | None = None) -> FieldPaper:
    """Return what a paper about a visit says at present; `on` is the day of the paper, else the visit's."""
    known = reader.find(Recommendation, site_id=visit.site_id)
    return FieldPaper(
        visit=visit,
        sheet=reader.first(VisitSheet, visit_id=visit.id),
        devices=tuple(reader.find(Device, site_id=visit.site_id)),
        findings=tuple(reader.find(Finding, visit_id=visit.id)),
        materials=tuple(reader.find(MaterialUse, visit_id=visit.id)),
        advice=advice(known, on or visit.date_on),
        steps=tuple(reader.find(VisitStep, visit_id=visit.id)),
        helps=tuple(reader.find(CustomerHelp, visit_id=visit.id)),
    )


def freeze(work: UnitOfWork, report: ServiceReport, visit: Visit) -> None:
    """Keep the facts of a report as they are at this moment."""
    work.insert(ReportFacts(report_id=report.id, content=_written(paper_now(work, visit))))


def paper_of(reader: Reader, visit: Visit) -> FieldPaper:
    """Return the facts of an issued report as they were, else what a report would say now."""
    report = reader.first(ServiceReport, visit_id=visit.id)
    if report is None or report.status is not ReportStatus.ISSUED:
        return paper_now(reader, visit)
    facts = reader.first(ReportFacts, report_id=report.id)
    addenda = tuple(reader.find(ReportAddendum, report_id=report.id))
    if facts is None:  # issued before facts were kept: its texts are all there is
        return replace(paper_now(reader, visit), addenda=addenda)
    return replace(_read(facts.content), addenda=addenda, frozen=True)


def _written(paper: FieldPaper) -> str:
    content = {
        "visit": _values(paper.visit),
        "sheet": _values(paper.sheet) if paper.sheet else None,
        "devices": _rows(paper.devices),
        "findings": _rows(paper.findings),
        "materials": _rows(paper.materials),
        "open": _rows(paper.advice.open),
        "total": paper.advice.total,
        "steps": _rows(paper.steps),
        "helps": _rows(paper.helps),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _read(content: str) -> FieldPaper:
    found = json.loads(content)
    return FieldPaper(
        visit=_record(Visit, found["visit"]),
        sheet=_record(VisitSheet, found["sheet"]) if found["sheet"] else None,
        devices=_records(Device, found["devices"]),
        findings=_records(Finding, found["findings"]),
        materials=_records(MaterialUse, found["materials"]),
        advice=Advice(_records(Recommendation, found["open"]), found["total"]),
        steps=_records(VisitStep, found["steps"]),
        helps=_records(CustomerHelp, found["helps"]),
    )


def _rows(records: Sequence[Any]) -> list[dict[str, Any]]:
    return [_values(one) for one in records]


def _values(record: Any) -> dict[str, Any]:
    shape = shape_of(type(record))
    return dict(zip(shape.names, shape.values(record), strict=True))


def _records(kind: type[R], rows: list[dict[str, Any]]) -> tuple[R, ...]:
    return tuple(_record(kind, row) for row in rows)


def _record(kind: type[R], values: dict[str, Any]) -> R:
    """Make a record of kept values; fields that came later have their defaults."""
    shape = shape_of(kind)
    columns = dict(zip(shape.names, shape.columns, strict=True))
    known = {name: columns[name].python_value(value) for name, value in values.items() if name in columns}
    record: R = kind(**known)
    return record
