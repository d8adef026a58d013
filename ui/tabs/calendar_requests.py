"""Extra requests, difficulties and our promises in the menu of the calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ui.language import tr
from ui.request_acts import RequestActs
from ui.tabs.base import Command

if TYPE_CHECKING:
    from ui.tabs.base import Tab


def new_command(tab: Tab) -> Command:
    """Return the command that takes a request at the site of the chosen visit."""
    acts = RequestActs(tab, tab.session)
    return Command(tr("Extra service request…"), lambda: _new(tab, acts), "Ctrl+E", "phone-call")


def commands(tab: Tab) -> Sequence[Command]:
    """Return what can be done about extra requests; `tab` shows visits."""
    acts, under = RequestActs(tab, tab.session), tr("Extra requests")
    return (
        Command(tr("List of extra requests…"), acts.list, "Ctrl+Shift+E", "list", under=under),
        Command(tr("Measures of extra requests…"), acts.measures, "", "chart-column", under=under),
        Command(
            tr("Is it solved?…"), _of_visit(tab, acts.follow_up), "", "phone", needs_record=True, under=under
        ),
        Command(
            tr("Somebody is there…"),
            _of_visit(tab, acts.arrived),
            "",
            "map-pin",
            needs_record=True,
            under=under,
        ),
        Command(tr("Show the request"), _of_visit(tab, acts.card), "", "eye", needs_record=True, under=under),
        Command("", under=under),
        Command(
            tr("Difficulty: tell the area manager…"),
            lambda: _difficult(tab, acts),
            "",
            "triangle-alert",
            needs_record=True,
            under=under,
        ),
        Command(tr("Difficulties and support…"), acts.supports, "", "users", under=under),
        Command(tr("Our promises…"), acts.promises, "", "handshake", under=under),
    )


def _new(tab: Tab, acts: RequestActs) -> None:
    """Take a request at the site of the chosen visit, or anywhere."""
    visit_id = tab.current_record()
    if visit_id is None:
        acts.new()
        return
    customers = tab.session.desk.customers
    site = customers.site(tab.session.desk.visits.visit(visit_id).site_id)
    acts.new(site.customer_id, site.id)


def _of_visit(tab: Tab, act: Callable[[int], None]) -> Callable[[], None]:
    def run() -> None:
        visit_id = tab.current_record()
        request = tab.session.desk.requests.of_visit(visit_id) if visit_id is not None else None
        if request is not None:
            act(request.id)
        elif visit_id is not None:
            from ui import notices

            text = tr("This visit serves no extra request. Choose an extra visit, or open the list.")
            notices.post(notices.Notice(text, severity=notices.Severity.WARNING))

    return run


def _difficult(tab: Tab, acts: RequestActs) -> None:
    visit_id = tab.current_record()
    if visit_id is not None:
        acts.difficulty(visit_id)
