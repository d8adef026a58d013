"""Duties over random histories: what is not done stays listed, what is done never comes back (D03, D04)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.duty_results import QuickResult
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.desk import Desk

START = date(2026, 3, 2)
TRIES = (QuickResult.NOT_REACHED, QuickResult.MESSAGE, "later")
GAPS = st.integers(min_value=0, max_value=120)
_VISIT = {DutyKind.APPOINTMENT_CALL, DutyKind.SAME_DAY_CALL, DutyKind.RECONFIRMATION}


@contextmanager
def branch() -> Iterator[tuple[Desk, ManualClock, Site]]:
    """Open a branch of its own for one example."""
    with tempfile.TemporaryDirectory() as folder:
        clock = ManualClock.at(START)
        desk = create_branch(Path(folder) / "b.branchdesk", "杭州", "zh_CN", Seat("王芳"), clock)
        try:
            customer = desk.customers.save_customer(Customer(name="三川")).value
            yield desk, clock, desk.customers.save_site(Site(customer_id=customer.id, name="总店")).value
        finally:
            desk.close()


def go(clock: ManualClock, day: date) -> None:
    clock.instant = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


def of_visit(desk: Desk, visit_id: int, *kinds: DutyKind) -> list[Duty]:
    return [one for one in desk.duties.due(200) if one.kind in kinds and one.link_id == visit_id]


@pytest.mark.req("V18")
@pytest.mark.req("D04")
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    gaps=st.lists(GAPS, min_size=1, max_size=4),
    done=st.sets(st.sampled_from(["report", "talk", "next", "task"])),
)
def test_what_is_not_done_is_listed_after_any_gap_and_what_is_done_never(
    gaps: list[int], done: set[str]
) -> None:
    """A visit without report, a failed preparation and an agreed contact, and then the file rests."""
    with branch() as (desk, clock, site):
        draft = Visit(site_id=site.id, date_on=START, status=VisitStatus.DONE, findings="鼠", actions="饵")
        visit = desk.visits.save_visit(draft).value
        poor = desk.visits.save_visit(
            Visit(
                site_id=site.id,
                date_on=START,
                status=VisitStatus.DONE,
                findings="鼠",
                actions="饵",
                preparation_missing="食品未覆盖",
            )
        ).value
        desk.visits.issue_report(poor.id, signed_by="陈经理")
        desk.interactions.log(Interaction(customer_id=site.customer_id, next_on=START + timedelta(days=3)))
        wanted = {
            "report": (DutyKind.REPORT_MISSING, visit.id),
            "talk": (DutyKind.PREPARATION_TALK, poor.id),
            "next": (DutyKind.NEXT_CONTACT, 1),
        }
        day = START + timedelta(days=5)
        go(clock, day)
        _do(desk, site, visit.id, poor.id, done)
        for gap in gaps:
            day += timedelta(days=gap)
            go(clock, day)
            listed = {(one.kind, one.link_id) for one in desk.duties.due()}
            for name, key in wanted.items():
                # Whom one reached later was reached about the agreed contact as well (R006).
                over = name in done or (name == "next" and "talk" in done)
                assert (key in listed) is not over, (name, day)


def _do(desk: Desk, site: Site, visit_id: int, poor_id: int, done: set[str]) -> None:
    def reached(purpose: Purpose, visit: int | None = None) -> None:
        desk.interactions.log(Interaction(customer_id=site.customer_id, visit_id=visit, purpose=purpose))

    if "report" in done:
        desk.visits.issue_report(visit_id, signed_by="陈经理")
    if "talk" in done:
        reached(Purpose.PREPARATION_TALK, poor_id)
    if "next" in done:
        reached(Purpose.FOLLOW_UP)


@pytest.mark.req("D03")
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    moves=st.lists(st.integers(min_value=-6, max_value=25), max_size=4),
    called_after=st.integers(min_value=0, max_value=4),
    gap=st.integers(min_value=0, max_value=20),
)
def test_the_chain_follows_a_visit_that_moves_and_a_done_call_stays_done(
    moves: list[int], called_after: int, gap: int
) -> None:
    """A visit is called for somewhere between its moves; only a far move asks to confirm it again."""
    with branch() as (desk, clock, site):
        visit = desk.visits.save_visit(Visit(site_id=site.id, date_on=START + timedelta(days=30))).value
        called_for: date | None = None
        for nth, days in enumerate([*moves, 0]):
            if nth == called_after:
                contact = Interaction(
                    customer_id=site.customer_id, visit_id=visit.id, purpose=Purpose.APPOINTMENT
                )
                desk.interactions.log(contact)
                called_for = visit.date_on
            if days:
                visit = desk.visits.move_visit(visit.id, visit.date_on + timedelta(days=days)).value
        go(clock, START + timedelta(days=gap))
        calls = of_visit(desk, visit.id, *_VISIT)
        kinds = {one.kind for one in calls}
        if clock.today() > visit.date_on:
            assert kinds == set()
            assert of_visit(desk, visit.id, DutyKind.VISIT_UNRECORDED)
            return
        same_day = [one.due_on for one in calls if one.kind is DutyKind.SAME_DAY_CALL]
        assert same_day == [visit.date_on]
        if called_for is None:
            assert DutyKind.APPOINTMENT_CALL in kinds
            return
        far = abs((visit.date_on - called_for).days) > desk.context.settings.reconfirm_beyond_days
        assert DutyKind.APPOINTMENT_CALL not in kinds
        assert (DutyKind.RECONFIRMATION in kinds) is far


@pytest.mark.req("D04")
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(tries=st.lists(st.sampled_from([QuickResult.NOT_REACHED, QuickResult.MESSAGE, "later"]), max_size=5))
def test_neither_vain_calls_nor_next_attempts_take_a_duty_off_the_list(
    tries: list[QuickResult | str],
) -> None:
    with branch() as (desk, clock, site):
        desk.visits.save_visit(Visit(site_id=site.id, date_on=START + timedelta(days=7)))
        due_on = None
        for nth, one in enumerate(tries):
            go(clock, START + timedelta(days=nth))
            (duty,) = [d for d in desk.duties.due() if d.kind is DutyKind.APPOINTMENT_CALL]
            assert due_on in (None, duty.due_on)
            due_on = duty.due_on
            if isinstance(one, QuickResult):
                desk.duty_work.log(duty, one)
            else:
                desk.duty_work.postpone(duty, clock.today() + timedelta(days=2), "占线")
        (left,) = [d for d in desk.duties.due() if d.kind is DutyKind.APPOINTMENT_CALL]
        assert left.tried == sum(isinstance(one, QuickResult) for one in tries)


def test_the_number_of_statements_does_not_grow_with_the_history(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count() -> int:
        asked: list[str] = []
        plain = type(desk.context.database).execute_sql

        def counting(self: object, sql: str, *rest: object, **named: object) -> object:
            asked.append(sql)
            return plain(self, sql, *rest, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(type(desk.context.database), "execute_sql", counting)
        assert desk.duties.due(31) is not None
        monkeypatch.undo()
        return len(asked)

    def live(nth: int) -> None:
        customer = desk.customers.save_customer(Customer(name=f"客户 {nth}")).value
        place = desk.customers.save_site(Site(customer_id=customer.id, name="总店")).value
        desk.visits.save_visit(Visit(site_id=place.id, date_on=date(2026, 11, 25)))
        desk.visits.save_visit(
            Visit(
                site_id=place.id, date_on=date(2026, 11, 2), status=VisitStatus.DONE, preparation_missing="无"
            )
        )
        desk.complaints.register(Complaint(customer_id=customer.id, text="又见蟑螂"))
        desk.interactions.log(Interaction(customer_id=customer.id, next_on=date(2026, 11, 24)))

    live(0)
    few = count()
    for nth in range(1, 12):
        live(nth)
    assert count() == few
