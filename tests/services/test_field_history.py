"""Whatever is recorded, taken back and added to: issued papers stay, and no row is lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from branchdesk.domain.customers import Site
from branchdesk.domain.devices import Device, DeviceKind
from branchdesk.domain.errors import Known
from branchdesk.domain.field_paper import FieldPaper
from branchdesk.domain.recommendations import Recommendation, RecommendationState
from branchdesk.domain.visit_findings import Finding, MaterialUse
from branchdesk.domain.visit_record import VisitRecord
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.domain.visits import ReportStatus, ServiceReport, Visit, VisitStatus
from branchdesk.services.desk import Desk

KINDS = (Visit, VisitSheet, Finding, MaterialUse, Recommendation, ServiceReport)
ACTS = 45


class History:
    """Random acts on the visits of one site."""

    def __init__(self, desk: Desk, site: Site, seed: int) -> None:
        self.desk = desk
        self.dice = Random(seed)
        self.site = site
        self.issued: dict[int, FieldPaper] = {}
        devices = [Device(kind=DeviceKind.BAIT_STATION, number=f"SE0{number}") for number in (1, 2)]
        desk.site_book.save_devices(site.id, devices)
        self.visits = [
            desk.visits.save_visit(
                Visit(site_id=site.id, date_on=date(2026, 9, 1) + timedelta(days=11 * number))
            ).value.id
            for number in range(6)
        ]

    def rows(self) -> dict[type, list[Any]]:
        """Return everything but the versions."""
        reader = self.desk.context.reader
        return {kind: [_plain(one) for one in sorted(reader.find(kind), key=_id)] for kind in KINDS}

    def record(self) -> None:
        visit_id = self.dice.choice(self.visits)
        known = self.desk.field.record_of(visit_id)
        draft = self._draft(known)
        before = self.rows()
        issue = self.dice.random() < 0.25
        outcome = self.desk.field.record(draft, issue=issue)
        assert len(self.desk.field.record_of(visit_id).findings) == len(draft.findings)
        if outcome.undo is not None and self.dice.random() < 0.4:
            outcome.undo()
            assert self.rows() == before
        if issue:
            self.issued[visit_id] = self.desk.field.paper(visit_id)

    def add(self) -> None:
        visit_id = self.dice.choice(self.visits)
        numbers = [one.number for one in self.desk.field.addenda(visit_id)]
        added = self.desk.field.write_addendum(visit_id, "补充").value
        assert added.number == len(numbers) + 1

    def answer(self) -> None:
        waiting = self.desk.field.advice(self.site.id).open
        if waiting:
            done = replace(self.dice.choice(waiting), state=RecommendationState.DONE)
            self.desk.site_book.save_recommendations(self.site.id, [done])

    def _draft(self, known: VisitRecord) -> VisitRecord:
        devices = self.desk.field.devices(self.site.id)
        kept = tuple(one for one in known.findings if self.dice.random() < 0.7)
        fresh = tuple(
            Finding(device_id=self.dice.choice(devices).id, pest="鼠类", number=number, unit="只")
            for number in range(self.dice.randrange(3))
        )
        advised = tuple(Recommendation(text=f"建议 {number}") for number in range(self.dice.randrange(2)))
        used = (MaterialUse(name="胶饵", quantity_milli=500, unit="g"),) * self.dice.randrange(2)
        return VisitRecord(
            visit=replace(known.visit, status=VisitStatus.DONE, actions="补充毒饵"),
            sheet=replace(known.sheet, finding_remarks="已检查全部点位"),
            findings=(*kept, *fresh),
            materials=(*known.materials, *used),
            recommendations=(*known.recommendations, *advised),
        )


def _plain(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__ if name != "version"}


def _id(record: Any) -> int:
    found: int = record.id
    return found


@pytest.mark.req("R051")
@pytest.mark.req("R053")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_issued_papers_stay_whatever_happens_after(desk: Desk, site: Site, seed: int) -> None:
    history = History(desk, site, seed)
    acts = (history.record, history.record, history.record, history.add, history.answer)
    for _act in range(ACTS):
        try:
            history.dice.choice(acts)()
        except Known:
            continue
        for visit_id, paper in history.issued.items():
            now = desk.field.paper(visit_id)
            assert replace(now, addenda=()) == replace(paper, addenda=())
    reports = desk.context.reader.find(ServiceReport)
    assert [one.number for one in reports] == [f"SR-2026-11-{n:04d}" for n in range(1, len(reports) + 1)]
    assert all(one.status is ReportStatus.ISSUED for one in reports)
    assert history.issued
    assert desk.upkeep.check(full=True) == []
