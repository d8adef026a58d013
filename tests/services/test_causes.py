"""Misses and late arrivals carry their reason and whose cause it was (D07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from branchdesk.domain.customers import Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.months import Month
from branchdesk.domain.visits import Cause, Visit, VisitStatus
from branchdesk.services.desk import Desk


def planned(desk: Desk, site: Site, day: int, **more: Any) -> Visit:
    draft = replace(Visit(site_id=site.id, date_on=date(2026, 11, day), start_at="22:00"), **more)
    return desk.visits.save_visit(draft).value


@pytest.mark.req("D07")
def test_a_miss_needs_its_reason_and_can_be_taken_back(desk: Desk, site: Site) -> None:
    visit = planned(desk, site, 20)
    with pytest.raises(Invalid, match="Say why"):
        desk.plan.causes.miss(visit.id, "", Cause.US)
    done = desk.plan.causes.miss(visit.id, "客户临时停业", Cause.CUSTOMER)
    assert (done.value.status, done.value.cancelled_cause) == (VisitStatus.MISSED, Cause.CUSTOMER)
    assert [one.why for one in desk.plan.causes.changes_of(visit.id)] == ["客户临时停业"]
    with pytest.raises(Refused, match="did not take place"):
        desk.plan.causes.miss(visit.id, "x", Cause.US)
    assert done.undo is not None
    done.undo()
    assert desk.visits.visit(visit.id).status is VisitStatus.PLANNED
    assert desk.plan.causes.changes_of(visit.id) == []


def test_a_visit_still_to_come_is_not_missed(desk: Desk, site: Site) -> None:
    with pytest.raises(Refused, match=r"2026-11-25 is still to come\. Move it, or cancel it"):
        desk.plan.causes.miss(planned(desk, site, 25).id, "x", Cause.US)


@pytest.mark.req("D07")
def test_an_explained_lateness_is_fair(desk: Desk, site: Site) -> None:
    technician = desk.customers.save_employee(Employee(name="周强", role=EmployeeRole.TECHNICIAN)).value
    causes = desk.plan.causes
    for day, arrived in ((18, "22:05"), (19, "22:40"), (20, "22:50")):
        visit = planned(desk, site, day, technician_id=technician.id)
        visit = desk.visits.save_visit(
            replace(visit, status=VisitStatus.DONE, arrived_at=arrived, findings="x", actions="y")
        ).value
    (row,) = causes.punctuality(Month(2026, 11))
    assert (row.name, row.total.on_time, row.total.late_ours, row.total.share) == ("周强", 1, 2, 1 / 3)
    causes.explain_late(visit.id, "门卫不放行", Cause.CUSTOMER)
    causes.explain_late(visit.id, "门卫不放行，等 30 分钟", Cause.CUSTOMER)
    (row,) = causes.punctuality(Month(2026, 11))
    assert (row.total.late_ours, row.total.late_others, row.total.share) == (1, 1, 0.5)
    assert len(row.months) == 6
    in_time = desk.visits.visit(visit.id - 2)
    with pytest.raises(Refused, match="counts as on time"):
        causes.explain_late(in_time.id, "x", Cause.US)


def test_the_branch_has_its_own_reasons(desk: Desk) -> None:
    causes = desk.plan.causes
    assert causes.reasons(Cause.US) == ()
    done = causes.save_reasons({Cause.US: ["车坏", " ", "人手不足", "车坏"], Cause.CUSTOMER: ["盘点"]})
    assert (causes.reasons(Cause.US), done.value) == (("车坏", "人手不足"), 3)
    causes.save_reasons({Cause.US: ["人手不足", "车坏"]})
    assert causes.reasons(Cause.US) == ("人手不足", "车坏")
    causes.save_reasons({Cause.US: []})
    assert causes.reasons(Cause.US) == ()
