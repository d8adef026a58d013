from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.devices import Device, DeviceKind
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.recommendations import ActsFor, Recommendation
from branchdesk.domain.visits import Cause, Visit, VisitKind, VisitStatus
from tests.ui.branch import TODAY, session_of, small_branch
from ui.forms.report import ReportDialog
from ui.forms.visit import VisitDialog
from ui.forms.visit_cancel import VisitCancelDialog
from ui.forms.visit_done import VisitDoneDialog
from ui.forms.visit_move import VisitMoveDialog
from ui.language import say
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def visit_on(session: Session, day: date) -> Visit:
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, since=day, until=day))
    return session.desk.visits.visit(ids[0])


def save(dialog: FormDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save()
    qtbot.waitUntil(lambda: not running())


def choose(dialog: FormDialog, key: str, text: str) -> None:
    """Type a name and leave the field, as with Tab."""
    field = dialog.form.field(key)
    field.setText(text)
    field.textEdited.emit(text)
    field.editingFinished.emit()


def test_choosing_a_customer_with_one_site_fills_the_site(session: Session, qtbot: QtBot) -> None:
    dialog = VisitDialog(None, session, Visit(date_on=date(2026, 11, 25)))
    choose(dialog, "customer_id", "西湖饭店")
    save(dialog, qtbot)
    visit = visit_on(session, date(2026, 11, 25))
    assert session.desk.customers.site(visit.site_id).name == "主楼"
    assert dialog.result() == 1


def test_the_contract_gives_time_and_technician(session: Session, qtbot: QtBot) -> None:
    dialog = VisitDialog(None, session, Visit(date_on=date(2026, 11, 25)))
    qtbot.addWidget(dialog)
    choose(dialog, "customer_id", "三川")
    choose(dialog, "site_id", "滨江厂区")
    choose(dialog, "contract_id", "HT-2026")
    draft = dialog.draft()
    assert draft.start_at == "22:00"
    assert draft.technician_id is not None
    assert draft.contract_id is not None


@pytest.mark.req("R016")
def test_an_overlap_warns_and_does_not_forbid(session: Session, qtbot: QtBot) -> None:
    taken = visit_on(session, TODAY)
    draft = Visit(
        site_id=1, date_on=TODAY, start_at="14:30", technician_id=taken.technician_id, kind=VisitKind.EXTRA
    )
    dialog = VisitDialog(None, session, draft)
    assert "西湖饭店" in dialog.hints()
    save(dialog, qtbot)
    ids = session.desk.lists.ids(ListQuery(ListKind.VISITS, since=TODAY, until=TODAY))
    assert len(ids) == 2


def test_a_day_off_is_named_beside_the_date(session: Session, qtbot: QtBot) -> None:
    dialog = VisitDialog(None, session, Visit(site_id=1, date_on=date(2027, 1, 1)))
    qtbot.addWidget(dialog)
    assert "元旦" in dialog.hints()


def test_a_day_outside_the_contract_is_refused_beside_the_field(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, date(2026, 12, 8))
    dialog = VisitMoveDialog(None, session, visit, date(2027, 9, 20))
    save(dialog, qtbot)
    assert session.desk.visits.visit(visit.id).date_on == date(2026, 12, 8)
    assert "HT-2026-001" in dialog.form.field("date_on").accessibleDescription()


@pytest.mark.req("D07")
def test_another_cause_brings_its_usual_reason_but_keeps_own_words(session: Session, qtbot: QtBot) -> None:
    dialog = VisitMoveDialog(None, session, visit_on(session, TODAY), date(2026, 11, 23))
    qtbot.addWidget(dialog)
    form = dialog.form
    form.field("cause").set_value(Cause.US)
    assert form.field("why").value() == "技师排不开"
    form.field("why").set_value("车坏了")
    form.field("cause").set_value(Cause.FORCE_MAJEURE)
    assert form.field("why").value() == "车坏了"


@pytest.mark.req("R020")
def test_a_visit_is_recorded_and_its_report_issued_in_one_go(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, TODAY)
    dialog = VisitDoneDialog(None, session, visit)
    dialog._fill_in()
    dialog.form.field("told_whom").set_value("值班经理陈")
    dialog.form.field("handed_to").set_value("陈经理")
    dialog.form.field("issue").set_value(True)
    save(dialog, qtbot)
    done, report = session.desk.visits.visit(visit.id), session.desk.visits.report_of(visit.id)
    assert (done.status, done.arrived_at, done.told_whom) == (VisitStatus.DONE, "14:00", "值班经理陈")
    assert report is not None
    assert (report.signed_by, report.findings) == ("陈经理", "未发现有害生物活动")


@pytest.mark.req("R021")
def test_a_report_is_not_issued_without_its_two_texts(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, TODAY)
    dialog = VisitDoneDialog(None, session, visit)
    dialog.form.field("issue").set_value(True)
    save(dialog, qtbot)
    assert session.desk.visits.visit(visit.id).status is VisitStatus.PLANNED
    assert dialog.form.field("findings").accessibleDescription()


@pytest.mark.req("R052")
@pytest.mark.req("R053")
def test_findings_and_advice_are_typed_as_lines_and_saved_with_one_undo(
    session: Session, qtbot: QtBot
) -> None:
    visit = visit_on(session, TODAY)
    station = Device(site_id=visit.site_id, kind=DeviceKind.BAIT_STATION, number="SE03", place="后门")
    session.desk.site_book.save_device(station)
    dialog = VisitDoneDialog(None, session, visit)
    dialog._fill_in()
    found, advice = dialog.form.field("found"), dialog.form.field("advice")
    found.item(0, 0).setText("3")
    found.item(0, 3).setText("2")
    advice.item(0, 0).setText("封堵后门缝隙")
    advice.item(0, 3).setText("12-1")
    save(dialog, qtbot)
    record = session.desk.field.record_of(visit.id)
    finding, one = record.findings[0], record.recommendations[0]
    assert (finding.pest, finding.place, finding.number, finding.unit) == ("鼠类", "后门", 2, "只")
    assert (one.text, one.acts, one.due_on) == ("封堵后门缝隙", ActsFor.CUSTOMER, date(2026, 12, 1))
    assert record.visit.findings.startswith("SE03 后门：鼠类 2 只")
    again = VisitDoneDialog(None, session, record.visit)
    qtbot.addWidget(again)
    assert again.record().findings == record.findings
    assert not again.form.is_changed()


@pytest.mark.req("R056")
def test_a_plain_word_for_a_pest_becomes_the_one_by_which_trends_add_up(
    session: Session, qtbot: QtBot
) -> None:
    dialog = VisitDoneDialog(None, session, visit_on(session, TODAY))
    qtbot.addWidget(dialog)
    found = dialog.form.field("found")
    found.item(0, 1).setText("老鼠")
    found.item(1, 2).setText("后厨")
    assert dialog.record().findings[0].pest == "鼠类"
    assert "第 2 行" in say(dialog.check()["found"])


@pytest.mark.req("R001")
def test_a_first_visit_asks_for_its_introduction_on_its_page(session: Session, qtbot: QtBot) -> None:
    visit = replace(visit_on(session, TODAY), kind=VisitKind.FIRST)
    visit = session.desk.visits.save_visit(visit).value
    dialog = VisitDoneDialog(None, session, visit)
    dialog._fill_in()
    save(dialog, qtbot)
    assert dialog.form.field("intro_minutes").accessibleDescription()
    dialog.form.field("no_intro_why").set_value("客户临时外出")
    save(dialog, qtbot)
    sheet = session.desk.field.sheet(visit.id)
    assert sheet is not None
    assert (sheet.no_intro_why, sheet.doors_closed) == ("客户临时外出", True)


@pytest.mark.req("R053")
def test_what_waits_is_answered_where_it_is_said_again(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, TODAY)
    rows = [Recommendation(text=text, given_on=date(2026, 10, 1)) for text in ("封堵后门缝隙", "加装纱窗")]
    session.desk.site_book.save_recommendations(visit.site_id, rows)
    dialog = VisitDoneDialog(None, session, visit)
    dialog._fill_in()
    dialog.form.field("waiting").item(0, 3).setText("已整改")
    save(dialog, qtbot)
    assert [one.text for one in session.desk.field.advice(visit.site_id).open] == ["加装纱窗"]


def test_a_usual_visit_is_recorded_with_few_keys(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, TODAY)
    dialog = VisitDoneDialog(None, session, visit)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(dialog.form.field("handed_to"), "Chen")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not running())
    assert session.desk.visits.visit(visit.id).handed_to == "Chen"


