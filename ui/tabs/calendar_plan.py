"""The plan in the calendar's menu and on a visit's card: ledger, clashes, wizard, causes, calendar files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from branchdesk.domain.money import Fen
from branchdesk.domain.plan_records import ChangeKind
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from ui import notices
from ui.language import say, term, tr, words
from ui.session import Link, Session
from ui.tabs.base import Command
from ui.widgets.card_content import Event, Fact, LinkRow, Section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from ui.tabs.base import Tab


def commands(tab: Tab) -> Sequence[Command]:
    """Return the submenu of the plan."""
    acts, plan = PlanActs(tab, tab.session, tab.current_record), tr("Plan")
    return (
        Command(tr("Record as missed"), acts.miss, "", "circle-x", needs_record=True, under=plan),
        Command(tr("Explain a late arrival…"), acts.explain_late, "", "clock", needs_record=True, under=plan),
        Command(tr("Exception before payment…"), acts.release, "", "key", needs_record=True, under=plan),
        Command("", under=plan),
        Command(tr("New collection visit…"), acts.collect, "", "hand-coins", under=plan),
        Command("", under=plan),
        Command(tr("Ledger of months…"), acts.ledger, "Ctrl+Shift+L", "calendar-check", under=plan),
        Command(tr("Clashes…"), acts.clashes, "Ctrl+Shift+K", "triangle-alert", under=plan),
        Command(tr("Waiting for a slot…"), acts.queue, "", "hourglass", under=plan),
        Command(tr("Move a holiday's visits…"), acts.shift, "", "calendar-clock", under=plan),
        Command(tr("Punctuality…"), acts.punctuality, "", "chart-column", under=plan),
        Command(tr("Reasons for moves and misses…"), acts.reasons, "", "list", under=plan),
        Command("", under=plan),
        Command(tr("Save as a calendar file…"), acts.save_calendar, "", "download", under=plan),
        Command(tr("Read a technician's calendar…"), acts.read_calendar, "", "upload", under=plan),
    )


class PlanActs:
    """Opens the dialogs of the plan over a tab; `current` gives the chosen visit."""

    def __init__(self, tab: Tab, session: Session, current: Callable[[], int | None]) -> None:
        self._tab = tab
        self._session = session
        self._current = current

    def ledger(self) -> None:
        """Look at the months of all sites; those of the chosen visit's month are chosen."""
        from ui.forms.month_ledger import MonthLedgerDialog

        dialog = MonthLedgerDialog(self._tab, self._session)
        visit = self._visit()
        if visit is not None:
            dialog.choose(visit.site_id, visit.date_on.month)
        dialog.open()

    def clashes(self) -> None:
        """List who would be in two places."""
        from ui.forms.clashes import ClashesDialog

        ClashesDialog(self._tab, self._session).open()

    def queue(self) -> None:
        """List who waits for a slot."""
        from ui.forms.plan_queue import QueueDialog

        QueueDialog(self._tab, self._session).open()

    def shift(self) -> None:
        """Move all visits of a holiday."""
        from ui.forms.shift_visits import ShiftVisitsDialog

        self._open(ShiftVisitsDialog(self._tab, self._session))

    def punctuality(self) -> None:
        """Look at the figures of punctuality."""
        from ui.forms.punctuality import PunctualityDialog

        PunctualityDialog(self._tab, self._session).open()

    def reasons(self) -> None:
        """Edit the reasons that dialogs offer."""
        from ui.forms.visit_reasons import VisitReasonsDialog

        self._open(VisitReasonsDialog(self._tab, self._session))

    def miss(self) -> None:
        """Record that the chosen visit did not take place."""
        from ui.forms.visit_cancel import VisitCancelDialog

        visit = self._visit()
        if visit is None:
            return
        if visit.status is not VisitStatus.PLANNED:
            self._say(tr("Only a planned visit can be missed. Correct its record instead."))
        elif visit.date_on > self._session.today:
            self._say(tr("This visit is still to come. Move it, or cancel it."))
        else:
            self._open(VisitCancelDialog(self._tab, self._session, visit, missed=True))

    def explain_late(self) -> None:
        """Say whose cause a late arrival was."""
        from ui.forms.late_arrival import LateArrivalDialog

        visit, causes = self._visit(), self._session.desk.plan.causes
        if visit is None:
            return
        late = causes.minutes_late(visit)
        if late is None:
            self._say(tr("Record the visit with its time of arrival first."))
        elif late <= self._session.desk.context.settings.late_after_minutes:
            self._say(tr("This arrival counts as on time; nothing is to be explained."))
        else:
            self._open(LateArrivalDialog(self._tab, self._session, visit))

    def release(self) -> None:
        """Let a supervisor make an exception for a job that is not paid yet."""
        from ui.forms.schedule_release import ScheduleReleaseDialog

        visit = self._visit()
        if visit is None:
            return
        if self._session.desk.plan.prepayment.state(visit).passes:
            self._say(tr("This visit needs no exception: it is under the limit, paid, or released already."))
        else:
            self._open(ScheduleReleaseDialog(self._tab, self._session, visit))

    def collect(self) -> None:
        """Plan a visit that asks for money, at the customer of the chosen visit."""
        from ui.forms.collection_visit import CollectionVisitDialog

        visit = self._visit()
        customer_id = self._session.desk.customers.site(visit.site_id).customer_id if visit else 0
        draft = Visit(kind=VisitKind.COLLECTION, start_at="10:00")
        self._open(CollectionVisitDialog(self._tab, self._session, draft, customer_id))

    def save_calendar(self) -> None:
        """Write the calendar for other programs."""
        from ui.calendar_papers import save_calendar

        save_calendar(self._tab, self._session, self._technician())

    def read_calendar(self) -> None:
        """Take a technician's own calendar over."""
        from ui.forms.busy_calendar import BusyCalendarDialog

        visit = self._visit()
        self._open(BusyCalendarDialog(self._tab, self._session, visit.technician_id if visit else None))

    def _technician(self) -> int | None:
        """Return the technician to whom the calendar is filtered, if it is."""
        from ui.tabs.calendar_tab import CalendarTab

        return self._tab.bar.query().technician_id if isinstance(self._tab, CalendarTab) else None

    def _visit(self) -> Visit | None:
        chosen = self._current()
        return self._session.desk.visits.visit(chosen) if chosen is not None else None

    def _open(self, dialog: QDialog) -> None:
        from ui.widgets.form_dialog import FormDialog

        if isinstance(dialog, FormDialog):
            dialog.saved.connect(self._session.tell)
        dialog.open()

    @staticmethod
    def _say(text: str) -> None:
        notices.post(notices.Notice(text, severity=notices.Severity.WARNING))


