"""The sample branch, the window's command and the self-test through the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from branchdesk import last_file
from branchdesk.cli.commands import self_test
from tests.cli.conftest import Desk

AS_OF = ("--as-of", "2026-11-22")


def test_the_sample_branch_is_sound_and_lively(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "demo.branchdesk"
    said = desk(*AS_OF, "demo", path, "--customers", "12", "--years", "1", "--json")
    assert said.document == {"file": str(path), "customers": 12, "months": 12}
    assert desk("--file", path, *AS_OF, "check", "--full", "--json").document["ok"] is True
    assert desk("--file", path, *AS_OF, "today", "--json").document["duties"]
    assert last_file.last_file() is None
    assert desk(*AS_OF, "demo", path).exit == 3


def test_the_window_gets_what_was_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, branch: Path, tmp_path: Path
) -> None:
    calls = watch_window(monkeypatch)
    assert desk("--file", branch, *AS_OF).exit == 0
    assert desk("run", "--data-dir", tmp_path, "--render", tmp_path / "pictures").exit == 0
    (first, options), (second, _) = calls
    assert (first, str(options["as_of"]), options["language"]) == (branch, "2026-11-22", "en")
    assert second == branch  # the newest in the folder


def test_the_sample_window_leaves_nothing_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = watch_window(monkeypatch)
    assert desk(*AS_OF, "run", "--demo").exit == 0
    ((path, options),) = calls
    assert options["throw_away"]
    assert not path.parent.exists()
    assert last_file.last_file() is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_there_is_a_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = desk("run")
    assert said.exit == 2
    assert "screen" in said.err


def watch_window(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, Any]]]:
    """Note what the window is called with, and open none."""
    from ui import app

    calls: list[tuple[Path, dict[str, Any]]] = []

    def run(path: Path, **options: Any) -> int:
        assert path.exists()
        calls.append((path, options))
        return 0

    monkeypatch.setenv(last_file.FOLDER_VARIABLE, "")
    monkeypatch.setattr(app, "run", run)
    return calls


def test_the_self_test_reports_steps_and_versions(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "_load_tabs", lambda _path: "ok: calendar")
    said = desk(*AS_OF, "self-test", "--json")
    assert said.document["steps"] == {"check": "ok", "window": "ok: calendar", "export": "ok"}
    assert {"Python", "SQLite", "Qt", "peewee"} <= said.document["versions"].keys()
    assert said.exit == 0


def test_a_failing_step_is_a_finding(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_path: Path) -> str:
        raise RuntimeError("no plug-in for the screen")

    monkeypatch.setattr(self_test, "_load_tabs", broken)
    said = desk(*AS_OF, "self-test")
    assert said.exit == 1
    assert "no plug-in" in said.out
