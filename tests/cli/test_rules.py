"""The rules about time through the command line: the examples of the requirements, word for word."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from branchdesk.bootstrap import open_branch
from branchdesk.domain.bookkeeping import Workday
from tests.cli.conftest import Desk

SENTENCE = "发票签收后15个工作日内"


@pytest.mark.req("R063")
@pytest.mark.req("D23")
def test_fifteen_working_days_over_national_day_are_proved_day_by_day(desk: Desk) -> None:
    said = desk("duedate", "--terms", SENTENCE, "--from", "2026-09-25", "--json")
    found = said.document
    assert said.exit == 0
    assert found.keys() == {"due", "provisional", "base", "rule", "steps"}
    assert (found["due"], found["base"], found["rule"]) == ("2026-10-22", "2026-09-25", "signed+15wd")
    assert found["provisional"] is False
    assert len(found["steps"]) == 27  # every day after the base, up to and with the due day
    assert sum(step["counted"] for step in found["steps"]) == 15
    why = {step["date"]: step["why"] for step in found["steps"]}
    assert "worked" in why["2026-10-10"]
    assert "holiday" in why["2026-10-01"]


@pytest.mark.req("D23")
def test_people_get_the_same_days_as_a_table(desk: Desk) -> None:
    said = desk("--lang", "zh_CN", "duedate", "--terms", SENTENCE, "--from", "2026-09-25")
    days = [line.split()[0] for line in said.out.splitlines()[2:] if line.startswith("2026-")]
    assert len(days) == 27
    assert "2026-10-22" in said.out.splitlines()[0]
    assert "国庆节" in said.out


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        pytest.param("2025-09-24", "2025-10-21", marks=pytest.mark.req("V5")),
        pytest.param("2025-01-17", "2025-02-13", marks=pytest.mark.req("V6")),
        pytest.param("2025-04-21", "2025-05-14", marks=pytest.mark.req("V7")),
    ],
)
def test_swapped_days_count_as_published(desk: Desk, signed: str, due: str) -> None:
    assert desk("duedate", "--terms", "signed+15wd", "--from", signed, "--json").document["due"] == due


@pytest.mark.req("V8")
def test_a_year_without_published_holidays_gives_a_provisional_date(desk: Desk) -> None:
    found = desk("duedate", "--terms", "signed+15wd", "--from", "2040-12-20", "--json").document
    assert found["provisional"] is True


def test_the_branchs_own_days_are_counted(desk: Desk, branch: Path) -> None:
    opened = open_branch(branch)
    opened.upkeep.save_workdays([Workday(day=date(2026, 9, 28), working=False)])
    opened.close()
    said = desk("--file", branch, "duedate", "--terms", "signed+15wd", "--from", "2026-09-25", "--json")
    assert said.document["due"] == "2026-10-23"


def clock(desk: Desk, *options: str) -> Any:
    return desk("deadline", "--json", *options).document["deadline"]


@pytest.mark.parametrize(
    ("received", "within", "deadline"),
    [
        pytest.param("2026-11-23T11:55", "10min", "2026-11-23T15:05", marks=pytest.mark.req("R092")),
        pytest.param("2026-11-23T11:55", "1h", "2026-11-23T15:55", marks=pytest.mark.req("R092")),
        pytest.param("2026-09-30T17:50", "1h", "2026-10-08T09:50", marks=pytest.mark.req("R094")),
        pytest.param("2026-10-10T16:00", "1h", "2026-10-10T17:00", marks=pytest.mark.req("R094")),
    ],
)
def test_without_hours_the_call_back_windows_count(
    desk: Desk, received: str, within: str, deadline: str
) -> None:
    assert clock(desk, "--received", received, "--within", within) == deadline


@pytest.mark.req("R093")
def test_the_status_clock_runs_day_and_night(desk: Desk) -> None:
    options = ("--received", "2026-11-27T17:30", "--within", "24h", "--hours", "always")
    assert clock(desk, *options) == "2026-11-28T17:30"


HOURS = ("--hours", "mon-fri 08:30-12:00,13:30-17:30", "--holidays", "none")
LUNCH_PAUSE = "2026-03-06T10:00/2026-03-06T15:00"


@pytest.mark.parametrize(
    ("received", "within", "pauses", "deadline"),
    [
        pytest.param("2026-03-06T17:20", "60min", (), "2026-03-09T09:20", marks=pytest.mark.req("V9")),
        pytest.param("2026-03-06T11:55", "10min", (), "2026-03-06T13:35", marks=pytest.mark.req("V10")),
        pytest.param(
            "2026-03-06T09:00", "480min", (LUNCH_PAUSE,), "2026-03-09T14:30", marks=pytest.mark.req("V11")
        ),
        pytest.param("2026-03-07T10:00", "60min", (), "2026-03-09T09:30", marks=pytest.mark.req("V13")),
    ],
)
def test_office_hours_count(
    desk: Desk, received: str, within: str, pauses: tuple[str, ...], deadline: str
) -> None:
    paused = ("--pause", *pauses) if pauses else ()
    assert clock(desk, "--received", received, "--within", within, *HOURS, *paused) == deadline


@pytest.mark.req("V12")
def test_two_pauses_both_count(desk: Desk) -> None:
    pauses = ("--pause", LUNCH_PAUSE, "2026-03-09T09:00/2026-03-09T10:00")
    assert clock(desk, "--received", "2026-03-06T09:00", "--within", "480min", *HOURS, *pauses) == (
        "2026-03-09T15:30"
    )


def test_an_open_pause_leaves_no_deadline(desk: Desk) -> None:
    said = desk(
        "deadline", "--received", "2026-03-06T09:00", "--within", "8h", "--pause", "2026-03-06T10:00/"
    )
    assert said.exit == 0
    assert "rests" in said.out


def test_holidays_come_from_a_table(desk: Desk, tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("日期,上班,名称\n2026-03-09,否,搬家\n", encoding="utf-8")
    options = ("--received", "2026-03-06T17:50", "--within", "1h", "--holidays", str(days))
    assert clock(desk, *options) == "2026-03-10T09:50"


def test_a_wrong_row_of_that_table_is_named(desk: Desk, tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("日期,上班\n2026-03-09,否\nsoon,否\n", encoding="utf-8")
    said = desk("deadline", "--received", "2026-03-06T17:50", "--within", "1h", "--holidays", days)
    assert said.exit == 2
    assert "row 3" in said.err


def dates(desk: Desk, *options: str) -> list[str]:
    return [slot["date"] for slot in desk("recur", "--json", *options).document["dates"]]


@pytest.mark.req("V1")
def test_the_end_of_the_month_stays_the_end(desk: Desk) -> None:
    options = ("--rule", "每月31日", "--start", "2026-01-31", "--until", "2026-04-30")
    assert dates(desk, *options) == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


@pytest.mark.req("V2")
@pytest.mark.req("V4")
def test_a_monthly_plan_has_one_slot_a_month(desk: Desk) -> None:
    options = ("--rule", "monthly", "--start", "2026-01-30", "--until", "2026-12-31", "--policy", "nearest")
    found = dates(desk, *options)
    assert [day[:7] for day in found] == [f"2026-{month:02d}" for month in range(1, 13)]


def test_a_moved_date_says_from_where_and_why(desk: Desk) -> None:
    said = desk(
        "recur", "--rule", "FREQ=MONTHLY;BYMONTHDAY=1", "--start", "2026-10-01", "--until", "2026-10-31",
        "--policy", "after", "--json",
    )  # fmt: skip
    (slot,) = said.document["dates"]
    assert (slot["date"], slot["original"]) == ("2026-10-08", "2026-10-01")
    assert "National Day" in slot["reason"]


def test_these_commands_load_neither_window_nor_storage() -> None:
    code = (
        "import io, sys; from branchdesk.cli import main; "
        "main(['duedate', '--terms', 'signed+15wd', '--from', '2026-09-25'], io.StringIO()); "
        "print([name for name in ('PySide6', 'peewee', 'openpyxl', 'fpdf') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == "[]", done.stderr
