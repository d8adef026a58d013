"""Invoices in parts: each part has its day, and money pays the oldest part first (R062, R077)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from branchdesk.domain.aging import ReceivableFact, Settlement
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen

LEAST, MOST = 2, 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One part of an invoice."""

    id: int = 0
    version: int = 0
    invoice_id: int = 0
    nth: int = 1
    due_on: date = date.min
    amount_fen: int = 0
    given_before_on: date | None = None  # the invoice's due day by hand from before the parts


@dataclass(frozen=True, slots=True)
class PartStanding:
    """What is paid of one part."""

    part: Instalment
    paid_fen: int

    @property
    def open_fen(self) -> int:
        """Return what is still to come of this part."""
        return self.part.amount_fen - self.paid_fen

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day has passed; the day itself has not (R069)."""
        return self.open_fen > 0 and self.part.due_on < today


def propose(amount_fen: int, count: int, first_on: date, months: int = 1) -> tuple[Instalment, ...]:
    """Split an amount evenly, a part every so many months; the odd fen go to the last part."""
    each = amount_fen // count
    return tuple(
        Instalment(
            nth=nth + 1,
            due_on=first_on + relativedelta(months=months * nth),
            amount_fen=each if nth + 1 < count else amount_fen - each * (count - 1),
        )
        for nth in range(count)
    )


def check_instalments(parts: Sequence[Instalment], amount_fen: int, issued_on: date) -> dict[str, Message]:
    """Refuse parts that do not sum exactly to the invoice, or whose days do not rise."""
    if not LEAST <= len(parts) <= MOST:
        return {"parts": msg("Enter {least} to {most} parts.", least=LEAST, most=MOST)}
    if any(part.amount_fen <= 0 for part in parts):
        return {"parts": msg("Every part has an amount above zero.")}
    days = [part.due_on for part in parts]
    if days != sorted(set(days)):
        return {"parts": msg("Each part is due later than the one before. Correct the days.")}
    if days[0] < issued_on:
        return {"parts": msg("The first part is due before the invoice was issued. Correct the day.")}
    total = sum(part.amount_fen for part in parts)
    if total < amount_fen:
        short = Fen(amount_fen - total)
        return {"parts": msg("The parts come to {total}; {rest} is missing.", total=Fen(total), rest=short)}
    if total > amount_fen:
        over = Fen(total - amount_fen)
        return {
            "parts": msg("The parts come to {total}; that is {rest} too much.", total=Fen(total), rest=over)
        }
    return {}


def standings(parts: Sequence[Instalment], paid_fen: int) -> tuple[PartStanding, ...]:
    """Lay what was paid on the parts, the oldest first."""
    found, before = [], 0
    for part in sorted(parts, key=lambda one: one.nth):
        paid = min(max(paid_fen - before, 0), part.amount_fen)
        found.append(PartStanding(part, paid))
        before += part.amount_fen
    return tuple(found)


def due_day(parts: Sequence[Instalment], paid_fen: int) -> date:
    """Return the day of the first part that is not paid in full; of the last one where all are."""
    laid = standings(parts, paid_fen)
    return next((one.part.due_on for one in laid if one.open_fen > 0), laid[-1].part.due_on)


def asked_fen(parts: Sequence[Instalment], paid_fen: int, today: date) -> int:
    """Return what can be asked for: the parts whose day has come, else the part that is next."""
    until = max(today, due_day(parts, paid_fen))
    return sum(one.open_fen for one in standings(parts, paid_fen) if one.part.due_on <= until)


def split(fact: ReceivableFact, parts: Sequence[Instalment]) -> list[ReceivableFact]:
    """Make one fact of each part, so that each stands in its own bucket; their sum is the invoice on any day.

    What was paid by a day lies on the oldest parts. What is more than the invoice, or less than nothing, lies
    on the last or the first part, so that no fen is lost.
    """
    ordered = sorted(parts, key=lambda one: one.nth)
    daily: dict[date, int] = defaultdict(int)
    for move in fact.settlements:
        daily[move.on] += move.amount_fen
    paid, laid = 0, [0] * len(ordered)
    moves: list[list[Settlement]] = [[] for _ in ordered]
    for day in sorted(daily):
        paid += daily[day]
        fresh = _lay(ordered, paid)
        for at, (old, new) in enumerate(zip(laid, fresh, strict=True)):
            if new != old:
                moves[at].append(Settlement(day, new - old))
        laid = fresh
    return [
        replace(
            fact,
            amount_fen=part.amount_fen,
            due_on=part.due_on,
            needs_signature=False,
            settlements=tuple(moves[at]),
        )
        for at, part in enumerate(ordered)
    ]


def _lay(parts: Sequence[Instalment], paid_fen: int) -> list[int]:
    found = [one.paid_fen for one in standings(parts, paid_fen)]
    rest = paid_fen - sum(found)
    found[0 if rest < 0 else -1] += rest
    return found
