from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from branchdesk.bootstrap import open_branch
from branchdesk.demo import write_demo
from branchdesk.domain.aging import Bucket
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, LogKind, Responsibility, Stage
from branchdesk.domain.customers import (
    Contact,
    Contract,
    ContractStatus,
    Customer,
    CustomerKind,
    CustomerStatus,
)
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.receivables import Invoice, InvoiceKind, Payment, Promise, PromiseKind, SentHow
from branchdesk.domain.recurrence import HolidayPolicy
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk
from branchdesk.storage.errors import StorageTrouble
from branchdesk.storage.tables import TABLE_NAMES

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)


@contextmanager
def opened(path: Path, today: date) -> Iterator[Desk]:
    clock = ManualClock.at(today)
    clock.advance(timedelta(minutes=40))
    desk = open_branch(path, clock=clock)
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("demo") / "sample.branchdesk"
    write_demo(path, today=MONDAY)
    with opened(path, MONDAY) as desk:
        yield desk


def dump(path: Path, today: date) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables."""
    with opened(path, today) as desk:
        database = desk.context.database
        return {name: database.rows(f"SELECT * FROM {name} ORDER BY id") for name in TABLE_NAMES.values()}


def all_of(desk: Desk, kind: type[Any]) -> list[Any]:
    return desk.context.reader.find(kind)


def test_the_same_seed_gives_the_same_branch(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_demo(tmp_path / name, today=SUNDAY, customers=12, months=3)
    assert dump(tmp_path / "one", SUNDAY) == dump(tmp_path / "two", SUNDAY)


def test_another_seed_gives_another_branch(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_demo(tmp_path / str(seed), today=SUNDAY, customers=6, months=2, seed=seed)
    assert dump(tmp_path / "1", SUNDAY)["contact"] != dump(tmp_path / "2", SUNDAY)["contact"]


def test_the_full_check_finds_nothing(monday: Desk) -> None:
    assert monday.upkeep.check(full=True) == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(("customers", "months"), [(5, 2), (20, 4)])
@pytest.mark.parametrize("today", [SUNDAY, date(2026, 10, 3), date(2026, 2, 28)])
def test_other_sizes_days_and_languages_are_sound(
    tmp_path: Path, customers: int, months: int, today: date, language: str
) -> None:
    path = tmp_path / "sample"
    write_demo(path, today=today, language=language, customers=customers, months=months)
    with opened(path, today) as desk:
        assert desk.upkeep.check(full=True) == []
        assert customers <= len(all_of(desk, Customer)) <= customers + 1  # and perhaps a prospect
        assert desk.duties.due()


def test_english_words_hold_no_chinese(tmp_path: Path) -> None:
    write_demo(tmp_path / "sample", today=SUNDAY, language="en", customers=8, months=3)
    told = dump(tmp_path / "sample", SUNDAY)
    for table in ("word_rule", "word_exception", "stock_phrase"):  # they are about Chinese texts
        del told[table]
    text = str(told)
    assert [sign for sign in text if "\u3400" <= sign <= "\u9fff"] == []


def test_progress_is_told_month_by_month(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_demo(
        tmp_path / "sample",
        today=SUNDAY,
        customers=5,
        months=3,
        progress=lambda done, of: told.append((done, of)),
    )
    assert len(told) >= 3
    assert all(done <= of for done, of in told)


def test_a_file_that_exists_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "sample"
    path.write_text("mine")
    with pytest.raises(StorageTrouble):
        write_demo(path, today=SUNDAY, customers=5, months=2)
    assert path.read_text() == "mine"


def test_history_runs_forwards(monday: Desk) -> None:
    instants = [row[0] for row in monday.context.database.rows("SELECT at FROM audit ORDER BY id")]
    assert instants == sorted(instants)
    assert max(entry.happened_at for entry in all_of(monday, Interaction)) <= monday.context.clock.now()


def test_every_kind_and_state_of_customer_is_there(monday: Desk) -> None:
    customers = all_of(monday, Customer)
    assert {one.kind for one in customers} == set(CustomerKind)
    assert {one.status for one in customers} == set(CustomerStatus)
    assert {one.grade for one in customers} >= {"A", "B", "C"}
    outlets = Counter(one.group_id for one in customers if one.group_id)
    assert max(outlets.values()) == 12


def test_contracts_have_rules_policies_and_terms_of_many_kinds(monday: Desk) -> None:
    contracts = all_of(monday, Contract)
    assert {one.holiday_policy for one in contracts} == set(HolidayPolicy)
    assert {one.status for one in contracts} == set(ContractStatus)
    assert len({one.rule for one in contracts}) >= 12
    assert len({one.terms for one in contracts}) >= 6
    assert any(one.to_on and one.successor_id for one in all_of(monday, Contact))


def test_visits_of_every_kind_and_state_are_there(monday: Desk) -> None:
    visits = all_of(monday, Visit)
    assert {one.status for one in visits} == set(VisitStatus)
    assert {one.kind for one in visits} == set(VisitKind)
    assert any(one.moved_cause for one in visits)
    assert any(one.original_on and one.moved_cause is None for one in visits)  # by the holiday policy
    planned = [one.date_on for one in visits if one.status is VisitStatus.PLANNED]
    assert MONDAY in planned
    assert max(planned) > MONDAY + timedelta(days=80)


def test_no_visit_falls_on_a_day_off_unless_the_contract_keeps_its_days(monday: Desk) -> None:
    calendar = monday.context.calendar
    policies = {one.id: one.holiday_policy for one in all_of(monday, Contract)}
    routine = [one for one in all_of(monday, Visit) if one.kind is VisitKind.ROUTINE]
    off = [one for one in routine if not calendar.is_working_day(one.date_on)]
    assert {policies[one.contract_id] for one in off} <= {HolidayPolicy.KEEP}


def test_customers_are_called_on_working_days_at_office_hours(monday: Desk) -> None:
    zone, calendar = monday.context.zone, monday.context.calendar
    calls = [one for one in all_of(monday, Interaction) if one.purpose is Purpose.COLLECTION]
    local = [one.happened_at.astimezone(zone) for one in calls]
    assert all(9 <= at.hour < 18 for at in local)
    assert all(calendar.is_working_day(at.date()) for at in local)


def test_interactions_of_all_purposes_are_there(monday: Desk) -> None:
    talks = all_of(monday, Interaction)
    assert {one.purpose for one in talks} >= set(Purpose) - {Purpose.RECONFIRMATION}
    assert {one.kind for one in talks} == set(InteractionKind)
    assert {one.result for one in talks} >= {
        CallResult.REACHED,
        CallResult.AGREED,
        CallResult.UNREACHABLE,
        CallResult.PROMISED,
    }


def test_complaints_are_open_in_every_stage_and_closed_in_every_way(monday: Desk) -> None:
    cases = all_of(monday, Complaint)
    complaints = [one for one in cases if one.kind is LogKind.COMPLAINT]
    closed = [one for one in complaints if one.closed_at]
    assert {one.stage for one in complaints} == set(Stage)
    assert {one.kind for one in cases} == set(LogKind)
    assert {one.valid for one in closed} == {True, False}
    assert {one.responsibility for one in closed} == set(Responsibility)
    assert all(one.root_cause for one in closed if one.valid)
    assert any(one.reopened and one.closed_at is None for one in complaints)


def test_open_clocks_run_rest_and_are_breached(monday: Desk) -> None:
    open_cases = [one for one in all_of(monday, Complaint) if one.closed_at is None]
    states = {clock.state for one in open_cases for clock in monday.complaints.clocks(one.id)}
    assert states >= {ClockState.RUNNING, ClockState.BREACHED, ClockState.PAUSED, ClockState.MET}


def test_invoices_are_there_in_every_state(monday: Desk) -> None:
    invoices = all_of(monday, Invoice)
    open_ones = [one for one in invoices if one.settled_on is None]
    assert {one.kind for one in invoices} == set(InvoiceKind)
    assert {one.sent_how for one in invoices} >= set(SentHow)
    assert any(not one.signature_confirmed for one in open_ones)
    assert any(0 < one.paid_fen < one.amount_fen for one in open_ones)
    assert any(one.disputed_fen for one in open_ones)
    assert any(one.due_provisional and one.due_on.year == 2027 for one in open_ones if one.due_on)
    assert any(one.dunning_level for one in open_ones)
    assert all(len(one.number) == 8 for one in invoices if one.kind is InvoiceKind.INVOICE)


def test_no_bucket_of_the_aging_is_empty(monday: Desk) -> None:
    total = monday.receivables.aging(MONDAY).total
    assert {bucket for bucket in Bucket if total.amounts[bucket]} == set(Bucket)


def test_money_went_wrong_in_every_way(monday: Desk) -> None:
    payments = all_of(monday, Payment)
    assert any(one.reverses_id for one in payments)
    assert any(0 < monday.receivables.unallocated(one) < one.amount_fen for one in payments)
    promises = [one for one in all_of(monday, Promise) if one.kind is PromiseKind.PAYMENT]
    assert any(one.kept_on for one in promises)
    assert any(one.kept_on is None and one.due_on < MONDAY - timedelta(days=5) for one in promises)
    assert any(one.kept_on is None and one.due_on >= MONDAY for one in promises)
    assert {one.kind for one in all_of(monday, Promise)} == set(PromiseKind)


def test_the_day_begins_with_an_ordinary_list_of_duties(monday: Desk) -> None:
    duties = monday.duties.due()
    late = [duty for duty in duties if duty.days_late(MONDAY)]
    assert 12 <= len(duties) <= 60  # one or two of each kind
    assert 3 <= len(late) <= 20
    assert len({duty.kind for duty in duties}) >= 8
    assert {duty.kind for duty in duties} >= {
        DutyKind.APPOINTMENT_CALL,
        DutyKind.SAME_DAY_CALL,
        DutyKind.VISIT_UNRECORDED,
        DutyKind.COMPLAINT_ANSWER,
        DutyKind.COLLECTION_CALL,
        DutyKind.NEXT_CONTACT,
        DutyKind.PREPARATION_TALK,
    }
