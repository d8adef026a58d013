"""The window as a whole: tabs in their order, duties beside them, language and theme while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from branchdesk.domain.customers import Customer
from branchdesk.domain.interactions import Interaction
from tests.ui.branch import TODAY, small_branch
from ui import notices
from ui.app import App, Wishes
from ui.language import set_language
from ui.main_window import MainWindow
from ui.operations import settled
from ui.settings import Settings
from ui.theme import apply_theme, theme_name

TABS = ["服务日历", "客户档案", "投诉登记", "收款"]


@pytest.fixture
def app(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[App]:
    small_branch(tmp_path).close()
    settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    made = App(settings, Wishes(tmp_path / "small.branchdesk", "", TODAY, None, throw_away=True))
    made.start()
    qtbot.waitUntil(lambda: settled() and bool(window_of(made).session.duties))
    yield made
    qtbot.waitUntil(settled)
    window = window_of(made)
    window.close()
    window.session.desk.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    set_language("zh_CN")
    apply_theme(qapp, "light")


def window_of(app: App) -> MainWindow:
    assert app.window is not None
    return app.window


def titles(app: App) -> list[str]:
    bar = window_of(app).host.bar
    return [bar.tabText(position).split("  ")[0] for position in range(bar.count())]


def trigger(app: App, text: str) -> None:
    (action,) = [found for found in window_of(app).findChildren(QAction) if found.text() == text]
    action.trigger()


@pytest.mark.req("R178")
def test_the_tabs_stand_in_the_required_order_and_only_the_first_is_loaded(app: App) -> None:
    assert titles(app) == TABS
    assert [tab.key for tab in window_of(app).host.made] == ["calendar"]


@pytest.mark.req("R178")
def test_switching_the_language_changes_labels_and_never_what_is_stored(app: App, qtbot: QtBot) -> None:
    before = window_of(app).session.desk.context.reader.find(Customer)
    trigger(app, "English")
    qtbot.waitUntil(lambda: titles(app)[0] == "Service calendar")
    assert titles(app) == ["Service calendar", "Customer file", "Complaint log", "Collections"]
    assert window_of(app).session.desk.context.reader.find(Customer) == before
    trigger(app, "中文")
    qtbot.waitUntil(lambda: titles(app) == TABS)


def test_dark_and_light_change_while_the_window_runs(app: App, qtbot: QtBot) -> None:
    trigger(app, "深色")
    qtbot.waitUntil(lambda: theme_name() == "dark")
    assert titles(app) == TABS


def test_the_last_tab_and_the_size_are_remembered(app: App, qtbot: QtBot) -> None:
    window_of(app).go_to_tab(2)
    window_of(app).resize(1200, 760)
    first = window_of(app)
    app.rebuild()
    assert window_of(app) is not first
    assert window_of(app).host.position == 2
    assert (window_of(app).width(), window_of(app).height()) == (1200, 760)
    qtbot.waitUntil(settled)


@pytest.mark.req("D04")
def test_duties_stand_beside_every_tab_and_are_counted_on_theirs(app: App) -> None:
    window = window_of(app)
    late = [duty for duty in window.session.duties if duty.due_on < TODAY]
    assert late
    assert window.dock.model.rowCount() > len(late)
    assert "  " in window.host.bar.tabText(0)


def test_a_call_logged_from_a_duty_fulfils_it_and_can_be_taken_back(app: App, qtbot: QtBot) -> None:
    window = window_of(app)
    duty = next(duty for duty in window.session.duties if duty.kind.value == "same_day_call")

    def still_due() -> bool:
        return settled() and any(found.key == duty.key for found in window.session.duties)

    from ui.duty_calls import interaction_for

    window.session.act(window, lambda: window.session.desk.interactions.log(interaction_for(duty)))
    qtbot.waitUntil(lambda: settled() and not still_due())
    window.session.undo_last(window)
    qtbot.waitUntil(still_due)
    assert window.session.desk.context.reader.find(Interaction, purpose=interaction_for(duty).purpose) == []


@pytest.mark.req("R135")
def test_the_search_box_finds_a_customer_by_initials_and_goes_there(app: App, qtbot: QtBot) -> None:
    finder = window_of(app).finder
    finder.show_hits("scsy")
    assert finder.hits()[0].startswith("三川实业")
    finder._go(0)
    qtbot.waitUntil(settled)
    assert window_of(app).current_tab.key == "customers"
    assert window_of(app).current_tab.current_record() is not None


def test_the_search_box_says_when_nothing_is_found(app: App) -> None:
    window_of(app).finder.show_hits("没有这家公司")
    assert window_of(app).finder.hits() == ["没有找到“没有这家公司”"]


def test_what_needs_a_record_is_greyed_until_one_is_chosen(app: App, qtbot: QtBot) -> None:
    window = window_of(app)
    window.go_to_tab(1)
    qtbot.waitUntil(settled)
    table = window.current_tab.homes()[0]
    group = window._tab_groups[1]
    table.setCurrentIndex(table.model().index(0, 0))  # type: ignore[attr-defined]
    assert all(action.isEnabled() for action in group.needing_record)


def test_a_file_that_cannot_be_opened_leads_to_the_start_page(tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    made = App(settings, Wishes(tmp_path / "gone.branchdesk", "", date(2026, 11, 22)))
    made.start()
    assert made.window is None
    assert made.start_page is not None
    qtbot.addWidget(made.start_page)
    assert not (tmp_path / "gone.branchdesk").exists()
    assert not notices._waiting


def test_no_menu_is_longer_than_one_look(app: App) -> None:
    for entry in window_of(app).menuBar().actions():
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        shown = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
        assert len(shown) <= 16, f"{menu.title()}: {len(shown)}"
