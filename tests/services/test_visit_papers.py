"""What the papers around a visit say of a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.care import CustomerNote
from branchdesk.domain.customers import Contact, ContactRole, Contract, Customer, Site
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Refused
from branchdesk.domain.people import FirstCall
from branchdesk.domain.preparation import FULL, MONTHLY, STANDING, preparation_for
from branchdesk.domain.settings import Settings
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk

DAY = date(2026, 11, 24)


@pytest.fixture
def technician(desk: Desk) -> Employee:
    return desk.customers.save_employee(Employee(name="赵强", phone="13900000001")).value


@pytest.fixture
def visit(desk: Desk, site: Site, technician: Employee) -> Visit:
    draft = Visit(site_id=site.id, date_on=DAY, start_at="22:00", minutes=60, technician_id=technician.id)
    return desk.visits.save_visit(draft).value


@pytest.mark.req("R174")
def test_each_technician_with_visits_on_a_day_has_a_sheet(desk: Desk, visit: Visit) -> None:
    other = desk.customers.save_employee(Employee(name="孙丽")).value
    desk.visits.save_visit(replace(visit, id=0, version=0, start_at="09:00", technician_id=other.id))
    desk.visits.save_visit(replace(visit, id=0, version=0, start_at="10:00", date_on=date(2026, 11, 25)))
    sheets = desk.visit_papers.day_sheets(DAY)
    assert [(one.technician, len(one.visits)) for one in sheets] == [("孙丽", 1), ("赵强", 1)]
    assert [one.technician for one in desk.visit_papers.day_sheets(DAY, "赵")] == ["赵强"]


@pytest.mark.req("R174")
@pytest.mark.usefixtures("visit")
def test_the_calls_about_a_days_visits_stand_on_its_sheet(desk: Desk) -> None:
    duties = tuple(desk.duties.due(2))
    (sheet,) = desk.visit_papers.day_sheets(DAY, duties=duties)
    assert {one.kind for one in sheet.calls} == {DutyKind.APPOINTMENT_CALL, DutyKind.SAME_DAY_CALL}


@pytest.mark.req("D06")
@pytest.mark.usefixtures("visit")
def test_notes_for_the_visit_stand_on_the_sheet(desk: Desk, customer: Customer) -> None:
    note = CustomerNote(customer_id=customer.id, text="需办动火证", at_visit=True, noted_on=date(2026, 11, 2))
    desk.care.save_note(note)
    (sheet,) = desk.visit_papers.day_sheets(DAY)
    assert sheet.visits[0].warnings == ("需办动火证",)


def test_a_cancelled_visit_is_on_no_sheet(desk: Desk, visit: Visit) -> None:
    desk.visits.save_visit(replace(visit, status=VisitStatus.CANCELLED, cancelled_why="停业"))
    assert desk.visit_papers.day_sheets(DAY) == ()


@pytest.mark.req("R011")
def test_a_first_service_and_its_follow_up_get_the_full_list_every_other_one_the_monthly() -> None:
    lists = {kind: preparation_for(kind, "", Settings()).items for kind in VisitKind}
    assert lists[VisitKind.FIRST] == lists[VisitKind.FOLLOW_UP] == FULL
    assert lists[VisitKind.ROUTINE] == lists[VisitKind.EXTRA] == MONTHLY


@pytest.mark.req("R011")
def test_a_branchs_own_list_takes_the_place_of_the_usual_one() -> None:
    own = Settings(prep_list_monthly="收好砧板\n\n 关闭燃气 ")
    found = preparation_for(VisitKind.ROUTINE, "覆盖食品；收好砧板", own)
    assert found.items == ("覆盖食品", "收好砧板", "关闭燃气")
    assert found.standing == STANDING
    assert found.usual == frozenset(STANDING)


@pytest.mark.req("R011")
def test_the_notice_names_the_contact_the_window_and_the_sites_own_items(
    desk: Desk, customer: Customer, visit: Visit
) -> None:
    person = Contact(
        customer_id=customer.id, name="欧阳天民", title="经理", roles=(ContactRole.SERVICE,), mobile="139"
    )
    desk.customers.save_contact(person)
    contract = Contract(
        customer_id=customer.id, number="HT-1", start_on=date(2026, 1, 1), minutes_preparation=45,
        minutes_on_site=60, minutes_cleaning=30, minutes_after=30,
    )  # fmt: skip
    contract = desk.customers.save_contract(contract).value
    desk.visits.save_visit(replace(visit, contract_id=contract.id))
    notice = desk.visit_papers.notice(visit.id)
    assert (notice.place.contact, notice.start_at, notice.end_at) == ("欧阳经理", "22:00", "00:45")
    assert notice.preparation.items[0] == "覆盖食品"


@pytest.mark.req("R050")
def test_the_customer_is_told_the_named_numbers_else_the_desks(
    desk: Desk, customer: Customer, visit: Visit, technician: Employee
) -> None:
    desk.customers.save_employee(Employee(name="王芳", role=EmployeeRole.DESK, phone="0571-1"))
    assert [one.name for one in desk.visit_papers.notice(visit.id).our_numbers] == ["王芳"]
    call = FirstCall(customer_id=customer.id, employee_id=technician.id, hours="下午")
    desk.people.save_first_calls(customer.id, [call])
    assert [(one.name, one.hours) for one in desk.visit_papers.notice(visit.id).our_numbers] == [
        ("赵强", "下午")
    ]


@pytest.mark.req("R051")
def test_a_report_is_found_by_its_number_and_by_its_visit(desk: Desk, visit: Visit) -> None:
    done = replace(visit, status=VisitStatus.DONE, findings="后厨发现蝇类", actions="粘捕")
    desk.visits.save_visit(done)
    number = desk.visits.issue_report(visit.id).value.number
    papers = desk.visit_papers
    assert papers.visit_named(number).id == papers.visit_named(str(visit.id)).id == visit.id
    report = papers.report(visit.id).report
    assert report is not None
    assert report.number == number


def test_an_unknown_number_says_where_numbers_are_found(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.visit_papers.visit_named("SR-1")
    assert refused.value.field == "of"
