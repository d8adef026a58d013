"""What the papers around a visit print, read back from the PDF as a reader sees it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from branchdesk.domain.devices import Device
from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.field_paper import FieldPaper
from branchdesk.domain.messages import msg
from branchdesk.domain.preparation import preparation_for
from branchdesk.domain.recommendations import Advice, Recommendation
from branchdesk.domain.report_evidence import ReportAddendum
from branchdesk.domain.settings import Settings
from branchdesk.domain.visit_findings import Finding, MaterialUse
from branchdesk.domain.visit_papers import (
    CallLine,
    CallSheet,
    DaySheet,
    DayVisit,
    OurNumber,
    Place,
    PreparationNotice,
    ReportPaper,
)
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.domain.visits import ReportStatus, ServiceReport, Visit, VisitKind
from branchdesk.language import Words
from exports.pdf.blank_report import blank_report_pdf
from exports.pdf.day_papers import call_sheet_pdf, day_sheets_pdf
from exports.pdf.document import Printed
from exports.pdf.notices import preparation_notice_pdf
from exports.pdf.service_report import service_report_pdf

MADE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PLACE = Place(
    customer="三川实业有限公司",
    site="滨江厂区",
    address="杭州市滨江区江南大道 588 号",
    access="东门登记",
    contact="王经理",
    phone="13812345678",
    sensitive="二楼样品间禁止喷洒",
)
VISIT = Visit(
    id=1,
    site_id=1,
    date_on=date(2026, 11, 24),
    start_at="22:00",
    arrived_at="22:05",
    told_whom="值班经理陈",
    actions="喷洒 500 ml",
    handed_to="陈经理",
)
SHEET = VisitSheet(visit_id=1, doors_closed=True, logbook_checked=True, left_at="23:10")
DEVICE = Device(id=7, site_id=1, number="SE01", place="后厨")
ADVICE = tuple(
    Recommendation(id=n, site_id=1, text=f"封堵缝隙 {n}", given_on=date(2026, 10, 13)) for n in (1, 2, 3)
)
FIELD = FieldPaper(
    visit=VISIT,
    sheet=SHEET,
    devices=(DEVICE, replace(DEVICE, id=8, number="SE02")),
    findings=(Finding(device_id=7, pest="鼠类", number=2, unit="只"),),
    materials=(MaterialUse(name="溴敌隆毒饵", quantity_milli=500, unit="kg", method="投放"),),
    advice=Advice(ADVICE, 5),
    steps=(),
    helps=(),
)
PAPER = ReportPaper(
    branch="杭州分公司",
    place=PLACE,
    service="有害生物防治",
    technician="赵强",
    field=FIELD,
    report=ServiceReport(visit_id=1, number="SR-2026-11-0042", status=ReportStatus.ISSUED),
    our_numbers=(OurNumber("上午", "周立群", EmployeeRole.AREA_MANAGER, "13812633920"),),
)
WHOM = Whom(customer_id=1, customer="三川", site="滨江厂区", contact="王经理", phone="13812345678")
Write = Callable[[io.BytesIO], Printed]


def text_of(write: Write) -> str:
    """Return the text of all pages."""
    stream = io.BytesIO()
    write(stream)
    document = pypdfium2.PdfDocument(stream.getvalue())
    return "\n".join(str(page.get_textpage().get_text_bounded()) for page in document)


def report_text(paper: ReportPaper = PAPER) -> str:
    return text_of(lambda out: service_report_pdf(paper, Words("zh_CN"), out, made_at=MADE))


@pytest.mark.req("R020")
def test_the_report_prints_arrival_and_whom_it_was_told() -> None:
    text = report_text()
    assert "22:05–23:10" in text
    assert "值班经理陈" in text


@pytest.mark.req("R007")
def test_the_report_prints_the_sensitive_places() -> None:
    assert "二楼样品间禁止喷洒" in report_text()


@pytest.mark.req("R023")
def test_what_was_not_ticked_on_leaving_prints_as_not_done() -> None:
    text = report_text()
    assert text.count("已完成") == 2
    assert text.count("未完成") == 2 + 1  # lights and order; the advice that is open


@pytest.mark.req("R053")
def test_the_report_repeats_the_advice_that_is_open() -> None:
    assert "5 条中 3 条未完成" in report_text()


@pytest.mark.req("R050")
def test_the_report_says_whom_of_us_the_customer_may_call() -> None:
    assert "周立群（区域经理）13812633920 上午" in report_text()


@pytest.mark.req("R052")
def test_findings_stand_with_their_device_and_the_other_devices_are_said_to_be_in_order() -> None:
    text = report_text()
    assert "SE01" in text
    assert "共检查设备 2 台，1 台有发现" in text


def test_a_quantity_prints_with_its_unit_and_without_needless_zeros() -> None:
    assert "0.5 kg" in report_text()


@pytest.mark.req("R051")
def test_an_addendum_follows_the_report_that_stays_as_it_was() -> None:
    written = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
    addendum = ReportAddendum(number=1, written_at=written, written_by="李主管", text="数量应为 3 只")
    text = report_text(replace(PAPER, field=replace(FIELD, addenda=(addendum,))))
    assert "补充 1，2026-11-30，李主管" in text
    assert "2 只" in text
    assert "数量应为 3 只" in text


@pytest.mark.req("R052")
def test_devices_without_findings_are_all_in_order() -> None:
    text = report_text(replace(PAPER, field=replace(FIELD, findings=())))
    assert "共检查设备 2 台，全部正常" in text
    assert "其余" not in text


@pytest.mark.req("R021")
def test_a_draft_says_that_it_is_one() -> None:
    text = report_text(replace(PAPER, report=None))
    assert "草稿，尚未签发" in text
    assert "SR-" not in text


def test_a_visit_recorded_in_plain_text_prints_its_text() -> None:
    plain = replace(VISIT, findings="后厨发现蝇类", recommendations="关好纱窗")
    field = FieldPaper(plain, None, (), (), (), Advice((), 0), (), ())
    text = report_text(replace(PAPER, field=field))
    assert "后厨发现蝇类" in text
    assert "关好纱窗" in text


@pytest.mark.req("R061")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_blank_report_is_one_page(language: str) -> None:
    printed = blank_report_pdf("杭州分公司", Words(language), io.BytesIO(), made_at=MADE)
    assert printed == Printed(pages=1, replaced=0)


@pytest.mark.req("R061")
def test_the_blank_report_has_every_heading_of_the_form() -> None:
    text = text_of(lambda out: blank_report_pdf("杭州分公司", Words("zh_CN"), out, made_at=MADE))
    headings = (
        "客户 服务日期 地址 联系人 电话 服务类型 技师 监测设备 使用的物料 配比 用量 使用方式 靶标 区域 备注 "
        "现场风险评估与建议 风险类别 风险描述 级别 建议 设备巡查 现场照片 客户点评"
    )
    assert [name for name in headings.split() if name not in text] == []


def notice(kind: VisitKind = VisitKind.ROUTINE, own: str = "") -> PreparationNotice:
    return PreparationNotice(
        branch="杭州分公司",
        place=PLACE,
        date_on=date(2026, 11, 18),
        start_at="22:00",
        end_at="00:45",
        service="有害生物防治",
        preparation=preparation_for(kind, own, Settings()),
        helps=("打开冷库门",),
        our_numbers=PAPER.our_numbers,
    )


@pytest.mark.req("R011")
def test_the_notice_prints_customer_site_date_time_items_and_our_phone() -> None:
    text = text_of(
        lambda out: preparation_notice_pdf(notice(own="盖好面粉"), Words("zh_CN"), out, made_at=MADE)
    )
    wanted = (
        "服务前准备通知单",
        "三川实业有限公司",
        "滨江厂区",
        "2026年11月18日",
        "22:00–00:45",
        "盖好面粉",
        "移开或遮盖餐具和食品",
        "13812633920",
    )
    assert [part for part in wanted if part not in text] == []


@pytest.mark.req("R008")
def test_the_notice_prints_the_help_that_this_visit_needs() -> None:
    text = text_of(lambda out: preparation_notice_pdf(notice(), Words("zh_CN"), out, made_at=MADE))
    assert "打开冷库门" in text


def day_text(day: DayVisit) -> str:
    call = Duty(
        kind=DutyKind.SAME_DAY_CALL,
        due_on=date(2026, 11, 24),
        whom=WHOM,
        say=msg("Agreed next contact"),
        link=LinkKind.VISIT,
        link_id=1,
    )
    sheet = DaySheet(
        branch="杭州分公司", day=date(2026, 11, 24), technician="赵强", visits=(day,), calls=(call,)
    )
    return text_of(lambda out: day_sheets_pdf([sheet], Words("zh_CN"), out, made_at=MADE))


DAY = DayVisit(
    visit=VISIT,
    place=PLACE,
    end_at="00:45",
    warnings=("周二下午勿来电",),
    last_findings="10-13 后厨发现蝇类",
    recommendations=tuple(one.text for one in ADVICE),
    recommendations_total=5,
    unconfirmed=("厨房夜间胶饵处理",),
    overdue_fen=860_000,
    open_complaints=("TS-2026-11-018 迟到",),
)


@pytest.mark.req("R174")
def test_the_day_sheet_has_visits_with_address_time_attention_and_open_advice_and_the_calls() -> None:
    text = day_text(DAY)
    wanted = (
        "赵强",
        "22:00–00:45",
        "江南大道 588 号",
        "二楼样品间禁止喷洒",
        "5 条中 3 条未完成",
        "要打的电话",
    )
    assert [part for part in wanted if part not in text] == []


@pytest.mark.req("D06")
def test_the_day_sheet_tells_the_technician_of_money_complaints_access_and_what_was_found_last() -> None:
    text = day_text(DAY)
    wanted = ("8,600.00", "TS-2026-11-018", "东门登记", "13812345678", "后厨发现蝇类", "周二下午勿来电")
    assert [part for part in wanted if part not in text] == []


@pytest.mark.req("R004")
def test_a_step_that_nobody_agreed_to_shows_as_not_confirmed() -> None:
    assert "厨房夜间胶饵处理（未确认）" in day_text(DAY)


@pytest.mark.req("D06")
def test_the_call_sheet_has_hours_and_notes_beside_the_number_and_says_how_late_a_call_is() -> None:
    duty = Duty(
        kind=DutyKind.APPOINTMENT_CALL,
        due_on=date(2026, 11, 21),
        whom=WHOM,
        say=msg("Agreed next contact"),
        link=LinkKind.VISIT,
        link_id=1,
    )
    sheet = CallSheet(
        branch="杭州分公司",
        day=date(2026, 11, 24),
        lines=(CallLine(duty=duty, hours="14–16", notes=("勿在午休致电",)),),
    )
    text = text_of(lambda out: call_sheet_pdf(sheet, Words("zh_CN"), out, made_at=MADE))
    wanted = ("逾期 3 天", "王经理 13812345678", "宜 14–16 致电", "勿在午休致电", "预约电话")
    assert [part for part in wanted if part not in text] == []


def test_a_day_without_calls_says_so() -> None:
    sheet = CallSheet(branch="杭州分公司", day=date(2026, 11, 24), lines=())
    text = text_of(lambda out: call_sheet_pdf(sheet, Words("zh_CN"), out, made_at=MADE))
    assert "没有到期的电话" in text
