"""The months of a customer's sites: on the card and from the menu of the customer file (D01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from branchdesk.domain.month_ledger import Box, BoxState
from branchdesk.services.month_ledger import SiteYear
from ui.language import term, tr, words
from ui.session import Link, Session
from ui.tabs.base import Command
from ui.widgets.card_content import LinkRow, Section

if TYPE_CHECKING:
    from ui.tabs.base import Tab

_LEDGER = "month_ledger"
_COUNTED = (BoxState.DONE, BoxState.BOOKED, BoxState.OWED, BoxState.WAIVED)


def ledger_command(tab: Tab) -> Command:
    """Return the command that shows the twelve boxes of each site of the chosen customer."""
    return Command(
        tr("Ledger of months…"),
        lambda: _show(tab, tab.current_record()),
        "",
        "calendar-check",
        needs_record=True,
        under=tr("On site"),
    )


def follow(tab: Tab, link: Link) -> bool:
    """Open the ledger from its line on the card; False for other links."""
    if link.kind != _LEDGER:
        return False
    _show(tab, link.id)
    return True


def sections(session: Session, customer_id: int) -> tuple[Section, ...]:
    """Say for each site how the months of this year stand, the wrong ones by name."""
    year = session.today.year
    found = [one for one in session.desk.plan.ledger.overview(year, customer_id) if one.boxes]
    rows = tuple(_row(one, customer_id) for one in found)
    return (Section(tr("Services of {year}", year=year), rows=rows),) if rows else ()


def _row(site: SiteYear, customer_id: int) -> LinkRow:
    counts = [(state, sum(box.state is state for box in site.boxes)) for state in _COUNTED]
    said = [tr("{state} {n}", state=term(state), n=count) for state, count in counts if count]
    wrong = [_wrong(box) for box in site.boxes if box.trouble is not None]
    return LinkRow(
        tr("{site}: {months}", site=site.site, months=[*said, *wrong]),
        Link(_LEDGER, customer_id).text(),
        "",
        "circle-alert" if wrong else "calendar-check",
        "late" if wrong else "muted",
    )


def _wrong(box: Box) -> str:
    month = words().month(box.month.year, box.month.number)
    return tr("{month}: {what}", month=month, what=term(box.trouble)) if box.trouble else month


def _show(tab: Tab, customer_id: int | None) -> None:
    from ui.forms.month_ledger import MonthLedgerDialog

    MonthLedgerDialog(tab, tab.session, customer_id).open()
