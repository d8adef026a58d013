"""Whose money a receipt is, and which invoices add up to it (D27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain.allocation import OpenItem, Share, age_order, suggest_oldest_first
from branchdesk.domain.textfold import fold_text

MOST_STEPS = 50_000
"""Looks at which the search for sums ends: about 16 invoices are searched through in full."""
MOST_FOUND = 5
_LONG_ENOUGH = 4  # signs of a number before its finding in a text means anything


class Fit(StrEnum):
    """How invoices and receipt go together, the best first."""

    NAMED = "named"  # their numbers stand in the transfer's text, and the sum is right
    ONE = "one"
    ALL = "all"
    OLDEST = "oldest"  # the oldest ones, in a row
    SUM = "sum"
    PART = "part"  # no sum fits: the oldest first, as far as it goes


@dataclass(frozen=True, slots=True)
class Proposal:
    """Invoices for a receipt; only a `PART` leaves invoices or money open."""

    fit: Fit
    shares: tuple[Share, ...]

    @property
    def total_fen(self) -> int:
        """Return the sum of the shares."""
        return sum(share.amount_fen for share in self.shares)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sets of invoices that add up to an amount; `whole` is False where the search was cut short."""

    found: tuple[tuple[OpenItem, ...], ...]
    whole: bool


def proposals(amount_fen: int, items: Sequence[OpenItem], text: str = "") -> tuple[Proposal, ...]:
    """Propose what a receipt pays, the best first; where no sum fits, the oldest first as far as it goes."""
    ready = sorted((one for one in items if one.open_fen > 0), key=age_order)
    if amount_fen <= 0 or not ready:
        return ()
    candidates = list(_exact(amount_fen, ready, text))
    seen: dict[frozenset[int], Proposal] = {}
    for one in sorted(candidates, key=lambda found: list(Fit).index(found.fit)):
        seen.setdefault(frozenset(share.item_id for share in one.shares), one)
    exact = tuple(seen.values())[:MOST_FOUND]
    return exact or (Proposal(Fit.PART, suggest_oldest_first(amount_fen, ready)),)


def sums_to(amount_fen: int, items: Sequence[OpenItem], *, most: int = MOST_FOUND) -> Sums:
    """Search the sets of invoices whose open amounts add up exactly.

    The search looks at most at `MOST_STEPS` sets; of what it has until then, the fewest invoices come first.
    """
    search = _Search(amount_fen, sorted(items, key=lambda one: -one.open_fen))
    found = list(search.run())
    found.sort(key=lambda one: (len(one), [age_order(item) for item in sorted(one, key=age_order)]))
    return Sums(tuple(tuple(sorted(one, key=age_order)) for one in found[:most]), search.steps < MOST_STEPS)


def is_named_in(number: str, text: str) -> bool:
    """Tell whether a text names a number, such as an invoice's, whatever blanks stand in it."""
    wanted = fold_text(number).lstrip("0")
    return len(wanted) >= _LONG_ENOUGH and wanted in fold_text(text)


def name_score(payer: str, names: Iterable[str]) -> int:
    """Say how well a payer's name fits: 3 the same, 2 one within the other, 0 not at all.

    What stands within the other has three signs at least.
    """
    paid, best = fold_text(payer), 0
    for name in names:
        known = fold_text(name)
        if not known or not paid:
            continue
        if paid == known:
            return 3
        shorter, longer = sorted((paid, known), key=len)
        if len(shorter) >= 3 and shorter in longer:
            best = 2
    return best


def _exact(amount_fen: int, ready: Sequence[OpenItem], text: str) -> Iterator[Proposal]:
    named = [one for one in ready if is_named_in(one.number, text)]
    if named and _total(named) == amount_fen:
        yield Proposal(Fit.NAMED, _whole(named))
    if _total(ready) == amount_fen:
        yield Proposal(Fit.ALL if len(ready) > 1 else Fit.ONE, _whole(ready))
    for one in ready:
        if one.open_fen == amount_fen:
            yield Proposal(Fit.ONE, _whole([one]))
    for count in range(2, len(ready)):
        if _total(ready[:count]) == amount_fen:
            yield Proposal(Fit.OLDEST, _whole(ready[:count]))
    for found in sums_to(amount_fen, ready).found:
        yield Proposal(Fit.SUM if len(found) > 1 else Fit.ONE, _whole(found))


class _Search:
    """Depth first over the amounts, greatest first; a branch ends where the rest cannot reach the amount."""

    def __init__(self, amount_fen: int, items: Sequence[OpenItem]) -> None:
        self._amount = amount_fen
        self._items = items
        self._rest = [0] * (len(items) + 1)
        for at in range(len(items) - 1, -1, -1):
            self._rest[at] = self._rest[at + 1] + items[at].open_fen
        self.steps = 0

    def run(self) -> Iterator[tuple[OpenItem, ...]]:
        """Yield each set once, until the steps are used up."""
        stack: list[tuple[int, int, tuple[OpenItem, ...]]] = [(0, self._amount, ())]
        while stack and self.steps < MOST_STEPS:
            self.steps += 1
            at, missing, chosen = stack.pop()
            if missing == 0:
                yield chosen
                continue
            if at == len(self._items) or missing < 0 or self._rest[at] < missing:
                continue
            item = self._items[at]
            stack.append((at + 1, missing, chosen))
            if item.open_fen <= missing:
                stack.append((at + 1, missing - item.open_fen, (*chosen, item)))


def _whole(items: Iterable[OpenItem]) -> tuple[Share, ...]:
    return tuple(Share(one.id, one.open_fen) for one in items)


def _total(items: Iterable[OpenItem]) -> int:
    return sum(one.open_fen for one in items)
