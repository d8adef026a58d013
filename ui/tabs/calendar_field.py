"""Visits in the field on the calendar: what can be done for the chosen visit and its site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from branchdesk.domain.customers import Site
from branchdesk.domain.months import Month
from branchdesk.domain.visits import ReportStatus, Visit, VisitKind, VisitStatus
from ui import notices
from ui.language import tr, words
from ui.session import Session
from ui.tabs.base import Command, Tab
from ui.tabs.site_acts import SiteActs

if TYPE_CHECKING:
    from ui.widgets.form_dialog import FormDialog


class FieldActs:
    """Opens what belongs to a visit in the field, for the chosen visit."""

    def __init__(self, parent: QWidget, session: Session, current: Callable[[], int | None]) -> None:
        self._parent = parent
        self._session = session
        self._current = current

    def prepare(self) -> None:
        """Agree steps and help before the visit (R004, R008)."""
        from ui.forms.visit_prepare import VisitPrepareDialog

        visit = self._visit()
        if visit is not None:
            self._open(VisitPrepareDialog(self._parent, self._session, visit))

    def addendum(self) -> None:
        """Add to the issued report of the visit (R051)."""
        from ui.forms.addendum import AddendumDialog

        visit = self._visit()
        if visit is None:
            return
        report = self._session.desk.visits.report_of(visit.id)
        if report is None or report.status is not ReportStatus.ISSUED:
            _say(tr("The report of this visit is not issued yet. Correct the record instead."))
        else:
            self._open(AddendumDialog(self._parent, self._session, report))

    def effect(self) -> None:
        """Note that the effect of a first service was explained (R010)."""
        from ui.forms.effect import EffectDialog

        visit = self._visit()
        if visit is None:
            return
        if visit.kind is VisitKind.FIRST and visit.status is VisitStatus.DONE:
            self._open(EffectDialog(self._parent, self._session, visit))
        else:
            _say(tr("Only a first service that is done has its effect explained."))

    def withhold(self) -> None:
        """Keep findings of the visit from the head office (R038)."""
        from ui.forms.withhold import WithholdDialog

        visit = self._visit()
        if visit is None:
            return
        findings = self._session.desk.field.record_of(visit.id).findings
        if findings:
            self._open(WithholdDialog(self._parent, self._session, visit.id, findings))
        else:
            _say(tr("Nothing was found line by line at this visit."))

    def pictures(self) -> None:
        """Show the pictures and papers of the visit."""
        from ui.forms.attachments import AttachmentsDialog

        visit, site = self._visit(), self._site(quiet=True)
        if visit is not None and site is not None:
            name = tr("{site}, {day}", site=site.name, day=words().value(visit.date_on))
            self._show(AttachmentsDialog(self._parent, self._session, "visit", visit.id, name))

    def open_advice(self) -> None:
        """List the recommendations that wait over all sites (R053)."""
        from ui.forms.open_advice import OpenAdviceDialog

        self._show(OpenAdviceDialog(self._parent, self._session))

    def gaps(self) -> None:
        """List what the visits of this month lack."""
        from ui.forms.month_gaps import MonthGapsDialog

        self._show(MonthGapsDialog(self._parent, self._session, Month.of(self._session.today)))

    def known_before(self) -> None:
        """List what was known before an extra request came (R143)."""
        from ui.forms.earlier_findings import EarlierFindingsDialog

        self._show(EarlierFindingsDialog(self._parent, self._session, self._session.today))

    def with_site(self, act: Callable[[Site], None]) -> None:
        """Go on with the site of the chosen visit."""
        site = self._site()
        if site is not None:
            act(site)

    def _visit(self, *, quiet: bool = False) -> Visit | None:
        chosen = self._current()
        if chosen is None:
            if not quiet:
                _say(tr("Choose a visit first."))
            return None
        return self._session.desk.visits.visit(chosen)

    def _site(self, *, quiet: bool = False) -> Site | None:
        visit = self._visit(quiet=quiet)
        return self._session.desk.customers.site(visit.site_id) if visit is not None else None

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()

    @staticmethod
    def _show(dialog: QDialog) -> None:
        dialog.open()


def commands(tab: Tab) -> Sequence[Command]:
    """Return what can be done on site, all of it in one submenu."""
    acts, under = FieldActs(tab, tab.session, tab.current_record), tr("On site")
    site_acts = SiteActs(tab, tab.session, acts.with_site)
    return (
        Command(tr("Agreed for the visit…"), acts.prepare, "", "handshake", needs_record=True, under=under),
        Command(tr("Effect explained…"), acts.effect, "", "circle-check", needs_record=True, under=under),
        Command(tr("Write an addendum…"), acts.addendum, "", "pen-line", needs_record=True, under=under),
        Command(tr("Pictures and papers…"), acts.pictures, "", "image", needs_record=True, under=under),
        Command(tr("Not to head office…"), acts.withhold, "", "eye", needs_record=True, under=under),
        Command("", under=under),
        *site_acts.commands(under),
        Command("", under=under),
        Command(tr("All open recommendations…"), acts.open_advice, "", "list-checks", under=under),
        Command(tr("What is missing this month…"), acts.gaps, "", "circle-alert", under=under),
        Command(tr("Known before the extra request…"), acts.known_before, "", "history", under=under),
    )


def _say(text: str) -> None:
    notices.post(notices.Notice(text, severity=notices.Severity.WARNING))
