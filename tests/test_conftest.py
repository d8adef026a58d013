"""The test house itself: what conftest promises."""

from __future__ import annotations

import logging
import os
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.clock import ManualClock

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parents[1]
SAMPLE = """
    import logging
    import pytest

    @pytest.mark.req("R001")
    def test_good(): pass

    @pytest.mark.req("R002")
    def test_that_logs(): logging.getLogger("ui.table").warning("odd")

    @pytest.mark.soak
    def test_long(): pass
"""


def run_sample(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    """Run three small tests under the conftest of the house and return what pytest prints."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (pytester.path / "test_sample.py").write_text(textwrap.dedent(SAMPLE), encoding="utf-8")
    pytester.makeini("[pytest]\nmarkers =\n    req\n    fault\n    soak\n")
    result = pytester.runpytest_subprocess("-p", "tests.conftest", "-p", "no:cacheprovider", *options)
    return result.stdout.str()


def test_the_clock_stands_on_a_sunday_morning(clock: ManualClock) -> None:
    assert clock.today() == date(2026, 11, 22)
    assert clock.now().isoformat() == "2026-11-22T01:00:00+00:00"


@pytest.mark.parametrize("visit", [1, 2])
def test_settings_of_one_test_are_unknown_to_the_next(private_home: Path, visit: int) -> None:
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "house", "test")
    assert settings.value("seen") is None
    settings.setValue("seen", visit)
    settings.sync()
    assert Path(settings.fileName()).is_relative_to(private_home)
    assert os.environ["XDG_DATA_HOME"].startswith(str(private_home))


def test_chinese_can_be_typed(qtbot: QtBot, type_text: Callable[[QWidget, str], None]) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    type_text(edit, "三川实业𠮷")
    assert edit.text() == "三川实业𠮷"


def test_a_warning_in_the_log_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("branchdesk.anything").warning("seen")
    assert caplog.messages == ["seen"]


def test_an_unexpected_log_record_fails_a_test_and_the_report_says_so(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run_sample(pytester, monkeypatch, "--req-report")
    assert "unexpected log records:\nWARNING ui.table: odd" in said
    assert "passing test (1): R001" in said
    assert "failing test (1): R002" in said
    assert "1 failed, 1 passed, 1 deselected" in said


def test_long_tests_run_when_asked_for(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1 failed, 2 passed" in run_sample(pytester, monkeypatch, "--soak")
