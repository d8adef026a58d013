"""A small branch in a temporary file, made through the services: Sunday 2026-11-22, 09:00 in Shanghai."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, ComplaintCategory
from branchdesk.domain.customers import Contact, ContactRole, Contract, Customer, Site
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk
from ui.session import Session
from ui.settings import Settings

TODAY = date(2026, 11, 22)


def empty_branch(folder: Path, language: str = "zh_CN") -> Desk:
    """Open a new branch file in which nothing is written yet."""
    clock = ManualClock.at(TODAY)
    return create_branch(folder / "small.branchdesk", "杭州分公司", language, Seat("王芳"), clock)


def small_branch(folder: Path) -> Desk:
    """Open a branch with three customers.

    三川实业: two sites, a contract (second Tuesday, 22:00) with visits since September, the last three
    done, one of them without a report. 西湖饭店: two invoices, one overdue, and one visit today.
    钱江商贸: an open complaint and a visit of 2026-11-19 that nobody recorded.
    """
    desk = empty_branch(folder)
    people = [_save(desk, Employee(name=name)) for name in ("赵强", "孙丽")]
    _save(desk, Employee(name="王芳", role=EmployeeRole.DESK))
    _sanchuan(desk, people[0])
    _xihu(desk, people[1])
    _qianjiang(desk, people[1])
    return desk


@contextmanager
def session_of(desk: Desk, folder: Path) -> Iterator[Session]:
    """Give a session whose settings live in the folder; the branch file is closed at the end."""
    yield Session(desk, Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)))
    desk.close()


def _save(desk: Desk, employee: Employee) -> Employee:
    return desk.customers.save_employee(employee).value


def _customer(desk: Desk, customer: Customer, *sites: Site) -> list[Site]:
    saved = desk.customers.save_customer(customer).value
    return [desk.customers.save_site(replace(site, customer_id=saved.id)).value for site in sites]


def _sanchuan(desk: Desk, technician: Employee) -> None:
    customer = Customer(name="三川实业有限公司", short_name="三川实业", code="C001", phone="0571-88001234")
    works = Site(
        name="滨江厂区",
        address="杭州市滨江区江南大道 588 号",
        access="东门登记，凭工作证换访客牌",
        sensitive_places="二楼样品间禁止喷洒",
        prep_items="食品遮盖；后厨门打开",
        technician_id=technician.id,
    )
    site, office = _customer(desk, customer, works, Site(name="市区办公楼", address="杭州市延安路 10 号"))
    desk.customers.save_contact(
        Contact(
            customer_id=site.customer_id,
            site_id=site.id,
            name="欧阳天民",
            title="经理",
            roles=(ContactRole.SERVICE,),
            mobile="13812345678",
            expects="先打电话再进厂",
        )
    )
    desk.customers.save_contract(
        Contract(
            customer_id=site.customer_id,
            site_id=site.id,
            number="HT-2026-001",
            service="有害生物防治",
            start_on=date(2026, 9, 1),
            end_on=date(2027, 8, 31),
            rule="FREQ=MONTHLY;BYDAY=2TU",
            start_at="22:00",
            technician_id=technician.id,
            fee_fen=1_200_00,
        )
    )
    desk.visits.plan(since=date(2026, 9, 1))
    for visit in (desk.visits.visit(row) for row in _visits_until_today(desk)):
        done = replace(
            visit, status=VisitStatus.DONE, findings="后厨发现蝇类", actions="胶饵与粘捕", told_whom="陈经理"
        )
        desk.visits.save_visit(done)
        if visit.date_on < date(2026, 11, 1):
            desk.visits.issue_report(visit.id, signed_by="陈经理")
    desk.visits.save_visit(
        Visit(site_id=office.id, kind=VisitKind.FIRST, date_on=date(2026, 11, 24), start_at="09:30")
    )


def _visits_until_today(desk: Desk) -> list[int]:
    return desk.lists.ids(ListQuery(ListKind.VISITS, until=TODAY))


def _xihu(desk: Desk, technician: Employee) -> None:
    hotel = Customer(name="西湖饭店", code="C002", phone="0571-87005678", terms="signed+15wd")
    (site,) = _customer(desk, hotel, Site(name="主楼", address="杭州市北山街 1 号"))
    desk.customers.save_contact(
        Contact(
            customer_id=site.customer_id,
            name="赵敏",
            title="会计",
            roles=(ContactRole.INVOICE, ContactRole.PAYER),
            phone="0571-87005679",
        )
    )
    desk.visits.save_visit(
        Visit(site_id=site.id, date_on=TODAY, start_at="14:00", technician_id=technician.id)
    )
    for number, issued, signed, amount in (
        ("00041", date(2026, 9, 28), date(2026, 9, 30), 860_000),
        ("00042", date(2026, 11, 10), None, 380_000),
    ):
        desk.receivables.save_invoice(
            Invoice(
                number=number,
                customer_id=site.customer_id,
                issued_on=issued,
                sent_on=issued,
                signed_on=signed,
                signed_by="赵敏" if signed else "",
                amount_fen=amount,
            )
        )


def _qianjiang(desk: Desk, technician: Employee) -> None:
    (site,) = _customer(desk, Customer(name="钱江商贸", code="C003"), Site(name="一号仓库"))
    desk.visits.save_visit(
        Visit(site_id=site.id, date_on=date(2026, 11, 19), start_at="10:00", technician_id=technician.id)
    )
    desk.complaints.register(
        Complaint(
            customer_id=site.customer_id,
            site_id=site.id,
            reporter="周先生",
            phone="13900001111",
            received_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
            registered_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
            text="仓库又发现鼠迹",
            category=ComplaintCategory.PESTS_BACK,
            owner="王芳",
        )
    )
