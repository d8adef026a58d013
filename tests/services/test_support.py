"""Difficulties told to the area manager, and support asked of a superior."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Invalid
from branchdesk.domain.support import SupportKind, SupportRequest
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk
from tests.services.test_requests import TODAY, at


@pytest.mark.req("R033")
def test_a_difficulty_not_told_within_an_hour_is_red(desk: Desk, site: Site, clock: ManualClock) -> None:
    visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=TODAY, difficulty="库房锁着")).value

    def found() -> list[DutyKind]:
        return [duty.kind for duty in desk.duties.due() if duty.kind.value.startswith("difficulty")]

    assert found() == [DutyKind.DIFFICULTY]
    clock.advance(timedelta(minutes=61))
    assert found() == [DutyKind.DIFFICULTY_UNTOLD]
    told = replace(desk.support.difficulty_of(visit.id), told_at=clock.now(), told_to="李经理")
    saved = desk.support.save(told).value
    assert found() == []
    assert (saved.kind, saved.told_by) == (SupportKind.DIFFICULTY, "王芳")
    assert DutyKind.SUPPORT_ANSWER in [duty.kind for duty in desk.duties.due()]
    clock.advance(timedelta(minutes=4))
    desk.support.answer(saved.id, "联系物业开门")
    assert DutyKind.SUPPORT_ANSWER not in [duty.kind for duty in desk.duties.due()]


@pytest.mark.req("R039")
def test_support_is_asked_of_a_superior_and_answered(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    clock.instant = at(9, 10, day=23)
    asked = SupportRequest(customer_id=customer.id, text="请求支援", told_at=clock.now(), told_to="李经理")
    saved = desk.support.save(asked).value
    clock.instant = at(9, 30, day=23)
    answered = desk.support.answer(saved.id, "派陈静前往", at=at(9, 25, day=23)).value
    assert answered.answered_at == at(9, 25, day=23)
    with pytest.raises(Invalid):
        desk.support.save(replace(asked, told_to=""))
