"""All rows or none, a backup first, the same file again adds nothing, and a way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.bookkeeping import AuditEntry, ImportBatch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contact, Customer, Site
from branchdesk.domain.errors import Conflict, Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.visits import Visit
from branchdesk.readers.cells import DateOrder
from branchdesk.services.desk import Desk
from tests.services.importing.sheets import bring, counts, sheet

CUSTOMERS = (["客户编码", "客户名称"], ["C1", "甲公司"], ["C2", "乙公司"])
ONE_BAD = (*CUSTOMERS, ["C3", ""])
MANY = (["客户名称"], *([f"客户{n}"] for n in range(250)))


def customers(desk: Desk) -> list[Customer]:
    return desk.context.reader.find(Customer)


@pytest.mark.req("D31")
def test_a_preview_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    plan = desk.imports.preview("customers", sheet(tmp_path, *CUSTOMERS))
    assert (plan.read, plan.added, plan.columns) == (2, 2, {"code": "客户编码", "name": "客户名称"})
    assert customers(desk) == []


@pytest.mark.req("D31")
@pytest.mark.fault(67)
def test_the_same_file_again_adds_nothing_and_says_so(desk: Desk, tmp_path: Path) -> None:
    path = sheet(tmp_path, *CUSTOMERS)
    assert counts(bring(desk, "customers", path)) == (2, 0, 0, 0)
    again = desk.imports.preview("customers", path)
    assert "imported on" in str(again.notes[0])
    outcome = desk.imports.run(again)
    assert counts(outcome) == (0, 0, 2, 0)
    assert (outcome.value.batch, len(desk.context.reader.find(ImportBatch))) == (None, 1)


@pytest.mark.req("D31")
@pytest.mark.fault(66)
def test_one_refused_row_keeps_all_rows_out(desk: Desk, tmp_path: Path) -> None:
    outcome = bring(desk, "customers", sheet(tmp_path, *ONE_BAD))
    assert [(row.row, row.field) for row in outcome.value.refused] == [(4, "name")]
    assert (outcome.value.batch, outcome.value.added, customers(desk)) == (None, 0, [])


@pytest.mark.fault(66)
def test_the_good_rows_alone_come_in_where_that_is_accepted(desk: Desk, tmp_path: Path) -> None:
    outcome = bring(desk, "customers", sheet(tmp_path, *ONE_BAD), accept=True)
    assert counts(outcome) == (2, 0, 0, 1)
    assert [customer.name for customer in customers(desk)] == ["甲公司", "乙公司"]


def test_a_row_that_changes_a_customer_shows_before_and_after(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "customers", sheet(tmp_path, *CUSTOMERS))
    path = sheet(
        tmp_path, ["客户编码", "客户名称", "地址"], ["C1", "甲公司", "人民路1号"], ["C2", "乙公司", ""]
    )
    plan = desk.imports.preview("customers", path)
    (changed,) = plan.changed
    assert [(d.attribute, d.before, d.after) for d in changed.differences] == [("address", "", "人民路1号")]
    assert (changed.row, changed.title) == (2, "甲公司")
    assert counts(desk.imports.run(plan)) == (0, 1, 1, 0)
    assert customers(desk)[0].address == "人民路1号"


def test_an_empty_cell_leaves_what_is_there(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "customers", sheet(tmp_path, ["客户名称", "地址"], ["甲公司", "人民路1号"]))
    assert counts(bring(desk, "customers", sheet(tmp_path, ["客户名称", "地址"], ["甲公司", ""]))) == (
        0,
        0,
        1,
        0,
    )


@pytest.mark.fault(4)
@pytest.mark.parametrize("calls", [1, 2, 3])
def test_an_import_that_breaks_off_leaves_nothing(desk: Desk, tmp_path: Path, calls: int) -> None:
    plan = desk.imports.preview("customers", sheet(tmp_path, *MANY))
    left = iter(range(calls - 1))

    def break_off(_done: int, _total: int) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.imports.run(plan, progress=break_off)
    assert (customers(desk), desk.context.reader.find(ImportBatch)) == ([], [])
    assert desk.upkeep.check(full=True) == []


def test_progress_grows_to_its_end(desk: Desk, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))

    plan = desk.imports.preview("customers", sheet(tmp_path, *MANY), progress=progress)
    desk.imports.run(plan, progress=progress)
    assert seen == sorted(seen)
    assert (len(seen), seen[-1]) == (7, (500, 500))


def test_a_verified_backup_comes_first(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "customers", sheet(tmp_path, *CUSTOMERS))
    (copy,) = (tmp_path / "backups").iterdir()
    assert "before-import" in copy.name


@pytest.mark.req("D31")
def test_an_import_can_be_taken_back_as_a_whole(desk: Desk, tmp_path: Path) -> None:
    outcome = bring(desk, "customers", sheet(tmp_path, ["客户名称", "联系人"], ["甲公司", "王芳"]))
    assert outcome.undo is not None
    outcome.undo()
    assert (customers(desk), desk.context.reader.find(Contact)) == ([], [])
    assert desk.lists.find("甲公司") == []


def test_an_import_on_which_something_hangs_stays(desk: Desk, tmp_path: Path) -> None:
    outcome = bring(desk, "customers", sheet(tmp_path, *CUSTOMERS))
    desk.customers.save_site(Site(customer_id=customers(desk)[1].id, name="总店"))
    assert outcome.undo is not None
    with pytest.raises(Refused):
        outcome.undo()
    assert len(customers(desk)) == 2


def test_the_audit_says_who_brought_in_what(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "customers", sheet(tmp_path, *CUSTOMERS, name="客户.csv"))
    entries = [e for e in desk.context.reader.find(AuditEntry, action="import") if e.entity == "customer"]
    assert [(e.by, e.reason, "甲公司" in e.after or "乙公司" in e.after) for e in entries] == [
        ("王芳", "客户.csv", True)
    ] * 2


def test_what_was_imported_is_found_by_pinyin(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "customers", sheet(tmp_path, ["客户名称"], ["苏州华联"]))
    assert [found.title for found in desk.lists.find("szhl")] == ["苏州华联"]


def test_what_others_saved_since_the_preview_counts(desk: Desk, tmp_path: Path) -> None:
    plan = desk.imports.preview("customers", sheet(tmp_path, *CUSTOMERS))
    desk.customers.save_customer(Customer(name="甲公司", code="C1"))
    assert counts(desk.imports.run(plan)) == (1, 0, 1, 0)


def test_what_others_save_during_the_backup_stops_the_import(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = desk.imports.preview("customers", sheet(tmp_path, *CUSTOMERS))

    def meanwhile(*_: object) -> None:
        desk.customers.save_customer(Customer(name="丙公司"))

    monkeypatch.setattr("branchdesk.services.imports.back_up_before", meanwhile)
    with pytest.raises(Conflict):
        desk.imports.run(plan)
    assert [customer.name for customer in customers(desk)] == ["丙公司"]


def test_a_required_field_without_a_column_is_named(desk: Desk, tmp_path: Path) -> None:
    plan = desk.imports.preview("customers", sheet(tmp_path, ["甲列", "乙列"], ["C1", "甲公司"]))
    assert (plan.missing, plan.unused, plan.read) == (("name",), ("甲列", "乙列"), 0)
    with pytest.raises(Refused) as refusal:
        desk.imports.run(plan)
    assert refusal.value.field == "name"


def test_a_mapping_can_be_kept_under_a_name(desk: Desk, tmp_path: Path) -> None:
    desk.imports.save_profile("customers", "老表", {"name": "乙列"}, DateOrder.DMY)
    mapping, dates = desk.imports.profile("customers", "老表")
    assert dates is DateOrder.DMY
    plan = desk.imports.preview(
        "customers", sheet(tmp_path, ["甲列", "乙列"], ["C1", "甲公司"]), mapping=mapping
    )
    assert plan.added == 1
    with pytest.raises(Refused):
        desk.imports.profile("sites", "老表")


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_list_with_nothing_but_headings_is_harmless(
    desk: Desk, tmp_path: Path, kind: ImportKind
) -> None:
    path = sheet(tmp_path, [field.zh for field in fields_of(kind)])
    assert counts(bring(desk, kind, path)) == (0, 0, 0, 0)


names = st.text("甲乙丙丁戊公司 Aaé·", min_size=1, max_size=6).filter(lambda name: name.strip())
codes = st.sampled_from(["", "", "001", "1", "C1", "c1", "C2"])


@pytest.mark.fault(67)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(codes, names), min_size=1, max_size=8))
def test_no_customer_list_is_ever_added_twice(
    tmp_path_factory: pytest.TempPathFactory, clock: ManualClock, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("twice")
    desk = create_branch(folder / "b.branchdesk", "杭州", "zh_CN", Seat("王芳"), clock)
    try:
        path = sheet(folder, ["客户编码", "客户名称"], *rows)
        first = bring(desk, "customers", path, accept=True).value
        there = len(customers(desk))
        second = bring(desk, "customers", path, accept=True).value
        assert first.added == there
        assert (second.added, len(customers(desk))) == (0, there)
        assert first.added + first.changed + first.unchanged + len(first.refused) == first.read
    finally:
        desk.close()


def test_visits_planned_for_an_imported_contract_go_with_it(desk: Desk, tmp_path: Path, site: Site) -> None:
    assert site.id
    path = sheet(
        tmp_path, ["客户名称", "合同编号", "开始日期", "服务频次"], ["三川", "HT-1", "2026-11-01", "每月"]
    )
    outcome = bring(desk, "contracts", path)
    assert len(desk.context.reader.find(Visit)) == 12
    assert outcome.undo is not None
    outcome.undo()
    assert desk.context.reader.find(Visit) == []
