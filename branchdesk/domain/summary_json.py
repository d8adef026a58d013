"""A month's summary as JSON and back, equal in every value, so that a locked month never changes (D30)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from branchdesk.domain.complaints import ComplaintCategory, Severity
from branchdesk.domain.receivables import InvoiceKind, PaymentMethod
from branchdesk.domain.summaries import (
    ChartKind,
    Column,
    DataSheet,
    Figure,
    MonthlySummary,
    Section,
    Series,
    TieLine,
    TieOut,
    Unit,
)
from branchdesk.domain.visits import VisitKind

_RECORDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (MonthlySummary, Section, Figure, DataSheet, Column, TieOut, TieLine, Series)
}
_TERMS: dict[str, type[StrEnum]] = {
    kind.__name__: kind
    for kind in (Unit, ChartKind, VisitKind, ComplaintCategory, Severity, InvoiceKind, PaymentMethod)
}


def to_plain(value: object) -> Any:
    """Return what `json` can write; whatever is not text, number or list carries the name of its kind."""
    if isinstance(value, StrEnum):
        return {type(value).__name__: value.value}
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"instant" if isinstance(value, datetime) else "day": value.isoformat()}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and type(value).__name__ in _RECORDS:
        return {type(value).__name__: {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}}
    raise TypeError(f"a summary holds no {type(value).__name__}")


def from_plain(plain: Any) -> Any:
    """Return the value that `to_plain` wrote."""
    if isinstance(plain, list):
        return tuple(from_plain(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    ((name, content),) = plain.items()
    if name == "decimal":
        return Decimal(content)
    if name == "day":
        return date.fromisoformat(content)
    if name == "instant":
        return datetime.fromisoformat(content)
    if name in _TERMS:
        return _TERMS[name](content)
    return _RECORDS[name](**{key: from_plain(item) for key, item in content.items()})
