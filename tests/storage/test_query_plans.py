"""What screens ask uses the indexes made for it, and takes as many statements for many rows as for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk
from branchdesk.storage.database import BranchDatabase

# Tables that grow for ever: nothing that a screen asks every day may read one of them from end to end.
LARGE = ("visit", "invoice", "payment", "interaction", "complaint", "allocation", "audit", "promise")
TODAY = date(2026, 11, 22)
Asked = list[tuple[str, Any]]


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    opened = create_branch(tmp_path / "branch.branchdesk", "杭州分公司", "zh_CN", Seat("王芳"), clock)
    yield opened
    opened.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Collect the statements that are run."""
    found: Asked = []
    plain = BranchDatabase.execute_sql

    def collecting(self: BranchDatabase, sql: str, params: Any = None, *more: Any, **named: Any) -> Any:
        found.append((sql, params))
        return plain(self, sql, params, *more, **named)

    monkeypatch.setattr(BranchDatabase, "execute_sql", collecting)
    return found


def full_scans(desk: Desk, asked: Asked) -> set[str]:
    """Return the large tables that the statements read from end to end, in the order of their row numbers."""
    found = set()
    for sql, params in asked:
        if not sql.lstrip().startswith(("SELECT", "WITH")):
            continue
        steps = desk.context.database.raw.execute(f"EXPLAIN QUERY PLAN {sql}", params or ()).fetchall()
        scanned = {match[1] for step in steps if (match := re.fullmatch(r"SCAN (\w+)", step[3]))}
        names = re.findall(r"(?:FROM|JOIN) (\w+) (\w+)", sql)
        found |= {table for table, alias in names if table in LARGE and alias in scanned}
    return found


def fill(desk: Desk, *names: str) -> None:
    """Give each customer one record of everything that duties and lists read."""
    for name in names:
        customer = desk.customers.save_customer(Customer(name=name)).value
        site = desk.customers.save_site(Site(customer_id=customer.id, name="总店")).value
        desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 25), start_at="22:00"))
        desk.interactions.log(Interaction(customer_id=customer.id, next_step="报价", next_on=TODAY))
        issued, signed = date(2026, 9, 1), date(2026, 9, 2)
        draft = Invoice(number=name, customer_id=customer.id, issued_on=issued, amount_fen=100)
        desk.receivables.save_invoice(replace(draft, signed_on=signed))
        desk.receivables.record_payment(Payment(customer_id=customer.id, paid_on=TODAY, amount_fen=7))


def statements(asked: Asked, act: Callable[[], object]) -> int:
    """Count the statements of one act."""
    before = len(asked)
    act()
    return len(asked) - before


@pytest.mark.parametrize(
    "kind", [ListKind.VISITS, ListKind.PAYMENTS, ListKind.INVOICES, ListKind.INTERACTIONS]
)
def test_the_records_of_one_customer_are_found_by_index(desk: Desk, asked: Asked, kind: ListKind) -> None:
    desk.lists.ids(ListQuery(kind, customer_id=1))
    assert full_scans(desk, asked) == set()


@pytest.mark.parametrize("kind", [ListKind.VISITS, ListKind.INVOICES, ListKind.COMPLAINTS])
def test_the_records_of_one_month_are_found_by_index(desk: Desk, asked: Asked, kind: ListKind) -> None:
    desk.lists.ids(ListQuery(kind, since=date(2026, 11, 1), until=date(2026, 11, 30)))
    assert full_scans(desk, asked) == set()


@pytest.mark.parametrize("kind", list(ListKind))
def test_a_page_is_read_by_its_ids_alone(desk: Desk, asked: Asked, kind: ListKind) -> None:
    desk.lists.rows(kind, [1, 2, 3])
    assert full_scans(desk, asked) == set()


def test_no_duty_reads_a_table_that_grows_for_ever_from_end_to_end(desk: Desk, asked: Asked) -> None:
    fill(desk, "一号店")
    asked.clear()
    desk.duties.due(31)
    assert full_scans(desk, asked) == set()


def test_a_scan_would_be_seen(desk: Desk, asked: Asked) -> None:
    desk.context.database.rows("SELECT t.id FROM visit t WHERE t.findings = ?", ("",))
    assert full_scans(desk, asked) == {"visit"}


@pytest.mark.parametrize("kind", list(ListKind))
def test_a_page_takes_as_many_statements_however_long_it_is(desk: Desk, asked: Asked, kind: ListKind) -> None:
    fill(desk, "一号店")
    one = statements(asked, lambda: desk.lists.rows(kind, desk.lists.ids(ListQuery(kind))))
    fill(desk, "二号店", "三号店", "四号店")
    assert statements(asked, lambda: desk.lists.rows(kind, desk.lists.ids(ListQuery(kind)))) == one


def test_duties_take_as_many_statements_however_many_there_are(desk: Desk, asked: Asked) -> None:
    fill(desk, "一号店")
    one = statements(asked, lambda: desk.duties.due(31))
    fill(desk, "二号店", "三号店", "四号店")
    assert statements(asked, lambda: desk.duties.due(31)) == one
