"""The bridge from the desk's lists to the table widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.services.desk import Desk
from ui.table.model import ListQuery as TableQuery


class DeskRows:
    """Rows of one list of the desk; the table's filter is a `ListQuery`."""

    def __init__(self, desk: Desk, kind: ListKind) -> None:
        self._desk = desk
        self._kind = kind

    def ids(self, query: TableQuery) -> Sequence[int]:
        """Return the ids in the asked order."""
        wanted = query.filter if isinstance(query.filter, ListQuery) else ListQuery(self._kind)
        return self._desk.lists.ids(replace(wanted, sort=query.sort_key, descending=query.descending))

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids."""
        return self._desk.lists.rows(self._kind, ids)
