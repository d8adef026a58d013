"""The working copy in which an import tries its rows: a refused row leaves no trace in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.services.context import Context
from branchdesk.services.importing.plan import Difference, ImportRequest, Writes
from branchdesk.storage.queries.import_keys import highest_id, newest_change

R = TypeVar("R", bound=Any)
K = TypeVar("K")
V = TypeVar("V")

_GONE = object()


@dataclass(slots=True)
class Row:
    """One row of the file with the values of its filled cells by field."""

    number: int
    values: dict[str, Any]

    def text(self, key: str) -> str:
        """Return a text, empty where the cell is."""
        return str(self.values.get(key, ""))


@dataclass(slots=True)
class _Now:
    """What the row at hand has done so far."""

    row: int = 0
    added: bool = False
    changed: bool = False
    differences: list[Difference] = field(default_factory=list)
    undo: list[Callable[[], None]] = field(default_factory=list)


class Bench:
    """Holds the records that rows match, make and change; nothing is written here."""

    def __init__(self, context: Context, request: ImportRequest) -> None:
        self.context = context
        self.request = request
        self.seen = newest_change(context.database)
        self.today, self.at = context.clock.today(), context.clock.now()
        self.calendar, self.zone, self.settings = context.calendar, context.zone, context.settings
        self.notes: dict[str, list[str]] = {}
        self._stored: dict[tuple[type, int], Any] = {}
        self._now_is: dict[tuple[type, int], Any] = {}
        self._fresh: dict[tuple[type, int], Any] = {}
        self._said: dict[tuple[type, int, str], tuple[Any, int]] = {}
        self._next: dict[type, int] = {}
        self._row = _Now()

    @property
    def row_added(self) -> bool:
        """Tell whether the row at hand made a record."""
        return self._row.added

    @property
    def row_changed(self) -> bool:
        """Tell whether the row at hand changed a record."""
        return self._row.changed

    @property
    def row_differences(self) -> tuple[Difference, ...]:
        """Return what the row at hand changed."""
        return tuple(self._row.differences)

    def begin_row(self, number: int) -> None:
        """Start a row."""
        self._row = _Now(number)

    def drop_row(self) -> None:
        """Forget what the row at hand did."""
        for step in reversed(self._row.undo):
            step()
        self._row = _Now(self._row.row)

    def remember(self, mapping: dict[K, V], key: K, value: V) -> None:
        """Put a value into a mapping so that a refused row takes it back."""
        old = mapping.get(key, _GONE)

        def undo() -> None:
            if old is _GONE:
                del mapping[key]
            else:
                mapping[key] = old  # type: ignore[assignment]  # not the sentinel

        mapping[key] = value
        self._row.undo.append(undo)

    def stored(self, records: Iterable[R]) -> list[R]:
        """Take in records of the branch file; returns them as they stand here."""
        taken = []
        for record in records:
            key = (type(record), record.id)
            self._stored.setdefault(key, record)
            taken.append(self._now_is.setdefault(key, record))
        return taken

    def get(self, kind: type[R], record_id: int) -> R:
        """Return a record as it stands here."""
        found: R = self._now_is[kind, record_id]
        return found

    def add(self, record: R, said: Iterable[str] = (), *, is_row: bool = False) -> R:
        """Make a record; `said` names what the row states of it, `is_row` that the row stands for it."""
        kind = type(record)
        number = self._next.get(kind) or highest_id(self.context.database, kind) + 1
        versioned = {"version": 1} if hasattr(record, "version") else {}
        fresh = replace(record, id=number, **versioned)
        self.remember(self._next, kind, number + 1)
        self.remember(self._now_is, (kind, number), fresh)
        self.remember(self._fresh, (kind, number), fresh)
        for name in said:
            self.remember(self._said, (kind, number, name), (getattr(fresh, name), self._row.row))
        self._row.added = self._row.added or is_row
        self._row.changed = True
        return fresh

    def change(self, record: R, values: Mapping[str, Any]) -> R:
        """Give a record new values; Refused where another row of the file said otherwise."""
        kind, before = type(record), record
        for name, value in values.items():
            self._agree(kind, record, name, value)
            if getattr(record, name) != value:
                self._row.differences.append(Difference(name, getattr(record, name), value))
                record = replace(record, **{name: value})
        return self.derive(record) if record != before else record

    def derive(self, record: R) -> R:
        """Put a record in its new state without asking what rows said: for what follows from others."""
        key = (type(record), record.id)
        if self._now_is[key] != record:
            self.remember(self._now_is, key, record)
            self._row.changed = True
        return record

    def tell(self, about: str, what: str) -> None:
        """Keep something that the person should know about the whole file."""
        self.notes.setdefault(about, []).append(what)

    def writes(self, order: tuple[type, ...]) -> Writes:
        """Return what is to be written, in an order in which references hold."""
        rank = {kind: index for index, kind in enumerate(order)}
        keys = sorted(self._fresh, key=lambda key: (rank[key[0]], key[1]))
        changed = [self._now_is[key] for key, before in self._stored.items() if self._now_is[key] != before]
        return Writes(tuple(self._now_is[key] for key in keys), tuple(changed), self.seen)

    def _agree(self, kind: type, record: Any, name: str, value: Any) -> None:
        said = self._said.get((kind, record.id, name))
        if said is None:
            self.remember(self._said, (kind, record.id, name), (value, self._row.row))
        elif said[0] != value:
            raise Refused(_contradiction(said[1], said[0]), field=name)


def _contradiction(row: int, value: Any) -> Message:
    return msg(
        "Row {row} of this file says “{value}” about the same record. Keep only the right one of both rows.",
        row=row,
        value=value,
    )
