"""Whatever happens to a case, in whatever order: it has one owner, one number, and stages in order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from branchdesk.domain.case_talk import CaseOption, CaseTalk, FactsState
from branchdesk.domain.case_tasks import CaseCaller
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.clock_results import ClockResult
from branchdesk.domain.complaints import Complaint, EventKind, Stage
from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Known
from branchdesk.domain.escalation import EscalationKind, EscalationStep
from branchdesk.services.case_flow import TalkDraft
from branchdesk.services.desk import Desk
from tests.judged import close

ACTS = 90
TALKED = tuple(Stage)[:5]


class Case:
    """One case to which things happen."""

    def __init__(self, desk: Desk, clock: ManualClock, dice: Random, case_id: int) -> None:
        self.desk, self.clock, self.dice, self.id = desk, clock, dice, case_id

    def acts(self) -> list[Callable[[], object]]:
        desk, flow, batons, ladder = (
            self.desk,
            self.desk.case_flow,
            self.desk.hand_overs,
            self.desk.escalation,
        )
        return [
            lambda: batons.offer(self.id, self.dice.choice(("李", "赵", "王芳")), "更熟悉"),
            lambda: batons.accept(self.id),
            lambda: batons.accept(self.id),
            lambda: batons.decline(self.id, self.dice.choice(("", "不是本区"))),
            lambda: batons.withdraw(self.id),
            lambda: flow.reach(self.id, self.dice.choice(TALKED), at=self.moment()),
            lambda: flow.save(self.id, self.draft()),
            lambda: flow.add_caller(CaseCaller(complaint_id=self.id, name="李店长")),
            lambda: flow.on_the_line(self.id, EventKind.CUT_OFF),
            lambda: ladder.call_back(self.id, "1", minutes=self.dice.randint(1, 90)),
            lambda: [ladder.finish(one.id, "好") for one in ladder.tasks_of(self.id) if one.done_at is None],
            lambda: ladder.step(EscalationStep(complaint_id=self.id, kind=self.kind(), text="x", whom="赵")),
            lambda: desk.complaints.answer(self.id, "今晚返工"),
            lambda: close(desk, self.id),
            lambda: desk.complaints.reopen(self.id, "又出现"),
        ]

    def moment(self) -> datetime:
        return self.clock.now() - timedelta(minutes=self.dice.randint(-5, 60))

    def kind(self) -> EscalationKind:
        return self.dice.choice(list(EscalationKind))

    def draft(self) -> TalkDraft:
        options = tuple(
            CaseOption(text=f"{n}", why="好", chosen=n == 1) for n in range(self.dice.randint(0, 3))
        )
        agreed = self.dice.choice((None, True, False))
        facts = self.dice.choice((None, *FactsState))
        return TalkDraft(
            talk=self.dice.choice((self.desk.case_flow.talk(self.id), CaseTalk(facts=facts))),
            text="又见蟑螂",
            stage=self.dice.choice((None, *TALKED)),
            recap=self.dice.choice(("", "厨房有蟑螂")),
            agreed=agreed,
            correction=self.dice.choice(("", "在门旁")),
            options=options,
        )


def check(desk: Desk, case_id: int, number: str, events: int) -> int:
    case = desk.complaints.complaint(case_id)
    assert (case.number, bool(case.owner)) == (number, True)
    assert sum(one.kind is None for one in desk.hand_overs.of(case_id)) <= 1
    stamps = desk.case_flow.stamps(case_id)
    moments = [stamps[stage].happened_at for stage in TALKED if stage in stamps]
    assert moments == sorted(moments)
    places = [recap.place for recap in desk.case_flow.recaps_of(case_id)]
    assert places == list(range(1, len(places) + 1))
    if case.closed_at is not None:
        frozen = desk.context.reader.find(ClockResult, complaint_id=case_id, run=case.reopened)
        assert [one.state for one in frozen] == [clock.state for clock in desk.complaints.clocks(case_id)]
    now = len(desk.complaints.events_of(case_id))
    assert now >= events
    return now


@pytest.mark.req("R090")
@pytest.mark.req("R086")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_course_keeps_owner_number_and_order(
    desk: Desk, customer: Customer, clock: ManualClock, seed: int
) -> None:
    clock.instant = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    dice = Random(seed)
    saved = desk.complaints.register(Complaint(customer_id=customer.id, text="又见蟑螂")).value
    case, events, done = Case(desk, clock, dice, saved.id), 1, 0
    for _act in range(ACTS):
        with suppress(Known):
            dice.choice(case.acts())()
            done += 1
        events = check(desk, saved.id, saved.number, events)
        clock.advance(timedelta(minutes=dice.choice((0, 1, 7, 20, 90))))
    assert done > ACTS // 4
    assert desk.upkeep.check(full=True) == []
