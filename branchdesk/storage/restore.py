"""Bringing a copy back: a verified one, not over a file in use, and what was there is kept."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from branchdesk.domain.messages import msg
from branchdesk.storage.branch_file import inspect_branch_file
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.errors import StorageTrouble, Trouble, sentence, told

_BESIDE = ("-wal", "-shm")


def restore_file(source: Path, target: Path, now: datetime) -> Path | None:
    """Put a verified copy of `source` in the place of `target`; return where the old file is kept.

    Raises StorageTrouble where the source is no sound branch file or another program holds the target; then
    the target is as it was.
    """
    inspect_branch_file(source, to_write=False)
    if target.exists() and target.samefile(source):
        raise StorageTrouble(
            Trouble.EXISTS, msg("{path} is the branch file itself. Choose a backup of it.", path=source)
        )
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_verified(source, part)
        kept = _keep(target, now) if target.exists() else None
        os.replace(part, target)  # noqa: PTH105 - os.replace is the atomic one on every system
    except PermissionError as error:
        raise StorageTrouble(Trouble.LOCKED, sentence(Trouble.LOCKED, target)) from error
    except OSError as error:
        raise StorageTrouble(Trouble.DISK, sentence(Trouble.DISK, target)) from error
    finally:
        for path in (part, *(part.with_name(part.name + end) for end in _BESIDE)):
            path.unlink(missing_ok=True)
    return kept


def _copy_verified(source: Path, part: Path) -> None:
    """Copy through the library, which takes a write-ahead log beside the source along, and read it back."""
    part.unlink(missing_ok=True)
    opened = driver.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    copy = driver.connect(str(part))
    try:
        opened.backup(copy)
        copy.execute("PRAGMA journal_mode = delete")
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    except driver.Error as error:
        raise told(error, source) or _damaged(source) from error
    finally:
        copy.close()
        opened.close()
    if not sound:
        raise _damaged(source)
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _damaged(source: Path) -> StorageTrouble:
    return StorageTrouble(Trouble.DAMAGED, sentence(Trouble.DAMAGED, source))


def _keep(target: Path, now: datetime) -> Path:
    """Copy the present file, damaged or not, with whatever journal lies beside it."""
    _require_free(target)
    kept = _free_name(target, now)
    shutil.copy2(target, kept)
    for end in _BESIDE:
        beside = target.with_name(target.name + end)
        if beside.exists():
            # The restored file must not meet the journal of another one.
            beside.replace(kept.with_name(kept.name + end))
    return kept


def _free_name(target: Path, now: datetime) -> Path:
    stem = f"{target.stem}-{now:%Y%m%d-%H%M%S}-before-restore"
    names = (target.with_name(f"{stem}{f'-{n}' if n else ''}{target.suffix}") for n in range(1000))
    return next(name for name in names if not name.exists())


def _require_free(target: Path) -> None:
    """Leave WAL mode, which SQLite allows to the only connection alone; the journal is then in the file.

    A file too damaged to ask is free: SQLite cannot hold it open either.
    """
    database = BranchDatabase(target)
    try:
        with database.telling():
            database.connect()
            database.value("PRAGMA busy_timeout = 500")
            mode = database.value("PRAGMA journal_mode = delete")
    except StorageTrouble as trouble:
        if trouble.trouble is Trouble.LOCKED:
            raise
        return
    finally:
        with suppress(driver.Error):
            database.close()
    if mode != "delete":
        raise StorageTrouble(Trouble.LOCKED, sentence(Trouble.LOCKED, target))
