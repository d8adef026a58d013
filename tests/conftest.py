"""What every test gets: a private home, no screen, a clock, and no unexpected warning anywhere."""

from __future__ import annotations

import itertools
import logging
import os
import sys
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from branchdesk.domain.clock import ManualClock
from tests.evidence import FAULTS, REQUIREMENTS, Evidence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROFILES = {"quick": 25, "soak": 2000}
HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the house."""
    group = parser.getgroup("Branch Desk")
    group.addoption("--soak", action="store_true", help="also run the long tests, with many more examples")
    group.addoption("--update-expected", action="store_true", help="rewrite the reference outputs")
    group.addoption("--req-report", action="store_true", help="print which requirements have a passing test")
    group.addoption("--fault-report", action="store_true", help="print which faults have a passing test")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how hard hypothesis looks, and switch the reports on."""
    in_ci = bool(os.environ.get("CI"))
    for name, examples in PROFILES.items():
        settings.register_profile(name, deadline=None, max_examples=examples, derandomize=in_ci)
    settings.load_profile("soak" if config.getoption("--soak") else "quick")
    for option, catalogue in (("--req-report", REQUIREMENTS), ("--fault-report", FAULTS)):
        if config.getoption(option):
            config.pluginmanager.register(Evidence(catalogue), f"evidence{option}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out unless they are asked for."""
    if config.getoption("--soak"):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test during which the program logs a warning; one that expects it asks for `caplog`."""
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in ("branchdesk", "ui", "exports")]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
    if listener.heard and "caplog" not in getattr(item, "fixturenames", ()):
        pytest.fail("unexpected log records:\n" + "\n".join(listener.heard), pytrace=False)


_numbers = itertools.count()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def private_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test its own home, so that no setting or branch file leaks from one to the next."""
    home = _homes / str(next(_numbers))
    home.mkdir()
    for variable, folder in HOMES.items():
        monkeypatch.setenv(variable, str(home / folder))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        # Qt reads the variables only once per process, hence the second way.
        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "config"))
    return home


@pytest.fixture
def clock() -> ManualClock:
    """Stand at 09:00 in Shanghai on Sunday 22 November 2026."""
    return ManualClock.at(date(2026, 11, 22))


@pytest.fixture
def update_expected(pytestconfig: pytest.Config) -> bool:
    """Tell whether reference outputs are to be rewritten instead of compared."""
    return bool(pytestconfig.getoption("--update-expected"))


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Type any text into a widget as an input method does; `qtbot.keyClicks` aborts on Chinese."""

    def type_into(widget: QWidget, text: str) -> None:
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtWidgets import QApplication

        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return type_into
