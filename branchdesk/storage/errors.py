"""Trouble with the file or the disk, told with its true cause."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message, msg


class Trouble(StrEnum):
    """Why the branch file could not be read or written."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_DATABASE = "not_a_database"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    NEWER = "newer"
    READ_ONLY = "read_only"
    LOCKED = "locked"
    FULL = "full"
    DISK = "disk"
    EXISTS = "exists"
    NO_WAL = "no_wal"


class StorageTrouble(Known):
    """A foreseen trouble with the branch file; nothing that was saved is lost."""

    def __init__(self, trouble: Trouble, message: Message) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.code = f"storage_{trouble.value}"


_PRIMARY_CODES = {
    5: Trouble.LOCKED,
    6: Trouble.LOCKED,
    8: Trouble.READ_ONLY,
    10: Trouble.DISK,
    11: Trouble.DAMAGED,
    13: Trouble.FULL,
    14: Trouble.READ_ONLY,
    26: Trouble.NOT_A_DATABASE,
}


def true_cause(error: BaseException) -> tuple[int, str] | None:
    """Find the deepest SQLite code behind an error: peewee shows the failed rollback instead."""
    found = None
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        code = getattr(current, "sqlite_errorcode", None)
        if code is not None:
            found = (int(code), str(current))
        current = current.__cause__ or current.__context__
    return found


def told(error: BaseException, path: Path) -> StorageTrouble | None:
    """Translate a driver error into a sentence, or return None when it is not trouble with the file."""
    cause = true_cause(error)
    trouble = _PRIMARY_CODES.get(cause[0] & 0xFF) if cause else None
    return StorageTrouble(trouble, sentence(trouble, path)) if trouble else None


def sentence(trouble: Trouble, path: Path, **params: object) -> Message:
    """Return the sentence for one trouble with the file at `path`."""
    message = _SENTENCES[trouble]
    return Message(message.template, {"path": str(path), "file": path.name, **params})


_SENTENCES: dict[Trouble, Message] = {
    Trouble.MISSING: msg(
        "The branch file {path} is not there. Check the drive and the folder, or choose another file; "
        "a new one is only made with New branch file."
    ),
    Trouble.EMPTY: msg(
        "The branch file {path} is empty (0 bytes). It was not touched; bring back the last backup of it."
    ),
    Trouble.NOT_A_DATABASE: msg(
        "{path} is not a branch file, and not a database at all. Choose another file."
    ),
    Trouble.FOREIGN: msg("{path} is a database of another program. Choose a file that Branch Desk made."),
    Trouble.DAMAGED: msg(
        "The branch file {path} is damaged. Keep it as it is, and bring back the last backup of it."
    ),
    Trouble.NEWER: msg(
        "The branch file {path} was written by a newer Branch Desk (file version {found}, "
        "this program knows {known}). Update this program, then open the file again."
    ),
    Trouble.READ_ONLY: msg(
        "The branch file {path} cannot be written. Ask for the right to change this file and its folder, "
        "or copy it to a folder of your own."
    ),
    Trouble.LOCKED: msg(
        "Another program is writing to {file} and did not finish in five seconds. Nothing was saved; "
        "close the other program and try again."
    ),
    Trouble.FULL: msg(
        "Not saved: the disk that holds {file} is full. Your input is kept; free some space and try again."
    ),
    Trouble.DISK: msg(
        "Not saved: the disk that holds {file} reported an error. Your input is kept; "
        "check the disk, make a backup elsewhere and try again."
    ),
    Trouble.EXISTS: msg("{path} exists already and is never overwritten. Choose another name."),
    Trouble.NO_WAL: msg(
        "{path} lies where the database cannot keep its journal safely (a network or cloud folder). "
        "Move the branch file to a folder on this computer."
    ),
}
