"""Papers of the calendar: report, notice, blank form, day and call sheets (R011, R061, R174)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from branchdesk.domain.visits import Visit
from ui.language import tr
from ui.tabs.base import Command, Tab


def commands(tab: Tab, current_day: Callable[[], date]) -> Sequence[Command]:
    """Return what can be printed here; the sheets of a day are those of the chosen day."""
    under = tr("Print")

    def of_visit(text: str, kind: str, icon: str) -> Command:
        return Command(text, lambda: _visit_paper(tab, kind), icon=icon, needs_record=True, under=under)

    def of_day(text: str, kind: str, icon: str) -> Command:
        return Command(text, lambda: _day_paper(tab, kind, current_day()), icon=icon, under=under)

    return (
        of_day(tr("Day sheets of the technicians"), "day-sheet", "calendar-days"),
        of_day(tr("Call sheet of the day"), "call-sheet", "phone"),
        of_visit(tr("Service report"), "service-report", "file-text"),
        of_visit(tr("Preparation notice"), "prep-notice", "clipboard-list"),
        Command(
            tr("Blank service report"),
            lambda: _print(tab, "blank-report"),
            icon="file-text",
            under=under,
        ),
        Command(tr("Preparation lists…"), lambda: _preparation_lists(tab), icon="list-checks", under=under),
    )


def _visit_paper(tab: Tab, kind: str) -> None:
    visit_id = tab.current_record()
    if visit_id is None:
        return
    visit = tab.session.desk.visits.visit(visit_id)
    _print(tab, kind, str(visit_id), _name(tab, visit))


def _day_paper(tab: Tab, kind: str, day: date) -> None:
    _print(tab, kind, day.isoformat(), day.isoformat())


def _print(tab: Tab, kind: str, of: str = "", name: str = "") -> None:
    # Paper is slow to import, and the first picture needs none (docs/decisions/0005).
    from ui.paper_prints import print_paper

    print_paper(tab, tab.session, kind, of, name)


def _name(tab: Tab, visit: Visit) -> str:
    site = tab.session.desk.customers.site(visit.site_id)
    customer = tab.session.desk.customers.customer(site.customer_id)
    return f"{customer.short_name or customer.name} {visit.date_on}"


def _preparation_lists(tab: Tab) -> None:
    from ui.forms.preparation_lists import PreparationListsDialog

    dialog = PreparationListsDialog(tab, tab.session)
    dialog.saved.connect(tab.session.tell)
    dialog.open()
