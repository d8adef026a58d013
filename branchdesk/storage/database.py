"""The connection: one SQLite library, safe pragmas, immediate transactions that cannot half commit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from peewee import DatabaseError, Model, SqliteDatabase

from branchdesk.storage.errors import StorageTrouble, Trouble, sentence, told
from branchdesk.storage.tables import make_table

APPLICATION_ID = 0x42444B31  # "BDK1"
BUSY_SECONDS = 5.0

Params = Sequence[Any] | Mapping[str, Any]

log = logging.getLogger(__name__)


class TransactionLostError(RuntimeError):
    """SQLite rolled back by itself; going on would write the rest alone (reliability finding 3)."""


class _Unit(threading.local):
    """Whether this thread is inside a unit of work: the window reads on its own connection meanwhile."""

    open = False


class BranchDatabase(SqliteDatabase):
    """A peewee database over sqlcipher3, opened with `mode=rw` so that it never creates a file."""

    def __init__(self, path: Path, mode: str = "rw") -> None:
        self.path = path
        self.uri = f"{path.absolute().as_uri()}?mode={mode}"
        self._unit = _Unit()
        self._tables: dict[type, type[Model]] = {}
        super().__init__(self.uri, timeout=BUSY_SECONDS, lock_type="IMMEDIATE")

    def table(self, record: type) -> Any:
        """Return the peewee model of a record type, bound to this file alone."""
        if record not in self._tables:
            self._tables[record] = make_table(record, self)
        return self._tables[record]

    @property
    def raw(self) -> Any:
        """Return this thread's driver connection."""
        return self.connection()  # type: ignore[no-untyped-call]

    def _connect(self) -> Any:
        connection = driver.connect(self.uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _set_pragmas(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def execute_sql(self, sql: str, params: Params | None = None, *args: Any, **kwargs: Any) -> Any:
        """Run one statement; inside a unit of work refuse to go on without its transaction."""
        if self._unit.open and not self.raw.in_transaction:
            raise TransactionLostError("the transaction is gone; nothing of this unit may be written")
        return super().execute_sql(sql, params, *args, **kwargs)  # type: ignore[no-untyped-call]

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """Read all rows of a query as tuples."""
        with self.telling():
            return list(self.execute_sql(sql, params).fetchall())

    def value(self, sql: str, params: Params = ()) -> Any:
        """Read the first value of a query, or None."""
        with self.telling():
            row = self.execute_sql(sql, params).fetchone()
        return row[0] if row else None

    def write_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows on this connection: the bulk path of imports."""
        if not self.raw.in_transaction:
            raise TransactionLostError("bulk writes belong inside a unit of work")
        self.raw.executemany(sql, rows)

    @contextmanager
    def immediate(self) -> Iterator[None]:
        """Hold the write lock from the first statement to COMMIT; any error rolls all of it back."""
        with self.telling():
            self.begin("IMMEDIATE")
            self._unit.open = True
            try:
                yield
                self._ensure_transaction()
                self.raw.commit()
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._unit.open = False

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turn driver errors into sentences that carry the true cause."""
        try:
            yield
        except (DatabaseError, driver.Error) as error:
            trouble = told(error, self.path)
            if trouble is None:
                raise
            log.info("storage trouble %s on %s", trouble.trouble, self.path.name)
            raise trouble from error

    def _ensure_transaction(self) -> None:
        if not self.raw.in_transaction:
            raise TransactionLostError("SQLite rolled the transaction back")

    def _roll_back(self) -> None:
        # SQLite may have rolled back already (disk full); then there is nothing left to undo.
        with suppress(driver.Error):
            if self.raw.in_transaction:
                self.raw.rollback()


def _set_pragmas(connection: Any, path: Path) -> None:
    """Set what the storage contract asks and read back what may be refused."""
    for pragma in (
        "foreign_keys = 1",
        "synchronous = 2",
        "secure_delete = 1",
        "trusted_schema = 0",
        "mmap_size = 0",
        "temp_store = 2",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA synchronous").fetchone()[0] != 2:
        raise StorageTrouble(Trouble.DISK, sentence(Trouble.DISK, path))
