"""A migration is whole or has not begun, whatever kills it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

import pytest
import sqlcipher3.dbapi2 as driver

from branchdesk.storage.branch_file import (
    SCHEMA_VERSION,
    STEPS,
    create_branch_file,
    migrate,
    open_branch_file,
)
from branchdesk.storage.database import APPLICATION_ID, BranchDatabase

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KILLS = {"quick": 10, "soak": 100}
HALF_STEP = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE half (id INTEGER)")
    db.execute_sql("PRAGMA user_version = 9999")
    raise RuntimeError("the lid was closed")
"""


def old_file(path: Path) -> Path:
    """Make a branch file from before the first step."""
    connection = driver.connect(str(path))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("VACUUM")
    connection.close()
    return path


def shape(path: Path) -> tuple[int, str]:
    connection = driver.connect(str(path))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    schema = connection.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name <> 'schema_migration' ORDER BY name"
    )
    shape = "\n".join(row[0] or "" for row in schema)
    connection.close()
    return version, shape


def whole_shapes(folder: Path) -> set[tuple[int, str]]:
    """Return the shapes before the first step and after each whole one."""
    path, steps = old_file(folder / "whole.branchdesk"), folder / "whole-steps"
    steps.mkdir()
    shapes = {shape(path)}
    for step in sorted(STEPS.glob("[0-9]*.py")):
        copy(step, steps)
        database = BranchDatabase(path)
        migrate(database, steps)
        database.close()
        shapes.add(shape(path))
    return shapes


@pytest.mark.fault(3)
@pytest.mark.fault(59)
def test_a_killed_migration_leaves_the_old_or_the_new_shape(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    moments, whole = random.Random(7), whole_shapes(tmp_path)
    for run in range(KILLS["soak" if pytestconfig.getoption("--soak") else "quick"]):
        path = old_file(tmp_path / f"{run}.branchdesk")
        command = [sys.executable, "-m", "tests.faults.creating_child", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.0, 0.05))
            child.kill()
        assert shape(path) in whole
        open_branch_file(path, NOW).close()
        assert shape(path)[0] == SCHEMA_VERSION


@pytest.mark.fault(3)
def test_a_step_that_fails_half_way_leaves_nothing_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "branch.branchdesk"
    create_branch_file(path).close()
    (tmp_path / "steps").mkdir()
    (tmp_path / "steps" / "9999_half.py").write_text(HALF_STEP, encoding="utf-8")
    database = BranchDatabase(path)
    with pytest.raises(RuntimeError, match="lid"):
        migrate(database, tmp_path / "steps")
    database.close()
    assert shape(path)[0] == SCHEMA_VERSION
    connection = driver.connect(str(path))
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0
    connection.close()


@pytest.mark.fault(30)
def test_an_older_file_is_copied_and_verified_before_it_is_migrated(tmp_path: Path) -> None:
    path = old_file(tmp_path / "old.branchdesk")
    open_branch_file(path, NOW).close()
    assert shape(path)[0] == SCHEMA_VERSION
    copies = list((tmp_path / "backups").iterdir())
    assert [copy.name for copy in copies] == ["old-20261122-000000-before-migration.branchdesk"]
    assert shape(copies[0])[0] == 0
