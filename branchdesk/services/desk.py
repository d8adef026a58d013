"""Everything that a person can do with one open branch file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from branchdesk.services.complaints import Complaints
from branchdesk.services.context import Context
from branchdesk.services.customers import Customers
from branchdesk.services.duties import Duties
from branchdesk.services.interactions import Interactions
from branchdesk.services.lists import Lists
from branchdesk.services.receivables import Receivables
from branchdesk.services.upkeep import Upkeep
from branchdesk.services.visits import Visits

if TYPE_CHECKING:
    from branchdesk.services.imports import Imports
    from branchdesk.services.summaries import Summaries


class Desk:
    """The services over one branch file; safe to use from several threads, one connection each."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.customers = Customers(context)
        self.visits = Visits(context)
        self.interactions = Interactions(context)
        self.complaints = Complaints(context)
        self.receivables = Receivables(context)
        self.lists = Lists(context)
        self.duties = Duties(context)
        self.upkeep = Upkeep(context, self.receivables)

    # The window opens without these two: their modules are loaded when a month or a spreadsheet is asked for.

    @cached_property
    def summaries(self) -> Summaries:
        """Return what can be done with months."""
        from branchdesk.services.summaries import Summaries

        return Summaries(self.context)

    @cached_property
    def imports(self) -> Imports:
        """Return what can be done with other people's spreadsheets."""
        from branchdesk.services.imports import Imports

        return Imports(self.context, self.receivables)

    def close(self) -> None:
        """Close the calling thread's connection."""
        self.context.database.close()
