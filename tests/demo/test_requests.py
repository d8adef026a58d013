"""The sample branch shows extra requests and promises in every state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from branchdesk.bootstrap import open_branch
from branchdesk.demo import write_demo
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.commitments import CommitmentState
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.extra_requests import RequestState
from branchdesk.domain.months import Month
from branchdesk.domain.support import SupportKind
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def sample(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("requests") / "sample.branchdesk"
    write_demo(path, today=TODAY, language=request.param)
    clock = ManualClock.at(TODAY)
    clock.advance(timedelta(minutes=30))
    desk = open_branch(path, clock=clock)
    yield desk
    desk.close()


def test_every_state_of_a_request_is_there(sample: Desk) -> None:
    facts = sample.requests.all()
    found = {sample.requests.state(fact) for fact in facts}
    assert found >= set(RequestState) - {RequestState.REPLIED}
    assert any(fact.request.reopened for fact in facts)
    assert any(fact.request.nobody_free and fact.request.distance_km == 300 for fact in facts)
    assert sample.requests.repeats([fact.request for fact in facts])
    numbers = [fact.request.number for fact in facts if fact.request.number.startswith("ES-2026-11")]
    assert sorted(numbers) == [f"ES-2026-11-{nth:03d}" for nth in range(1, len(numbers) + 1)]


def test_the_duties_of_requests_and_promises_are_to_be_seen(sample: Desk) -> None:
    kinds = [duty.kind for duty in sample.duties.due()]
    assert kinds[0] is DutyKind.REQUEST_URGENT
    for kind in (
        DutyKind.REQUEST_WAITING,
        DutyKind.REQUEST_FOLLOW_UP,
        DutyKind.REQUEST_PAPERS,
        DutyKind.ROOT_CAUSE,
        DutyKind.COMMITMENT_DUE,
        DutyKind.UPDATE_DUE,
        DutyKind.SUPPORT_ANSWER,
    ):
        assert kinds.count(kind) >= 1


def test_promises_are_mostly_kept_and_one_is_broken(sample: Desk) -> None:
    november = Month(2026, 11)
    rows = sample.commitments.register(november.first, november.last)
    states = {sample.commitments.state(row.commitment) for row in rows}
    assert states >= {CommitmentState.OPEN, CommitmentState.KEPT, CommitmentState.BROKEN}
    kept, judged = sample.commitments.kept_share(november)
    assert 0 < kept < judged
    measures = sample.requests.measures(november)
    assert measures.reply.slowest is not None
    assert measures.kept
    assert any(one.support.kind is SupportKind.SUPPORT for one in sample.support.all())
