"""Where "now" comes from: rules never ask the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The instant of a record that has not been given one."""


class Clock(Protocol):
    """Tells the present instant and the branch's business date."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC, whole seconds."""

    def today(self) -> date:
        """Return the date at the branch."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock seen from the branch's time zone."""

    zone: ZoneInfo

    def now(self) -> datetime:
        """Return the machine's instant in UTC, whole seconds."""
        return datetime.now(UTC).replace(microsecond=0)

    def today(self) -> date:
        """Return the date at the branch."""
        return datetime.now(self.zone).date()


@dataclass(frozen=True, slots=True)
class FixedDayClock:
    """The machine's time of day on a day that was chosen (`--as-of`)."""

    day: date
    zone: ZoneInfo

    def now(self) -> datetime:
        """Return the chosen day at the present local time of day, in UTC."""
        local = datetime.now(self.zone).replace(microsecond=0)
        return datetime.combine(self.day, local.time(), self.zone).astimezone(UTC)

    def today(self) -> date:
        """Return the chosen day."""
        return self.day


@dataclass(slots=True)
class ManualClock:
    """A clock that moves only when told: for tests and for the sample branch."""

    instant: datetime
    zone: ZoneInfo

    @classmethod
    def at(cls, day: date, moment: time = time(9, 0), zone: str = "Asia/Shanghai") -> ManualClock:
        """Start at a local wall time."""
        tz = ZoneInfo(zone)
        return cls(datetime.combine(day, moment, tz).astimezone(UTC), tz)

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self.instant

    def today(self) -> date:
        """Return the local date of the instant that was set."""
        return self.instant.astimezone(self.zone).date()

    def advance(self, by: timedelta) -> None:
        """Move forward (or back)."""
        self.instant += by
