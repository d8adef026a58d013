"""Every window test runs offscreen, in one theme, in Chinese, with settings of its own."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from ui.language import set_language
from ui.theme import apply_theme, install_fonts


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> QApplication:
    install_fonts(qapp)
    return qapp


@pytest.fixture(autouse=True)
def app(_dressed: QApplication) -> QApplication:
    """Give the application in the light theme and in Chinese, whatever a test did to it."""
    if _dressed.property("test_theme") != "light":
        apply_theme(_dressed, "light")
        _dressed.setProperty("test_theme", "light")
    set_language("zh_CN")
    return _dressed
