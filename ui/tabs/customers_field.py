"""The sites of the chosen customer: devices, recommendations, logbook, ratings, pests over the months."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from branchdesk.domain.customers import Site
from ui import notices
from ui.language import tr
from ui.tabs.base import Command, Tab
from ui.tabs.site_acts import SiteActs


def commands(tab: Tab) -> Sequence[Command]:
    """Return what can be done with the sites of the chosen customer, in one submenu."""
    acts = SiteActs(tab, tab.session, lambda act: _choose(tab, act))
    return acts.commands(tr("On site"))


def _choose(tab: Tab, act: Callable[[Site], None]) -> None:
    """Go on with the only site, or ask which of several is meant."""
    customer_id = tab.current_record()
    if customer_id is None:
        return
    sites = [one for one in tab.session.desk.customers.sites_of(customer_id) if one.active]
    if not sites:
        text = tr("This customer has no site yet. Enter the site first.")
        notices.post(notices.Notice(text, severity=notices.Severity.WARNING))
    elif len(sites) == 1:
        act(sites[0])
    else:
        menu = QMenu(tab)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for site in sites:
            menu.addAction(site.name).triggered.connect(lambda _checked=False, site=site: act(site))
        menu.popup(QCursor.pos())