def sections(session: Session, visit: Visit) -> tuple[Section, ...]:
    """Return what is against a visit, or what it is for; nothing for most."""
    found = (
        _money_first(session, visit),
        _collection(session, visit),
        _window(session, visit),
        _still_owed(session, visit),
        _late(session, visit),
    )
    return tuple(part for part in found if part is not None)


def _money_first(session: Session, visit: Visit) -> Section | None:
    """Show that a large job is paid before it is scheduled, or who let it pass (R080)."""
    if visit.status is not VisitStatus.PLANNED:
        return None
    found = session.desk.plan.prepayment.state(visit)
    if not found.is_asked:
        return None
    link = Link("visit", visit.id).text()
    if found.release is not None:
        text = tr("Released by {who}: {why}", who=found.release.approved_by, why=found.release.why)
        return Section(tr("Payment before service"), rows=(LinkRow(text, link, "", "key", "info"),))
    if found.passes:
        text = tr("{amount} paid: service may be scheduled", amount=Fen(found.covered_fen))
        return Section(tr("Payment before service"), rows=(LinkRow(text, link, "", "circle-check", "kept"),))
    return Section(
        tr("Payment before service"), rows=(LinkRow(say(found.message), link, "", "hand-coins", "late"),)
    )


def _collection(session: Session, visit: Visit) -> Section | None:
    """List the invoices of a collection visit, and what came of it (R070)."""
    if visit.kind is not VisitKind.COLLECTION:
        return None
    collecting = session.desk.plan.collecting
    rows = tuple(
        LinkRow(
            tr("{number}: {amount} when planned", number=line.invoice.number, amount=Fen(line.planned_fen)),
            Link("invoice", line.invoice.id).text(),
            tr("open {amount}", amount=Fen(line.open_fen)) if line.open_fen else tr("paid"),
            "receipt",
            "soon" if line.open_fen else "kept",
        )
        for line in collecting.lines(visit.id)
    )
    result = collecting.result_of(visit.id)
    facts = (
        (
            Fact(tr("Result"), term(result.result)),
            Fact(tr("Spoke with"), result.spoke_with),
            Fact(tr("What was said"), result.text),
        )
        if result is not None
        else ()
    )
    return Section(say(collecting.sentence(visit.id)), facts=tuple(f for f in facts if f.value), rows=rows)


