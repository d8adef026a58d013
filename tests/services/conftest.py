"""A real branch file for every test, Sunday 2026-11-22, 09:00 in Shanghai."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer, Site
from branchdesk.services.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    opened = create_branch(tmp_path / "branch.branchdesk", "杭州分公司", "zh_CN", Seat("王芳"), clock)
    yield opened
    opened.close()


@pytest.fixture
def customer(desk: Desk) -> Customer:
    return desk.customers.save_customer(Customer(name="三川实业有限公司", short_name="三川")).value


@pytest.fixture
def site(desk: Desk, customer: Customer) -> Site:
    return desk.customers.save_site(Site(customer_id=customer.id, name="总店", prep_items="覆盖食品")).value
