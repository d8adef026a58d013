"""Everything that a person does with the plan, each matter in its own class, loaded when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from branchdesk.services.context import Context

if TYPE_CHECKING:
    from branchdesk.services.busy_times import BusyTimes
    from branchdesk.services.capacity import Capacity
    from branchdesk.services.causes import Causes
    from branchdesk.services.collecting import Collecting
    from branchdesk.services.month_ledger import MonthLedger
    from branchdesk.services.prepayment import Prepayment
    from branchdesk.services.shifting import Shifting


class Plan:
    """The doors to the plan."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def ledger(self) -> MonthLedger:
        """Return what can be done with the twelve boxes of a site (D01)."""
        from branchdesk.services.month_ledger import MonthLedger

        return MonthLedger(self._context)

    @cached_property
    def capacity(self) -> Capacity:
        """Return clashes, full days and the queue of those who wait for a slot (R016, R081)."""
        from branchdesk.services.capacity import Capacity

        return Capacity(self._context)

    @cached_property
    def shifting(self) -> Shifting:
        """Return how all visits of a range move at once (D05)."""
        from branchdesk.services.shifting import Shifting

        return Shifting(self._context)

    @cached_property
    def causes(self) -> Causes:
        """Return misses, moves and late arrivals with whose cause they were (D07)."""
        from branchdesk.services.causes import Causes

        return Causes(self._context)

    @cached_property
    def prepayment(self) -> Prepayment:
        """Return which jobs are paid for before they are scheduled (R080)."""
        from branchdesk.services.prepayment import Prepayment

        return Prepayment(self._context)

    @cached_property
    def collecting(self) -> Collecting:
        """Return visits that ask for money in person (R070)."""
        from branchdesk.services.collecting import Collecting

        return Collecting(self._context)

    @cached_property
    def busy(self) -> BusyTimes:
        """Return calendars for other programs, and technicians' own ones as busy times."""
        from branchdesk.services.busy_times import BusyTimes

        return BusyTimes(self._context)
