"""Meetings from the window: plan, minutes with decisions, lists behind grouped duties, reports owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.interactions import CallResult, Interaction, Purpose, SiteReady
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.meetings import Meeting, MeetingTask
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.visits import Visit
from tests.ui.branch import TODAY, session_of, small_branch
from ui.forms.interaction import InteractionDialog
from ui.forms.invoice import InvoiceDialog
from ui.forms.meeting import MeetingDialog, MeetingTaskDialog, draft_meeting
from ui.forms.meeting_rounds import (
    MonthlyCallsDialog,
    ReportsOwedDialog,
    SignReportDialog,
    ToMeetDialog,
    WaiveReportDialog,
    open_meeting_duty,
)
from ui.operations import settled
from ui.session import Session
from ui.tabs import customers_meetings
from ui.widgets.form_dialog import FormDialog
from ui.widgets.grid_field import GridLine

FACTORY = 1  # 三川实业: a visit of 10 November without a report


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


def saved(dialog: FormDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    qtbot.waitUntil(settled)


def no_report(session: Session) -> Visit:
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, filters=("no_report",), until=TODAY))
    return session.desk.visits.visit(ids[0])


@pytest.mark.req("R024")
def test_a_meeting_is_planned_with_what_is_known_already(session: Session, qtbot: QtBot) -> None:
    draft = draft_meeting(session, FACTORY)
    dialog = MeetingDialog(None, session, draft)
    assert dialog.form.values()["planned_on"] == date(2026, 11, 30)
    saved(dialog, qtbot)
    planned = session.desk.meetings.planned(FACTORY)
    assert planned is not None
    assert planned.planned_on == date(2026, 11, 30)


@pytest.mark.req("D10")
def test_minutes_make_tasks_with_owner_and_day(session: Session, qtbot: QtBot) -> None:
    plan = Meeting(customer_id=FACTORY, planned_on=TODAY, theirs="欧阳经理")
    meeting = session.desk.meetings.save_meeting(plan).value
    dialog = MeetingDialog(None, session, meeting, hold=True)
    assert dialog.form.values()["held_on"] == TODAY
    dialog.form.field("minutes").set_value("谈了门缝")
    cells = {"what": "修后门", "side": "客户", "owner": "欧阳经理", "due": "2026-11-30"}
    dialog.tasks.set_value([GridLine(cells)])
    saved(dialog, qtbot)
    (task,) = session.desk.meetings.tasks_of(meeting.id)
    assert (task.what, task.by_customer, task.owner, task.due_on) == (
        "修后门",
        True,
        "欧阳经理",
        date(2026, 11, 30),
    )


def test_a_decision_without_an_owner_stands_beside_its_field(session: Session, qtbot: QtBot) -> None:
    draft = replace(draft_meeting(session, FACTORY), theirs="欧阳经理")
    dialog = MeetingDialog(None, session, draft, hold=True)
    qtbot.addWidget(dialog)
    dialog.form.field("minutes").set_value("谈了门缝")
    dialog.tasks.set_value([GridLine({"what": "修后门", "side": "客户", "owner": "", "due": "2026-11-30"})])
    assert set(dialog.check()) == {"tasks"}
    dialog.form.field("held_on").set_value(None)
    assert "held_on" in dialog.check()


@pytest.mark.req("D10")
def test_a_task_is_done_in_its_dialog(session: Session, qtbot: QtBot) -> None:
    held = Meeting(
        customer_id=FACTORY, planned_on=TODAY, held_on=TODAY, theirs="欧阳经理", minutes="谈了门缝"
    )
    task = MeetingTask(what="补毒饵站", owner="赵强", due_on=TODAY)
    meeting = session.desk.meetings.save_meeting(held, [task]).value
    (kept,) = session.desk.meetings.tasks_of(meeting.id)
    dialog = MeetingTaskDialog(None, session, kept)
    dialog.form.field("done_on").set_value(TODAY)
    dialog.form.field("outcome").set_value("已补三个")
    saved(dialog, qtbot)
    assert session.desk.meetings.open_tasks(FACTORY) == []


@pytest.mark.req("R024")
def test_the_list_of_the_quarter_says_by_when_and_plans_from_there(session: Session, qtbot: QtBot) -> None:
    dialog = ToMeetDialog(None, session)
    qtbot.addWidget(dialog)
    states = {dialog.table.model().index(row, 1).data() for row in range(3)}
    assert states == {"第 4 季度应于 2026-12-31 前召开"}
    dialog.table.go_to(FACTORY)
    opened = dialog.plan()
    assert opened is not None
    saved(opened, qtbot)
    assert "已安排" in str(dialog.table.model().index(0, 1).data()) + str(
        [dialog.table.model().index(row, 1).data() for row in range(3)]
    )


@pytest.mark.req("R025")
def test_the_monthly_list_rings_the_chosen_customer(session: Session, qtbot: QtBot) -> None:
    dialog = MonthlyCallsDialog(None, session)
    qtbot.addWidget(dialog)
    assert dialog.table.model().rowCount() == 3
    dialog.table.go_to(FACTORY)
    opened = dialog.ring()
    assert opened is not None
    opened.reject()


@pytest.mark.req("D09")
def test_a_report_owed_is_signed_or_given_up(session: Session, qtbot: QtBot) -> None:
    visit = no_report(session)
    dialog = ReportsOwedDialog(None, session)
    qtbot.addWidget(dialog)
    assert dialog.table.model().rowCount() == 1
    session.desk.visits.issue_report(visit.id)
    dialog.model.refresh()
    dialog.table.go_to(visit.id)
    opened = dialog.sign()
    assert isinstance(opened, SignReportDialog)
    opened.form.field("signed_by").set_value("陈经理")
    saved(opened, qtbot)
    assert session.desk.duty_work.reports_owed() == []


@pytest.mark.req("D09")
def test_giving_a_report_up_needs_a_reason(session: Session, qtbot: QtBot) -> None:
    dialog = WaiveReportDialog(None, session, no_report(session).id)
    dialog.form.field("why").set_value("记录本遗失")
    saved(dialog, qtbot)
    assert session.desk.duty_work.reports_owed() == []


@pytest.mark.req("D09")
def test_an_invoice_says_which_reports_it_waits_for(session: Session, qtbot: QtBot) -> None:
    visit = no_report(session)
    dialog = InvoiceDialog(None, session, Invoice(customer_id=FACTORY))
    qtbot.addWidget(dialog)
    assert "缺报告" in dialog.held_text()
    assert f"{visit.date_on:%m-%d}" in dialog.held_text()
    session.desk.duty_work.waive_report(visit.id, "遗失")
    other = InvoiceDialog(None, session, Invoice(customer_id=FACTORY))
    qtbot.addWidget(other)
    assert other.held_text() == ""


@pytest.mark.req("D09")
def test_the_invoice_card_warns_and_leads_to_the_visit(session: Session) -> None:
    from ui.tabs.collections_card import invoice_card
    from ui.tabs.collections_columns import Judge

    visit = no_report(session)
    invoice = Invoice(number="9", customer_id=FACTORY, issued_on=date(2026, 11, 12), amount_fen=100)
    kept = session.desk.receivables.save_invoice(invoice).value
    card = invoice_card(session, Judge(session), kept.id)
    assert card is not None
    assert "缺报告" in card.warning
    links = [row.link for section in card.sections for row in section.rows]
    assert f"visit:{visit.id}" in links


@pytest.mark.req("R024")
def test_the_customer_card_shows_the_quarter_its_decisions_and_reports_owed(session: Session) -> None:
    (section,) = customers_meetings.sections(session, FACTORY)
    assert [fact.value for fact in section.facts] == ["第 4 季度应于 2026-12-31 前召开"]
    assert [row.text for row in section.rows] == ["有 1 份服务报告未收到"]


def test_a_duty_of_meetings_opens_its_own_dialog(session: Session, qtbot: QtBot) -> None:
    nobody = Whom(customer_id=0, customer="")
    for kind, link, shown in (
        (DutyKind.QUARTERLY_MEETINGS, LinkKind.MEETING_ROUND, ToMeetDialog),
        (DutyKind.MONTHLY_CALLS, LinkKind.CALL_ROUND, MonthlyCallsDialog),
    ):
        duty = Duty(kind=kind, due_on=TODAY, whom=nobody, say=msg("x"), link=link, link_id=1)
        owner = FormDialog(None, "x", "x")
        qtbot.addWidget(owner)
        assert open_meeting_duty(owner, session, duty)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, shown)
        dialog.accept()
    other = Duty(
        kind=DutyKind.NEXT_CONTACT,
        due_on=TODAY,
        whom=nobody,
        say=msg("x"),
        link=LinkKind.INTERACTION,
        link_id=1,
    )
    assert not open_meeting_duty(owner, session, other)


@pytest.mark.req("R018")
@pytest.mark.req("R019")
def test_the_call_asks_only_what_belongs_to_its_purpose(session: Session, qtbot: QtBot) -> None:
    visit_id = session.desk.lists.ids(ListQuery(ListKind.VISITS, filters=("planned",), since=TODAY))[0]
    draft = Interaction(customer_id=FACTORY, visit_id=visit_id, purpose=Purpose.APPOINTMENT)
    dialog = InteractionDialog(None, session, draft)
    dialog.form.field("reminded").set_value(True)
    dialog.form.field("asked_special").set_value(True)
    dialog.form.field("site_ready").set_value(SiteReady.NOT_READY)
    saved(dialog, qtbot)
    (kept,) = session.desk.context.reader.find(Interaction, purpose=Purpose.APPOINTMENT)
    assert (kept.result, kept.reminded, kept.asked_special, kept.site_ready) == (
        CallResult.REACHED,
        True,
        True,
        None,
    )
    dialog = InteractionDialog(None, session, replace(draft, purpose=Purpose.SAME_DAY))
    dialog.form.field("site_ready").set_value(SiteReady.NOT_READY)
    saved(dialog, qtbot)
    (kept,) = session.desk.context.reader.find(Interaction, purpose=Purpose.SAME_DAY)
    assert kept.site_ready is False


@pytest.mark.req("D10")
def test_the_pack_is_shown_before_it_is_printed(session: Session, qtbot: QtBot) -> None:
    from ui.care_papers import print_quarter_pack
    from ui.printing import PrintPreview

    owner = FormDialog(None, "x", "x")
    qtbot.addWidget(owner)
    owner.show()
    print_quarter_pack(owner, session, FACTORY)
    qtbot.waitUntil(lambda: settled() and isinstance(QApplication.activeModalWidget(), PrintPreview))
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PrintPreview)
    preview.reject()
    qtbot.waitUntil(settled)
