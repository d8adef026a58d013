"""The bytes of attachments, kept once however often a file is attached."""

from __future__ import annotations

import json
from collections.abc import Sequence

from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.tables import TABLE_NAMES

_KEEP = "INSERT INTO attachment_content (sha256, data) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING"
_CONTENT = "SELECT data FROM attachment_content WHERE sha256 = ?"
_COUNTS = """
SELECT owner_id, count(*) FROM attachment
WHERE owner_kind = ? AND owner_id IN (SELECT value FROM json_each(?)) AND removed_at IS NULL
GROUP BY owner_id
"""
_HANGING = """
SELECT count(*) FROM attachment WHERE owner_kind = ? AND owner_id = ? AND removed_at IS NULL
"""


def keep_content(database: BranchDatabase, sha256: str, data: bytes) -> None:
    """Write the bytes of a file unless the branch file has them already."""
    database.execute_sql(_KEEP, (sha256, data))


def content(database: BranchDatabase, sha256: str) -> bytes:
    """Read the bytes of a file, nothing where they are gone."""
    return bytes(database.value(_CONTENT, (sha256,)) or b"")


def counts(database: BranchDatabase, kind: str, ids: Sequence[int]) -> dict[int, int]:
    """Count the attachments of many records of one kind with one statement."""
    return dict(database.rows(_COUNTS, (kind, json.dumps(list(ids)))))


def hanging_on(database: BranchDatabase, kind: str, record_id: int) -> int:
    """Count the attachments that hang on a record."""
    return int(database.value(_HANGING, (kind, record_id)))


def is_there(database: BranchDatabase, kind: str, record_id: int) -> bool:
    """Tell whether a record exists that a file can belong to; `kind` names one of our tables."""
    if kind not in TABLE_NAMES.values():
        raise ValueError(f"{kind} names no table of records")
    return database.value(f"SELECT 1 FROM {kind} WHERE id = ?", (record_id,)) is not None
