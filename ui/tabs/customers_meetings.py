"""Meetings on the customer's card and in its menu: this quarter's, decisions, reports owed (R024, D09)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from branchdesk.domain.meetings import Meeting, MeetingTask, QuarterState, standing_words
from ui.language import say, tr, trn
from ui.session import Link, Session
from ui.tabs.base import Command
from ui.widgets.card_content import Fact, LinkRow, Section

if TYPE_CHECKING:
    from ui.tabs.list_tab import ListTab
    from ui.widgets.form_dialog import FormDialog

KINDS: tuple[type, ...] = (Meeting, MeetingTask)
"""Records whose changes make the card reload."""
LINK_KINDS = ("meeting", "meeting_task")
_MOST = 4
_QUARTER, _OWED = "quarter_meeting", "reports_owed"
_TOKENS = {
    QuarterState.MET: "kept",
    QuarterState.PLANNED: "info",
    QuarterState.OPEN: "",
    QuarterState.SOON: "soon",
}


def sections(session: Session, customer_id: int) -> tuple[Section, ...]:
    """Say how this quarter's meeting stands, what is still to be done of the last one, and reports owed."""
    customer = session.desk.customers.customer(customer_id)
    if customer.status.value != "active" or customer.kind.value == "one_off":
        return ()
    one = session.desk.meetings.standing_of(customer_id)
    link = Link(_QUARTER, customer_id).text()
    fact = Fact(tr("Quarterly meeting"), say(standing_words(one)), link, _TOKENS[one.state])
    facts = [fact] if customer.kind.value != "outlet" else []
    rows = (*_last(session, customer_id), *_tasks(session, customer_id), *_reports(session, customer_id))
    return (
        (Section(tr("Meetings and reports"), facts=tuple(facts), rows=tuple(rows)),) if facts or rows else ()
    )


def commands(tab: ListTab) -> Sequence[Command]:
    """Return what can be done about meetings, in the submenu of care."""
    acts, under = _Acts(tab), tr("Care")
    return (
        Command("", under=under),
        Command(tr("Quarterly meeting…"), acts.meeting, icon="users", needs_record=True, under=under),
        Command(tr("Whom to meet this quarter…"), acts.to_meet, icon="users", under=under),
        Command(tr("Calls owed this month…"), acts.owed_calls, icon="phone-call", under=under),
    )


def follow(tab: ListTab, link: Link) -> bool:
    """Open what a line of the card stands for; False where it is not about meetings."""
    acts = _Acts(tab)
    if link.kind == _QUARTER:
        acts.meeting_of(link.id)
    elif link.kind == _OWED:
        acts.reports_of(link.id)
    else:
        return False
    return True


def dialog_of(tab: ListTab, link: Link) -> FormDialog | None:
    """Return the dialog of a meeting or of what one decided."""
    from ui.forms.meeting import MeetingDialog, MeetingTaskDialog

    meetings = tab.session.desk.meetings
    if link.kind == "meeting":
        return MeetingDialog(tab, tab.session, meetings.meeting(link.id))
    if link.kind == "meeting_task":
        return MeetingTaskDialog(tab, tab.session, meetings.task(link.id))
    return None


def customer_of(session: Session, link: Link) -> int | None:
    """Return the customer to whom a meeting or task belongs."""
    meetings = session.desk.meetings
    if link.kind == "meeting":
        return meetings.meeting(link.id).customer_id
    return meetings.task(link.id).customer_id if link.kind == "meeting_task" else None


def _last(session: Session, customer_id: int) -> Iterator[LinkRow]:
    """Lead to the minutes of the last meeting."""
    held = next((one for one in session.desk.meetings.meetings_of(customer_id) if one.held_on), None)
    if held is not None:
        text = tr("Last meeting: {minutes}", minutes=held.minutes)
        yield LinkRow(text, Link("meeting", held.id).text(), f"{held.held_on}", "handshake")


def _tasks(session: Session, customer_id: int) -> Iterator[LinkRow]:
    for task in session.desk.meetings.open_tasks(customer_id)[:_MOST]:
        late = task.due_on < session.today
        detail = tr("{owner} by {day}", owner=task.owner, day=task.due_on)
        yield LinkRow(
            task.what, Link("meeting_task", task.id).text(), detail, "list-checks", "late" if late else "info"
        )


def _reports(session: Session, customer_id: int) -> Iterator[LinkRow]:
    owed = session.desk.duty_work.reports_owed(customer_id)
    if owed:
        text = trn("{n} service report is owed", "{n} service reports are owed", len(owed))
        detail = tr("since {day}", day=owed[0].date_on)
        yield LinkRow(text, Link(_OWED, customer_id).text(), detail, "file-text", "late")


class _Acts:
    """What the commands do."""

    def __init__(self, tab: ListTab) -> None:
        self._tab = tab

    def meeting(self) -> None:
        """Plan the chosen customer's meeting, or write its minutes."""
        chosen = self._tab.current_record()
        if chosen is not None:
            self.meeting_of(chosen)

    def meeting_of(self, customer_id: int) -> None:
        """Plan a customer's meeting, or write its minutes."""
        from ui.forms.meeting_rounds import open_meeting

        open_meeting(self._tab, self._tab.session, customer_id)

    def reports_of(self, customer_id: int) -> None:
        """Show which reports a customer's visits still owe."""
        from ui.forms.meeting_rounds import ReportsOwedDialog

        ReportsOwedDialog(self._tab, self._tab.session, customer_id).open()

    def to_meet(self) -> None:
        """Show whom to meet this quarter."""
        from ui.forms.meeting_rounds import ToMeetDialog

        ToMeetDialog(self._tab, self._tab.session).open()

    def owed_calls(self) -> None:
        """Show who is owed a call this month."""
        from ui.forms.meeting_rounds import MonthlyCallsDialog

        MonthlyCallsDialog(self._tab, self._tab.session).open()
