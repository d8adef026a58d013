"""Everything that a person can do with one open branch file."""

from __future__ import annotations

from dataclasses import dataclass, field

from branchdesk.services.complaints import Complaints
from branchdesk.services.context import Context
from branchdesk.services.customers import Customers
from branchdesk.services.duties import Duties
from branchdesk.services.imports import Imports
from branchdesk.services.interactions import Interactions
from branchdesk.services.lists import Lists
from branchdesk.services.receivables import Receivables
from branchdesk.services.summaries import Summaries
from branchdesk.services.upkeep import Upkeep
from branchdesk.services.visits import Visits


@dataclass(slots=True)
class Desk:
    """The services over one branch file; safe to use from several threads, one connection each."""

    context: Context
    customers: Customers = field(init=False)
    visits: Visits = field(init=False)
    interactions: Interactions = field(init=False)
    complaints: Complaints = field(init=False)
    receivables: Receivables = field(init=False)
    lists: Lists = field(init=False)
    duties: Duties = field(init=False)
    summaries: Summaries = field(init=False)
    imports: Imports = field(init=False)
    upkeep: Upkeep = field(init=False)

    def __post_init__(self) -> None:
        context = self.context
        self.customers = Customers(context)
        self.visits = Visits(context)
        self.interactions = Interactions(context)
        self.complaints = Complaints(context)
        self.receivables = Receivables(context)
        self.lists = Lists(context)
        self.duties = Duties(context)
        self.summaries = Summaries(context)
        self.imports = Imports(context, self.receivables)
        self.upkeep = Upkeep(context, self.receivables)

    def close(self) -> None:
        """Close the calling thread's connection."""
        self.context.database.close()
