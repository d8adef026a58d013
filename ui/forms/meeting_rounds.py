"""The lists behind grouped duties: whom to meet this quarter, whom to ring this month, reports owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.meetings import Meeting, Quarter, standing, standing_words
from branchdesk.domain.messages import mark
from branchdesk.domain.rows import CustomerRow
from branchdesk.domain.site_book import PreparationMeeting
from branchdesk.services.duty_work import OwedReport
from branchdesk.services.meetings import CustomerToMeet
from ui.forms.effect import EffectDialog
from ui.forms.list_dialog import ListDialog
from ui.forms.meeting import MeetingDialog, MeetingTaskDialog, draft_meeting
from ui.forms.staff_meeting import StaffMeetingDialog
from ui.language import say, tr, trn
from ui.session import Session
from ui.table.columns import Align, Column
from ui.tabs.customers_words import ago
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


def open_meeting_duty(parent: QWidget, session: Session, duty: Duty) -> bool:
    """Open the list or dialog that a duty of meetings and reports stands for; False where it has none."""
    meetings = session.desk.meetings
    if duty.kind is DutyKind.QUARTERLY_MEETINGS:
        ToMeetDialog(parent, session).open()
    elif duty.kind is DutyKind.MONTHLY_CALLS:
        MonthlyCallsDialog(parent, session).open()
    elif duty.kind is DutyKind.MEETING:
        _open(session, MeetingDialog(parent, session, meetings.meeting(duty.link_id), hold=True))
    elif duty.kind is DutyKind.MEETING_TASK:
        _open(session, MeetingTaskDialog(parent, session, meetings.task(duty.link_id)))
    elif duty.kind is DutyKind.STAFF_MEETING:
        _open(session, StaffMeetingDialog(parent, session, PreparationMeeting(site_id=duty.link_id)))
    elif duty.kind is DutyKind.EFFECT_UNEXPLAINED:
        _open(session, EffectDialog(parent, session, session.desk.visits.visit(duty.link_id)))
    elif duty.kind is DutyKind.REPORT_UNSIGNED:
        _open(session, SignReportDialog(parent, session, duty.link_id))
    else:
        return False
    return True


class ToMeetDialog(ListDialog):
    """Customers whose meeting of the quarter is not held, those absent during service first (R024)."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        quarter = Quarter.of(session.today)
        lead = tr(
            "Q{number}: to be held by {day}. Who was absent during service comes first.",
            number=quarter.number,
            day=quarter.last,
        )
        meetings = session.desk.meetings
        super().__init__(
            parent, session, tr("Quarterly meetings"), _to_meet_columns(session), meetings.to_meet, lead=lead
        )
        self.table.set_empty("circle-check", tr("Every customer was met this quarter."))
        self.resize(980, 560)
        self.add_button(tr("Plan or hold"), self.plan)
        self.add_button(tr("Print the pack…"), self.print_pack)
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self.plan())

    def plan(self) -> MeetingDialog | None:
        """Open the planned meeting of the chosen customer, or plan one."""
        chosen = self.table.current_id()
        return None if chosen is None else open_meeting(self, self.session, chosen, self.model.refresh)

    def print_pack(self) -> None:
        """Print what one takes along."""
        from ui.care_papers import print_quarter_pack

        chosen = self.table.current_id()
        if chosen is not None:
            print_quarter_pack(self, self.session, chosen)

    def _go(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("customer", chosen)


class MonthlyCallsDialog(ListDialog):
    """Customers who were not phoned as often this month as they are owed (R025, R139)."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr("Every customer is phoned at least once a month. Enter rings the chosen one.")
        super().__init__(
            parent, session, tr("Calls owed this month"), _owed_columns(session), self._read, lead=lead
        )
        self.table.set_empty("circle-check", tr("Every customer was phoned this month."))
        self.add_button(tr("Ring"), self.ring)
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self.ring())
        session.bus.changed.connect(lambda _changes: self.model.refresh())

    def ring(self) -> FormDialog | None:
        """Open the call of the chosen customer, with every reason there is."""
        from ui.forms.one_call import open_call

        chosen = self.table.current_id()
        return None if chosen is None else open_call(self, self.session, chosen)

    def _read(self) -> Sequence[CustomerRow]:
        lists = self.session.desk.lists
        ids = lists.ids(ListQuery(ListKind.CUSTOMERS, filters=("uncalled",)))
        return [row for row in lists.rows(ListKind.CUSTOMERS, ids) if isinstance(row, CustomerRow)]

    def _go(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("customer", chosen)


class ReportsOwedDialog(ListDialog):
    """Done visits whose signed report is not there: the chase list, and what invoices wait for (D09)."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int | None = None) -> None:
        lead = tr(
            "The service was done, the signed report is not here. Invoices of these services wait for it."
        )
        work = session.desk.duty_work
        super().__init__(
            parent,
            session,
            tr("Service reports owed"),
            _report_columns(session.today),
            lambda: work.reports_owed(customer_id),
            lead=lead,
        )
        self.table.set_empty("circle-check", tr("Every report is here and signed."))
        self.add_button(tr("Signed by…"), self.sign)
        self.add_button(tr("No report will come…"), self.waive)
        self.add_button(tr("Go to the visit"), self._go)
        self.table.activated_record.connect(lambda _id: self._go())
        session.bus.changed.connect(lambda _changes: self.model.refresh())

    def chosen(self) -> OwedReport | None:
        """Return the visit that is chosen."""
        wanted = self.table.current_id()
        owed = self.session.desk.duty_work.reports_owed()
        return next((one for one in owed if one.id == wanted), None)

    def sign(self) -> FormDialog | None:
        """Enter who signed the chosen report; one that was never issued is issued first."""
        one = self.chosen()
        if one is None or not one.unsigned:
            self._go()
            return None
        dialog = SignReportDialog(self, self.session, one.id)
        _open(self.session, dialog)
        return dialog

    def waive(self) -> FormDialog | None:
        """Give up waiting, with the reason."""
        one = self.chosen()
        if one is None:
            return None
        dialog = WaiveReportDialog(self, self.session, one.id)
        _open(self.session, dialog)
        return dialog

    def _go(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("visit", chosen)


class SignReportDialog(FormDialog):
    """Who signed a report that was issued without a signature (D09)."""

    def __init__(self, parent: QWidget | None, session: Session, visit_id: int) -> None:
        visits = session.desk.visits
        visit, report = visits.visit(visit_id), visits.report_of(visit_id)
        customer_id = session.desk.customers.site(visit.site_id).customer_id
        lead = f"{session.desk.customers.customer(customer_id).name} · {report.number if report else ''}"
        super().__init__(parent, tr("Report signed"), tr("Record the signature"), lead=lead)
        self._session, self._id = session, visit_id
        hint = tr("The report stays as it was issued; the signature is kept with the visit.")
        self.form.add(
            "signed_by",
            tr("Signed by"),
            TextField(visit.handed_to or visit.told_whom),
            required=True,
            hint=hint,
        )
        self.form.mark_clean()

    def job(self) -> Job:
        """Record who signed."""
        work, chosen, name = self._session.desk.duty_work, self._id, self.form.values()["signed_by"]
        return lambda _progress: work.sign_report(chosen, name)


class WaiveReportDialog(FormDialog):
    """Why no report will come (D09)."""

    def __init__(self, parent: QWidget | None, session: Session, visit_id: int) -> None:
        lead = tr("The visit leaves the list, and its invoice no longer waits. The reason is kept.")
        super().__init__(parent, tr("No report will come"), tr("Give it up"), lead=lead)
        self._session, self._id = session, visit_id
        self.form.add("why", tr("Why"), TextField(), required=True)

    def job(self) -> Job:
        """Give it up."""
        work, chosen, why = self._session.desk.duty_work, self._id, self.form.values()["why"]
        return lambda _progress: work.waive_report(chosen, why)


def open_meeting(parent: QWidget, session: Session, customer_id: int, then: object = None) -> MeetingDialog:
    """Open the customer's planned meeting: for its minutes once its day has come; or plan one."""
    planned = session.desk.meetings.planned(customer_id)
    meeting: Meeting = planned or draft_meeting(session, customer_id)
    hold = planned is not None and planned.planned_on <= session.today
    dialog = MeetingDialog(parent, session, meeting, hold=hold)
    if callable(then):
        dialog.saved.connect(lambda _outcome: then())
    _open(session, dialog)
    return dialog


def _open(session: Session, dialog: FormDialog) -> None:
    dialog.saved.connect(session.tell)
    dialog.open()


def _to_meet_columns(session: Session) -> tuple[Column[CustomerToMeet], ...]:
    today, soon = session.today, session.desk.context.settings.meeting_soon_months

    def state(row: CustomerToMeet) -> str:
        return say(standing_words(standing(today, row.met_on, row.planned_on, soon)))

    def amber(row: CustomerToMeet) -> str:
        return "soon" if row.planned_on is None and today >= Quarter.of(today).soon_from(soon) else "info"

    return (
        Column("customer", mark("Customer"), lambda r: r.whom.customer, width=180),
        Column("state", mark("State"), state, icon=lambda _r: "clock", color=amber, width=205),
        Column(
            "absent",
            mark("Absent during service"),
            lambda r: r.absent,
            text=lambda r: trn("{n} time", "{n} times", r.absent) if r.absent else "",
            width=120,
        ),
        Column("met_on", mark("Last meeting"), lambda r: r.met_on, width=110),
        Column("whom", mark("Whom to call"), lambda r: f"{r.whom.contact} {r.whom.phone}".strip(), width=225),
        Column("grade", mark("Grade"), lambda r: r.grade, width=60),
    )


def _owed_columns(session: Session) -> tuple[Column[CustomerRow], ...]:
    return (
        Column("name", mark("Customer"), lambda r: r.name, width=220),
        Column("phone", mark("Telephone"), lambda r: r.phone, width=140),
        Column(
            "last",
            mark("Last contact"),
            lambda r: r.last_contact_at,
            text=lambda r: (
                ago(session.local(r.last_contact_at).date(), session.today) if r.last_contact_at else ""
            ),
            width=120,
        ),
        Column("grade", mark("Grade"), lambda r: r.grade, width=70),
    )


def _report_columns(today: date) -> tuple[Column[OwedReport], ...]:
    return (
        Column("date_on", mark("Visit"), lambda r: r.date_on, width=110),
        Column(
            "late",
            mark("Waiting"),
            lambda r: (today - r.date_on).days,
            text=lambda r: trn("{n} day", "{n} days", (today - r.date_on).days),
            align=Align.RIGHT,
            width=90,
        ),
        Column("customer", mark("Customer"), lambda r: r.whom.customer, width=170),
        Column("site", mark("Site"), lambda r: r.whom.site, width=130),
        Column("technician", mark("Technician"), lambda r: r.technician, width=100),
        Column(
            "missing",
            mark("What is missing"),
            lambda r: tr("signature on {number}", number=r.unsigned) if r.unsigned else tr("report"),
            width=180,
        ),
    )
