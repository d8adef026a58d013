"""Opening and making the branch file, in the order that the storage contract asks (faults 23-32)."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from branchdesk.storage.database import APPLICATION_ID, BranchDatabase
from branchdesk.storage.errors import StorageTrouble, Trouble, sentence

STEPS = Path(str(files("branchdesk.storage") / "migrations"))
SCHEMA_VERSION = max(int(step.name[:4]) for step in STEPS.glob("[0-9]*.py"))
"""The number of the newest migration: each step writes its own number into the file."""
MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100


def open_branch_file(path: Path, now: datetime) -> BranchDatabase:
    """Open an existing branch file, migrating an older one after a verified backup.

    Raises StorageTrouble with its own sentence for a missing, empty, foreign, damaged, newer, read-only or
    locked file; the file is never created and never overwritten. `now` names the backup.
    """
    version = inspect_branch_file(path)
    if version < SCHEMA_VERSION:
        _migrate_with_backup(path, now)
    return _opened(path)


def create_branch_file(path: Path, fill: Callable[[BranchDatabase], None] = lambda _: None) -> BranchDatabase:
    """Make a new branch file, let `fill` write its first rows, and open it; refuses a file that exists.

    The file appears under its name only when it is whole: a kill on the way leaves nothing to stumble over.
    """
    if path.exists():
        raise StorageTrouble(Trouble.EXISTS, sentence(Trouble.EXISTS, path))
    part = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch()
        _make(part, fill)
        part.replace(path)
    except OSError as error:
        raise StorageTrouble(Trouble.READ_ONLY, sentence(Trouble.READ_ONLY, path)) from error
    finally:
        part.unlink(missing_ok=True)
    return _opened(path)


def _make(part: Path, fill: Callable[[BranchDatabase], None]) -> None:
    database = BranchDatabase(part)
    try:
        with database.telling():
            database.connect()
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(database)
        fill(database)
    finally:
        database.close()


def _opened(path: Path) -> BranchDatabase:
    database = BranchDatabase(path)
    try:
        with database.telling():
            database.connect()
            _require_wal(database)
            _require_sound(database)
    except BaseException:
        database.close()
        raise
    return database


def migrate(database: BranchDatabase, directory: Path | None = None) -> None:
    """Apply the pending steps, one transaction each, the version inside it (fault 3)."""
    from playhouse.migrations import Runner

    with database.telling():
        Runner(database, str(directory or STEPS)).up()


def inspect_branch_file(path: Path, *, to_write: bool = True) -> int:
    """Look at the header before any library opens the file; return the schema version.

    Raises StorageTrouble; a backup that is only read (`to_write=False`) may lie where nothing can be written.
    """
    if not path.is_file():
        raise StorageTrouble(Trouble.MISSING, sentence(Trouble.MISSING, path))
    try:
        with path.open("rb") as stream:
            header = stream.read(HEADER_BYTES)
    except OSError as error:
        raise StorageTrouble(Trouble.READ_ONLY, sentence(Trouble.READ_ONLY, path)) from error
    if not header:
        raise StorageTrouble(Trouble.EMPTY, sentence(Trouble.EMPTY, path))
    if not header.startswith(MAGIC):
        raise StorageTrouble(Trouble.NOT_A_DATABASE, sentence(Trouble.NOT_A_DATABASE, path))
    if to_write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StorageTrouble(Trouble.READ_ONLY, sentence(Trouble.READ_ONLY, path))
    return _check_identity(path, "rw" if to_write else "ro")


def _check_identity(path: Path, mode: str) -> int:
    database = BranchDatabase(path, mode)
    try:
        with database.telling():
            found = database.value("PRAGMA application_id")
            version = int(database.value("PRAGMA user_version"))
    except driver.Error as error:  # an error that is no known trouble: the header lies
        raise StorageTrouble(Trouble.DAMAGED, sentence(Trouble.DAMAGED, path)) from error
    finally:
        database.close()
    if found != APPLICATION_ID:
        raise StorageTrouble(Trouble.FOREIGN, sentence(Trouble.FOREIGN, path))
    if version > SCHEMA_VERSION:
        message = sentence(Trouble.NEWER, path, found=version, known=SCHEMA_VERSION)
        raise StorageTrouble(Trouble.NEWER, message)
    return version


def _migrate_with_backup(path: Path, now: datetime) -> None:
    from branchdesk.storage.backup import back_up_before

    database = BranchDatabase(path)
    try:
        database.connect()
        back_up_before(database, "migration", now)
        migrate(database)
    finally:
        database.close()


def _require_wal(database: BranchDatabase) -> None:
    mode = database.value("PRAGMA journal_mode = wal")
    if mode != "wal":
        raise StorageTrouble(Trouble.NO_WAL, sentence(Trouble.NO_WAL, database.path))


def _require_sound(database: BranchDatabase) -> None:
    """Find a cut file at once: pages counted against bytes, then one look at the tables."""
    pages = database.value("PRAGMA page_count") * database.value("PRAGMA page_size")
    wal = database.path.with_name(database.path.name + "-wal")
    wal_in_use = wal.exists() and wal.stat().st_size > 0
    cut = not wal_in_use and database.path.stat().st_size < pages
    if cut or database.value("SELECT count(*) FROM branch") not in (0, 1):
        raise StorageTrouble(Trouble.DAMAGED, sentence(Trouble.DAMAGED, database.path))
