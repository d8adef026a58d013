from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.branch import session_of, small_branch
from ui.help import help_text
from ui.session import Session
from ui.tabs.customers_tab import CustomersTab


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def test_help_says_what_the_tab_is_for_and_names_its_keys(session: Session, qtbot: QtBot) -> None:
    tab = CustomersTab(session)
    qtbot.addWidget(tab)
    text = help_text(tab)
    assert "客户档案" in text
    for command in tab.commands():
        assert not command.shortcut or command.text in text
