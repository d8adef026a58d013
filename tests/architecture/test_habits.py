"""Habits that keep the program testable and the window alive."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import ROOT, called, modules, name_of, places

PRESENT_MOMENT = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("QDate", "currentDate"),
    ("QDateTime", "currentDateTime"),
    ("QDateTime", "currentDateTimeUtc"),
    ("QTime", "currentTime"),
}
CLOCK = ROOT / "branchdesk" / "domain" / "clock.py"


def asks_the_machine(node: ast.AST) -> bool:
    """Tell whether the node asks the machine's clock for day or time."""
    receiver, name = called(node)
    return (receiver.rpartition(".")[2], name) in PRESENT_MOMENT


def waits_in_a_loop_of_its_own(node: ast.AST) -> bool:
    """Tell whether the node starts a nested event loop; the application and a drag are no nested dialogs."""
    receiver, name = called(node)
    return name in {"exec", "exec_"} and receiver.rpartition(".")[2] not in {"app", "drag"} and bool(receiver)


def test_only_the_clock_knows_what_time_it_is() -> None:
    assert places(asks_the_machine, [path for path in modules() if path != CLOCK]) == []


def test_nobody_processes_events_by_hand() -> None:
    assert places(lambda node: called(node)[1] == "processEvents", modules()) == []


def test_no_dialog_waits_in_an_event_loop_of_its_own() -> None:
    assert places(waits_in_a_loop_of_its_own, modules("ui")) == []


@pytest.mark.parametrize(
    ("code", "guilty"),
    [
        ("dialog.exec()", True),
        ("QMenu(self).exec(point)", True),
        ("self.app.exec()", False),
        ("drag.exec(action)", False),
        ("exec('1')", False),
    ],
)
def test_the_eye_for_nested_loops_sees(code: str, guilty: bool) -> None:
    assert any(waits_in_a_loop_of_its_own(node) for node in ast.walk(ast.parse(code))) is guilty


def test_no_promise_is_left_in_the_code() -> None:
    promise = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")
    guilty = [name_of(path) for path in modules() if promise.search(path.read_text(encoding="utf-8"))]
    assert guilty == []
