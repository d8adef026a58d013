"""Who owes how much for how long, as of any date, from dated facts alone (R066, R076, R077).

At every date: the sum of the buckets = invoices issued - credit notes issued - money received. An allocation
moves money between "on account" and an invoice and never changes the total.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar, overload

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg

Edges = tuple[int, int, int]
DEFAULT_EDGES: Edges = (30, 60, 90)
_EDGES = re.compile(r"([0-9]{1,4}) *, *([0-9]{1,4}) *, *([0-9]{1,4})")


class Bucket(StrEnum):
    """A column of the aging; the overdue ones are named for the default edges and follow edited ones."""

    NOT_SIGNED = "not_signed"
    NOT_DUE = "not_due"
    D1_30 = "d1_30"
    D31_60 = "d31_60"
    D61_90 = "d61_90"
    D91_PLUS = "d91_plus"
    ON_ACCOUNT = "on_account"


class Basis(StrEnum):
    """From which day the days are counted."""

    DUE = "due"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Settlement:
    """Money set against an invoice or taken from a credit on a day, in fen; negative takes it back."""

    on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class ReceivableFact:
    """An invoice (or, with a negative amount, a credit note or reversal) and what happened to it, in fen."""

    invoice_id: int
    customer_id: int
    issued_on: date
    amount_fen: int
    signed_on: date | None
    needs_signature: bool
    due_on: date | None
    settlements: tuple[Settlement, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditFact:
    """Money received on a day (positive fen) and what of it was allocated or paid back since."""

    customer_id: int
    on: date
    amount_fen: int
    used: tuple[Settlement, ...] = ()


Fact = ReceivableFact | CreditFact
K = TypeVar("K", bound=Hashable)
K_co = TypeVar("K_co", covariant=True)


class Standing(NamedTuple):
    """Where one invoice stands on a day: open amount in fen, its bucket, days overdue (0 where it is not)."""

    open_fen: int
    bucket: Bucket
    days: int


@dataclass(frozen=True, slots=True)
class AgingRow(Generic[K_co]):
    """Amounts in fen by bucket (every bucket is there), their sum, and the most days overdue."""

    key: K_co
    amounts: Mapping[Bucket, int]
    total: int
    oldest_days: int


@dataclass(frozen=True, slots=True)
class AgingTable(Generic[K_co]):
    """The aging as of a date: rows in the order in which their keys first appeared, and their sum."""

    as_of: date
    rows: tuple[AgingRow[K_co], ...]
    total: AgingRow[None]
    open_invoices: int


def parse_edges(text: str) -> Edges:
    """Read the setting `30,60,90`, or refuse what are not three rising numbers (`field="aging_edges"`)."""
    found = _EDGES.fullmatch(text.replace("，", ",").strip())
    if found is not None:
        first, second, third = int(found[1]), int(found[2]), int(found[3])
        if 0 < first < second < third:
            return first, second, third
    raise Refused(
        msg("The aging needs three numbers of days, each larger than the one before, such as 30, 60, 90."),
        field="aging_edges",
    )


def bucket_of(due_on: date | None, as_of: date, edges: Edges = DEFAULT_EDGES) -> Bucket:
    """Place a due date; the due day itself is not overdue, and what has no due date is not due (V15)."""
    return _bucket((as_of - due_on).days if due_on is not None else 0, edges)


def open_at(fact: Fact, as_of: date) -> int:
    """Return what of an invoice or a credit is still open at the end of a day, in fen.

    Before its own day a fact has no amount; money that is already set against it counts as paid in advance.
    """
    if isinstance(fact, ReceivableFact):
        start, moves = fact.issued_on, fact.settlements
    else:
        start, moves = fact.on, fact.used
    open_fen = fact.amount_fen if start <= as_of else 0
    for move in moves:
        if move.on <= as_of:
            open_fen -= move.amount_fen
    return open_fen


def standing(
    fact: ReceivableFact, as_of: date, edges: Edges = DEFAULT_EDGES, basis: Basis = Basis.DUE
) -> Standing:
    """Tell where one invoice stands; a later signature does not exist yet, nor does its due date (R066)."""
    open_fen = open_at(fact, as_of)
    if open_fen < 0:
        return Standing(open_fen, Bucket.ON_ACCOUNT, 0)
    if fact.needs_signature and not _was_signed(fact, as_of):
        return Standing(open_fen, Bucket.NOT_SIGNED, 0)
    start = fact.due_on if basis is Basis.DUE else fact.issued_on
    days = max((as_of - start).days, 0) if start is not None else 0
    return Standing(open_fen, _bucket(days, edges), days)


def by_customer(fact: Fact) -> int:
    """Group by customer."""
    return fact.customer_id


@overload
def age(
    facts: Iterable[ReceivableFact],
    credits_: Iterable[CreditFact],
    as_of: date,
    edges: Edges = DEFAULT_EDGES,
    *,
    basis: Basis = Basis.DUE,
) -> AgingTable[int]: ...


@overload
def age(
    facts: Iterable[ReceivableFact],
    credits_: Iterable[CreditFact],
    as_of: date,
    edges: Edges = DEFAULT_EDGES,
    *,
    key: Callable[[Fact], K],
    basis: Basis = Basis.DUE,
) -> AgingTable[K]: ...


def age(
    facts: Iterable[ReceivableFact],
    credits_: Iterable[CreditFact],
    as_of: date,
    edges: Edges = DEFAULT_EDGES,
    *,
    key: Callable[[Fact], Hashable] = by_customer,
    basis: Basis = Basis.DUE,
) -> AgingTable[Hashable]:
    """Make the aging as of a date; a key with nothing open has no row, credits stand on account, negative."""
    tallies: dict[Hashable, _Tally] = {}
    open_invoices: set[int] = set()  # one in parts comes several times
    for fact in facts:
        found = standing(fact, as_of, edges, basis)
        if found.open_fen:
            _tally(tallies, key(fact)).add(found)
            if found.bucket is not Bucket.ON_ACCOUNT:
                open_invoices.add(fact.invoice_id)
    for credit in credits_:
        left = open_at(credit, as_of)
        if left:
            _tally(tallies, key(credit)).add(Standing(-left, Bucket.ON_ACCOUNT, 0))
    rows = tuple(tally.row(name) for name, tally in tallies.items())
    return AgingTable(as_of, rows, _total(rows), len(open_invoices))


class _Tally:
    """The sums of one row while it is being added up."""

    __slots__ = ("amounts", "oldest")

    def __init__(self) -> None:
        self.amounts = dict.fromkeys(Bucket, 0)
        self.oldest = 0

    def add(self, found: Standing) -> None:
        self.amounts[found.bucket] += found.open_fen
        if found.days > self.oldest:
            self.oldest = found.days

    def row(self, key: K) -> AgingRow[K]:
        return AgingRow(key, self.amounts, sum(self.amounts.values()), self.oldest)


def _tally(tallies: dict[Hashable, _Tally], key: Hashable) -> _Tally:
    found = tallies.get(key)
    if found is None:
        found = tallies[key] = _Tally()
    return found


def _total(rows: Iterable[AgingRow[object]]) -> AgingRow[None]:
    whole = _Tally()
    for row in rows:
        for bucket, fen in row.amounts.items():
            whole.amounts[bucket] += fen
        whole.oldest = max(whole.oldest, row.oldest_days)
    return whole.row(None)


def _was_signed(fact: ReceivableFact, as_of: date) -> bool:
    # A signature that gave no due date is still to be confirmed (R064).
    return fact.signed_on is not None and fact.signed_on <= as_of and fact.due_on is not None


def _bucket(days: int, edges: Edges) -> Bucket:
    if days <= 0:
        return Bucket.NOT_DUE
    if days <= edges[0]:
        return Bucket.D1_30
    if days <= edges[1]:
        return Bucket.D31_60
    return Bucket.D61_90 if days <= edges[2] else Bucket.D91_PLUS
