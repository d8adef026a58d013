"""A month rich enough to show every difficulty: rare characters, long texts, sixty rows, no basis, ties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from branchdesk.domain.summaries import (
    ChartKind,
    Column,
    DataSheet,
    Figure,
    MonthlySummary,
    Section,
    Series,
    TieLine,
    TieOut,
    Unit,
)
from branchdesk.language import Words

SHANGHAI = timezone(timedelta(hours=8))
CHINESE = {
    "Visits": "服务",
    "Visits planned": "计划服务",
    "Visits with a date in the month, cancelled ones left out": "日期落在本月的服务，已取消的不计",
    "Visits done": "完成服务",
    "Planned visits that were closed with a report": "计划内并已交服务报告的服务",
    "Done in plan": "计划完成率",
    "Visits done divided by visits planned": "完成服务除以计划服务",
    "Extra requests": "额外服务要求",
    "Minutes to reply": "回复用时（中位数）",
    "From the moment the customer asked, as the customer felt it": "自客户提出之时起，按客户感受的时间计",
    "Complaints": "投诉",
    "Complaints received": "收到投诉",
    "By the day on which the customer complained, not the day of typing": "按客户投诉之日，而非登记之日",
    "Valid complaints": "有效投诉",
    "Judged valid, the reason written down": "判定为有效并写明理由",
    "Clocks met": "时限达标率",
    "All three clocks of a case, at the deadline counts as met": "一案三时限，恰到时限视为达标",
    "Collections": "收款",
    "Invoiced": "开票金额",
    "By the date of issue, credit notes taken off": "按开票日期，红字发票已扣除",
    "Collected": "收款金额",
    "By the day the money came in": "按到账日期",
    "Open receivables": "应收余额",
    "All open invoices at the end of the month": "月末全部未结清发票",
    "Aging": "账龄",
    "Customer code": "客户编码",
    "Customer": "客户名称",
    "Not signed": "签收待确认",
    "Not due": "未到期",
    "1–30 days": "1–30天",
    "31–60 days": "31–60天",
    "61–90 days": "61–90天",
    "91 and more": "91天以上",
    "On account": "预收",
    "Balance": "应收余额合计",
    "Complaint log": "投诉登记",
    "Number": "编号",
    "Received": "收到日期",
    "Phone": "联系电话",
    "What the customer said": "投诉内容",
    "Payments": "收款明细",
    "Date": "日期",
    "Reference": "流水号",
    "Amount": "金额",
    "From opening to closing balance": "期初至期末",
    "Open at the start of the month": "期初应收余额",
    "Less collected": "减：本月收款",
    "Open at the end of the month": "期末应收余额",
    "Complaints by month": "每月投诉件数",
    "Collected by month": "每月收款",
    "Aging of receivables": "应收账龄结构",
    "Minutes": "分钟",
}
SURNAMES = "王李张刘陈杨黄赵周吴欧阳镕喆堃翀昇"


class SampleWords(Words):
    """Words that also know the labels of the sample month."""

    def tr(self, template: str, **params: object) -> str:
        chinese = CHINESE.get(template) if self.language == "zh_CN" else None
        return chinese or super().tr(template, **params)


def _money(units: int) -> Decimal:
    return Decimal(units) / 100


def aging_rows(count: int = 60) -> tuple[tuple[str | Decimal, ...], ...]:
    rows: list[tuple[str | Decimal, ...]] = []
    for n in range(count):
        buckets = [
            _money(n % 3 * 120_050),
            _money(480_000 + n * 3_333),
            _money(n % 4 * 86_401),
            _money(n % 5 * 44_999),
            _money(n % 7 * 20_010),
            _money(n % 11 * 91_237),
            -_money(n % 13 * 1_001),
        ]
        name = f"{SURNAMES[n % len(SURNAMES)]}{SURNAMES[(n * 5 + 3) % len(SURNAMES)]}记餐饮管理有限公司"
        if n == 7:
            name = "𠮷野家（华东）餐饮管理有限公司第二十三分公司上海市静安区南京西路旗舰店"
        if n == 8:
            name = '=HYPERLINK("http://example.invalid","点我")'
        rows.append((f"C{n:04}", name, *buckets, sum(buckets, Decimal(0))))
    return tuple(rows)


LONG = (
    "客户反映：“10月服务之后仍在后厨、仓库、二楼样品间（禁止喷洒）发现蟑螂约 12 只；店长已于 10:35 致电，"
    "要求当天上门、书面说明原因、并在一周之内再做一次全面检查。”经查：下水道口未封堵，夜间投饵点被清洁人员移走。"
)


def complaint_rows() -> tuple[tuple[str | date, ...], ...]:
    texts = [
        LONG * 3,
        "@SUM(1+1)",
        "报告迟到\n客户要求补签",
        "服务 {nb} 次 **未** <b>到</b>",
        "坏字\x07符",
        "欧阳经理来电",
    ]
    return tuple(
        (f"TS-202611-{n:03}", date(2026, 11, 2 + n * 3), "沪上阿姨·南京东路店", f"+86 138 0000 {n:04}", text)
        for n, text in enumerate(texts, start=1)
    )


def payment_rows() -> tuple[tuple[str | date | Decimal, ...], ...]:
    return tuple(
        (
            date(2026, 11, 1 + n),
            f"2026110{n:02}00000000000000{n}",
            f"收款客户{n:02}",
            _money(1_234_567 + n * 10_101),
        )
        for n in range(24)
    )


AGING = DataSheet(
    "aging",
    "Aging",
    (
        Column("code", "Customer code", Unit.TEXT),
        Column("customer", "Customer", Unit.TEXT),
        Column("not_signed", "Not signed", Unit.MONEY, total=True),
        Column("not_due", "Not due", Unit.MONEY, total=True),
        Column("d1_30", "1–30 days", Unit.MONEY, total=True),
        Column("d31_60", "31–60 days", Unit.MONEY, total=True),
        Column("d61_90", "61–90 days", Unit.MONEY, total=True),
        Column("d91_plus", "91 and more", Unit.MONEY, total=True),
        Column("on_account", "On account", Unit.MONEY, total=True),
        Column("total", "Balance", Unit.MONEY, total=True),
    ),
    aging_rows(),
)
COMPLAINTS = DataSheet(
    "complaints",
    "Complaint log",
    (
        Column("number", "Number", Unit.TEXT),
        Column("received", "Received", Unit.DATE),
        Column("customer", "Customer", Unit.TEXT),
        Column("phone", "Phone", Unit.TEXT),
        Column("text", "What the customer said", Unit.TEXT),
    ),
    complaint_rows(),
)
PAYMENTS = DataSheet(
    "payments",
    "Payments",
    (
        Column("date", "Date", Unit.DATE),
        Column("reference", "Reference", Unit.TEXT),
        Column("customer", "Customer", Unit.TEXT),
        Column("amount", "Amount", Unit.MONEY, total=True),
    ),
    payment_rows(),
)
EXTRA = DataSheet(
    "extra",
    "Extra requests",
    (Column("number", "Number", Unit.TEXT), Column("minutes", "Minutes", Unit.MINUTES, True)),
    (),
)


def _figures() -> tuple[Section, ...]:
    owed, paid = AGING.total("total"), PAYMENTS.total("amount")
    visits = Section(
        "visits",
        "Visits",
        (
            Figure(
                "planned",
                "Visits planned",
                "Visits with a date in the month, cancelled ones left out",
                Unit.COUNT,
                Decimal(1186),
                Decimal(1204),
                Decimal(997),
                Decimal("1150.5"),
            ),
            Figure(
                "done",
                "Visits done",
                "Planned visits that were closed with a report",
                Unit.COUNT,
                Decimal(1141),
                Decimal(1190),
                Decimal(960),
                Decimal("1120.3333"),
            ),
            Figure(
                "share",
                "Done in plan",
                "Visits done divided by visits planned",
                Unit.PERCENT,
                Decimal("96.2057"),
                Decimal("98.8372"),
                Decimal("96.2889"),
                None,
            ),
            Figure(
                "reply",
                "Minutes to reply",
                "From the moment the customer asked, as the customer felt it",
                Unit.MINUTES,
                Decimal("8.5"),
                Decimal(11),
                None,
                Decimal("9.25"),
            ),
            Figure(
                "extra", "Extra requests", "Extra requests", Unit.COUNT, Decimal(0), None, None, None, "extra"
            ),
        ),
    )
    complaints = Section(
        "complaints",
        "Complaints",
        (
            Figure(
                "received",
                "Complaints received",
                "By the day on which the customer complained, not the day of typing",
                Unit.COUNT,
                Decimal(6),
                Decimal(9),
                Decimal(4),
                Decimal("7.5"),
                "complaints",
            ),
            Figure(
                "valid",
                "Valid complaints",
                "Judged valid, the reason written down",
                Unit.COUNT,
                Decimal(3),
                Decimal(4),
                Decimal(2),
                Decimal("3.1666"),
            ),
            Figure(
                "clocks",
                "Clocks met",
                "All three clocks of a case, at the deadline counts as met",
                Unit.PERCENT,
                Decimal("88.88889"),
                Decimal(100),
                None,
                Decimal("94.45"),
            ),
        ),
    )
    collections = Section(
        "collections",
        "Collections",
        (
            Figure(
                "invoiced",
                "Invoiced",
                "By the date of issue, credit notes taken off",
                Unit.MONEY,
                Decimal("412345.67"),
                Decimal("398000.00"),
                Decimal("351200.10"),
                Decimal("389123.456"),
            ),
            Figure(
                "collected",
                "Collected",
                "By the day the money came in",
                Unit.MONEY,
                paid,
                Decimal("377800.00"),
                None,
                Decimal("345678.905"),
                "payments",
                "amount",
            ),
            Figure(
                "open",
                "Open receivables",
                "All open invoices at the end of the month",
                Unit.MONEY,
                owed,
                Decimal("498765.43"),
                Decimal("0.00"),
                Decimal("-0.001"),
                "aging",
                "total",
            ),
        ),
    )
    return visits, complaints, collections


def _charts() -> tuple[Series, ...]:
    months = tuple(f"{2025 + (10 + n) // 12}-{(10 + n) % 12 + 1:02}" for n in range(13))
    complaints = tuple(Decimal(n * 7 % 11) for n in range(12))
    collected = tuple(Decimal(250_000 + n * 7_919 % 90_000) + Decimal("0.37") for n in range(12))
    buckets = AGING.columns[2:8]
    return (
        Series(
            "complaints", "Complaints by month", Unit.COUNT, months, (*complaints, Decimal(6)), ChartKind.LINE
        ),
        Series("collected", "Collected by month", Unit.MONEY, months, (*collected, PAYMENTS.total("amount"))),
        Series(
            "aging",
            "Aging of receivables",
            Unit.MONEY,
            tuple(column.title for column in buckets),
            tuple(AGING.total(column.key) for column in buckets),
            ChartKind.STACK,
        ),
    )


def _ties() -> tuple[TieOut, ...]:
    owed, paid, invoiced = AGING.total("total"), PAYMENTS.total("amount"), Decimal("412345.67")
    return (
        TieOut(
            "balance",
            "From opening to closing balance",
            Unit.MONEY,
            TieLine("Open at the start of the month", owed + paid - invoiced),
            (TieLine("Invoiced", invoiced), TieLine("Less collected", -paid, "payments", "amount")),
            TieLine("Open at the end of the month", owed, "aging", "total"),
        ),
    )


def month(*, locked: bool = True) -> MonthlySummary:
    """Make November 2026 of a branch."""
    return MonthlySummary(
        branch="上海静安分公司",
        year=2026,
        month=11,
        as_of=date(2026, 11, 30),
        made_at=datetime(2026, 12, 1, 9, 5, tzinfo=SHANGHAI),
        sections=_figures(),
        sheets=(AGING, COMPLAINTS, PAYMENTS, EXTRA),
        ties=_ties(),
        charts=_charts(),
        locked_at=datetime(2026, 12, 1, 1, 0, tzinfo=UTC).astimezone(SHANGHAI) if locked else None,
        locked_by="王敏" if locked else "",
    )