def test_a_visit_is_not_done_before_its_day(session: Session, qtbot: QtBot) -> None:
    dialog = VisitDoneDialog(None, session, visit_on(session, date(2026, 12, 8)))
    qtbot.addWidget(dialog)
    assert dialog.record().visit.date_on == TODAY
    dialog.form.field("date_on").set_value(date(2026, 12, 8))
    assert "date_on" in dialog.check()


def test_a_visit_that_is_over_is_recorded_as_missed(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, date(2026, 11, 19))
    dialog = VisitCancelDialog(None, session, visit)
    dialog.form.field("cancelled_why").set_value("仓库无人")
    save(dialog, qtbot)
    missed = session.desk.visits.visit(visit.id)
    assert (missed.status, missed.cancelled_cause) == (VisitStatus.MISSED, Cause.CUSTOMER)


def test_cancelling_needs_a_reason(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, TODAY)
    dialog = VisitCancelDialog(None, session, visit)
    save(dialog, qtbot)
    assert session.desk.visits.visit(visit.id).status is VisitStatus.PLANNED
    dialog.form.field("cancelled_why").set_value("停业")
    save(dialog, qtbot)
    assert session.desk.visits.visit(visit.id).status is VisitStatus.CANCELLED


@pytest.mark.req("R051")
def test_the_report_keeps_who_signed_and_where_the_copy_lies(session: Session, qtbot: QtBot) -> None:
    visit = visit_on(session, date(2026, 11, 10))
    dialog = ReportDialog(None, session, visit)
    dialog.form.field("signed_by").set_value("陈经理")
    dialog.form.field("company_copy").set_value("文件柜 3")
    save(dialog, qtbot)
    report = session.desk.visits.report_of(visit.id)
    assert report is not None
    assert (report.signed_by, report.company_copy) == ("陈经理", "文件柜 3")
