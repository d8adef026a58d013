"""Lists in pages: the ids of an order once, the rows of a page when they are drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from branchdesk.domain.errors import Refused
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.messages import msg
from branchdesk.domain.textfold import fold_text
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text
from branchdesk.storage.queries.list_specs import SPECS, ListSpec

if TYPE_CHECKING:
    from branchdesk.domain.rows import Row


def list_ids(
    database: BranchDatabase, query: ListQuery, today: date, zone: ZoneInfo, limits: Mapping[str, int]
) -> list[int]:
    """Return the ids that a query finds, in its order; one small value, even for 300,000 rows.

    `limits` are the numbers from the settings that a filter looks for.
    """
    sql, values = _ordered(query, today, zone, limits, "t.id")
    packed = database.value(f"SELECT json_group_array(id) FROM ({sql})", values)
    return list(json.loads(packed))


def list_days(
    database: BranchDatabase, query: ListQuery, today: date, zone: ZoneInfo, limits: Mapping[str, int]
) -> list[tuple[int, date]]:
    """Return the ids that a query finds with the date of each, in its order; for lists that have a date."""
    sql, values = _ordered(query, today, zone, limits, f"t.id, {SPECS[query.kind].day} AS day")
    packed = database.value(f"SELECT json_group_array(json_array(id, day)) FROM ({sql})", values)
    return [(found, date.fromisoformat(day[:10])) for found, day in json.loads(packed)]


def _ordered(
    query: ListQuery, today: date, zone: ZoneInfo, limits: Mapping[str, int], selected: str
) -> tuple[str, dict[str, Any]]:
    spec = SPECS[query.kind]
    where, values = _where(spec, query)
    order = f"{_sort(spec, query)}, t.id" if query.sort else f"{spec.order}, t.id"
    values |= limits
    values["today"] = today.isoformat()
    values["month_start"] = instant_text(datetime.combine(today.replace(day=1), time(), zone))
    return f"SELECT {selected} FROM {spec.source} {where} ORDER BY {order}", values


def list_rows(database: BranchDatabase, kind: ListKind, ids: Sequence[int], today: date) -> list[Row]:
    """Read the rows of some ids, in the order of the ids; ids that are gone are left out."""
    spec = SPECS[kind]
    sql = f"SELECT {spec.selected()} FROM {spec.source} WHERE t.id IN (SELECT value FROM json_each(:ids))"
    values = {"ids": json.dumps(list(ids)), "today": today.isoformat()}
    kind_of_row: Any = spec.row
    readers = _readers(kind_of_row)
    found = {row[0]: _make(kind_of_row, readers, row) for row in database.rows(sql, values)}
    return [found[i] for i in ids if i in found]


def _where(spec: ListSpec, query: ListQuery) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    values: dict[str, Any] = {}
    for name in query.filters:
        if name not in spec.filters:
            text = msg(
                "There is no filter {name}. Choose one of: {known}.", name=name, known=tuple(spec.filters)
            )
            raise Refused(text, field="filter")
        parts.append(f"({spec.filters[name]})")
    if query.customer_id is not None:
        parts.append(f"{spec.customer} = :customer")
        values["customer"] = query.customer_id
    if query.technician_id is not None:
        parts.append("t.technician_id = :technician")
        values["technician"] = query.technician_id
    if query.text.strip():
        parts.append(_text_condition(spec, query.text, values))
    if spec.day and query.since is not None:
        parts.append(f"{spec.day} >= :since")
        values["since"] = query.since.isoformat()
    if spec.day and query.until is not None:
        parts.append(f"{spec.day} < :until")
        values["until"] = date.fromordinal(query.until.toordinal() + 1).isoformat()
    return ("WHERE " + " AND ".join(parts) if parts else ""), values


def _text_condition(spec: ListSpec, text: str, values: dict[str, Any]) -> str:
    """Match the row's own texts, or any name, phone or address of its customer."""
    values["like"] = f"%{_escaped(text.strip())}%"
    values["folded"] = f"%{_escaped(fold_text(text))}%"
    own = [f"{column} LIKE :like ESCAPE '\\'" for column in spec.texts]
    named = f"{spec.customer} IN (SELECT customer_id FROM search_key WHERE folded LIKE :folded ESCAPE '\\')"
    return "(" + " OR ".join([*own, named]) + ")"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _sort(spec: ListSpec, query: ListQuery) -> str:
    if query.sort not in {f.name for f in fields(spec.row)}:
        raise Refused(msg("There is no column {name} to sort by.", name=query.sort), field="sort")
    return spec.expression(query.sort) + (" DESC" if query.descending else "")


@cache
def _readers(row: type) -> tuple[Callable[[Any], Any], ...]:
    hints = get_type_hints(row)
    return tuple(_reader(hints[f.name]) for f in fields(row))


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) in (Union, UnionType):
        inner = _reader(next(kind for kind in get_args(hint) if kind is not type(None)))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        member = get_args(hint)[0]
        return lambda value: tuple(member(word) for word in value.split(",") if word)
    if issubclass(hint, StrEnum) or hint is bool:
        return _calling(hint)
    plain: dict[type, Callable[[Any], Any]] = {date: date.fromisoformat, datetime: datetime.fromisoformat}
    return plain.get(hint, lambda value: value)


def _calling(kind: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return kind


def _make(row: type, readers: tuple[Callable[[Any], Any], ...], values: tuple[Any, ...]) -> Any:
    return row(*(read(value) for read, value in zip(readers, values, strict=True)))
