"""What an import was asked to do, what it would do, and what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.messages import Message
from branchdesk.readers.cells import DateOrder
from branchdesk.readers.tables import SourceTable

Progress = Callable[[int, int], None]
"""Told how much is done and how much there is; may raise to cancel, then nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """Which file to bring in, and how to read it.

    `mapping` gives a field its heading; an empty heading leaves the field out. `dates` says how `3/4/2026` is
    meant. `create_customers` adds the customers (of visits: and sites) that rows name and nobody knows.
    """

    kind: ImportKind
    path: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    dates: DateOrder | None = None
    create_customers: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken over: its number in the user's file, the field, and why."""

    row: int
    field: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a record before and after; `attribute` names it as the record does."""

    attribute: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that changes a record which is there already."""

    row: int
    title: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Writes:
    """The records to write: new ones with their ids in the order of writing, changed ones as they become."""

    added: tuple[Any, ...] = ()
    changed: tuple[Any, ...] = ()
    seen: int = 0  # the newest change of the file when this was worked out

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.added or self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What the import would do; nothing is written yet.

    `columns` gives each field its heading, `unused` the headings that nothing takes, `missing` the required
    fields without a column: while there are any, no row was looked at.
    """

    request: ImportRequest
    table: SourceTable
    columns: Mapping[str, str]
    unused: tuple[str, ...]
    missing: tuple[str, ...] = ()
    read: int = 0
    added: int = 0
    unchanged: int = 0
    changed: tuple[ChangedRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[Message, ...] = ()
    writes: Writes = Writes()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What the import did; `batch` is None where nothing was written."""

    read: int
    added: int
    changed: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    batch: int | None
