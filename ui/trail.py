"""The records one went to, and the way back through them (Alt+Left, Alt+Right)."""

from __future__ import annotations

from ui.session import Link

LONGEST = 100


class Trail:
    """Remembers jumps from record to record; arrows in a list are no jumps."""

    def __init__(self) -> None:
        self._links: list[Link] = []
        self._at = -1

    def go(self, here: Link | None, there: Link) -> None:
        """Note a jump; what lay ahead is forgotten."""
        del self._links[self._at + 1 :]
        for link in (here, there):
            if link is not None and (not self._links or self._links[-1] != link):
                self._links.append(link)
        del self._links[:-LONGEST]
        self._at = len(self._links) - 1

    def back(self, here: Link | None) -> Link | None:
        """Return the record visited before; the last one itself where somebody has wandered off from it."""
        if self._at >= 0 and here != self._links[self._at]:
            return self._links[self._at]
        return self._step(-1)

    def forward(self) -> Link | None:
        """Return the record from which one came back."""
        return self._step(1)

    def _step(self, count: int) -> Link | None:
        if not 0 <= self._at + count < len(self._links):
            return None
        self._at += count
        return self._links[self._at]
