"""Each list: its fields arrive, its rows are known again, its bad rows are refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.complaints import (
    Channel,
    Complaint,
    ComplaintCategory,
    EventKind,
    Responsibility,
    Severity,
    Stage,
)
from branchdesk.domain.customers import (
    Contact,
    ContactRole,
    Contract,
    Customer,
    CustomerKind,
    CustomerStatus,
    Site,
)
from branchdesk.domain.employees import Employee
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.services.desk import Desk
from tests.services.importing.sheets import Line, bring, counts, sheet


def refusals(desk: Desk, kind: str, path: Path, **options: bool) -> list[tuple[int, str]]:
    return [(row.row, row.field) for row in bring(desk, kind, path, **options).value.refused]


def first(desk: Desk, kind: type[Any]) -> object:
    record: Any = desk.context.reader.find(kind)[0]
    return replace(record, id=0, version=0)


def twice(desk: Desk, kind: str, path: Path, added: int = 1) -> None:
    """Bring a file in twice: the second time nothing is new."""
    assert counts(bring(desk, kind, path)) == (added, 0, 0, 0)
    assert counts(bring(desk, kind, path)) == (0, 0, added, 0)


def test_every_field_of_a_customer_arrives(desk: Desk, tmp_path: Path) -> None:
    lines: list[Line] = [
        ["客户名称", "客户编码", "简称", "类型", "等级", "行业", "状态", "税号", "发票抬头", "银行账号",
         "地址", "电话",
         "邮箱", "付款条件", "总部付款", "授权签收人", "备注", "生日", "推荐人", "合作起始日"],
        ["甲公司", "007", "甲", "一次性", "A", "餐饮", "流失", "91330100MA27", "甲公司财务",
         "6222020200112233445",
         "人民路1号", "0571-8765432", "a@b.cn", "发票签收后15个工作日内", "是", "王芳、李雷", "老客户",
         "1989年12月14日",
         "张伟", "2020/3/1"],
    ]  # fmt: skip
    twice(desk, "customers", sheet(tmp_path, *lines))
    assert first(desk, Customer) == Customer(
        name="甲公司",
        code="007",
        short_name="甲",
        kind=CustomerKind.ONE_OFF,
        grade="A",
        industry="餐饮",
        status=CustomerStatus.LOST,
        tax_id="91330100MA27",
        invoice_title="甲公司财务",
        bank_account="6222020200112233445",
        address="人民路1号",
        phone="0571-8765432",
        email="a@b.cn",
        terms="signed+15wd",
        head_office_pays=True,
        authorised_signers="王芳、李雷",
        note="老客户",
        birthday=date(1989, 12, 14),
        referred_by="张伟",
        since=date(2020, 3, 1),
    )


def test_an_outlet_may_stand_above_its_group(desk: Desk, tmp_path: Path) -> None:
    path = sheet(
        tmp_path, ["name", "kind", "group"], ["East store", "", "Big Group"], ["Big Group", "group", ""]
    )
    twice(desk, "customers", path, added=2)
    group, outlet = desk.context.reader.find(Customer)
    assert (outlet.kind, outlet.group_id) == (CustomerKind.OUTLET, group.id)


def test_an_outlet_without_its_group_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ["name", "kind", "group"],
        ["A", "outlet", "Nobody"],
        ["B", "门店", ""],
        ["C", "", "D"],
        ["D", "", ""],
    )
    assert refusals(desk, "customers", path) == [(2, "group"), (3, "group"), (4, "group")]


def test_rows_that_contradict_each_other_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = sheet(tmp_path, ["客户名称", "地址"], ["甲公司", "一号"], ["甲公司", "二号"], ["甲公司", "一号"])
    outcome = bring(desk, "customers", path, accept=True)
    assert counts(outcome) == (1, 0, 1, 1)
    assert "Row 2" in str(outcome.value.refused[0].reason)


def test_the_contact_beside_a_customer_comes_with_it(desk: Desk, tmp_path: Path) -> None:
    path = sheet(
        tmp_path, ["客户名称", "联系人", "职务", "手机"], ["甲公司", "王芳", "店长", "138-0000-1234"]
    )
    twice(desk, "customers", path)
    contact = desk.context.reader.find(Contact)[0]
    assert (contact.name, contact.title, contact.mobile) == ("王芳", "店长", "13800001234")


def test_a_mobile_without_a_contact_is_the_customers_phone(desk: Desk, tmp_path: Path) -> None:
    twice(desk, "customers", sheet(tmp_path, ["客户名称", "手机"], ["甲公司", "13800001234"]))
    assert desk.context.reader.find(Customer)[0].phone == "13800001234"


@pytest.mark.fault(70)
def test_phones_that_a_spreadsheet_spoilt_are_read_or_refused(desk: Desk, tmp_path: Path) -> None:
    lines = ["甲", "13800001234.0"], ["乙", "1.3800001234E+10"], ["丙", "1.38E+10"], ["丁", "5718765432"]
    outcome = bring(desk, "customers", sheet(tmp_path, ["客户名称", "电话"], *lines), accept=True)
    assert [(row.row, row.field) for row in outcome.value.refused] == [(4, "phone"), (5, "phone")]
    assert {customer.phone for customer in desk.context.reader.find(Customer)} == {"13800001234"}


@pytest.mark.fault(66)
@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [
        ("类型", "飞船", "kind"),
        ("生日", "3/4/2026", "birthday"),
        ("付款条件", "看心情", "terms"),
        ("总部付款", "也许", "head_office_pays"),
        ("等级", "A" * 301, "grade"),
        ("税号", "9.13301E+17", "tax_id"),
    ],
)
def test_a_cell_that_means_nothing_refuses_its_row(
    desk: Desk, tmp_path: Path, heading: str, cell: str, field: str
) -> None:
    path = sheet(tmp_path, ["客户名称", heading], ["甲公司", cell])
    assert refusals(desk, "customers", path) == [(2, field)]


def test_american_dates_need_to_be_asked_for(desk: Desk, tmp_path: Path) -> None:
    path = sheet(tmp_path, ["客户名称", "生日"], ["甲公司", "3/4/1990"])
    assert counts(bring(desk, "customers", path, dates="mdy")) == (1, 0, 0, 0)
    assert desk.context.reader.find(Customer)[0].birthday == date(1990, 3, 4)


def test_every_field_of_a_site_arrives(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    lines: list[Line] = [
        ["客户", "服务点", "地址", "进场方式", "敏感区域", "准备事项", "技术员", "服务手册位置"],
        ["三川", "一号店", "人民路1号", "后门", "婴儿食品", "覆盖食品", "陈伟", "前台"],
    ]
    twice(desk, "sites", sheet(tmp_path, *lines))
    (technician,) = desk.context.reader.find(Employee, name="陈伟")
    assert first(desk, Site) == Site(
        customer_id=customer.id,
        name="一号店",
        address="人民路1号",
        access="后门",
        sensitive_places="婴儿食品",
        prep_items="覆盖食品",
        technician_id=technician.id,
        logbook_place="前台",
    )


def test_a_site_of_an_unknown_customer_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert refusals(desk, "sites", sheet(tmp_path, ["客户", "服务点"], ["无此人", "一号店"])) == [
        (2, "customer")
    ]


def test_every_field_of_a_contact_arrives(desk: Desk, tmp_path: Path, customer: Customer, site: Site) -> None:
    lines: list[Line] = [
        ["客户名称", "姓名", "服务点", "职务", "负责事项", "电话", "手机", "邮箱", "微信", "生日",
         "方便联系时间", "任职起", "任职止"],
        ["三川", "王芳", "总店", "店长", "服务、发票", "0571-8765432", "13800001234", "w@x.cn", "wf1",
         "1990-01-02",
         "上午", "2020-01-01", "2030-01-01"],
    ]  # fmt: skip
    twice(desk, "contacts", sheet(tmp_path, *lines))
    assert first(desk, Contact) == Contact(
        customer_id=customer.id,
        site_id=site.id,
        name="王芳",
        title="店长",
        roles=(ContactRole.SERVICE, ContactRole.INVOICE),
        phone="0571-8765432",
        mobile="13800001234",
        email="w@x.cn",
        wechat="wf1",
        birthday=date(1990, 1, 2),
        call_hours="上午",
        from_on=date(2020, 1, 1),
        to_on=date(2030, 1, 1),
    )


def test_two_contacts_of_one_name_are_told_apart_by_their_mobile(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    assert customer.id
    lines = ["三川", "王芳", "13800001234"], ["三川", "王芳", "13900001234"]
    twice(desk, "contacts", sheet(tmp_path, ["客户名称", "姓名", "手机"], *lines), added=2)


def test_every_field_of_a_contract_arrives(
    desk: Desk, tmp_path: Path, customer: Customer, site: Site
) -> None:
    lines: list[Line] = [
        ["客户名称", "合同编号", "开始日期", "结束日期", "服务点", "服务内容", "频次", "星期", "服务时间",
         "时长", "合同金额",
         "开票方式", "付款条件", "承诺", "不含项目", "阅读人", "阅读日期"],
        ["三川", "HT-1", "2026-01-01", "2026-12-31", "总店", "灭鼠", "每周", "周二", "9:30", "1.5小时",
         "1,200.00",
         "每月", "月结30天", "24小时到场", "白蚁", "王芳", "2026-01-05"],
    ]  # fmt: skip
    twice(desk, "contracts", sheet(tmp_path, *lines))
    assert first(desk, Contract) == Contract(
        customer_id=customer.id,
        site_id=site.id,
        number="HT-1",
        start_on=date(2026, 1, 1),
        end_on=date(2026, 12, 31),
        service="灭鼠",
        rule="FREQ=WEEKLY;BYDAY=TU",
        start_at="09:30",
        minutes_on_site=90,
        fee_fen=120000,
        billing="每月",
        terms="eom+30d",
        promises="24小时到场",
        exclusions="白蚁",
        read_by="王芳",
        read_on=date(2026, 1, 5),
    )
    assert {visit.date_on.weekday() for visit in desk.context.reader.find(Visit)} == {1}


@pytest.mark.fault(66)
def test_a_contract_that_makes_no_sense_is_refused(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    lines: list[Line] = [
        ["客户", "合同编号", "开始日期", "结束日期", "频次", "服务点"],
        ["三川", "A", "2026-01-01", "2025-12-31", "", ""],
        ["三川", "B", "2026-01-01", "", "随便", ""],
        ["三川", "C", "2026-01-01", "", "", "无此店"],
        [customer.name, "", "2026-01-01", "", "", ""],
    ]
    path = sheet(tmp_path, *lines)
    assert refusals(desk, "contracts", path) == [(2, "end"), (3, "frequency"), (4, "site"), (5, "number")]


def test_every_field_of_a_visit_arrives(desk: Desk, tmp_path: Path, site: Site) -> None:
    lines: list[Line] = [
        ["服务点", "日期", "时间", "类型", "技术员", "状态", "发现", "处理", "建议"],
        ["总店", "2026年11月2日", "9点半", "首次", "陈伟", "已完成", "后厨有蟑螂", "施药", "封堵缝隙"],
    ]
    twice(desk, "visits", sheet(tmp_path, *lines))
    (technician,) = desk.context.reader.find(Employee)
    assert first(desk, Visit) == Visit(
        site_id=site.id,
        kind=VisitKind.FIRST,
        status=VisitStatus.DONE,
        date_on=date(2026, 11, 2),
        start_at="09:30",
        technician_id=technician.id,
        findings="后厨有蟑螂",
        actions="施药",
        recommendations="封堵缝隙",
        done_at=datetime(2026, 11, 2, 1, 30, tzinfo=UTC),
    )


def test_a_row_about_a_planned_visit_completes_it(desk: Desk, tmp_path: Path, site: Site) -> None:
    planned = desk.visits.save_visit(Visit(site_id=site.id, date_on=date(2026, 11, 3))).value
    path = sheet(tmp_path, ["服务点", "日期", "发现"], ["总店", "2026-11-03", "无"])
    assert counts(bring(desk, "visits", path)) == (0, 1, 0, 0)
    assert desk.visits.visit(planned.id).status is VisitStatus.DONE
    assert counts(bring(desk, "visits", path)) == (0, 0, 1, 0)


def test_a_visit_of_an_unknown_site_is_refused_or_brings_it(desk: Desk, tmp_path: Path) -> None:
    path = sheet(tmp_path, ["服务点", "日期", "状态"], ["新店", "2026-11-02", "取消"])
    assert refusals(desk, "visits", path) == [(2, "site")]
    assert counts(bring(desk, "visits", path, create_customers=True)) == (1, 0, 0, 0)
    assert [site.name for site in desk.context.reader.find(Site)] == ["新店"]


def test_sites_of_one_name_need_their_customer(desk: Desk, tmp_path: Path, site: Site) -> None:
    other = desk.customers.save_customer(Customer(name="乙公司")).value
    twin = desk.customers.save_site(replace(site, id=0, customer_id=other.id)).value
    assert refusals(desk, "visits", sheet(tmp_path, ["服务点", "日期"], ["总店", "2026-12-01"])) == [
        (2, "site")
    ]
    path = sheet(tmp_path, ["服务点", "日期", "客户"], ["总店", "2026-12-01", "乙公司"])
    twice(desk, "visits", path)
    assert desk.context.reader.find(Visit)[0].site_id == twin.id


def test_a_visit_to_come_cannot_be_done(desk: Desk, tmp_path: Path, site: Site) -> None:
    path = sheet(tmp_path, ["服务点", "日期", "状态"], [site.name, "2026-12-01", "已完成"])
    assert refusals(desk, "visits", path) == [(2, "date")]


def test_every_field_of_a_complaint_arrives_with_its_course(
    desk: Desk, tmp_path: Path, customer: Customer, site: Site
) -> None:
    lines: list[Line] = [
        ["投诉时间", "客户", "投诉内容", "投诉编号", "服务点", "投诉人", "渠道", "类别", "严重程度",
         "客户要求", "责任人",
         "答复时间", "答复内容", "结案时间", "是否成立", "责任归属", "根本原因"],
        ["2026-11-02 09:15", "三川", "仍有蟑螂", "TS-2026-11-007", "总店", "王芳", "微信", "虫害复发", "严重",
         "重做", "李雷",
         "2026-11-02 09:40", "明日重做", "2026-11-05 17:00", "是", "我方", "漏施药"],
    ]  # fmt: skip
    twice(desk, "complaints", sheet(tmp_path, *lines))
    received = datetime(2026, 11, 2, 1, 15, tzinfo=UTC)
    complaint = desk.context.reader.find(Complaint)[0]
    assert replace(complaint, id=0, version=0) == Complaint(
        number="TS-2026-11-007",
        customer_id=customer.id,
        site_id=site.id,
        reporter="王芳",
        channel=Channel.MESSAGE,
        received_at=received,
        registered_at=received,
        text="仍有蟑螂",
        category=ComplaintCategory.PESTS_BACK,
        severity=Severity.SERIOUS,
        demand="重做",
        owner="李雷",
        stage=Stage.CLOSED,
        answered_at=datetime(2026, 11, 2, 1, 40, tzinfo=UTC),
        answer="明日重做",
        valid=True,
        responsibility=Responsibility.OURS,
        root_cause="漏施药",
        closed_at=datetime(2026, 11, 5, 9, 0, tzinfo=UTC),
    )
    course = [event.kind for event in desk.complaints.events_of(complaint.id)]
    assert course == [EventKind.RECEIVED, EventKind.ANSWERED, EventKind.CLOSED]


def test_a_complaint_without_a_number_gets_the_next_one_once(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    lines = ["2026-11-02 09:15", customer.name, "有虫"], ["2026-11-02 10:15", customer.name, "有虫"]
    twice(desk, "complaints", sheet(tmp_path, ["投诉时间", "客户", "投诉内容"], *lines), added=2)
    numbers = [complaint.number for complaint in desk.context.reader.find(Complaint)]
    assert numbers == ["TS-2026-11-001", "TS-2026-11-002"]
    assert desk.upkeep.check(full=True) == []


@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [
        ("答复时间", "2026-11-01 09:00", "answered_at"),
        ("结案时间", "2027-01-01", "closed_at"),
        ("客户", "无此人", "customer"),
    ],
)
def test_a_complaint_out_of_order_is_refused(
    desk: Desk, tmp_path: Path, customer: Customer, heading: str, cell: str, field: str
) -> None:
    row = {"投诉时间": "2026-11-02 09:15", "客户": customer.name, "投诉内容": "有虫", heading: cell}
    assert refusals(desk, "complaints", sheet(tmp_path, list(row), list(row.values()))) == [(2, field)]


def test_a_closed_complaint_is_not_changed_by_a_file(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    row = ["T1", "2026-11-02", customer.name, "有虫", "2026-11-03"]
    headings = ["投诉编号", "投诉时间", "客户", "投诉内容", "结案时间"]
    bring(desk, "complaints", sheet(tmp_path, headings, row))
    path = sheet(tmp_path, [*headings, "根本原因"], [*row, "漏施药"])
    assert refusals(desk, "complaints", path) == [(2, "closed_at")]


def test_a_later_file_adds_the_answer_to_the_course(desk: Desk, tmp_path: Path, customer: Customer) -> None:
    row, headings = ["T1", "2026-11-02", customer.name, "有虫"], ["投诉编号", "投诉时间", "客户", "投诉内容"]
    bring(desk, "complaints", sheet(tmp_path, headings, row))
    path = sheet(tmp_path, [*headings, "答复时间", "答复内容"], [*row, "2026-11-03", "已重做"])
    assert counts(bring(desk, "complaints", path)) == (0, 1, 0, 0)
    (complaint,) = desk.context.reader.find(Complaint)
    course = [event.kind for event in desk.complaints.events_of(complaint.id)]
    assert course == [EventKind.RECEIVED, EventKind.ANSWERED]


@pytest.mark.req("R063", "V8")
def test_days_of_the_work_calendar_move_open_due_dates(
    desk: Desk, tmp_path: Path, customer: Customer
) -> None:
    headings = ["发票号", "客户", "开票日期", "金额", "付款条件"]
    bring(desk, "invoices", sheet(tmp_path, headings, ["1", customer.name, "2026-11-20", "5", "issued+1wd"]))
    path = sheet(tmp_path, ["日期", "上班", "名称"], ["2026-11-23", "否", "店庆"])
    assert bring(desk, "workdays", path).message.params["moved"] == 1
    assert first(desk, Workday) == Workday(day=date(2026, 11, 23), working=False, name="店庆")
    assert [invoice.due_on for invoice in desk.receivables.open_invoices(customer.id)] == [date(2026, 11, 24)]
    assert desk.upkeep.check(full=True) == []
