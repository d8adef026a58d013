"""Customers who want no prices get papers without any amount, on any page (R085)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contract, Customer, Site
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.papers.prints import write_print
from branchdesk.services.desk import Desk
from tests.exports.pdf.reading import page_texts

AMOUNT = re.compile(r"\d[\d,]*\.\d{2}(?!\d)|[¥￥]")
TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = ManualClock.at(TODAY)
    opened = create_branch(tmp_path / "a.branchdesk", "杭州", "zh_CN", Seat("王芳"), clock)
    yield opened
    opened.close()


@pytest.fixture
def papers(desk: Desk) -> dict[str, str]:
    """Give a customer what would have prices; return what each paper is about."""
    customer = desk.customers.save_customer(Customer(name="三川实业", price_free=True)).value
    site = desk.customers.save_site(Site(customer_id=customer.id, name="总店", prep_items="覆盖食品")).value
    contract = Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-1",
        start_on=date(2026, 9, 1),
        rule="monthly",
        fee_fen=654_321,
    )
    desk.customers.save_contract(contract)
    draft = Visit(site_id=site.id, date_on=date(2026, 11, 10), findings="鼠粪", actions="补充毒饵站")
    done = desk.visits.save_visit(replace(draft, kind=VisitKind.EXTRA, status=VisitStatus.DONE)).value
    desk.visits.issue_report(done.id, signed_by="陈经理")
    ahead = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 26))).value
    bill = Invoice(
        number="F1", customer_id=customer.id, visit_id=done.id, issued_on=TODAY, amount_fen=123_456
    )
    desk.receivables.save_invoice(bill)
    return {"service-report": str(done.id), "quarter-pack": "三川实业", "prep-notice": str(ahead.id)}


def written(desk: Desk, kind: str, of: str, folder: Path, language: str) -> list[str]:
    target = folder / f"{kind}.pdf"
    write_print(desk, kind, of, target, Words(language))
    return page_texts(target.read_bytes())


@pytest.mark.req("R085")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_page_of_a_price_free_paper_has_an_amount(
    desk: Desk, papers: dict[str, str], tmp_path: Path, language: str
) -> None:
    for kind, of in papers.items():
        pages = written(desk, kind, of, tmp_path, language)
        assert pages
        for page in pages:
            assert not AMOUNT.search(page), (kind, AMOUNT.search(page))
            assert "1,234" not in page
            assert "6,543" not in page


@pytest.mark.req("R085")
def test_the_same_pack_with_prices_names_them(desk: Desk, papers: dict[str, str], tmp_path: Path) -> None:
    customer = desk.context.reader.find(Customer)[0]
    desk.customers.save_customer(replace(customer, price_free=False))
    text = "".join(written(desk, "quarter-pack", papers["quarter-pack"], tmp_path, "zh_CN"))
    assert "1,234.56" in text
