"""The month: read it, print it, take it along as a workbook or a PDF, lock it (R059, R173, D30)."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.errors import Known
from branchdesk.domain.months import Month
from branchdesk.domain.summaries import MonthlySummary
from branchdesk.papers import write_pdf, write_workbook
from ui.dialogs import ask
from ui.forms.month_page import WIDTH, MonthPage
from ui.icons import icon
from ui.language import say, tr, words
from ui.notices import NoticeBar
from ui.operations import Operation, Progress
from ui.printing import Document, PrintPreview
from ui.saving import save_file
from ui.session import Session
from ui.theme import GRID, heading_font
from ui.widgets.badge import Badge, BadgeLabel
from ui.widgets.empty import EmptyState
from ui.widgets.fields import CheckField
from ui.widgets.form import separator


class MonthDialog(QDialog):
    """One month at a time; what is on the screen, on paper and in the workbook is one and the same value."""

    def __init__(self, parent: QWidget | None, session: Session, month: date) -> None:
        super().__init__(parent)
        self._session = session
        self._month = Month.of(month)
        self._summary: MonthlySummary | None = None
        self._name = QLabel()
        self._name.setFont(heading_font(1.2))
        self._name.setMinimumWidth(130)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._state = BadgeLabel(Badge(""))
        self._definitions = CheckField(tr("Say how each figure is counted"))
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setAccessibleName(tr("Month's summary"))
        self._acts: list[QPushButton] = []
        self._lock = QPushButton(icon("lock"), tr("Lock the month…"))
        self._forth = self._turning("chevron-right", tr("Next month"), 1)
        self.setWindowTitle(tr("Month's summary"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(760, 520)
        self.resize(WIDTH + 80, 680)
        self._lay_out()
        NoticeBar(self)
        self._room.setFocus()
        self.load()

    @property
    def summary(self) -> MonthlySummary | None:
        """Return the value that is shown; None while it is being worked out."""
        return self._summary

    def turn(self, count: int) -> None:
        """Go some months on or back; the future has no summary."""
        wanted = self._month.plus(count)
        if wanted <= Month.of(self._session.today):
            self._month = wanted
            self.load()

    def load(self) -> None:
        """Work the month out in the background."""
        month, summaries = self._month, self._session.desk.summaries
        self._summary = None
        self._name.setText(words().month(month.year, month.number))
        self._grey()

        def work(_progress: Progress) -> MonthlySummary:
            return summaries.month(month.year, month.number)

        def show(found: MonthlySummary) -> None:
            if month == self._month:
                self._show(found)

        title = tr("Working the month out")
        Operation(self, work, title=title).success(show).failure(self._refuse).run()

    def save_workbook(self) -> None:
        """Write the month as a workbook with its rows and formulas."""
        self._save(tr("Save as workbook"), ".xlsx", "Excel (*.xlsx)")

    def save_pdf(self) -> None:
        """Write the month as a PDF for signing."""
        self._save(tr("Save as PDF"), ".pdf", "PDF (*.pdf)")

    def print_pages(self) -> None:
        """Show the paper, ready to be printed."""
        found, reader = self._summary, words()
        if found is None:
            return

        def work(_progress: Progress) -> bytes:
            from exports.pdf.summary_pdf import summary_pdf

            stream = io.BytesIO()
            summary_pdf(found, reader, stream)
            return stream.getvalue()

        def show(pdf: bytes) -> None:
            PrintPreview(self, self._session.settings, Document(self._file_name(found), pdf)).open()

        Operation(self, work, title=tr("Laying out the pages")).success(show).run()

    def lock(self) -> None:
        """Ask, then keep the month as it is."""
        name = words().month(self._month.year, self._month.number)
        ask(
            self,
            tr("Lock {month}?", month=name),
            tr("Lock the month"),
            self._do_lock,
            detail=tr(
                "A locked month prints the same figures for ever. What is entered for it later counts in "
                "the month in which it is entered. A month cannot be unlocked."
            ),
        )

    def _do_lock(self) -> None:
        month, summaries = self._month, self._session.desk.summaries
        self._session.act(
            self,
            lambda: summaries.lock(month.year, month.number),
            title=tr("Lock the month"),
            done=lambda outcome: self._show(outcome.value),
        )

    def _save(self, title: str, ending: str, kinds: str) -> None:
        found, reader = self._summary, words()
        if found is None:
            return

        def write(path: Path) -> int:
            return (write_workbook if ending == ".xlsx" else write_pdf)(found, path, reader)

        save_file(self, self._session.settings, title, self._file_name(found) + ending, kinds, write)

    def _file_name(self, found: MonthlySummary) -> str:
        month = words().month(found.year, found.month)
        return tr("Monthly service summary {month}", month=f"{month} {found.branch}")

    def _show(self, found: MonthlySummary) -> None:
        self._summary = found
        page = MonthPage(found)
        page.show_definitions(shown=self._definitions.value())
        self._room.setWidget(page)
        locked = found.locked_at is not None
        running = found.as_of < self._month.last or self._session.today <= self._month.last
        badge = (
            Badge(tr("locked"), "kept", "lock")
            if locked
            else Badge(tr("running month"), "info", "clock")
            if running
            else Badge(tr("not locked"), "soon", "info")
        )
        self._state.set_badge(badge)
        self._state.resize(self._state.sizeHint())
        self._grey()
        self._lock.setEnabled(not locked and not running)
        self._lock.setToolTip(tr("A month can be locked when it is over.") if running and not locked else "")

    def _refuse(self, trouble: Known) -> None:
        self._room.setWidget(EmptyState(None, "chart-column", say(trouble.message)))
        self._grey()

    def _grey(self) -> None:
        ready = self._summary is not None
        for button in self._acts:
            button.setEnabled(ready)
        self._lock.setEnabled(ready and self._lock.isEnabled())
        self._state.setVisible(ready)
        self._forth.setEnabled(self._month < Month.of(self._session.today))

    def _show_definitions(self) -> None:
        page = self._room.widget()
        if isinstance(page, MonthPage):
            page.show_definitions(shown=self._definitions.value())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(separator())
        column.addWidget(self._room, 1)
        column.addWidget(separator())
        column.addLayout(self._foot())
        for keys, count in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), self, lambda count=count: self.turn(count))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 2, GRID, GRID * 3, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._turning("chevron-left", tr("Previous month"), -1))
        row.addWidget(self._name)
        row.addWidget(self._forth)
        row.addSpacing(GRID)
        row.addWidget(self._state)
        row.addStretch(1)
        row.addWidget(self._definitions)
        self._definitions.edited.connect(self._show_definitions)
        return row

    def _turning(self, picture: str, text: str, count: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.turn(count))
        return button

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        row.setSpacing(GRID)
        for text, picture, act in (
            (tr("Save as workbook…"), "file-spreadsheet", self.save_workbook),
            (tr("Save as PDF…"), "file-text", self.save_pdf),
        ):
            button = QPushButton(icon(picture), text)
            button.clicked.connect(act)
            self._acts.append(button)
            row.addWidget(button)
        self._lock.clicked.connect(self.lock)
        row.addWidget(self._lock)
        row.addStretch(1)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        send = QPushButton(icon("printer", "on_accent"), tr("Print…"))
        send.setProperty("primary", "true")
        send.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        send.clicked.connect(self.print_pages)
        self._acts.append(send)
        row.addWidget(send)
        for button in (*self._acts, self._lock, close):
            button.setAutoDefault(False)
        return row
