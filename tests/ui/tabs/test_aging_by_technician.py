"""The aging by technician in the window: its card, and the way to the invoices (R074, R076)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.receivables import Invoice
from tests.ui.branch import session_of, small_branch
from ui.session import Session
from ui.tabs.collections_head import Shown
from ui.tabs.collections_tab import CollectionsTab


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.mark.req("R074", "R076")
def test_a_line_of_a_technician_opens_his_invoices(qtbot: QtBot, session: Session) -> None:
    desk = session.desk
    fresh = Employee(name="林一涛", role=EmployeeRole.TECHNICIAN)
    technician = desk.customers.save_employee(fresh).value
    (hotel,) = desk.context.reader.find(Customer, name="西湖饭店")
    site = desk.context.reader.find(Site, customer_id=hotel.id)[0]
    desk.customers.save_site(replace(site, technician_id=technician.id))
    draft = Invoice(number="FP-77", customer_id=hotel.id, issued_on=date(2026, 9, 1), amount_fen=90_000)
    invoice = desk.receivables.save_invoice(draft).value
    tab = CollectionsTab(session)
    qtbot.addWidget(tab)
    tab.wake()
    tab.show_list(Shown.AGING)
    tab.aging.by.setCurrentIndex(tab.aging.by.count() - 1)
    tab.aging.reload()
    assert tab.aging.report is not None
    assert technician.name in [row.name for row in tab.aging.report.rows]
    card = tab.aging.card_of(technician.id)
    assert card is not None
    assert any("FP-77" in row.text for section in card.sections for row in section.rows)
    tab.aging.open_record(technician.id)
    qtbot.waitUntil(lambda: invoice.id in tab.invoices.model.ids())
    served = set(desk.receivables.open_of_technician(technician.id))
    assert set(tab.invoices.model.ids()) <= served
