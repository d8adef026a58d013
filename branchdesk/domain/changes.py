"""Which kinds of record one act touched: what every screen needs to know to stay true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The record types that were written."""

    kinds: frozenset[type] = frozenset()

    def touches(self, *kinds: type) -> bool:
        """Tell whether any of these record types was written."""
        return not self.kinds.isdisjoint(kinds)

    def __or__(self, other: Changes) -> Changes:
        """Join the touches of two acts."""
        return Changes(self.kinds | other.kinds)
