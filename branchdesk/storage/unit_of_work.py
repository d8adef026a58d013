"""One act of a person: everything it writes, its audit rows and how to take it back, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

import sqlcipher3.dbapi2 as driver
from peewee import IntegrityError

from branchdesk.domain.changes import Changes
from branchdesk.domain.errors import Conflict, NotFound, Refused
from branchdesk.domain.messages import msg
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.errors import true_cause
from branchdesk.storage.fields import instant_text
from branchdesk.storage.queries.attachments import hanging_on
from branchdesk.storage.tables import is_insert_only, shape_of, table_name


class Record(Protocol):
    """What every stored dataclass has."""

    @property
    def id(self) -> int:
        """Return the row number, 0 while new."""


R = TypeVar("R", bound=Any)


@dataclass(frozen=True, slots=True)
class Step:
    """One row as it was and as it became; None where there was no row."""

    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, and through which door."""

    name: str = ""
    origin: str = "window"


class Reader:
    """Reads records by id or by equal values."""

    def __init__(self, database: BranchDatabase) -> None:
        self.database = database

    def get(self, kind: type[R], record_id: int) -> R:
        """Read one record; NotFound when there is none."""
        found = self.first(kind, id=record_id)
        if found is None:
            raise NotFound(msg("This record does not exist any more. Refresh the list and choose again."))
        return found

    def first(self, kind: type[R], /, **equal: Any) -> R | None:
        """Read the first record with these values, or None."""
        found = self.find(kind, **equal)
        return found[0] if found else None

    def find(self, kind: type[R], /, **equal: Any) -> list[R]:
        """Read all records with these values, oldest first."""
        shape = shape_of(kind)
        columns = dict(zip(shape.names, shape.columns, strict=True))
        tests = [f"{name} IS NULL" if value is None else f"{name} = ?" for name, value in equal.items()]
        sql = f"{shape.select} WHERE {' AND '.join(tests) or '1'} ORDER BY id"
        values = [columns[name].db_value(value) for name, value in equal.items() if value is not None]
        return [shape.record(row) for row in self.database.rows(sql, values)]


@dataclass(slots=True)
class _Written:
    steps: list[Step] = field(default_factory=list)
    kinds: set[type] = field(default_factory=set)


