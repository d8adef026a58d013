"""A duty of a judged case opens the dialog in which it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.claims import Claim, ClaimKind
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, LogKind, Responsibility
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.judgement import CaseVerdict, GoodWord
from tests.judged import close
from tests.ui.branch import TODAY, session_of, small_branch
from ui.duty_acts import open_duty
from ui.forms.case_after import AfterClosingDialog, GoodWordDialog
from ui.forms.case_cause import ActionDialog
from ui.forms.case_claim import SettleClaimDialog
from ui.forms.case_verdict import SecondLookDialog
from ui.session import Link, Session

CASE = 1


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


def the_duty(session: Session, kind: DutyKind) -> Duty:
    return next(duty for duty in session.desk.duties.due() if duty.kind is kind)


def opened(qtbot: QtBot, session: Session, kind: DutyKind) -> QDialog:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    followed: list[Link] = []
    session.link_followed.connect(followed.append)
    open_duty(parent, session, the_duty(session, kind))
    assert followed[0].kind == "complaint"
    dialog = parent.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    return dialog


@pytest.mark.req("D19")
def test_the_second_look(qtbot: QtBot, session: Session) -> None:
    verdict = CaseVerdict(
        complaint_id=CASE, valid=False, responsibility=Responsibility.CUSTOMER, why="门未关", decided_by="李"
    )
    session.desk.judgement.decide(verdict)
    assert isinstance(opened(qtbot, session, DutyKind.SECOND_LOOK), SecondLookDialog)


@pytest.mark.req("R120")
@pytest.mark.req("R122")
def test_the_action_and_the_call_after_closing(qtbot: QtBot, session: Session) -> None:
    close(session.desk, CASE)
    clock = session.desk.context.clock
    assert isinstance(clock, ManualClock)
    clock.instant = ManualClock.at(date(2026, 12, 1)).instant
    assert isinstance(opened(qtbot, session, DutyKind.CORRECTIVE_ACTION), ActionDialog)
    assert isinstance(opened(qtbot, session, DutyKind.AFTER_CLOSING), AfterClosingDialog)


@pytest.mark.req("R082")
def test_an_approved_claim(qtbot: QtBot, session: Session) -> None:
    session.desk.customers.save_employee(Employee(name="李主管", role=EmployeeRole.SUPERVISOR))
    claim = session.desk.claims.save(Claim(complaint_id=CASE, kind=ClaimKind.GOODWILL, what="误工")).value
    session.desk.claims.approve(claim.id, 38_000, "补偿", "李主管")
    assert isinstance(opened(qtbot, session, DutyKind.CLAIM), SettleClaimDialog)


@pytest.mark.req("R128")
def test_a_suggestion_that_was_adopted(qtbot: QtBot, session: Session) -> None:
    case = session.desk.complaints.register(
        Complaint(customer_id=1, kind=LogKind.SUGGESTION, text="短信")
    ).value
    word = GoodWord(complaint_id=case.id, adopted=True, decided_on=TODAY, change="短信", changed_on=TODAY)
    session.desk.closing.save_good_word(word)
    assert isinstance(opened(qtbot, session, DutyKind.SUGGESTION_ANSWER), GoodWordDialog)
