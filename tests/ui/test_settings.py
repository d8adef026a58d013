from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from ui.settings import MOST_FILES, Settings


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_nothing_remembered_means_the_defaults(store: QSettings) -> None:
    settings = Settings(store)
    assert (settings.language, settings.theme, settings.tab, settings.last_files) == (
        "zh_CN",
        "system",
        0,
        (),
    )
    assert settings.bytes("window").isEmpty()


def test_everything_comes_back(store: QSettings) -> None:
    settings = Settings(store)
    settings.language, settings.theme, settings.tab = "en", "dark", 2
    settings.set_bytes("window", QByteArray(b"abc"))
    settings.set_text("calendar", "week")
    settings.remember_file("/a/杭州.branchdesk")
    settings.sync()
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    assert (again.language, again.theme, again.tab) == ("en", "dark", 2)
    assert again.bytes("window") == QByteArray(b"abc")
    assert again.text("calendar", "month") == "week"
    assert again.last_files == ("/a/杭州.branchdesk",)


def test_nonsense_counts_as_never_set(store: QSettings) -> None:
    for key in ("language", "theme", "tab", "state/window", "view/calendar"):
        store.setValue(key, ["?", "!"])
    settings = Settings(store)
    assert (settings.language, settings.theme, settings.tab) == ("zh_CN", "system", 0)
    assert settings.bytes("window").isEmpty()
    assert settings.text("calendar", "month") == "month"


def test_the_newest_file_stands_first_and_the_list_stays_short(store: QSettings) -> None:
    settings = Settings(store)
    for n in range(MOST_FILES + 3):
        settings.remember_file(f"{n}")
    settings.remember_file("9")
    assert settings.last_files[0] == "9"
    assert len(settings.last_files) == MOST_FILES
    settings.forget_file("9")
    assert "9" not in settings.last_files
