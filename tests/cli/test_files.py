"""Backup, restore and check through the command line; the file in hand is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk import last_file
from branchdesk.bootstrap import open_branch
from branchdesk.domain.customers import Customer
from tests.cli.conftest import Desk


def customers(desk: Desk, path: Path) -> int:
    return len(desk("--file", path, "list", "customers", "--json").document["rows"])


def add_customer(path: Path) -> None:
    opened = open_branch(path)
    opened.customers.save_customer(Customer(name="后来的客户"))
    opened.close()


def test_a_backup_is_a_branch_file_of_its_own(desk: Desk, branch: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.branchdesk"
    assert desk("--file", branch, "backup", copy, "--json").document == {"file": str(copy)}
    assert customers(desk, copy) == 1


def test_without_a_name_it_goes_beside_the_branch_file(desk: Desk, branch: Path) -> None:
    copy = Path(desk("--file", branch, "backup", "--json").document["file"])
    assert copy.parent == branch.parent / "backups"
    assert copy.exists()


def test_a_backup_never_takes_the_place_of_something_else(desk: Desk, branch: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear customer", encoding="utf-8")
    for target in (letter, tmp_path, branch):
        assert desk("--file", branch, "backup", target).exit == 2
    assert letter.read_text(encoding="utf-8") == "dear customer"


@pytest.mark.fault(20)
def test_a_copy_comes_back_and_the_present_file_is_kept(desk: Desk, branch: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.branchdesk"
    desk("--file", branch, "backup", copy)
    add_customer(branch)
    said = desk("--file", branch, "restore", copy, "--json")
    assert said.exit == 0
    assert customers(desk, branch) == 1
    assert customers(desk, Path(said.document["kept"])) == 2
    assert copy.exists()
    assert list(tmp_path.glob("*.part*")) == []


def test_a_file_that_is_gone_can_be_brought_back(desk: Desk, branch: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.branchdesk"
    desk("--file", branch, "backup", copy)
    branch.unlink()
    assert desk("--file", branch, "restore", copy, "--json").document["kept"] is None
    assert customers(desk, branch) == 1


def test_a_damaged_file_is_kept_as_it_is(desk: Desk, branch: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.branchdesk"
    desk("--file", branch, "backup", copy)
    branch.write_bytes(b"water damage")
    kept = Path(desk("--file", branch, "restore", copy, "--json").document["kept"])
    assert kept.read_bytes() == b"water damage"
    assert customers(desk, branch) == 1


def test_nothing_is_restored_over_a_file_in_use(desk: Desk, branch: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.branchdesk"
    desk("--file", branch, "backup", copy)
    add_customer(branch)
    window = open_branch(branch)
    try:
        window.upkeep.branch()
        said = desk("--file", branch, "restore", copy, "--json")
        assert (said.exit, said.document["error"]["code"]) == (3, "storage_locked")
    finally:
        window.close()
    assert customers(desk, branch) == 2


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 5000])
def test_an_unsound_copy_changes_nothing(desk: Desk, branch: Path, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.branchdesk"
    bad.write_bytes(content)
    assert desk("--file", branch, "restore", bad).exit == 3
    assert customers(desk, branch) == 1


def test_a_branch_file_is_not_its_own_backup(desk: Desk, branch: Path) -> None:
    assert desk("--file", branch, "restore", branch).exit == 3


@pytest.mark.parametrize("full", [(), ("--full",)])
def test_a_healthy_file_has_no_findings(desk: Desk, branch: Path, full: tuple[str, ...]) -> None:
    said = desk("--file", branch, "check", *full, "--json")
    assert (said.exit, said.document) == (0, {"ok": True, "findings": []})


def test_a_wrong_balance_is_found_and_told(desk: Desk, branch: Path) -> None:
    opened = open_branch(branch)
    opened.context.database.execute_sql("UPDATE invoice SET paid_fen = 1")
    opened.close()
    said = desk("--file", branch, "check", "--json")
    assert said.exit == 1
    assert said.document["ok"] is False
    assert "FP-001" in said.document["findings"][0]
    assert "FP-001" in desk("--file", branch, "check").out


def test_the_last_file_is_remembered_even_when_it_is_gone(tmp_path: Path) -> None:
    assert last_file.last_file() is None
    gone = tmp_path / "gone.branchdesk"
    last_file.remember(gone)
    assert last_file.last_file() == gone


def test_without_a_note_the_newest_file_of_the_data_folder_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import os

    monkeypatch.setenv(last_file.FOLDER_VARIABLE, str(tmp_path))
    for age, name in ((100, "old.branchdesk"), (50, "new.branchdesk"), (1, "note.txt")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_700_000_000 - age,) * 2)
    assert last_file.last_file() == tmp_path / "new.branchdesk"
    (tmp_path / "last-file.json").write_text("{broken", encoding="utf-8")
    assert last_file.last_file() == tmp_path / "new.branchdesk"
