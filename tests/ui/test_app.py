from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from branchdesk.domain.list_query import ListKind, ListQuery
from tests.ui.branch import TODAY, small_branch
from ui.app import App, Wishes
from ui.operations import running
from ui.settings import Settings


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[App]:
    small_branch(tmp_path).close()
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    wishes = Wishes(tmp_path / "small.branchdesk", as_of=TODAY, throw_away=True)
    made = App(settings, wishes)
    made.start()
    yield made
    qtbot.waitUntil(lambda: not running())
    if made.window is not None:
        made.window.close()


def test_a_backup_comes_back_into_the_open_window(program: App, tmp_path: Path, qtbot: QtBot) -> None:
    assert program.window is not None
    desk = program.window.session.desk
    backup = desk.upkeep.back_up(tmp_path / "copy.branchdesk")
    before = len(desk.lists.ids(ListQuery(ListKind.CUSTOMERS)))
    customer = desk.customers.customer(desk.lists.ids(ListQuery(ListKind.CUSTOMERS))[0])
    desk.customers.save_customer(type(customer)(name="备份之后的客户"))
    program.restore(backup, tmp_path / "small.branchdesk")
    qtbot.waitUntil(lambda: program.window is not None and not running())
    restored = program.window.session.desk
    assert restored is not desk
    assert len(restored.lists.ids(ListQuery(ListKind.CUSTOMERS))) == before
    assert len(list(tmp_path.glob("*.branchdesk"))) == 3


def test_a_file_that_does_not_open_leaves_the_open_one(program: App, tmp_path: Path) -> None:
    window = program.window
    assert window is not None
    program.open(tmp_path / "nowhere.branchdesk")
    (box,) = window.findChildren(QMessageBox)
    assert "nowhere" in box.informativeText()
    assert program.window is window
    box.buttons()[0].click()
