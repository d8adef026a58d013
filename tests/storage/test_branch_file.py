"""A branch file that cannot be opened says why, and is never touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from branchdesk.domain.branch import Branch
from branchdesk.storage.branch_file import SCHEMA_VERSION, create_branch_file, open_branch_file
from branchdesk.storage.database import APPLICATION_ID, BranchDatabase
from branchdesk.storage.errors import StorageTrouble, Trouble
from branchdesk.storage.unit_of_work import Author, Reader, unit_of_work

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def name_the_branch(database: BranchDatabase) -> None:
    with unit_of_work(database, Author("王芳"), NOW, "create_branch") as work:
        work.insert(Branch(uuid="u", name="杭州分公司", created_at=NOW))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a branch file with a few kilobytes in it, and close it."""
    file = tmp_path / "branch.branchdesk"
    create_branch_file(file, name_the_branch).close()
    return file


@pytest.fixture
def database(path: Path) -> Iterator[BranchDatabase]:
    opened = open_branch_file(path, NOW)
    yield opened
    opened.close()


def trouble_of(path: Path) -> Trouble:
    """Open a file that cannot be opened, and require that its bytes stay."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageTrouble) as caught:
        open_branch_file(path, NOW)
    assert path.name in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    return caught.value.trouble


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.fault(26)
def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    assert trouble_of(tmp_path / "gone.branchdesk") is Trouble.MISSING
    assert not (tmp_path / "gone.branchdesk").exists()


@pytest.mark.fault(25)
def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.branchdesk").write_bytes(b"")
    assert trouble_of(tmp_path / "empty.branchdesk") is Trouble.EMPTY


@pytest.mark.fault(27)
@pytest.mark.parametrize(
    "content", [b"<html><body>login</body></html>", b"PK\x03\x04" + b"0" * 400, b"a,b\n1,2\n"]
)
def test_a_file_that_is_no_database_is_named_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.branchdesk").write_bytes(content)
    assert trouble_of(tmp_path / "page.branchdesk") is Trouble.NOT_A_DATABASE


@pytest.mark.fault(28)
def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    connection = driver.connect(str(file))
    connection.execute("CREATE TABLE note (text)")
    connection.commit()
    connection.close()
    assert trouble_of(file) is Trouble.FOREIGN


@pytest.mark.fault(29)
def test_a_file_of_a_newer_program_is_refused_with_both_versions(path: Path) -> None:
    connection = driver.connect(str(path))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StorageTrouble, match=rf"version {SCHEMA_VERSION + 1}.*knows {SCHEMA_VERSION}"):
        open_branch_file(path, NOW)


@pytest.mark.fault(23)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_file_is_told_as_damaged(path: Path, share: float) -> None:
    rewrite(path, lambda data: data[: int(len(data) * share) // 4096 * 4096])
    assert trouble_of(path) is Trouble.DAMAGED


@pytest.mark.fault(23)
def test_a_header_without_a_database_behind_it_is_damaged(path: Path) -> None:
    rewrite(path, lambda data: data[:16] + b"\xff" * (len(data) - 16))
    assert trouble_of(path) in (Trouble.DAMAGED, Trouble.NOT_A_DATABASE)


@pytest.mark.fault(24)
def test_a_page_of_rubbish_is_found_by_the_check(path: Path) -> None:
    rewrite(path, lambda data: data[: 8 * 4096] + b"\x5a" * 4096 + data[9 * 4096 :])
    from branchdesk.domain.workdays import WorkCalendar
    from branchdesk.storage.checks import check_file

    try:
        database = open_branch_file(path, NOW)
    except StorageTrouble as trouble:
        assert trouble.trouble is Trouble.DAMAGED  # noqa: PT017 - either answer is a finding
        return
    try:
        assert check_file(database, WorkCalendar(), full=True)
    except StorageTrouble as trouble:
        assert trouble.trouble is Trouble.DAMAGED  # noqa: PT017
    finally:
        database.close()


@pytest.mark.fault(31)
def test_a_file_that_may_not_be_written_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests run as root on some machines, where permissions bind nobody: ask the same question.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert trouble_of(path) is Trouble.READ_ONLY


@pytest.mark.fault(32)
def test_a_file_that_another_program_writes_is_told_after_waiting(
    path: Path, database: BranchDatabase
) -> None:
    other = driver.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database.execute_sql("PRAGMA busy_timeout = 50")
    try:
        with pytest.raises(StorageTrouble) as caught, unit_of_work(database, Author(), NOW, "save"):
            pytest.fail("the lock is held elsewhere")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert caught.value.trouble is Trouble.LOCKED
    with unit_of_work(database, Author(), NOW, "save"):
        pass


def test_a_file_that_exists_is_never_made_anew(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StorageTrouble) as caught:
        create_branch_file(path)
    assert caught.value.trouble is Trouble.EXISTS
    assert path.read_bytes() == before


@pytest.mark.fault(39)
@pytest.mark.parametrize(
    "name", ["杭州 分公司.branchdesk", "a#b%20?.branchdesk", "😀" * 20 + ".branchdesk", "x" * 180]
)
def test_any_name_of_a_file_works(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "文件 夹 #1"
    create_branch_file(folder / name).close()
    database = open_branch_file(folder / name, NOW)
    assert database.value("PRAGMA application_id") == APPLICATION_ID
    database.close()
    assert sorted(file.name for file in folder.iterdir()) == [name]


@pytest.mark.fault(2)
def test_the_pragmas_that_keep_a_commit_are_read_back(database: BranchDatabase) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    assert {name: database.value(f"PRAGMA {name}") for name in wanted} == wanted
    assert database.value("PRAGMA mmap_size") in (0, None)


@pytest.mark.fault(37)
def test_a_place_without_a_write_ahead_log_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = BranchDatabase.value

    def without_wal(self: BranchDatabase, sql: str, params: object = ()) -> object:
        return "delete" if "journal_mode" in sql else plain(self, sql, params)  # type: ignore[arg-type]

    monkeypatch.setattr(BranchDatabase, "value", without_wal)
    assert trouble_of(path) is Trouble.NO_WAL


def test_what_was_saved_is_there_when_opened_again(database: BranchDatabase) -> None:
    assert Reader(database).get(Branch, 1).name == "杭州分公司"
