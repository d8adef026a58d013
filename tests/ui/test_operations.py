from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.errors import Known, Refused
from branchdesk.domain.messages import msg
from tests.ui.samples import settle
from ui import bugs, notices, operations
from ui.operations import Operation, Progress, running
from ui.widgets.progress_dialog import ProgressDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_work_runs_elsewhere_and_its_result_comes_home(qtbot: QtBot, window: QWidget) -> None:
    threads: list[object] = []
    done: list[int] = []

    def work(_progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    def shown(result: int) -> None:
        done.append(result)
        threads.append(QThread.currentThread())

    Operation(window, work).success(shown).run()
    assert running()
    qtbot.waitUntil(lambda: not running())
    assert done == [42]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is QApplication.instance().thread()  # type: ignore[union-attr]
    assert QApplication.overrideCursor() is None


def test_jobs_keep_their_order(qtbot: QtBot, window: QWidget) -> None:
    done: list[int] = []

    def give(n: int) -> Callable[[Progress], int]:
        return lambda _progress: n

    for n in range(5):
        Operation(window, give(n)).success(done.append).run()
    qtbot.waitUntil(lambda: not running())
    assert done == [0, 1, 2, 3, 4]


def refuse(_progress: Progress) -> None:
    raise Refused(msg("“{field}” is missing.", field="日期"), field="date")


def test_a_refusal_goes_to_whom_it_concerns(qtbot: QtBot, window: QWidget) -> None:
    refused: list[Known] = []
    Operation(window, refuse).failure(refused.append).run()
    qtbot.waitUntil(lambda: not running())
    assert refused[0].field == "date"


def test_a_refusal_that_nobody_takes_becomes_a_notice(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[notices.Notice] = []
    monkeypatch.setattr(notices, "post", told.append)
    Operation(window, refuse).run()
    qtbot.waitUntil(lambda: not running())
    assert told[0].text == "请填写“日期”。"
    assert told[0].severity is notices.Severity.ERROR


def test_a_bug_is_reported(qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[BaseException] = []
    monkeypatch.setattr(bugs, "report", reported.append)

    def fail(_progress: Progress) -> None:
        raise KeyError("x")

    Operation(window, fail).run()
    qtbot.waitUntil(lambda: not running())
    assert isinstance(reported[0], KeyError)


def test_a_long_job_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "PATIENCE", 10)
    told: list[notices.Notice] = []
    monkeypatch.setattr(notices, "post", told.append)
    done: list[object] = []

    def slow(progress: Progress) -> None:
        while True:
            progress.step(1, 2, "第 1 页")
            time.sleep(0.005)

    Operation(window, slow, title="导出").success(done.append).run()
    qtbot.waitUntil(lambda: window.findChild(ProgressDialog) is not None)
    dialog = window.findChild(ProgressDialog)
    assert isinstance(dialog, ProgressDialog)
    qtbot.waitUntil(lambda: dialog._text.text() == "第 1 页")
    dialog.reject()
    qtbot.waitUntil(lambda: not running())
    assert done == []
    assert told[0].text == "已停止：导出。"


def test_a_window_that_is_gone_hears_nothing(qtbot: QtBot) -> None:
    gone = QWidget()
    heard: list[object] = []
    hold = threading.Event()
    Operation(gone, lambda _progress: hold.wait(2)).success(heard.append).run()
    gone.deleteLater()
    settle()
    hold.set()
    qtbot.waitUntil(lambda: not running())
    assert heard == []


def test_closing_the_program_stops_what_waits(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "post", lambda _notice: None)
    hold = threading.Event()
    ran: list[int] = []
    Operation(window, lambda _progress: hold.wait(2)).run()
    Operation(window, lambda _progress: ran.append(1)).run()
    operations.cancel_all()
    hold.set()
    qtbot.waitUntil(lambda: not running())
    assert ran == []