def _window(session: Session, visit: Visit) -> Section | None:
    """Show from when to when the place is taken up, and what the visit runs into (R016)."""
    if visit.status is not VisitStatus.PLANNED:
        return None
    capacity = session.desk.plan.capacity
    window = capacity.window(visit)
    hints = [say(one) for one in capacity.hints(visit)]
    facts = (
        (Fact(tr("Whole window"), f"{window.start:%H:%M}–{window.end:%H:%M}"),)
        if window is not None and window.end != window.work_until
        else ()
    )
    link = Link("visit", visit.id).text()
    rows = tuple(LinkRow(hint, link, "", "triangle-alert", "soon") for hint in hints)
    return Section(tr("Time and technician"), facts=facts, rows=rows) if facts or rows else None


def _still_owed(session: Session, visit: Visit) -> Section | None:
    """Say that the month of a visit that failed is still without its service (D01)."""
    slot = session.desk.visits.slot_of(visit)
    if slot is None or slot.waived_why or visit.status not in (VisitStatus.MISSED, VisitStatus.CANCELLED):
        return None
    if session.desk.plan.ledger.is_served(slot.id):
        return None
    text = tr(
        "The service of {month} is still owed. Book it again or waive it in the ledger of months.",
        month=words().month(slot.anchor_on.year, slot.anchor_on.month),
    )
    link = Link("visit", visit.id).text()
    return Section(tr("Ledger of months"), rows=(LinkRow(text, link, "", "calendar-check", "late"),))


def _late(session: Session, visit: Visit) -> Section | None:
    """Ask whose cause a late arrival was, until somebody has said so (D07)."""
    causes, limit = session.desk.plan.causes, session.desk.context.settings.late_after_minutes
    late = causes.minutes_late(visit)
    if visit.kind is VisitKind.COLLECTION or late is None or late <= limit:
        return None
    if any(one.kind is ChangeKind.LATE for one in causes.changes_of(visit.id)):
        return None
    text = tr("Arrived {n} minutes late. Until somebody explains it, it counts as ours.", n=late)
    link = Link("visit", visit.id).text()
    return Section(tr("Punctuality"), rows=(LinkRow(text, link, "", "clock", "soon"),))


def changes(session: Session, visit: Visit) -> Section | None:
    """Tell each move, miss and late arrival with its cause (D07)."""
    found = session.desk.plan.causes.changes_of(visit.id)
    events = tuple(
        Event(
            session.moment_text(one.noted_at),
            tr("{what}: {old} → {new}", what=term(one.kind), old=one.from_on, new=one.to_on)
            if one.to_on is not None
            else term(one.kind),
            tr("{why} (cause: {cause})", why=one.why, cause=one.cause) if one.cause else one.why,
            "calendar-clock",
            "muted",
        )
        for one in reversed(found)
    )
    return Section(tr("Changes of the plan"), events=events) if events else None
