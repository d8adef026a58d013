"""The command line in this process, on a real branch file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.cli import main
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.receivables import Invoice, Payment
from branchdesk.domain.visits import Visit

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    exit: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Desk = Callable[..., Said]


@pytest.fixture
def desk() -> Desk:
    """Return the command line: `desk("today", "--json")`; English unless it is told otherwise."""

    def call(*argv: object) -> Said:
        words = [str(word) for word in argv]
        language = [] if "--lang" in words else ["--lang", "en"]
        out, err = io.StringIO(), io.StringIO()
        return Said(main([*language, *words], out, err), out.getvalue(), err.getvalue())

    return call


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """Make a branch with one customer who owes 1,200.00 since September, and a visit that nobody recorded."""
    path = tmp_path / "suzhou.branchdesk"
    desk = create_branch(path, "苏州分公司", "zh_CN", Seat("王", "test", TODAY))
    customer = desk.customers.save_customer(Customer(name="苏州华联超市", phone="0512-65881234")).value
    site = desk.customers.save_site(Site(customer_id=customer.id, name="观前店")).value
    desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 19), start_at="09:30"))
    desk.receivables.save_invoice(
        Invoice(
            number="FP-001",
            customer_id=customer.id,
            issued_on=date(2026, 9, 20),
            signed_on=date(2026, 9, 25),
            amount_fen=120_000,
            terms="signed+15wd",
        )
    )
    desk.receivables.record_payment(
        Payment(customer_id=customer.id, paid_on=date(2026, 11, 2), amount_fen=20_050, payer="华联")
    )
    desk.close()
    return path
