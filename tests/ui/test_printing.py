from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.language import Words
from exports.pdf.summary_pdf import summary_pdf
from tests.ui.branch import session_of, small_branch
from ui.list_papers import print_list, save_list
from ui.operations import Progress, running
from ui.page_view import PageView
from ui.pdf_pages import PdfPages
from ui.printing import Document, PrintPreview, chosen_pages, print_on, set_up
from ui.session import Session
from ui.settings import Settings
from ui.table.listing import listing_of
from ui.tabs.customers_tab import CustomersTab


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


@pytest.fixture
def paper(session: Session) -> bytes:
    stream = io.BytesIO()
    summary_pdf(session.desk.summaries.month(2026, 11), Words("zh_CN"), stream)
    return stream.getvalue()


def quiet() -> Progress:
    return Progress(lambda _done, _total, _text: None)


def to_file(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(72)
    set_up(printer, "月度汇总")
    return printer


@pytest.mark.req("R059")
def test_the_printer_gets_every_page_in_its_own_orientation(paper: bytes, tmp_path: Path) -> None:
    pages = PdfPages(paper)
    target = tmp_path / "printed.pdf"
    assert print_on(to_file(target), pages, range(pages.count()), quiet()) == pages.count()
    printed = PdfPages(target.read_bytes())
    assert printed.count() == pages.count()
    for page in range(pages.count()):
        assert printed.is_landscape(page) == pages.is_landscape(page)
        assert sorted((printed.size(page).width(), printed.size(page).height())) == pytest.approx(
            [595, 842], abs=1
        )


def test_what_is_printed_is_not_blank(paper: bytes, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    print_on(to_file(target), PdfPages(paper), [0], quiet())
    picture = PdfPages(target.read_bytes()).picture(0, 36)
    dark = sum(
        QColor(picture.pixel(x, y)).lightness() < 128
        for x in range(picture.width())
        for y in range(picture.height())
    )
    assert dark > 100


@pytest.mark.parametrize(("ranges", "pages"), [("2-3", [1, 2]), ("1,3", [0, 2])])
def test_a_range_of_pages_is_printed_alone(ranges: str, pages: list[int], tmp_path: Path) -> None:
    printer = to_file(tmp_path / "x.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString(ranges))
    assert chosen_pages(printer, 5, 0) == pages


def test_the_preview_shows_where_one_is(paper: bytes, qtbot: QtBot) -> None:
    view = PageView(PdfPages(paper), "月度汇总")
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    view.zoom(2.0)
    with qtbot.waitSignal(view.page_reached):
        view.go_to_page(2)
    assert view.current_page() == 2
    view.show_whole_page()
    assert view.current_page() == 2


def test_the_preview_keeps_the_very_pdf(
    paper: bytes, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kept.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    settings = Settings(QSettings(str(tmp_path / "x.ini"), QSettings.Format.IniFormat))
    preview = PrintPreview(None, settings, Document("月度汇总", paper))
    qtbot.addWidget(preview)
    preview.save()
    qtbot.waitUntil(lambda: not running())
    assert target.read_bytes() == paper


def tab_of(session: Session, qtbot: QtBot) -> CustomersTab:
    tab = CustomersTab(session)
    qtbot.addWidget(tab)
    tab.wake()
    return tab


def test_paper_shows_the_rows_and_columns_that_the_screen_shows(session: Session, qtbot: QtBot) -> None:
    tab = tab_of(session, qtbot)
    listing = listing_of(tab.table, "客户档案")
    sheet = listing.sheet(lambda _done, _total: None)
    assert [column.key for column in sheet.columns] == [one.key for one in tab.table.shown_columns()]
    assert len(sheet.rows) == len(session.desk.lists.ids(ListQuery(ListKind.CUSTOMERS)))


def test_print_what_i_see_opens_a_preview(session: Session, qtbot: QtBot) -> None:
    tab = tab_of(session, qtbot)
    print_list(tab, session, tab.listing())
    qtbot.waitUntil(lambda: not running())
    (preview,) = tab.findChildren(PrintPreview)
    assert preview.isVisible()
    preview.close()


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_list_can_be_kept_as_a_file(
    ending: str, session: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"list{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    tab = tab_of(session, qtbot)
    save_list(tab, session, tab.listing())
    qtbot.waitUntil(lambda: not running())
    assert target.stat().st_size > 100


def test_two_threads_may_draw_pages_at_once(paper: bytes) -> None:
    pages = PdfPages(paper)
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda page: pages.picture(page % pages.count(), 40), range(24)))
    assert all(not picture.isNull() for picture in drawn)
    pages.close()
