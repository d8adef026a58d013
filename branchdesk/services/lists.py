"""The lists of the window and of `list KIND`, and the search box."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.findings import Found
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.services.context import Context
from branchdesk.storage.queries import find as find_queries
from branchdesk.storage.queries import lists as list_queries
from branchdesk.storage.queries.calls_owed import owed_values

if TYPE_CHECKING:
    from branchdesk.domain.rows import Row


class Lists:
    """Reads lists in pages."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ids(self, query: ListQuery) -> list[int]:
        """Return the ids that a query finds, in its order."""
        context = self._context
        limits = owed_values(context.settings) if "uncalled" in query.filters else {}
        return list_queries.list_ids(context.database, query, context.clock.today(), context.zone, limits)

    def days(self, query: ListQuery) -> list[tuple[int, date]]:
        """Return the ids that a query finds with the day of each: what a calendar counts before it reads."""
        context = self._context
        return list_queries.list_days(context.database, query, context.clock.today(), context.zone, {})

    def rows(self, kind: ListKind, ids: Sequence[int]) -> list[Row]:
        """Read the rows of some ids, in their order."""
        return list_queries.list_rows(self._context.database, kind, ids, self._context.clock.today())

    def technicians(self) -> list[Employee]:
        """Return who can be sent to a site today."""
        everybody = self._context.reader.find(Employee, active=True)
        return [person for person in everybody if person.role is EmployeeRole.TECHNICIAN]

    def find(self, text: str, most: int = 30) -> list[Found]:
        """Return what the search box finds: names, pinyin, phones, addresses, numbers (R135)."""
        return find_queries.find(self._context.database, text, most)

    def search_texts(self) -> dict[int, str]:
        """Return by customer everything that finds it, for fields in which one types a customer."""
        return find_queries.search_texts(self._context.database)
