"""The four tabs, in the required order; each is loaded when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from branchdesk.domain.messages import mark

if TYPE_CHECKING:
    from ui.session import Session
    from ui.tabs.base import Tab


@dataclass(frozen=True, slots=True)
class TabSpec:
    """What the window must know of a tab before it is loaded; `title` is English source text."""

    title: str
    icon: str
    link_kinds: tuple[str, ...]
    load: Callable[[Session], Tab]


def _calendar(session: Session) -> Tab:
    from ui.tabs.calendar_tab import CalendarTab

    return CalendarTab(session)


def _customers(session: Session) -> Tab:
    from ui.tabs.customers_tab import CustomersTab

    return CustomersTab(session)


def _complaints(session: Session) -> Tab:
    from ui.tabs.complaints_tab import ComplaintsTab

    return ComplaintsTab(session)


def _collections(session: Session) -> Tab:
    from ui.tabs.collections_tab import CollectionsTab

    return CollectionsTab(session)


CALENDAR_LINKS = ("visit", "extra_request", "commitment", "support", "difficulty")
CUSTOMER_LINKS = (
    *("customer", "site", "contact", "contract", "interaction"),
    *("opportunity", "objection", "competitor", "delay"),
    *("meeting", "meeting_task"),
)
TABS = (
    TabSpec(mark("Service calendar"), "calendar-days", CALENDAR_LINKS, _calendar),
    TabSpec(
        mark("Customer file"),
        "users",
        CUSTOMER_LINKS,
        _customers,
    ),
    TabSpec(mark("Complaint log"), "message-square-warning", ("complaint", "approved_answer"), _complaints),
    TabSpec(mark("Collections"), "hand-coins", ("invoice", "payment"), _collections),
)
