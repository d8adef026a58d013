"""Copies of the branch file that count only once they were read back."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from branchdesk.storage.database import APPLICATION_ID, BranchDatabase
from branchdesk.storage.errors import StorageTrouble, Trouble, sentence

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def back_up(database: BranchDatabase, target: Path) -> Path:
    """Write a verified copy; on any error the part file goes and an older copy stays (fault 20)."""
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy(database, part)
        _verify(database, part)
        os.replace(part, target)  # noqa: PTH105 - os.replace is the atomic one on every system
    except OSError as error:
        raise StorageTrouble(Trouble.DISK, sentence(Trouble.DISK, target)) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def back_up_before(database: BranchDatabase, act: str, now: datetime) -> Path:
    """Write the copy that precedes a migration, an import or another bulk act; `act` may be empty."""
    stamp = now.strftime("%Y%m%d-%H%M%S") + (f"-before-{act}" if act else "")
    folder = database.path.parent / "backups"
    return back_up(database, folder / f"{database.path.stem}-{stamp}{database.path.suffix}")


def _copy(database: BranchDatabase, part: Path) -> None:
    part.unlink(missing_ok=True)
    with database.telling():
        copy = driver.connect(str(part))
        try:
            database.raw.backup(copy)
            # A copy in WAL mode would need its -wal beside it to be whole.
            copy.execute("PRAGMA journal_mode = delete")
        finally:
            copy.close()
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _verify(database: BranchDatabase, part: Path) -> None:
    """Read the copy back: identity, structure and the rows of every table must agree with the source."""
    tables = [row[0] for row in database.rows(_TABLES)]
    copy = driver.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)
    try:
        identity = copy.execute("PRAGMA application_id").fetchone()[0]
        sound = copy.execute("PRAGMA quick_check").fetchone()[0]
        complete = [row[0] for row in copy.execute(_TABLES)] == tables
        copied = [copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables if complete]
    except driver.Error as error:
        raise StorageTrouble(Trouble.DISK, sentence(Trouble.DISK, part)) from error
    finally:
        copy.close()
    held = [database.value(f"SELECT count(*) FROM {table}") for table in tables]
    # Rows may have been added since the copy was taken, never removed.
    fewer = not complete or any(now < then for now, then in zip(held, copied, strict=True))
    if identity != APPLICATION_ID or sound != "ok" or fewer:
        raise StorageTrouble(Trouble.DISK, sentence(Trouble.DISK, part))
