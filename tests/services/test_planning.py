"""Whatever happens to a plan: one slot a month, no drift, nothing twice, nothing lost (V1–V4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, ContractStatus, Customer, HolidayPolicy, Site
from branchdesk.domain.errors import Invalid, Known, Refused
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.plan_records import ChangeKind, VisitChange
from branchdesk.domain.visits import Cause, PlanSlot, Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.services.context import Outcome
from branchdesk.services.desk import Desk
from branchdesk.services.shifting import ShiftRange

MONTHLY = ("每月31日", "每月30日", "每月5日", "every month on the second Tuesday", "FREQ=MONTHLY;BYDAY=-1FR")


def draft(customer: Customer, site: Site, rule: str, **more: Any) -> Contract:
    start = more.pop("start_on", date(2026, 1, 1))
    return Contract(
        customer_id=customer.id, site_id=site.id, number="HT-1", start_on=start, rule=rule, **more
    )


def slots(desk: Desk) -> list[PlanSlot]:
    return sorted(desk.context.reader.find(PlanSlot), key=lambda slot: slot.anchor_on)


def visits(desk: Desk) -> list[Visit]:
    return sorted(desk.context.reader.find(Visit), key=lambda visit: (visit.date_on, visit.id))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock.at(date(2025, 12, 20))


@pytest.mark.req("V1")
@pytest.mark.req("V2")
@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("每月31日", [31, 28, 31, 30, 31, 30]),
        ("每月30日", [30, 28, 30, 30, 30, 30]),
    ],
)
def test_late_days_are_clamped_from_the_anchor(
    desk: Desk, customer: Customer, site: Site, rule: str, days: list[int]
) -> None:
    desk.customers.save_contract(draft(customer, site, rule))
    found = [visit.date_on for visit in visits(desk)][:6]
    assert found == [date(2026, month, day) for month, day in enumerate(days, 1)]


@pytest.mark.req("V3")
def test_a_moved_march_leaves_april_on_the_fifth(desk: Desk, customer: Customer, site: Site) -> None:
    desk.customers.save_contract(draft(customer, site, "每月5日"))
    march = visits(desk)[2]
    desk.visits.move_visit(march.id, date(2026, 3, 8), why="店庆", cause=Cause.CUSTOMER)
    desk.visits.plan()
    assert visits(desk)[3].date_on == date(2026, 4, 5)
    assert slots(desk)[2].anchor_on == date(2026, 3, 5)


@pytest.mark.req("V4")
@pytest.mark.req("R015")
def test_twelve_months_have_one_slot_each(desk: Desk, customer: Customer, site: Site) -> None:
    agreed = draft(customer, site, "second Tuesday of each month, 22:00", end_on=date(2026, 12, 31))
    desk.customers.save_contract(agreed)
    assert [slot.anchor_on.month for slot in slots(desk)] == list(range(1, 13))
    assert {slot.anchor_on.weekday() for slot in slots(desk)} == {1}


@pytest.mark.req("R015")
def test_future_visits_follow_a_changed_rule_and_touched_ones_stay(
    desk: Desk, customer: Customer, site: Site
) -> None:
    contract = desk.customers.save_contract(draft(customer, site, "每月5日", start_at="22:00")).value
    january, february, march, april, *_ = visits(desk)
    desk.visits.move_visit(january.id, date(2026, 1, 9), why="盘点", cause=Cause.CUSTOMER)
    desk.visits.cancel_visit(february.id, "停业", Cause.CUSTOMER)
    desk.interactions.log(
        Interaction(customer_id=customer.id, visit_id=march.id, purpose=Purpose.APPOINTMENT)
    )
    desk.customers.save_contract(replace(contract, rule="每月20日", start_at="23:00"))
    now = {visit.id: visit for visit in visits(desk)}
    assert now[january.id].date_on == date(2026, 1, 9)
    assert now[february.id].status is VisitStatus.CANCELLED
    assert (now[march.id].date_on, now[march.id].start_at) == (date(2026, 3, 20), "23:00")
    assert now[april.id].date_on == date(2026, 4, 20)
    assert len(slots(desk)) == len({f"{slot.anchor_on:%Y-%m}" for slot in slots(desk)}) == 12


def test_a_contract_that_ends_takes_its_visits_out_and_calls_off_those_spoken_about(
    desk: Desk, customer: Customer, site: Site
) -> None:
    contract = desk.customers.save_contract(draft(customer, site, "每月5日")).value
    march = visits(desk)[2]
    desk.interactions.log(
        Interaction(customer_id=customer.id, visit_id=march.id, purpose=Purpose.APPOINTMENT)
    )
    ended = desk.customers.save_contract(replace(contract, end_on=date(2026, 2, 10)))
    assert [visit.date_on.month for visit in visits(desk)] == [1, 2, 3]
    assert desk.visits.visit(march.id).status is VisitStatus.CANCELLED
    assert desk.visits.visit(march.id).cancelled_why
    assert ended.undo is not None
    ended.undo()
    assert len(visits(desk)) == 12
    assert desk.visits.visit(march.id).status is VisitStatus.PLANNED


def test_a_paused_contract_plans_nothing_and_resumes_where_it_was(
    desk: Desk, customer: Customer, site: Site
) -> None:
    contract = desk.customers.save_contract(draft(customer, site, "每月5日")).value
    before = [slot.anchor_on for slot in slots(desk)]
    paused = desk.customers.save_contract(replace(contract, status=ContractStatus.PAUSED)).value
    assert slots(desk) == []
    desk.customers.save_contract(replace(paused, status=ContractStatus.ACTIVE))
    assert [slot.anchor_on for slot in slots(desk)] == before


def test_a_changed_holiday_policy_moves_the_day_and_keeps_the_slot(
    desk: Desk, customer: Customer, site: Site
) -> None:
    contract = desk.customers.save_contract(draft(customer, site, "每月1日")).value
    desk.customers.save_contract(replace(contract, holiday_policy=HolidayPolicy.AFTER))
    may = next(visit for visit in visits(desk) if visit.original_on == date(2026, 5, 1))
    assert (may.date_on, bool(may.moved_why)) == (date(2026, 5, 6), True)
    assert date(2026, 5, 1) in {slot.anchor_on for slot in slots(desk)}


def test_the_holiday_policy_never_leads_out_of_the_contract(
    desk: Desk, customer: Customer, site: Site
) -> None:
    agreed = draft(customer, site, "每月1日", start_on=date(2026, 2, 1), end_on=date(2026, 5, 1))
    desk.customers.save_contract(replace(agreed, holiday_policy=HolidayPolicy.AFTER))
    assert max(visit.date_on for visit in visits(desk)) <= date(2026, 5, 1)


@pytest.mark.req("D30")
def test_a_locked_month_takes_no_move_in_and_none_out(
    desk: Desk, customer: Customer, site: Site, clock: ManualClock
) -> None:
    desk.customers.save_contract(draft(customer, site, "每月5日"))
    january, february, *_ = visits(desk)
    clock.advance(timedelta(days=45))
    desk.summaries.lock(2026, 1)
    with pytest.raises(Refused, match="2026-01 is locked: its visits are neither moved") as out:
        desk.visits.move_visit(january.id, date(2026, 2, 20), why="x")
    with pytest.raises(Refused, match="nothing is planned into it") as into:
        desk.visits.move_visit(february.id, date(2026, 1, 29), why="x")
    assert (out.value.field, into.value.field) == ("date_on", "date_on")
    with pytest.raises(Refused, match="locked"):
        desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 1, 30)))
    missed = replace(
        january, status=VisitStatus.MISSED, cancelled_why="大雪", cancelled_cause=Cause.FORCE_MAJEURE
    )
    assert desk.visits.save_visit(missed).value.status is VisitStatus.MISSED
    assert desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 2, 6))).value.id


def test_a_rule_that_gives_no_day_is_refused_with_a_way_forward(
    desk: Desk, customer: Customer, site: Site
) -> None:
    with pytest.raises(Known, match="have no day 31: choose another day"):
        desk.customers.save_contract(draft(customer, site, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"))
    with pytest.raises(Invalid, match="gives no service between 2026-01-01 and 2026-01-04"):
        desk.customers.save_contract(draft(customer, site, "每月5日", end_on=date(2026, 1, 4)))
    with pytest.raises(Invalid, match="The end lies before the start"):
        desk.customers.save_contract(draft(customer, site, "每月5日", end_on=date(2025, 12, 4)))


@pytest.mark.req("D07")
def test_each_move_and_miss_is_written_down_with_its_cause(
    desk: Desk, customer: Customer, site: Site
) -> None:
    desk.customers.save_contract(draft(customer, site, "每月5日"))
    january, february, *_ = visits(desk)
    desk.visits.move_visit(january.id, date(2026, 1, 8), why="盘点", cause=Cause.CUSTOMER)
    desk.visits.move_visit(january.id, date(2026, 1, 9), why="车坏", cause=Cause.US)
    desk.visits.cancel_visit(february.id, "停业", Cause.CUSTOMER)
    found = desk.context.reader.find(VisitChange)
    assert [(one.kind, one.cause, one.why, one.to_on) for one in found] == [
        (ChangeKind.MOVED, Cause.CUSTOMER, "盘点", date(2026, 1, 8)),
        (ChangeKind.MOVED, Cause.US, "车坏", date(2026, 1, 9)),
        (ChangeKind.CANCELLED, Cause.CUSTOMER, "停业", None),
    ]


NAMES = (
    *("move", "cancel", "done", "miss", "undo", "plan", "rule", "end", "pause", "policy"),
    *("waive", "again", "shift"),
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, 10**6),
    ),
    min_size=4,
    max_size=16,
)


class Branch:
    """One contract to which things happen; what a person decided is remembered beside it."""

    def __init__(self, folder: str, rule: str) -> None:
        clock = ManualClock.at(date(2025, 12, 20))
        self.desk = create_branch(Path(folder) / "b.branchdesk", "杭州", "zh_CN", Seat("王"), clock)
        save = self.desk.customers
        customer = save.save_customer(Customer(name="三川")).value
        self.site = save.save_site(Site(customer_id=customer.id, name="总店")).value
        self.contract_id = save.save_contract(draft(customer, self.site, rule)).value.id
        self.decided: dict[int, tuple[VisitStatus, date]] = {}
        self.undos: list[tuple[Callable[[], Outcome[Any]], dict[int, tuple[VisitStatus, date]]]] = []

    def act(self, name: str, number: int) -> None:
        before = dict(self.decided)
        try:
            outcome = getattr(self, name)(number)
        except Known:
            return
        if outcome is not None and outcome.undo is not None:
            self.undos.append((outcome.undo, before))

    def chosen(self, number: int) -> Visit | None:
        planned = [visit for visit in visits(self.desk) if visit.status is VisitStatus.PLANNED]
        return planned[number % len(planned)] if planned else None

    def move(self, number: int) -> Outcome[Any] | None:
        visit = self.chosen(number)
        if visit is None:
            return None
        to = visit.date_on + timedelta(days=number % 41 - 20)
        outcome = self.desk.visits.move_visit(visit.id, to, why="w", cause=Cause.CUSTOMER)
        self.decided[visit.id] = (VisitStatus.PLANNED, to)
        return outcome

    def _end(self, number: int, status: VisitStatus) -> Outcome[Any] | None:
        visit = self.chosen(number)
        if visit is None:
            return None
        ended = replace(visit, status=status, cancelled_why="w", cancelled_cause=Cause.US)
        outcome = self.desk.visits.save_visit(ended)
        self.decided[visit.id] = (status, visit.date_on)
        return outcome

    def cancel(self, number: int) -> Outcome[Any] | None:
        return self._end(number, VisitStatus.CANCELLED)

    def done(self, number: int) -> Outcome[Any] | None:
        return self._end(number, VisitStatus.DONE)

    def miss(self, number: int) -> Outcome[Any] | None:
        return self._end(number, VisitStatus.MISSED)

    def waive(self, number: int) -> Outcome[Any] | None:
        visit = self.chosen(number)
        if visit is None or visit.slot_id is None:
            return None
        outcome = self.desk.plan.ledger.waive(visit.slot_id, "w")
        self.decided[visit.id] = (VisitStatus.CANCELLED, visit.date_on)
        return outcome

    def again(self, number: int) -> Outcome[Any] | None:
        """Book a further visit for a month whose own failed."""
        failed = [
            v
            for v in visits(self.desk)
            if v.slot_id and v.status in (VisitStatus.MISSED, VisitStatus.CANCELLED)
        ]
        if not failed:
            return None
        slot_id = failed[number % len(failed)].slot_id or 0
        ledger = self.desk.plan.ledger
        draft = replace(ledger.draft(slot_id), date_on=date(2026, 1 + number % 12, 1 + number % 28))
        outcome = ledger.book(slot_id, draft)
        self.decided[outcome.value.id] = (VisitStatus.PLANNED, draft.date_on)
        return outcome

    def shift(self, number: int) -> Outcome[Any] | None:
        visit = self.chosen(number)
        if visit is None:
            return None
        wanted = ShiftRange(first=visit.date_on, last=visit.date_on + timedelta(days=number % 40))
        found = self.desk.plan.shifting.preview(wanted).proposals
        moves = [(one.visit.id, one.to_on) for one in found if one.to_on is not None]
        outcome = self.desk.plan.shifting.apply(moves, "w")
        self.decided |= {visit_id: (VisitStatus.PLANNED, day) for visit_id, day in moves}
        return outcome

    def undo(self, _number: int) -> None:
        if self.undos:
            take_back, before = self.undos.pop()
            take_back()
            self.decided = before

    def plan(self, _number: int) -> Outcome[Any]:
        return self.desk.visits.plan()

    def _edit(self, **changes: Any) -> Outcome[Any]:
        contract = self.desk.customers.contract(self.contract_id)
        return self.desk.customers.save_contract(replace(contract, **changes))

    def rule(self, number: int) -> Outcome[Any]:
        return self._edit(rule=MONTHLY[number % len(MONTHLY)])

    def end(self, number: int) -> Outcome[Any]:
        return self._edit(end_on=None if number % 3 == 0 else date(2026, 3 + number % 9, 28))

    def pause(self, number: int) -> Outcome[Any]:
        return self._edit(status=ContractStatus.PAUSED if number % 2 else ContractStatus.ACTIVE)

    def policy(self, number: int) -> Outcome[Any]:
        return self._edit(holiday_policy=list(HolidayPolicy)[number % 4])


@pytest.mark.req("V4")
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(MONTHLY), ACTS)
def test_no_sequence_of_acts_loses_doubles_or_drifts(rule: str, acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        branch = Branch(folder, rule)
        try:
            for name, number in acts:
                branch.act(name, number)
                check(branch)
            branch._edit(end_on=None, status=ContractStatus.ACTIVE)
            check(branch)
            assert {f"{slot.anchor_on:%Y-%m}" for slot in slots(branch.desk)} >= {
                f"2026-{month:02d}" for month in range(1, 12)
            }
            assert branch.desk.visits.plan().value == 0
        finally:
            branch.desk.close()


def check(branch: Branch) -> None:
    desk = branch.desk
    months = Counter(f"{slot.anchor_on:%Y-%m}" for slot in slots(desk))
    assert set(months.values()) <= {1}, months
    there = {visit.id: visit for visit in visits(desk)}
    for visit_id, (status, day) in branch.decided.items():
        assert (there[visit_id].status, there[visit_id].date_on) == (status, day)
    served = [visit.slot_id for visit in there.values() if visit.slot_id is not None]
    assert all(visit.kind is VisitKind.ROUTINE for visit in there.values())
    assert sorted(served) == [slot.id for slot in sorted(slots(desk), key=lambda slot: slot.id)]
    for slot in slots(desk):
        visit = next(one for one in there.values() if one.slot_id == slot.id)
        if visit.id not in branch.decided and visit.status is VisitStatus.PLANNED:
            assert visit.date_on == slot.planned_on


@pytest.mark.req("V8")
def test_a_published_holiday_moves_visits_that_nobody_touched(
    desk: Desk, customer: Customer, site: Site
) -> None:
    """The table of the next year comes late: what was planned by guess follows it, with one undo."""
    agreed = draft(customer, site, "每月5日", holiday_policy=HolidayPolicy.AFTER)
    desk.customers.save_contract(agreed)
    planned = {visit.date_on for visit in visits(desk)}
    assert date(2026, 3, 5) in planned
    day = Workday(day=date(2026, 3, 5), working=False, name="停电检修")
    done = desk.upkeep.save_workdays([day])
    assert "1 visits follow the work calendar" in Words("en").say(done.message)
    moved = next(visit for visit in visits(desk) if visit.original_on == date(2026, 3, 5))
    assert moved.date_on == date(2026, 3, 6)
    assert done.undo is not None
    done.undo()
    assert {visit.date_on for visit in visits(desk)} == planned


def test_the_plan_rolls_on_with_each_service_done(
    desk: Desk, customer: Customer, site: Site, clock: ManualClock
) -> None:
    desk.customers.save_contract(draft(customer, site, "每月5日"))
    assert len(visits(desk)) == 12
    january = visits(desk)[0]
    clock.advance(timedelta(days=17))
    done = desk.visits.save_visit(replace(january, status=VisitStatus.DONE))
    assert [visit.date_on for visit in visits(desk)][-1] == date(2027, 1, 5)
    assert desk.visits.plan().value == 0
    assert done.undo is not None
    done.undo()
    assert len(visits(desk)) == 12