class UnitOfWork(Reader):
    """Writes records inside one immediate transaction; made by `unit_of_work`."""

    def __init__(
        self, database: BranchDatabase, author: Author, at: datetime, action: str, reason: str
    ) -> None:
        super().__init__(database)
        self.author = author
        self.at = at
        self.action = action
        self.reason = reason
        self.unit = self._next_unit()
        self._written = _Written()

    def _next_unit(self) -> str:
        """Name the unit by its first audit row: whoever does the same again writes the same file."""
        last = self.database.value("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
        return str((last or 0) + 1)

    @property
    def changes(self) -> Changes:
        """Return which kinds of record were written so far."""
        return Changes(frozenset(self._written.kinds))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return what was written so far, in order."""
        return tuple(self._written.steps)

    def once(self, key: str) -> None:
        """Refuse a request that was carried out before: a double click saves once (faults 22, 46)."""
        if self.database.value("SELECT 1 FROM request WHERE key = ?", (key,)):
            raise Refused(msg("This was saved already; it was not saved a second time."))
        self.database.execute_sql("INSERT INTO request VALUES (?, ?)", (key, instant_text(self.at)))

    def next_number(self, kind: type, prefix: str) -> int:
        """Take the next number after `prefix` without gaps: a rolled back unit gives its number back.

        Numbers that came in by import count as taken.
        """
        last = self.database.value("SELECT value FROM counter WHERE name = ?", (prefix,)) or 0
        number = max(last, self._highest(kind, prefix)) + 1
        self.database.execute_sql(
            "INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (prefix, number),
        )
        return number

    def _highest(self, kind: type, prefix: str) -> int:
        digits = len(prefix) + 1
        sql = (
            f"SELECT max(CAST(substr(number, {digits}) AS INTEGER)) FROM {table_name(kind)} "
            # The index of report numbers leaves out empty ones, and is used only where the query does so too.
            "WHERE number <> '' AND number >= ? AND number < ?"
        )
        return int(self.database.value(sql, (prefix, prefix + "\uffff")) or 0)

    def insert(self, record: R) -> R:
        """Add a record and return it with its id (and version 1 where it can be edited)."""
        versioned = {"version": 1} if hasattr(record, "version") else {}
        fresh = replace(record, **versioned)
        shape = shape_of(type(record))
        with _refusing(self.database):
            row_id = self.database.execute_sql(shape.insert, shape.values(fresh)).lastrowid
        fresh = replace(fresh, id=record.id or row_id)
        self._note(None, fresh)
        return fresh

    def insert_many(self, records: Sequence[Any]) -> None:
        """Add records of one kind that have their ids and versions already: the bulk path of imports.

        Each is audited, can be taken back and is found by text like one added alone, at a tenth of the cost.
        """
        shape = shape_of(type(records[0]))
        with _refusing(self.database):
            self.database.write_many(shape.insert, [shape.values(record) for record in records])
        self.touch(shape.kind)
        self._written.steps.extend(Step(None, record) for record in records)
        self.database.write_many(_INSERT_KEY, _search_rows(records))
        self._audit([(None, record) for record in records])

    def update(self, record: R) -> R:
        """Change a record if nobody else did since it was read (fault 45); returns the new version."""
        if is_insert_only(type(record)):
            raise TypeError(f"{type(record).__name__} rows are never changed")
        before = self.get(type(record), record.id)
        if before == record:
            return record
        fresh = replace(record, version=record.version + 1)
        shape = shape_of(type(record))
        guard = (record.id, record.version)
        with _refusing(self.database):
            written = self.database.execute_sql(shape.update, [*shape.values(fresh)[1:], *guard]).rowcount
        if written != 1:
            raise Conflict(
                msg(
                    "Somebody else changed this record in the meantime. Your input is kept; "
                    "look at the new state first."
                )
            )
        self._note(before, fresh)
        return fresh

    def delete(self, record: Record) -> None:
        """Remove a record that nothing hangs on; the audit keeps what it said."""
        if is_insert_only(type(record)):
            raise TypeError(f"{type(record).__name__} rows are never deleted")
        if hanging_on(self.database, table_name(type(record)), record.id):
            # No foreign key can say this: a file may belong to a record of any kind.
            raise Refused(msg("Files are attached to this record, so it stays. Remove the files first."))
        table = self.database.table(type(record))
        with _refusing(self.database):
            table.delete().where(table.id == record.id).execute()
        self._note(record, None)

    def touch(self, *kinds: type) -> None:
        """Tell that rows of these kinds were written by a bulk statement."""
        self._written.kinds.update(kinds)

    def _note(self, before: Any, after: Any) -> None:
        subject = after if after is not None else before
        self._written.kinds.add(type(subject))
        from branchdesk.domain.bookkeeping import AuditEntry

        if isinstance(subject, AuditEntry):
            return
        self._written.steps.append(Step(before, after))
        self._index(subject, gone=after is None)
        self._audit([(before, after)])

    def _audit(self, changes: Sequence[tuple[Any, Any]]) -> None:
        from branchdesk.domain.bookkeeping import AuditEntry

        shape = shape_of(AuditEntry)
        rows = []
        for before, after in changes:
            subject = after if after is not None else before
            old, new = _difference(before, after)
            entry = AuditEntry(
                unit=self.unit,
                at=self.at,
                by=self.author.name,
                origin=self.author.origin,
                action=self.action,
                entity=table_name(type(subject)),
                entity_id=subject.id,
                before=old,
                after=new,
                reason=self.reason,
            )
            rows.append(shape.values(entry))
        self.database.write_many(shape.insert, rows)

    def _index(self, subject: Any, *, gone: bool) -> None:
        """Keep what people search by in step with the record, also when an act is taken back."""
        rows = _search_rows([subject])
        if not rows:
            return
        delete = "DELETE FROM search_key WHERE entity = ? AND entity_id = ?"
        self.database.execute_sql(delete, rows[0][:2])
        if not gone:
            self.database.write_many(_INSERT_KEY, rows)


@contextmanager
def unit_of_work(
    database: BranchDatabase, author: Author, at: datetime, action: str, *, reason: str = ""
) -> Iterator[UnitOfWork]:
    """Open the one write path; leaving the block commits all of it, an error none of it."""
    with database.immediate():
        yield UnitOfWork(database, author, at, action, reason)


def take_back(work: UnitOfWork, steps: tuple[Step, ...]) -> None:
    """Undo the steps of an earlier unit, newest first; Conflict when a row has changed since.

    What a row says decides, not its version: an act that was itself taken back has changed nothing.
    """
    for step in reversed(steps):
        if step.after is None:
            work.insert(step.before)
            continue
        present = _unchanged(work, step.after)
        if step.before is None:
            work.delete(present)
        else:
            work.update(replace(step.before, version=present.version))


def _unchanged(work: UnitOfWork, record: Any) -> Any:
    """Return the stored row, which must say what the record says."""
    present = work.first(type(record), id=record.id)
    if present is None or _values(present) | {"version": 0} != _values(record) | {"version": 0}:
        raise Conflict(
            msg("This record has been changed since; it can no longer be taken back. Correct it instead.")
        )
    return present


@contextmanager
def _refusing(database: BranchDatabase) -> Iterator[None]:
    """Say which constraint of the file forbids a write; anything else is for `telling`."""
    try:
        with database.telling():
            yield
    except (IntegrityError, driver.IntegrityError) as error:
        cause = true_cause(error)
        text = cause[1] if cause else str(error)
        if "UNIQUE constraint failed" in text:
            column = text.rpartition(".")[2].strip()
            raise Refused(
                msg("This is already in use by another record. Choose another."), field=column
            ) from error
        if "FOREIGN KEY constraint failed" in text:
            message = msg("Other records hang on this one, so it stays. Archive it instead of deleting it.")
            raise Refused(message) from error
        raise


_INSERT_KEY = "INSERT INTO search_key VALUES (?, ?, ?, ?, ?)"


def _search_rows(records: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows by which records of one kind are found; none for those that nobody searches by text."""
    from branchdesk.storage.search_keys import search_key

    entity = table_name(type(records[0]))
    keys = [(record, search_key(record)) for record in records]
    return [(entity, record.id, key[0] or record.id, *key[1:]) for record, key in keys if key is not None]


def _difference(before: Any, after: Any) -> tuple[str, str]:
    old, new = (_values(record) if record is not None else {} for record in (before, after))
    if old and new:
        changed = [name for name in new if old[name] != new[name] and name != "version"]
        old, new = {name: old[name] for name in changed}, {name: new[name] for name in changed}
    return _json(old), _json(new)


def _values(record: Any) -> dict[str, Any]:
    """Name the values of a record; `asdict` copies each of them, at ten times the cost."""
    shape = shape_of(type(record))
    return dict(zip(shape.names, shape.read(record), strict=True))


def _json(values: dict[str, Any]) -> str:
    kept = {name: value for name, value in values.items() if value not in ("", None, ())}
    return _ENCODER.encode(kept) if kept else ""


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False, sort_keys=True)
