from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from branchdesk.domain.messages import msg
from ui.language import say, set_language, tr, trn, words


def test_the_window_speaks_the_chosen_language() -> None:
    assert tr("Close") == "关闭"
    set_language("en")
    assert tr("Close") == "Close"
    assert words().language == "en"
    assert QLocale().language() == QLocale.Language.English


def test_messages_and_plurals_are_written_too() -> None:
    assert say(msg("“{field}” is missing.", field="日期")) == "请填写“日期”。"
    assert trn("+{n} more", "+{n} more", 3) == "还有 3 项"


def test_qts_own_buttons_follow(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
