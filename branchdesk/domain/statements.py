"""Lines of bank statements, kept as the bank wrote them until somebody says what they are (R177, D27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.messages import Message


class LineState(StrEnum):
    """What became of a line."""

    NEW = "new"
    POSTED = "posted"  # a payment was recorded from it
    KNOWN = "known"  # a payment that was there already is this money
    IGNORED = "ignored"  # no customer's money
    OUTGOING = "outgoing"  # money that left: kept for the totals, never matched


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFile:
    """One file that was brought in, with the totals of all its lines, known ones too."""

    id: int = 0
    version: int = 0
    name: str = ""
    layout: str = ""
    digest: str = ""
    imported_at: datetime = EPOCH
    first_on: date | None = None
    last_on: date | None = None
    lines: int = 0
    in_fen: int = 0
    out_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """One transaction; `fingerprint` tells it apart in every file that holds it."""

    id: int = 0
    version: int = 0
    file_id: int = 0
    row_number: int = 0  # in the file, as a spreadsheet counts
    fingerprint: str = ""
    booked_on: date = date.min
    at: str = ""  # wall time HH:MM:SS where the bank says so
    amount_fen: int = 0  # negative: money that left
    payer: str = ""
    account: str = ""
    text: str = ""
    reference: str = ""
    state: LineState = LineState.NEW
    payment_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerMemory:
    """Whose money a payer's name stands for, as somebody said before (D27)."""

    id: int = 0
    version: int = 0
    payer: str = ""  # folded
    customer_id: int = 0
    times: int = 1
    last_on: date = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A line as it was read from a file, before it is known whether it is new."""

    row: int
    on: date
    amount_fen: int
    at: str = ""
    payer: str = ""
    account: str = ""
    text: str = ""
    reference: str = ""
    balance: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that holds something but is no transaction as far as one can read it."""

    row: int
    why: Message


def fingerprints(lines: list[ReadLine]) -> list[str]:
    """Name every line so that the same transaction has the same name in each file that holds it.

    The bank's own reference names it, with day and amount because some banks count references anew; without
    one everything that was written does. Lines that are equal in all of it are told apart by their order.
    """
    seen: dict[str, int] = {}
    names = []
    for line in lines:
        said = (
            ("ref", line.reference)
            if line.reference
            else ("all", line.at, line.payer, line.account, line.text, line.balance)
        )
        base = "\x1f".join((line.on.isoformat(), str(line.amount_fen), *said))
        seen[base] = seen.get(base, 0) + 1
        names.append(sha256(f"{base}\x1f{seen[base]}".encode()).hexdigest()[:32])
    return names
