from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.branch import TODAY, empty_branch
from ui.settings import Settings
from ui.start_page import StartPage
from ui.start_parts import BigButton


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def page_of(settings: Settings, qtbot: QtBot, trouble: str = "") -> StartPage:
    page = StartPage(settings, TODAY, trouble)
    qtbot.addWidget(page)
    page.show()
    return page


def button(page: StartPage, name: str) -> QAbstractButton:
    return next(one for one in page.findChildren(QAbstractButton) if one.accessibleName() == name)


def test_a_new_user_has_three_ways_in(settings: Settings, qtbot: QtBot) -> None:
    page = page_of(settings, qtbot)
    names = [one.accessibleName() for one in page.findChildren(BigButton)]
    assert names == ["新建分公司文件", "打开分公司文件", "看看示例分公司"]


def test_why_a_file_does_not_open_stands_there_in_full(settings: Settings, qtbot: QtBot) -> None:
    page = page_of(settings, qtbot, "文件已损坏，请恢复备份。")
    assert "文件已损坏，请恢复备份。" in [label.text() for label in page.findChildren(QLabel)]


def test_a_file_opened_lately_opens_with_one_click(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    empty_branch(tmp_path).close()
    settings.remember_file(str(tmp_path / "small.branchdesk"))
    page = page_of(settings, qtbot)
    with qtbot.waitSignal(page.file_chosen) as chosen:
        button(page, "small").click()
    assert chosen.args == [tmp_path / "small.branchdesk"]


def test_a_file_that_is_gone_can_be_taken_off_the_list(
    settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.remember_file(str(tmp_path / "gone.branchdesk"))
    page = page_of(settings, qtbot)
    button(page, "把 gone.branchdesk 从列表中移除").click()
    assert settings.last_files == ()


def test_whoever_cannot_read_the_language_finds_the_other(settings: Settings, qtbot: QtBot) -> None:
    page = page_of(settings, qtbot)
    other = next(one for one in page.findChildren(QAbstractButton) if one.text() == "English")
    with qtbot.waitSignal(page.language_chosen) as chosen:
        other.click()
    assert chosen.args == ["en"]
