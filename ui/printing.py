"""Paper on the screen before it is on the table: preview, print, save as PDF - all from the same PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QKeySequence, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import msg
from ui import notices
from ui.icons import icon
from ui.language import tr, trn
from ui.operations import Operation, Progress
from ui.page_view import PageView
from ui.pdf_pages import PdfPages
from ui.saving import save_file
from ui.settings import Settings
from ui.theme import GRID
from ui.widgets.form import separator

MOST_DOTS = 300
"""Dots per inch: more takes minutes and nobody sees it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper ready to be printed; `name` is what its file would be called, without an ending."""

    name: str
    pdf: bytes


class PrintFailed(Known):
    """The printer did not take the pages."""

    code = "print_failed"


class PrintPreview(QDialog):
    """Shows every page as it will be; prints on a real printer, or keeps the PDF."""

    def __init__(self, parent: QWidget | None, settings: Settings, document: Document) -> None:
        super().__init__(parent)
        self._settings = settings
        self._document = document
        self._pages = PdfPages(document.pdf)
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.view = PageView(self._pages, document.name)
        self._place = QLabel()
        self._place.setProperty("role", "muted")
        self.setWindowTitle(tr("Print: {name}", name=document.name))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 760)
        self._lay_out()
        self.view.page_reached.connect(self._show_place)
        self._show_place(0)
        notices.NoticeBar(self)
        self.view.setFocus()

    def print_pages(self) -> None:
        """Ask for printer, pages and copies, then print."""
        set_up(self._printer, self._document.name)
        self._printer.setFromTo(1, self._pages.count())
        dialog = QPrintDialog(self._printer, self)
        dialog.setWindowTitle(tr("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setMinMax(1, self._pages.count())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.send)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def send(self) -> None:
        """Print what the dialog chose, in the background."""
        pages, printer = self._pages, self._printer
        chosen = chosen_pages(printer, pages.count(), self.view.current_page())

        def work(progress: Progress) -> int:
            return print_on(printer, pages, chosen, progress)

        Operation(self, work, title=tr("Printing")).success(self._printed).run()

    def save(self) -> None:
        """Keep the paper as a PDF."""
        from exports.atomic import write_atomically

        pdf = self._document.pdf

        def fill(stream: BinaryIO) -> None:
            stream.write(pdf)

        save_file(
            self,
            self._settings,
            tr("Save as PDF"),
            f"{self._document.name}.pdf",
            "PDF (*.pdf)",
            lambda path: write_atomically(path, fill),
        )

    def _printed(self, count: int) -> None:
        text = trn("{n} page sent to the printer.", "{n} pages sent to the printer.", count)
        self.accept()
        notices.post(notices.Notice(text, severity=notices.Severity.DONE))

    def _show_place(self, page: int) -> None:
        self._place.setText(tr("Page {page} of {pages}", page=page + 1, pages=self._pages.count()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(separator())
        column.addWidget(self.view, 1)
        column.addWidget(separator())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        row.addWidget(self._place)
        row.addStretch(1)
        for picture, text, act in (
            ("minus", tr("Smaller"), lambda: self.view.zoom(1 / 1.25)),
            ("plus", tr("Larger"), lambda: self.view.zoom(1.25)),
            ("file-text", tr("Whole page"), self.view.show_whole_page),
        ):
            button = QToolButton()
            button.setIcon(icon(picture))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _foot(self) -> QHBoxLayout:
        save, close = QPushButton(tr("Save as PDF…")), QPushButton(tr("Close"))
        send = QPushButton(icon("printer", "on_accent"), tr("Print…"))
        send.setProperty("primary", "true")
        send.setDefault(True)
        send.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        for button, act in ((save, self.save), (close, self.reject), (send, self.print_pages)):
            button.clicked.connect(act)
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        row.setSpacing(GRID)
        row.addWidget(save)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(send)
        return row


def set_up(printer: QPrinter, name: str) -> None:
    """Say A4 outright, for the printer's own idea of paper follows its country; margins are in the PDF."""
    printer.setDocName(name)
    printer.setCreator("Branch Desk")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """Return the pages (from 0) that the print dialog asked for, in its order."""
    asked = printer.printRange()
    if asked is QPrinter.PrintRange.CurrentPage:
        return [current]
    pages = list(range(count))
    if asked is QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        wanted = (
            [page for page in pages if ranges.contains(page + 1)]
            if not ranges.isEmpty()
            else pages[max(printer.fromPage() - 1, 0) : printer.toPage() or count]
        )
        pages = wanted or pages
    return pages[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else pages


def print_on(printer: QPrinter, pages: PdfPages, chosen: Sequence[int], progress: Progress) -> int:
    """Draw the pages on the printer at no more than 300 dots per inch; return how many sheets went out.

    Copies are made here where the printer cannot make them itself. Raises `PrintFailed`.
    """
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    sheets = [page for _copy in range(copies) for page in chosen]
    _lay_page(printer, pages, sheets[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise _no_printer(printer)
    try:
        for done, page in enumerate(sheets):
            progress.step(done, len(sheets), tr("Page {page}", page=page + 1))
            if done:
                _lay_page(printer, pages, page)
                if not printer.newPage():
                    raise _no_printer(printer)
            picture = pages.picture(page, min(MOST_DOTS, printer.resolution()))
            painter.drawImage(_sheet_of(printer), picture)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(sheets)


def _lay_page(printer: QPrinter, pages: PdfPages, page: int) -> None:
    side = QPageLayout.Orientation
    printer.setPageOrientation(side.Landscape if pages.is_landscape(page) else side.Portrait)


def _sheet_of(printer: QPrinter) -> QRectF:
    """Return the whole sheet in the printer's dots."""
    return QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))


def _no_printer(printer: QPrinter) -> PrintFailed:
    name = printer.printerName() or tr("the printer")
    return PrintFailed(
        msg(
            "{printer} did not take the pages. Check that it is switched on and has paper, or save as PDF "
            "and print from there.",
            printer=name,
        )
    )
