"""The four tabs, in the required order."""

from __future__ import annotations

from ui.session import Session
from ui.tabs.base import Tab


def make_tabs(session: Session) -> list[Tab]:
    """Make service calendar, customer file, complaint log and collections."""
    from ui.tabs.calendar_tab import CalendarTab
    from ui.tabs.collections_tab import CollectionsTab
    from ui.tabs.complaints_tab import ComplaintsTab
    from ui.tabs.customers_tab import CustomersTab

    return [CalendarTab(session), CustomersTab(session), ComplaintsTab(session), CollectionsTab(session)]
