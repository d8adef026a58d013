"""The calendar file through the command line."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Desk

AS_OF = ("--as-of", "2026-11-22")


def test_the_calendar_is_written_for_all_and_for_one(desk: Desk, branch: Path, tmp_path: Path) -> None:
    everybody, one = tmp_path / "all.ics", tmp_path / "one.ics"
    said = desk("--file", branch, *AS_OF, "ics", "--out", everybody, "--json").document
    events = Calendar.from_ical(everybody.read_bytes()).walk("VEVENT")
    assert said["entries"] == len(events) > 0
    wrong = desk("--lang", "en", "--file", branch, *AS_OF, "ics", "--out", one, "--technician", "Nobody")
    assert wrong.exit == 2
    assert "Nobody here is called Nobody. Choose one of:" in wrong.err
    assert not one.exists()
    name = wrong.err.partition("Choose one of: ")[2].split(",")[0].strip(" .\n")
    assert desk("--file", branch, *AS_OF, "ics", "--out", one, "--technician", name).exit == 0
    assert 0 <= len(Calendar.from_ical(one.read_bytes()).walk("VEVENT")) <= len(events)
