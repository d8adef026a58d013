"""Calendar months, by which figures are grouped and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year; months sort by time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, key: str) -> Month:
        """Read `YYYY-MM`."""
        return cls(int(key[:4]), int(key[5:7]))

    @property
    def key(self) -> str:
        """Return `YYYY-MM`, as SQL groups by it and as charts are labelled."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.plus(1).first - timedelta(days=1)

    def plus(self, count: int) -> Month:
        """Return the month so many months later (or, negative, earlier)."""
        year, number = divmod(self.year * 12 + self.number - 1 + count, 12)
        return Month(year, number + 1)
