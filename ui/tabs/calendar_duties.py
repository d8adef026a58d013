"""Reports owed and the meeting pack in the calendar's menu (D09, D10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.language import tr
from ui.tabs.base import Command

if TYPE_CHECKING:
    from ui.tabs.base import Tab


def commands(tab: Tab) -> Sequence[Command]:
    """Return the lists and papers that follow from visits."""

    def owed() -> None:
        from ui.forms.meeting_rounds import ReportsOwedDialog

        ReportsOwedDialog(tab, tab.session).open()

    def pack() -> None:
        from ui.care_papers import print_quarter_pack

        chosen = tab.current_record()
        if chosen is not None:
            site = tab.session.desk.customers.site(tab.session.desk.visits.visit(chosen).site_id)
            print_quarter_pack(tab, tab.session, site.customer_id)

    return (
        Command(tr("Service reports owed…"), owed, "", "file-text", under=tr("View")),
        Command(
            tr("Pack for the quarterly meeting…"), pack, "", "users", needs_record=True, under=tr("Print")
        ),
    )
