"""The month says how late cases are typed in, how long hand-overs take and what customers want first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from branchdesk.domain.case_talk import CaseTalk, FirstWish
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer
from branchdesk.domain.months import Month
from branchdesk.services.case_flow import TalkDraft
from branchdesk.services.case_months import course_values
from branchdesk.services.desk import Desk
from branchdesk.storage.queries.summary_frame import Frame

NOVEMBER = Month(2026, 11)


@pytest.mark.req("R111")
@pytest.mark.req("R165")
@pytest.mark.req("D16")
def test_late_entries_hand_overs_and_wishes_of_a_month(
    desk: Desk, customer: Customer, clock: ManualClock
) -> None:
    clock.instant = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    wanted = ((FirstWish.UNDERSTOOD, FirstWish.HELPED), (FirstWish.HELPED,), ())
    for late, wishes in zip((55, 10, 9), wanted, strict=True):
        received = clock.now() - timedelta(minutes=late)
        case = desk.complaints.register(
            Complaint(customer_id=customer.id, text="x", received_at=received)
        ).value
        desk.case_flow.save(case.id, TalkDraft(talk=CaseTalk(wishes=wishes), text="x"))
    for name, minutes in (("李", 10), ("赵", 13)):
        desk.hand_overs.offer(case.id, name, "更熟悉")
        clock.advance(timedelta(minutes=minutes))
        desk.hand_overs.accept(case.id)
    frame = Frame((NOVEMBER.plus(-1), NOVEMBER), date(2026, 11, 30), clock.zone)
    values = course_values(desk.context, frame)
    assert values[NOVEMBER]["late_entries"] == 2
    assert values[NOVEMBER]["hand_overs"] == Decimal(2)
    assert values[NOVEMBER]["hand_over_minutes"] == Decimal(12)
    assert values[NOVEMBER]["wish_helped"] == Decimal("100.0")
    assert values[NOVEMBER]["wish_understood"] == Decimal("50.0")
    before = values[NOVEMBER.plus(-1)]
    assert before["late_entries"] == Decimal(0)
    assert before["hand_over_minutes"] is before["wish_helped"] is None
