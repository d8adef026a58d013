"""Exit codes, errors, languages and the batch: what scripts rely on whatever the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from branchdesk.cli.commands import rules
from branchdesk.cli.parser import COMMANDS
from tests.cli.conftest import Desk

ROOT = Path(__file__).parents[2]


def test_the_program_starts_as_a_process() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "branchdesk", "--lang", "en", "--help"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert "Exit codes" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("command", sorted(COMMANDS))
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_command_explains_itself(desk: Desk, command: str, language: str) -> None:
    said = desk("--lang", language, command, "--help")
    assert said.exit == 0
    assert f"branchdesk {command}" in said.out


@pytest.mark.parametrize(
    "argv",
    [
        ("fly",),
        ("duedate",),
        ("duedate", "--terms"),
        ("duedate", "--terms", "signed+15wd", "--from", "25.9.2026"),
        ("duedate", "--terms", "some day", "--from", "2026-09-25"),
        ("today", "--days", "many"),
        ("today", "--as-of", "now"),
        ("today", "--colour"),
        ("recur", "--rule", "weekly", "--start", "2026-02-01", "--until", "2026-01-01"),
        ("summary", "--month", "2026-13"),
        ("--file", "https://example.org/a", "today"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(desk: Desk, argv: tuple[str, ...]) -> None:
    said = desk(*argv)
    assert (said.exit, said.out) == (2, "")
    assert said.err.count("\n") == 1
    told = desk(*argv, "--json")
    assert told.exit == 2
    assert told.document["error"]["message"] == said.err.strip()
    assert told.document["error"]["code"] in {"usage", "refused"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "storage_missing"),
        (b"", "storage_empty"),
        (b"%PDF-1.7 a paper", "storage_not_a_database"),
        (b"SQLite format 3\x00" + b"x" * 200, "storage_not_a_database"),
    ],
)
def test_a_file_that_is_no_branch_is_exit_code_3_and_stays_as_it_is(
    desk: Desk, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "other.branchdesk"
    if content is not None:
        path.write_bytes(content)
    said = desk("--file", path, "today", "--json")
    assert said.exit == 3
    assert said.document["error"]["code"] == code
    assert path.exists() is (content is not None)
    assert content is None or path.read_bytes() == content


def test_a_database_of_another_program_is_refused(desk: Desk, tmp_path: Path) -> None:
    from branchdesk.storage.database import BranchDatabase

    path = tmp_path / "photos.db"
    database = BranchDatabase(path, mode="rwc")
    database.execute_sql("CREATE TABLE photo (id INTEGER)")
    database.close()
    said = desk("--file", path, "list", "customers", "--json")
    assert (said.exit, said.document["error"]["code"]) == (3, "storage_foreign")


def test_without_any_branch_file_the_way_out_is_named(desk: Desk) -> None:
    said = desk("today")
    assert said.exit == 2
    assert "--file" in said.err
    assert "init" in said.err


def test_a_new_branch_file_is_the_one_to_work_on(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "neu.branchdesk"
    assert desk("init", path, "--name", "无锡分公司").exit == 0
    assert desk("today").out == "Nothing is due.\n"
    again = desk("init", path, "--name", "again", "--json")
    assert (again.exit, again.document["error"]["code"]) == (3, "storage_exists")


def test_naming_a_file_does_not_make_it_the_last_one(desk: Desk, tmp_path: Path, branch: Path) -> None:
    desk("init", tmp_path / "own.branchdesk", "--name", "own")
    assert desk("--file", branch, "list", "customers", "--json").document["rows"]
    assert desk("list", "customers", "--json").document["rows"] == []


def test_a_bug_writes_a_report_and_is_exit_code_70(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, private_home: Path
) -> None:
    customer = "苏州华联超市"

    def broken(*_: Any) -> None:
        raise ZeroDivisionError(f"{customer} owes 1,200.00")

    monkeypatch.setattr(rules, "recur", broken)
    said = desk("recur", "--rule", "weekly", "--start", "2026-01-01", "--until", "2026-02-01", "--json")
    assert said.exit == 70
    assert said.document["error"]["code"] == "bug"
    (report,) = private_home.rglob("bug-*.txt")
    assert str(report) in said.err
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert customer not in text


def test_errors_speak_the_language_that_was_asked_for(desk: Desk) -> None:
    said = desk("--lang", "zh_CN", "duedate")
    assert "缺少" in said.err


@pytest.mark.parametrize(("lang", "word"), [("zh_CN.UTF-8", "缺少"), ("C", "Missing")])
def test_without_being_asked_it_speaks_the_systems_language(
    monkeypatch: pytest.MonkeyPatch, lang: str, word: str
) -> None:
    import io

    from branchdesk.cli import main

    monkeypatch.setenv("LC_ALL", lang)
    err = io.StringIO()
    assert main(["duedate"], io.StringIO(), err) == 2
    assert word in err.getvalue()


def test_a_batch_answers_every_line_and_goes_on_after_errors(
    desk: Desk, branch: Path, tmp_path: Path
) -> None:
    lines = [
        ["list", "invoices", "--columns", "number,open"],
        ["duedate", "--terms", "nonsense", "--from", "2026-01-01"],
        ["--as-of", "2026-10-22", "aging"],
        ["--lang", "zh_CN", "duedate"],
        ["run"],
        ["batch", "x"],
    ]
    source = tmp_path / "commands.jsonl"
    text = "\n".join([*map(json.dumps, lines), "", "today", '{"a": 1}'])
    source.write_text(text, encoding="utf-8")
    said = desk("--file", branch, "--as-of", "2026-11-22", "batch", source)
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [answer["exit"] for answer in answers] == [0, 2, 0, 2, 2, 2, 2, 2]
    assert [answer["ok"] for answer in answers] == [True, False, True] + [False] * 5
    assert answers[0]["result"] == {"rows": [{"number": "FP-001", "open": "1200.00"}]}
    assert answers[2]["result"]["as_of"] == "2026-10-22"
    assert "缺少" in answers[3]["error"]["message"]
    assert said.exit == 2


def test_a_batch_that_cannot_be_read_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert desk("batch", tmp_path / "missing.jsonl").exit == 2
