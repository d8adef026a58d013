"""What the window shows: tabs with a chosen record, every view, the finder, a notice, an empty branch."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtTest import QTest

from branchdesk.domain.list_query import ListKind
from tests.screenshots.world import World
from ui import notices
from ui.language import tr
from ui.main_window import MainWindow
from ui.session import Link
from ui.tabs.calendar_bar import View
from ui.tabs.collections_head import Shown

Scene = Callable[[MainWindow, World], None]


def _calendar(view: View) -> Scene:
    def show(window: MainWindow, world: World) -> None:
        window.go_to_tab(0)
        tab: Any = window.current_tab
        tab.show_view(view)
        window.follow(Link("visit", world.planned().id))

    return show


def _day(window: MainWindow, _world: World) -> None:
    window.go_to_tab(0)
    tab: Any = window.current_tab
    tab.show_view(View.MONTH)
    tab.go_to_today()


def _pool(window: MainWindow, world: World) -> None:
    _calendar(View.WEEK)(window, world)
    tab: Any = window.current_tab
    tab.pool.set_open(opened=True)


def _customer(window: MainWindow, world: World) -> None:
    window.follow(Link("customer", world.customer().id))


def _case(window: MainWindow, world: World) -> None:
    window.follow(Link("complaint", world.case().id))


def _money(shown: Shown) -> Scene:
    def show(window: MainWindow, world: World) -> None:
        window.go_to_tab(3)
        tab: Any = window.current_tab
        tab.show_list(shown)
        if shown is Shown.INVOICES:
            window.follow(Link("invoice", world.invoice().id))
        elif shown is Shown.PAYMENTS:
            window.follow(Link("payment", world.one(ListKind.PAYMENTS)))
        else:
            tab.page.table.selectRow(0)

    return show


def _finder(window: MainWindow, world: World) -> None:
    _day(window, world)
    window.finder.setFocus()
    window.finder.setText(world.customer().name[:2])
    window.finder.show_hits(window.finder.text())


def _notice(window: MainWindow, world: World) -> None:
    _customer(window, world)
    text = tr("{number} copied", number="0571-88001234")
    notices.post(notices.Notice(text, tr("Undo"), lambda: None, notices.Severity.DONE))


def _tab(position: int) -> Scene:
    return lambda window, _world: window.go_to_tab(position)


SCENES: dict[str, Scene] = {
    "calendar-month": _calendar(View.MONTH),
    "calendar-day": _day,
    "calendar-week": _calendar(View.WEEK),
    "calendar-hours": _calendar(View.DAY),
    "calendar-people": _calendar(View.PEOPLE),
    "calendar-pool": _pool,
    "calendar-agenda": _calendar(View.AGENDA),
    "calendar-list": _calendar(View.LIST),
    "customers": _customer,
    "complaints": _case,
    "collections-invoices": _money(Shown.INVOICES),
    "collections-payments": _money(Shown.PAYMENTS),
    "collections-aging": _money(Shown.AGING),
    "finder": _finder,
    "notice": _notice,
}
EMPTY_SCENES: dict[str, Scene] = {f"empty-{position + 1}": _tab(position) for position in range(4)}


def leave(window: MainWindow) -> None:
    """Take back what a scene left over the window."""
    window.finder.clear()
    tab: Any = window.host.tab(0)
    tab.pool.set_open(opened=False)
    window.finder.show_hits("")
    with suppress(AttributeError):
        window.notice_bar.dismiss()
    QTest.qWait(1)
