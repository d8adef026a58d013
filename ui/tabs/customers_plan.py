"""The months of a customer's sites, from the customer file (D01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.language import tr
from ui.tabs.base import Command

if TYPE_CHECKING:
    from ui.tabs.base import Tab


def ledger_command(tab: Tab) -> Command:
    """Return the command that shows the twelve boxes of each site of the chosen customer."""

    def show() -> None:
        from ui.forms.month_ledger import MonthLedgerDialog

        MonthLedgerDialog(tab, tab.session, tab.current_record()).open()

    return Command(tr("Ledger of months…"), show, "", "calendar-check", needs_record=True)
