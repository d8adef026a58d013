"""One act is whole or nothing, and says truly why it failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
import sqlcipher3.dbapi2 as driver
from peewee import IntegrityError

from branchdesk.domain.bookkeeping import AuditEntry
from branchdesk.domain.complaints import ComplaintEvent
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.errors import Conflict, NotFound, Refused
from branchdesk.domain.receivables import Allocation, Invoice, Payment
from branchdesk.storage.branch_file import create_branch_file
from branchdesk.storage.database import BranchDatabase, TransactionLostError
from branchdesk.storage.errors import StorageTrouble, Trouble
from branchdesk.storage.tables import is_insert_only, table_name
from branchdesk.storage.unit_of_work import Author, Reader, take_back, unit_of_work

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LONG = "很长的备注" * 4000


@pytest.fixture
def database(tmp_path: Path) -> Iterator[BranchDatabase]:
    opened = create_branch_file(tmp_path / "branch.branchdesk")
    yield opened
    opened.close()


def saved_customer(database: BranchDatabase, *, code: str = "", phone: str = "", note: str = "") -> Customer:
    with unit_of_work(database, Author("王芳", "test"), NOW, "add", reason="new") as work:
        return work.insert(Customer(name="三川实业", code=code, phone=phone, note=note))


def fill_the_disk(database: BranchDatabase) -> None:
    """Let SQLite itself say FULL, as it does on every system."""
    pages = database.value("PRAGMA page_count")
    database.execute_sql(f"PRAGMA max_page_count = {pages + 2}")


@pytest.mark.fault(18)
def test_a_full_disk_is_told_by_its_true_name_and_later_saving_works(database: BranchDatabase) -> None:
    fill_the_disk(database)
    with pytest.raises(StorageTrouble) as caught:
        saved_customer(database, note=LONG)
    assert caught.value.trouble is Trouble.FULL
    assert Reader(database).find(Customer) == []
    database.execute_sql("PRAGMA max_page_count = 1000000")
    assert saved_customer(database, note=LONG).id


def pay_around_a_full_disk(database: BranchDatabase, customer: Customer) -> None:
    """Do what careless code does: catch the error inside the act and go on writing."""
    payment = Payment(customer_id=customer.id, paid_on=date(2026, 11, 1), amount_fen=100)
    with unit_of_work(database, Author(), NOW, "half") as work:
        work.insert(payment)
        with suppress(StorageTrouble):
            work.insert(Customer(name="x", note=LONG))
        work.insert(payment)


@pytest.mark.fault(48)
def test_code_that_swallows_an_error_inside_the_act_cannot_half_commit(database: BranchDatabase) -> None:
    customer = saved_customer(database)
    fill_the_disk(database)
    with pytest.raises((TransactionLostError, StorageTrouble)):
        pay_around_a_full_disk(database, customer)
    assert Reader(database).find(Payment) == []


@pytest.mark.fault(46)
@pytest.mark.fault(22)
def test_the_same_request_is_carried_out_once(database: BranchDatabase) -> None:
    with unit_of_work(database, Author(), NOW, "pay") as work:
        work.once("key-1")
    with pytest.raises(Refused, match="saved already"), unit_of_work(database, Author(), NOW, "pay") as work:
        work.once("key-1")


@pytest.mark.fault(45)
def test_a_change_over_somebody_elses_change_is_a_conflict(database: BranchDatabase) -> None:
    mine = saved_customer(database)
    with unit_of_work(database, Author("李"), NOW, "edit") as work:
        work.update(replace(mine, phone="138"))
    with pytest.raises(Conflict), unit_of_work(database, Author("王"), NOW, "edit") as work:
        work.update(replace(mine, phone="139"))
    assert Reader(database).get(Customer, mine.id).phone == "138"


@pytest.mark.fault(49)
def test_an_act_holds_the_write_lock_from_its_first_statement(database: BranchDatabase) -> None:
    with unit_of_work(database, Author(), NOW, "read then write"):
        other = driver.connect(str(database.path), timeout=0, isolation_level=None)
        with pytest.raises(driver.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


@pytest.mark.fault(50)
def test_a_customer_on_whom_a_site_hangs_stays(database: BranchDatabase) -> None:
    customer = saved_customer(database)
    with unit_of_work(database, Author(), NOW, "add site") as work:
        work.insert(Site(customer_id=customer.id, name="总店"))
    with pytest.raises(Refused, match="Archive it"), unit_of_work(database, Author(), NOW, "delete") as work:
        work.delete(customer)
    assert Reader(database).find(Customer) == [customer]


def test_a_number_that_is_taken_is_refused_by_its_field(database: BranchDatabase) -> None:
    saved_customer(database, code="C1")
    with pytest.raises(Refused) as caught:
        saved_customer(database, code="C1")
    assert caught.value.field == "code"


def test_every_change_leaves_who_when_what_and_why(database: BranchDatabase) -> None:
    customer = saved_customer(database, phone="138")
    with unit_of_work(database, Author("李", "window"), NOW, "edit", reason="called") as work:
        work.update(replace(customer, phone="139"))
    entry = Reader(database).find(AuditEntry)[-1]
    assert (entry.by, entry.origin, entry.action, entry.reason) == ("李", "window", "edit", "called")
    assert (entry.before, entry.after) == ('{"phone": "138"}', '{"phone": "139"}')


def test_an_unchanged_record_writes_nothing(database: BranchDatabase) -> None:
    customer = saved_customer(database)
    with unit_of_work(database, Author(), NOW, "edit") as work:
        assert work.update(customer) == customer
    assert len(Reader(database).find(AuditEntry)) == 1


def test_taking_back_restores_what_was_and_only_while_nobody_touched_it(database: BranchDatabase) -> None:
    customer = saved_customer(database, phone="138")
    with unit_of_work(database, Author(), NOW, "edit") as edit:
        edit.update(replace(customer, phone="139"))
    with unit_of_work(database, Author(), NOW, "undo") as undo:
        take_back(undo, edit.steps)
    assert Reader(database).get(Customer, customer.id).phone == "138"
    with pytest.raises(Conflict), unit_of_work(database, Author(), NOW, "undo again") as undo:
        take_back(undo, edit.steps)


def test_taking_an_addition_back_removes_it(database: BranchDatabase) -> None:
    with unit_of_work(database, Author(), NOW, "add") as add:
        customer = add.insert(Customer(name="三川实业"))
    with unit_of_work(database, Author(), NOW, "undo") as undo:
        take_back(undo, add.steps)
    with pytest.raises(NotFound):
        Reader(database).get(Customer, customer.id)
    assert database.value("SELECT count(*) FROM search_key") == 0


@pytest.mark.fault(51)
@pytest.mark.fault(89)
@pytest.mark.parametrize("kind", [Payment, Allocation, ComplaintEvent, AuditEntry])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_file_itself_refuses_to_change_what_is_insert_only(
    database: BranchDatabase, kind: type, statement: str
) -> None:
    assert is_insert_only(kind)
    trigger = f"{table_name(kind)}_no_{statement.split()[0].lower()}"
    assert database.value("SELECT count(*) FROM sqlite_master WHERE name = ?", (trigger,)) == 1
    saved_customer(database)  # one audit row at least
    if kind is AuditEntry:
        with pytest.raises(IntegrityError, match="never changed"):
            database.execute_sql(statement.format(table_name(kind)))


def test_numbers_have_no_gaps_when_an_act_fails(database: BranchDatabase) -> None:
    def take() -> int:
        with unit_of_work(database, Author(), NOW, "number") as work:
            return work.next_number(Invoice, "INV-")

    assert take() == 1
    with pytest.raises(ZeroDivisionError), unit_of_work(database, Author(), NOW, "fails") as work:
        work.next_number(Invoice, "INV-") // 0
    assert take() == 2


def test_a_number_that_came_by_import_counts_as_taken(database: BranchDatabase) -> None:
    customer = saved_customer(database)
    with unit_of_work(database, Author(), NOW, "import") as work:
        work.insert(
            Invoice(number="INV-41", customer_id=customer.id, issued_on=date(2026, 1, 1), amount_fen=1)
        )
        assert work.next_number(Invoice, "INV-") == 42


@pytest.mark.fault(55)
def test_the_file_refuses_an_amount_beyond_its_bounds(database: BranchDatabase) -> None:
    customer = saved_customer(database)
    with pytest.raises(IntegrityError), unit_of_work(database, Author(), NOW, "add") as work:
        work.insert(
            Invoice(
                number="1",
                customer_id=customer.id,
                issued_on=date(2026, 1, 1),
                amount_fen=9_000_000_000_000_001,
            )
        )


@pytest.mark.fault(54)
def test_the_file_takes_no_money_but_whole_fen(database: BranchDatabase) -> None:
    saved_customer(database)
    columns = "customer_id, payer, paid_on, amount_fen, method, reference, note, recorded_at, recorded_by"
    values = "1, '', '2026-01-01', 1.5, 'cash', '', '', '', ''"
    with pytest.raises(IntegrityError, match="REAL value"):
        database.execute_sql(f"INSERT INTO payment ({columns}) VALUES ({values})")


def test_another_thread_reads_while_an_act_is_under_way(database: BranchDatabase) -> None:
    customer = saved_customer(database)
    found: list[Customer] = []

    def read() -> None:
        found.extend(Reader(database).find(Customer))
        database.close()  # this thread's own connection

    with unit_of_work(database, Author(), NOW, "edit") as work:
        work.update(replace(customer, phone="139"))
        reader = Thread(target=read)
        reader.start()
        reader.join()
    assert found == [customer]
