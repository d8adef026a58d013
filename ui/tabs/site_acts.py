"""What one does with a site: from a visit on the calendar, and from its customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Site
from branchdesk.domain.months import Month
from ui.language import tr
from ui.session import Session
from ui.tabs.base import Command

if TYPE_CHECKING:
    from ui.widgets.form_dialog import FormDialog

With = Callable[[Callable[[Site], None]], None]
"""Finds the site that is meant, and hands it on; nothing happens where there is none."""


class SiteActs:
    """Opens the dialogs of a site over a parent."""

    def __init__(self, parent: QWidget, session: Session, with_site: With) -> None:
        self._parent = parent
        self._session = session
        self._with = with_site

    def commands(self, under: str) -> tuple[Command, ...]:
        """Return the commands about a site, for a submenu."""
        return (
            Command(
                tr("Recommendations…"), self.advice, "", "clipboard-list", needs_record=True, under=under
            ),
            Command(tr("Devices…"), self.devices, "", "list-checks", needs_record=True, under=under),
            Command(tr("Logbook…"), self.logbook, "", "clipboard-check", needs_record=True, under=under),
            Command(tr("Rate the month…"), self.ratings, "", "star", needs_record=True, under=under),
            Command(
                tr("Meeting about preparation…"), self.meeting, "", "users", needs_record=True, under=under
            ),
            Command(
                tr("Pests over twelve months…"),
                self.trend,
                "",
                "chart-column",
                needs_record=True,
                under=under,
            ),
        )

    def advice(self) -> None:
        """Look through the recommendations (R053)."""
        from ui.forms.site_advice import SiteAdviceDialog

        self._with(lambda site: self._open(SiteAdviceDialog(self._parent, self._session, site)))

    def devices(self) -> None:
        """Edit the devices (R052)."""
        from ui.forms.devices import DevicesDialog

        self._with(lambda site: self._open(DevicesDialog(self._parent, self._session, site)))

    def logbook(self) -> None:
        """Place the logbook, or correct what is known of it (R009)."""
        from branchdesk.domain.site_book import Logbook
        from ui.forms.site_logbook import LogbookDialog

        def show(site: Site) -> None:
            draft = Logbook(site_id=site.id, place=site.logbook_place)
            book = self._session.desk.site_book.logbook(site.id) or draft
            self._open(LogbookDialog(self._parent, self._session, book))

        self._with(show)

    def ratings(self) -> None:
        """Rate the site for this month (R037)."""
        from ui.forms.site_ratings import SiteRatingsDialog

        month = Month.of(self._session.today)
        self._with(lambda site: self._open(SiteRatingsDialog(self._parent, self._session, site, month)))

    def meeting(self) -> None:
        """Record a meeting about preparation (R014)."""
        from branchdesk.domain.site_book import PreparationMeeting
        from ui.forms.staff_meeting import StaffMeetingDialog

        def show(site: Site) -> None:
            meeting = PreparationMeeting(site_id=site.id)
            self._open(StaffMeetingDialog(self._parent, self._session, meeting))

        self._with(show)

    def trend(self) -> None:
        """Show the pests of twelve months (R052)."""
        from ui.forms.pest_trend import PestTrendDialog

        self._with(lambda site: PestTrendDialog(self._parent, self._session, site).open())

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()
