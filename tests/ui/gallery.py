"""Draw every widget in both languages and both themes: `python -m tests.ui.gallery OUTDIR`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.visits import VisitStatus
from tests.ui.samples import COLUMNS, MARKS, Bills, month_items
from ui.calendar_view.agenda_view import AgendaView
from ui.calendar_view.month_view import MonthView
from ui.calendar_view.time_layout import Column
from ui.calendar_view.time_view import TimeView
from ui.dialogs import ask
from ui.language import set_language, tr
from ui.notices import Notice, NoticeBar, Severity
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable
from ui.theme import apply_theme, install_fonts
from ui.widgets.badge import Badge
from ui.widgets.bug_dialog import BugDialog
from ui.widgets.card import DetailsCard
from ui.widgets.card_content import CardAction, CardContent, Event, Fact, LinkRow, Section
from ui.widgets.charts import BarChart, LineChart, Point, StackedBar
from ui.widgets.choice import Choice, EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, MoneyField, NoteField, NumberField, PhoneField, TextField, TimeField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.progress_dialog import ProgressDialog
from ui.widgets.search import SearchField

TODAY = date(2026, 11, 22)


class _PaymentDialog(FormDialog):
    def job(self) -> Job:
        return lambda _progress: None


def form_dialog() -> QWidget:
    dialog = _PaymentDialog(
        None, "登记付款 Payment", "登记付款 Save", lead="冲抵最早的未付发票; 余款留作预收。", columns=2
    )
    form = dialog.form
    form.section("付款 Payment")
    form.add(
        "customer", "客户 Customer", RecordCombo([Choice(1, "三川实业有限公司", "scsy")], 1), required=True
    )
    form.add("date", "日期 Date", DateField(TODAY, TODAY), required=True)
    form.add("amount", "金额 Amount", MoneyField(Fen(123456)), required=True, hint="未付 8,600.00")
    form.add("time", "时间 Time", TimeField("22:30"))
    form.add("phone", "电话 Phone", PhoneField("0571-8888 1234"))
    form.add("count", "份数 Copies", NumberField(2))
    form.section("其他 Other")
    form.add("reference", "流水号 Reference", TextField(placeholder="20261122…"), wide=True)
    form.add("note", "备注 Note", NoteField("上门收取支票"), wide=True)
    form.add("check", "", CheckField("打印收据 Print a receipt", value=True), wide=True)
    return dialog


def form_with_problems() -> QWidget:
    dialog = form_dialog()
    if isinstance(dialog, FormDialog):
        dialog.form.field("date").setText("11-35")
        dialog.form.field("amount").setText("")
        dialog.show_problems(dialog.form.problems() | {"": msg("The disk is full.")})
    return dialog


def table() -> QWidget:
    model = RecordTableModel(COLUMNS, Bills(500))
    model.refresh()
    view = RecordTable(model, "Invoices")
    view.go_to(5)
    view.resize(760, 360)
    view._show_order()
    return view


def empty_table() -> QWidget:
    view = RecordTable(RecordTableModel(COLUMNS, Bills(0)), "Invoices")
    view.set_empty("receipt", "还没有发票。No invoices yet.", "导入发票 Import", lambda: None)
    view.resize(760, 300)
    return view


def window_with_notice(severity: Severity) -> Callable[[], QWidget]:
    def build() -> QWidget:
        window = QMainWindow()
        window.setCentralWidget(QWidget())
        window.resize(760, 160)
        bar = NoticeBar(window)
        bar.show_notice(Notice("付款已登记: 三川实业 1,234.56", "撤消 Undo", lambda: None, severity))
        return window

    return build


def buttons() -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    for primary, flat, enabled in (
        (True, False, True),
        (False, False, True),
        (False, True, True),
        (True, False, False),
    ):
        button = QPushButton("登记付款 Save")
        button.setProperty("primary", "true" if primary else "false")
        button.setProperty("flat", "true" if flat else "false")
        button.setEnabled(enabled)
        row.addWidget(button)
    return box


def bug() -> QWidget:
    return BugDialog(
        None, "Branch Desk 0.1.0 · Python 3.11\nKeyError\n  ui/table/view.py:12 paint: cell = cells[key]"
    )


def progress() -> QWidget:
    dialog = ProgressDialog(None, tr("Working…"), lambda: None)
    dialog.show_step(3, 10, "第 3 页, 共 10 页")
    return dialog


def month() -> QWidget:
    view = MonthView(TODAY)
    view.set_items(month_items(110))
    view.set_marks(MARKS)
    view.resize(1040, 700)
    view.select_day(date(2026, 11, 18), view.items_on(date(2026, 11, 18))[0].id)
    view.setFocus()
    return view


def hours() -> QWidget:
    view = TimeView(datetime(2026, 11, 19, 15, 20))
    days = [date(2026, 11, 16) + timedelta(days=n) for n in range(7)]
    marks = {mark.day: mark for mark in MARKS}
    view.set_columns([Column(day, str(day.day), mark=marks.get(day)) for day in days], "2026年11月")
    view.set_items(month_items(120))
    view.resize(900, 620)
    return view


def agenda() -> QWidget:
    view = AgendaView()
    view.set_items(month_items(30), MARKS)
    view.resize(600, 400)
    view.select_item(4)
    return view


def card() -> QWidget:
    made = DetailsCard("Card", "选择一条记录。")
    made.show_card(
        CardContent(
            "c1",
            "三川实业有限公司",
            "集团: 三川集团 · 客户编码 SC-0042",
            (
                Badge("逾期 3 天", "late"),
                Badge("今天回访", "soon"),
                Badge("承诺已兑现", "kept"),
                Badge("A 级", "info", "star"),
            ),
            "二楼样品间禁止喷洒 · 周二下午勿来电",
            actions=(
                CardAction("pay", "登记付款 Pay", "banknote", primary=True),
                CardAction("call", "记录电话 Call", "phone"),
            ),
            sections=(
                Section(
                    "联系 Contact",
                    (
                        Fact("电话 Phone", "0571-8888 1234"),
                        Fact("负责人 Contact", "李总 (投诉 → 总部)", "contact/3"),
                        Fact("未付 Open", "8,600.00 (逾期 2,100.00)", token="late"),
                    ),
                ),
                Section(
                    "今天可以一次说完的事 Say it in one call",
                    rows=(
                        LinkRow("11-18 服务预约", "visit/7", "22:00", "calendar-days", "info"),
                        LinkRow("发票 0042 签收", "invoice/42", "1,240.00", "receipt", "late"),
                    ),
                ),
                Section(
                    "往来 Timeline",
                    events=(
                        Event(
                            "11-20 14:05",
                            "电话: 财务 赵",
                            "说周五付款 5,000.00, 其余月底。",
                            "phone",
                            "info",
                            "call/9",
                        ),
                        Event("11-12", "付款 2,000.00", "", "banknote", "kept"),
                    ),
                ),
                Section("投诉 Complaints", empty="没有未结投诉。"),
            ),
        )
    )
    made.resize(420, 620)
    return made


def charts() -> QWidget:
    box = QWidget()
    box.resize(460, 560)
    column = QVBoxLayout(box)
    bars = BarChart("投诉 Complaints")
    bars.set_points([Point(f"{m}月", v) for m, v in ((6, 4), (7, 9), (8, 6), (9, 0), (10, 3), (11, 12))])
    stacked = StackedBar("账龄 Aging", lambda fen: format_money(int(fen)))
    stacked.set_points(
        [
            Point("未到期", 860000, "kept"),
            Point("1–30 天", 210000, "soon"),
            Point("31–60 天", 96000, "info"),
            Point("90 天以上", 51000, "late"),
        ]
    )
    line = LineChart("回款率 Collected", lambda value: f"{value} %")
    line.set_points(
        [
            Point(f"2026-{m:02d}", v)
            for m, v in zip(range(1, 12), (71, 74, 69, 80, 83, 82, 88, 85, 91, 90, 93), strict=True)
        ]
    )
    for chart in (bars, stacked, line):
        column.addWidget(chart)
    return box


def search() -> QWidget:
    field = SearchField("查找客户、电话、发票…")
    field.setText("三川")
    field.resize(320, 30)
    return field


def question() -> QWidget:
    return ask(
        None,
        tr("Discard what you typed?"),
        tr("Discard"),
        lambda: None,
        cancel=tr("Go on typing"),
        loses=True,
    )


def month_popup() -> QWidget:
    field = DateField(TODAY, TODAY)
    field.show()
    field.open_month()
    popup = field._popup
    if popup is None:
        raise RuntimeError("the month did not open")
    popup.setProperty("field", field)
    return popup


def controls() -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    tabs = QTabBar()
    for title in ("服务日历", "客户档案", "投诉登记 3!", "收款 12!"):
        tabs.addTab(title)
    tabs.setAccessibleName("Tabs")
    combo = EnumCombo(VisitStatus, VisitStatus.DONE)
    combo.setAccessibleName("Status")
    column.addWidget(tabs)
    column.addWidget(combo)
    for text, on in (("电话 Phone", True), ("微信 WeChat", False)):
        radio = QRadioButton(text)
        radio.setChecked(on)
        column.addWidget(radio)
    box.resize(420, 180)
    return box


def menu() -> QWidget:
    made = table()
    if not isinstance(made, RecordTable):
        raise TypeError("a table")
    return made.column_menu()


PIECES: dict[str, Callable[[], QWidget]] = {
    "form": form_dialog,
    "form-problems": form_with_problems,
    "table": table,
    "table-empty": empty_table,
    "notice-done": window_with_notice(Severity.DONE),
    "notice-error": window_with_notice(Severity.ERROR),
    "buttons": buttons,
    "bug": bug,
    "progress": progress,
    "month": month,
    "agenda": agenda,
    "hours": hours,
    "card": card,
    "charts": charts,
    "search": search,
    "question": question,
    "month-popup": month_popup,
    "controls": controls,
    "menu": menu,
}


def draw(folder: Path, app: QApplication) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("zh_CN", "en"):
        for theme in ("light", "dark"):
            set_language(language)
            apply_theme(app, theme)
            for name, build in PIECES.items():
                piece = build()
                if isinstance(piece, QDialog):
                    piece.setModal(False)
                piece.show()
                app.processEvents()
                piece.grab().save(str(folder / f"{name}-{language}-{theme}.png"))
                piece.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    install_fonts(application)
    draw(Path(sys.argv[1]), application)
