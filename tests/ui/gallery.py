"""Draw every widget in both languages and both themes: `python -m tests.ui.gallery OUTDIR`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMainWindow, QPushButton, QWidget

from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen
from tests.ui.samples import COLUMNS, MARKS, Bills, month_items
from ui.calendar_view.agenda_view import AgendaView
from ui.calendar_view.month_view import MonthView
from ui.language import set_language, tr
from ui.notices import Notice, NoticeBar, Severity
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable
from ui.theme import apply_theme, install_fonts
from ui.widgets.bug_dialog import BugDialog
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, MoneyField, NoteField, NumberField, PhoneField, TextField, TimeField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.progress_dialog import ProgressDialog

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


def agenda() -> QWidget:
    view = AgendaView()
    view.set_items(month_items(30), MARKS)
    view.resize(600, 400)
    view.select_item(4)
    return view


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
