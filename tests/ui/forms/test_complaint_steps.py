"""Answer, pause and reopen: each dialog does one thing and says what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.complaints import Complaint, ComplaintPause
from tests.judged import close
from tests.ui.branch import session_of, small_branch
from ui.forms.complaint_answer import ComplaintAnswerDialog
from ui.forms.complaint_pause import ComplaintPauseDialog
from ui.forms.complaint_reopen import ComplaintReopenDialog
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

CASE = 1


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


def case_of(session: Session) -> Complaint:
    return session.desk.complaints.complaint(CASE)


def shown(qtbot: QtBot, dialog: FormDialog) -> FormDialog:
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def save(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    assert not dialog.isVisible()


@pytest.mark.req("R092")
def test_an_answer_has_its_own_moment(qtbot: QtBot, session: Session) -> None:
    dialog = shown(qtbot, ComplaintAnswerDialog(None, session, case_of(session)))
    dialog.form.field("answer").set_value("今天下午派人加做")
    dialog.form.field("answered_at").setText("11-20 10:07")
    save(qtbot, dialog)
    assert session.moment_text(case_of(session).answered_at) == "2026-11-20 10:07"


def test_an_answer_before_the_call_stands_beside_its_field(qtbot: QtBot, session: Session) -> None:
    dialog = shown(qtbot, ComplaintAnswerDialog(None, session, case_of(session)))
    dialog.form.field("answer").set_value("…")
    dialog.form.field("answered_at").setText("11-20 9:00")
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    assert dialog.isVisible()
    assert "早于受理时间" in dialog.form.field("answered_at").accessibleDescription()


def test_a_pause_says_what_becomes_of_the_clocks_and_is_ended_later(qtbot: QtBot, session: Session) -> None:
    dialog = ComplaintPauseDialog(None, session, case_of(session), ComplaintPause())
    shown(qtbot, dialog)
    dialog.form.field("from_at").setText("11-20 10:05")
    dialog.form.field("reason").set_value("等待客户")
    dialog.form.changed.emit()
    assert "计时暂停" in dialog.then_text()
    save(qtbot, dialog)
    (pause,) = session.desk.complaints.pauses_of(CASE)
    ending = shown(qtbot, ComplaintPauseDialog(None, session, case_of(session), pause))
    save(qtbot, ending)
    (pause,) = session.desk.complaints.pauses_of(CASE)
    assert pause.to_at == session.desk.context.clock.now()


@pytest.mark.req("D21")
def test_a_case_is_reopened_under_its_number(qtbot: QtBot, session: Session) -> None:
    close(session.desk, CASE)
    dialog = shown(qtbot, ComplaintReopenDialog(None, session, case_of(session)))
    dialog.form.field("why").set_value("又发现鼠迹")
    save(qtbot, dialog)
    case = case_of(session)
    assert (case.number, case.reopened, case.closed_at) == ("TS-2026-11-001", 1, None)
