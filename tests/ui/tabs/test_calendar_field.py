from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from branchdesk.domain.list_query import ListKind, ListQuery
from tests.ui.branch import TODAY, session_of, small_branch
from ui.forms.addendum import AddendumDialog
from ui.forms.devices import DevicesDialog
from ui.forms.month_gaps import MonthGapsDialog
from ui.forms.pest_trend import PestTrendDialog
from ui.forms.site_advice import SiteAdviceDialog
from ui.forms.site_logbook import LogbookDialog
from ui.forms.site_ratings import SiteRatingsDialog
from ui.forms.staff_meeting import StaffMeetingDialog
from ui.forms.visit_prepare import VisitPrepareDialog
from ui.session import Link, Session
from ui.tabs.base import Command, Tab
from ui.tabs.calendar_tab import CalendarTab
from ui.tabs.customers_tab import CustomersTab


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def shown(tab: Tab, session: Session, qtbot: QtBot, link: Link) -> Tab:
    qtbot.addWidget(tab)
    tab.show()
    tab.show_record(link)
    del session
    return tab


def on_site(tab: Tab) -> dict[str, Command]:
    return {one.text: one for one in tab.commands() if one.under == "现场" and one.text}


def opened(tab: Tab) -> list[type[QDialog]]:
    found = [one for one in tab.findChildren(QDialog) if one.isVisible()]
    for dialog in found:
        dialog.close()
        dialog.setParent(None)
    return [type(one) for one in found]


@pytest.mark.parametrize(
    ("name", "dialog"),
    [
        ("服务前约定…", VisitPrepareDialog),
        ("建议…", SiteAdviceDialog),
        ("设备…", DevicesDialog),
        ("记录本…", LogbookDialog),
        ("本月现场评价…", SiteRatingsDialog),
        ("准备沟通会…", StaffMeetingDialog),
        ("十二个月虫害趋势…", PestTrendDialog),
        ("本月缺项…", MonthGapsDialog),
    ],
)
def test_what_belongs_to_the_chosen_visit_opens_from_the_menu(
    session: Session, qtbot: QtBot, name: str, dialog: type[QDialog]
) -> None:
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, since=TODAY, until=TODAY))
    tab = shown(CalendarTab(session), session, qtbot, Link("visit", ids[0]))
    on_site(tab)[name].act()
    assert opened(tab) == [dialog]


def test_of_several_sites_one_is_asked_for(session: Session, qtbot: QtBot) -> None:
    tab = shown(CustomersTab(session), session, qtbot, Link("customer", 1))
    on_site(tab)["设备…"].act()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["滨江厂区", "市区办公楼"]
    menu.actions()[1].trigger()
    menu.close()
    assert opened(tab) == [DevicesDialog]


def test_the_only_site_is_taken(session: Session, qtbot: QtBot) -> None:
    tab = shown(CustomersTab(session), session, qtbot, Link("customer", 2))
    on_site(tab)["十二个月虫害趋势…"].act()
    assert opened(tab) == [PestTrendDialog]


@pytest.mark.req("R051")
def test_editing_a_visit_whose_report_is_issued_writes_an_addendum(session: Session, qtbot: QtBot) -> None:
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, until=date(2026, 10, 31)))
    issued = next(one for one in ids if session.desk.visits.report_of(one) is not None)
    tab = CalendarTab(session)
    shown(tab, session, qtbot, Link("visit", issued))
    tab.pages.opened.emit(issued)
    assert opened(tab) == [AddendumDialog]
