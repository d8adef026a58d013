from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from pytestqt.qtbot import QtBot

from ui import bugs


@pytest.fixture
def shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[list[str]]:
    del caplog  # named only to say that these tests expect log records
    hooks = sys.excepthook, threading.excepthook
    messages = qInstallMessageHandler(None)
    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)
    reports: list[str] = []
    bugs.install(tmp_path, reports.append)
    yield reports
    sys.excepthook, threading.excepthook = hooks
    qInstallMessageHandler(messages)
    for handler in list(bugs.log.handlers):
        bugs.log.removeHandler(handler)
        handler.close()
    if bugs._State.crash_file is not None:
        bugs._State.crash_file.close()
    bugs._State.crash_file, bugs._State.reporter = None, None


def fail_with(secret: str) -> BaseException:
    try:
        raise KeyError(secret)
    except KeyError as error:
        return error


def test_the_report_names_lines_but_no_values() -> None:
    text = bugs.describe(fail_with("三川实业 0571-88881234"))
    assert "KeyError" in text
    assert "test_bugs.py" in text
    assert "三川" not in text
    assert "Branch Desk" in text


def test_causes_are_in_the_report() -> None:
    try:
        try:
            raise ValueError("a")
        except ValueError as cause:
            raise RuntimeError("b") from cause
    except RuntimeError as error:
        text = bugs.describe(error)
    assert "RuntimeError" in text
    assert "ValueError" in text


def test_a_bug_is_logged_and_shown_once(qtbot: QtBot, shown: list[str], tmp_path: Path) -> None:
    error = fail_with("x")
    for _ in range(126):
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1
    assert (tmp_path / "branchdesk.log").read_text(encoding="utf-8").count("builtins.KeyError") == 1


def test_a_bug_in_a_thread_is_reported_too(qtbot: QtBot, shown: list[str]) -> None:
    def fail() -> None:
        raise LookupError("x")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert "LookupError" in shown[0]


def test_ctrl_c_is_no_bug(shown: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert shown == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_qts_warnings_are_logged(shown: list[str], caplog: pytest.LogCaptureFixture) -> None:
    del shown
    with caplog.at_level(logging.WARNING, "branchdesk"):
        bugs._from_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "odd")
    assert "Qt: odd" in caplog.text
