"""Rows, columns and sources that the tests of the window share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from ui.calendar_view.items import CalendarItem, DayKind, DayMark
from ui.table.columns import Align, Column
from ui.table.model import ListQuery


@dataclass(frozen=True, slots=True)
class Bill:
    id: int
    number: str
    customer: str
    amount: Fen
    late: bool


NAMES = ("三川实业有限公司", "西湖饭店", "钱江商贸", "龙井茶庄", "Lotus Bakery")

COLUMNS: tuple[Column[Bill], ...] = (
    Column("number", mark("Number"), lambda bill: bill.number, sort_key="number", width=120),
    Column("customer", mark("Customer"), lambda bill: bill.customer, sort_key="customer", width=220),
    Column(
        "amount", mark("Amount"), lambda bill: bill.amount, align=Align.RIGHT, sort_key="amount", width=120
    ),
    Column(
        "state",
        mark("State"),
        lambda bill: bill.late,
        text=lambda bill: "逾期 3 天" if bill.late else "未到期",
        icon=lambda bill: "triangle-alert" if bill.late else "clock",
        color=lambda bill: "late" if bill.late else None,
        tooltip=lambda bill: f"账期 30 天, {bill.number}",
        width=140,
    ),
    Column("note", mark("Note"), lambda _bill: None, visible=False),
)


def bill(record_id: int) -> Bill:
    return Bill(
        record_id, f"{record_id:06d}", NAMES[record_id % len(NAMES)], Fen(record_id * 137), record_id % 4 == 0
    )


class Bills:
    """A source of as many bills as one likes; counts what it is asked for."""

    def __init__(self, count: int) -> None:
        self.present = list(range(1, count + 1))
        self.fetched: list[int] = []
        self.asked: list[ListQuery] = []

    def ids(self, query: ListQuery) -> Sequence[int]:
        self.asked.append(query)
        found = [n for n in self.present if query.filter is None or str(query.filter) in f"{n:06d}"]
        return found[::-1] if query.descending else found

    def rows(self, ids: Sequence[int]) -> list[Bill]:
        self.fetched.extend(ids)
        return [bill(n) for n in ids if n in range(1, 10**9)]


def type_text(widget: QObject, text: str) -> None:
    """Type as an input method does; key events cannot carry Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def settle() -> None:
    """Let deferred deletions and queued signals happen."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


MONTH_STATES = (
    ("已完成", "done", "circle-check"),
    ("已计划", "info", "clock"),
    ("逾期", "late", "triangle-alert"),
    ("今天", "soon", "phone"),
    ("已确认", "kept", "check"),
)
TITLES = (
    "三川实业 灭蝇灯检查",
    "西湖饭店 鼠类防制",
    "预约电话 钱江商贸",
    "龙井茶庄 回访",
    "Lotus Bakery follow-up",
)


def month_items(count: int, first: date = date(2026, 10, 26)) -> list[CalendarItem]:
    """Return items spread over six weeks, more of them in the middle of each week."""
    made = []
    for n in range(count):
        word, token, picture = MONTH_STATES[n * 3 % 5]
        day = first + timedelta(days=(n * 11 + n // 7) % 42)
        time = "" if n % 4 == 0 else f"{8 + n % 14:02d}:{n % 2 * 30:02d}"
        made.append(
            CalendarItem(n, day, time, TITLES[n % 5], word, token, f"{TITLES[n % 5]}\n{word}", picture)
        )
    return made


MARKS = (
    DayMark(date(2026, 11, 11), "国庆节", DayKind.HOLIDAY),
    DayMark(date(2026, 11, 14), "调休", DayKind.WORKED_WEEKEND),
)
