"""From a duty to its call: several duties of one customer make one call (D02)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from branchdesk.domain.duties import LinkKind
from tests.ui.branch import session_of, small_branch
from ui.duty_calls import interaction_for, several
from ui.session import Session

HOTEL, TRADER = 2, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        session.duties = session.desk.duties.due(7)
        yield session


@pytest.mark.req("D02")
def test_several_duties_today_make_one_call(session: Session) -> None:
    of_hotel = [duty for duty in session.duties if duty.whom.customer_id == HOTEL]
    assert any(several(session, duty) for duty in of_hotel)
    session.duties = of_hotel[:1]
    assert not several(session, of_hotel[0])


def test_a_duty_becomes_a_call_about_its_record(session: Session) -> None:
    about = set()
    for duty in session.duties:
        draft = interaction_for(duty)
        assert draft.customer_id == duty.whom.customer_id
        ids = {
            LinkKind.VISIT: draft.visit_id,
            LinkKind.INVOICE: draft.invoice_id,
            LinkKind.COMPLAINT: draft.complaint_id,
        }
        assert ids == {kind: duty.link_id if duty.link is kind else None for kind in ids}
        about |= {kind for kind, found in ids.items() if found}
    assert len(about) >= 2
