"""The page of patterns, used with keyboard and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.complaints import Complaint, ComplaintCategory
from branchdesk.domain.customers import Customer
from tests.ui.branch import session_of, small_branch
from ui.forms.complaint import ComplaintDialog
from ui.forms.patterns import PatternsDialog
from ui.operations import running
from ui.session import Link, Session
from ui.table.view import RecordTable
from ui.tabs import complaints_patterns


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def cases(session: Session) -> list[Complaint]:
    desk = session.desk
    (customer,) = desk.context.reader.find(Customer, name="西湖饭店")
    site = desk.customers.sites_of(customer.id)[0]
    late = Complaint(
        customer_id=customer.id, site_id=site.id, text="迟到", category=ComplaintCategory.PUNCTUALITY
    )
    start = datetime(2026, 11, 3, 2, tzinfo=UTC)
    days = (0, 9, 18)
    return [
        desk.complaints.register(replace(late, received_at=start + timedelta(days=day))).value for day in days
    ]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def shown(qtbot: QtBot, window: QWidget, session: Session) -> PatternsDialog:
    dialog = PatternsDialog(window, session)
    dialog.open()
    qtbot.waitUntil(lambda: not running() and bool(dialog.pages.count()) and dialog.is_loaded())
    return dialog


def column(table: RecordTable, at: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


@pytest.mark.req("D20")
def test_what_repeats_shows_the_complaints_behind_it(
    qtbot: QtBot, window: QWidget, session: Session, cases: list[Complaint]
) -> None:
    dialog = shown(qtbot, window, session)
    assert column(dialog.repeats.table, 0) == ["同类投诉、同一服务点", "同一服务点"]
    assert column(dialog.repeats.cases, 0) == [case.number for case in cases]


@pytest.mark.req("R121")
def test_enter_on_a_complaint_behind_a_pattern_goes_to_it(
    qtbot: QtBot, window: QWidget, session: Session, cases: list[Complaint]
) -> None:
    dialog = shown(qtbot, window, session)
    with qtbot.waitSignal(session.link_followed) as followed:
        dialog.repeats.cases.activated_record.emit(cases[1].id)
    assert followed.args == [Link("complaint", cases[1].id)]


@pytest.mark.req("R121")
def test_the_month_table_can_be_laid_out_by_site(
    qtbot: QtBot, window: QWidget, session: Session, cases: list[Complaint]
) -> None:
    dialog = shown(qtbot, window, session)
    dialog.sort_by("site")
    table = dialog.cross
    labels, totals = column(table, 0), column(table, table.model().columnCount() - 1)
    assert dict(zip(labels, totals, strict=True))["西湖饭店 · 主楼"] == str(len(cases))


@pytest.mark.req("R126")
def test_enter_on_a_silent_customer_goes_to_the_customer(
    qtbot: QtBot, window: QWidget, session: Session
) -> None:
    dialog = shown(qtbot, window, session)
    chosen = dialog.quiet.table.record_model().id_at(0)
    with qtbot.waitSignal(session.link_followed) as followed:
        dialog.quiet.table.activated_record.emit(chosen)
    assert followed.args == [Link("customer", chosen)]


@pytest.mark.req("R123")
def test_the_charts_say_their_values_to_those_who_cannot_see_them(
    qtbot: QtBot, window: QWidget, session: Session, cases: list[Complaint]
) -> None:
    said = shown(qtbot, window, session).overview.trend.accessibleDescription()
    assert f"11: {len(cases) + 1}" in said


@pytest.mark.req("R121")
def test_the_card_of_the_third_case_of_a_kind_says_so(session: Session, cases: list[Complaint]) -> None:
    (section,) = complaints_patterns.sections(session, cases[2].id)
    assert section.rows[0].text == "3 起：同类投诉、同一服务点"
    assert section.rows[0].detail == f"{cases[0].number}、{cases[1].number}"


def test_a_case_alone_of_its_kind_has_no_warning(session: Session) -> None:
    (case,) = session.desk.context.reader.find(Complaint)
    assert complaints_patterns.sections(session, case.id) == ()


def test_only_a_list_can_be_printed(qtbot: QtBot, window: QWidget, session: Session) -> None:
    dialog = shown(qtbot, window, session)
    assert dialog.listing() is None
    dialog.pages.setCurrentWidget(dialog.quiet)
    listing = dialog.listing()
    assert listing is not None
    assert listing.title == "沉默客户"


@pytest.mark.req("D20")
def test_the_pest_is_asked_for_where_pests_are_back_and_kept_with_the_case(
    qtbot: QtBot, window: QWidget, session: Session
) -> None:
    (hotel,) = session.desk.context.reader.find(Customer, name="西湖饭店")
    dialog = ComplaintDialog(window, session, Complaint(customer_id=hotel.id))
    dialog.open()
    assert not dialog.form.field("pest").isVisible()
    dialog.form.set_values({"text": "又见蟑螂", "category": ComplaintCategory.PESTS_BACK})
    dialog.form.field("category").edited.emit()
    assert dialog.form.field("pest").isVisible()
    dialog.form.field("pest").set_value("蟑螂")
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    assert [one.pest for one in session.desk.context.reader.find(Complaint, customer_id=hotel.id)] == ["蟑螂"]
