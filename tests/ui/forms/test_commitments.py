"""Promises, updates, difficulties and support in their dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.commitments import Commitment, CommitmentKind, CommitmentResult, CommitmentState
from branchdesk.domain.months import Month
from branchdesk.domain.support import SupportRequest
from tests.ui.branch import TODAY, session_of, small_branch
from tests.ui.forms.test_extra_request import fill, save, xihu
from ui.forms.commitment import CommitmentDialog
from ui.forms.commitment_list import CommitmentListDialog, settling
from ui.forms.commitment_settle import CommitmentResultDialog, UpdateDialog
from ui.forms.support import SupportDialog
from ui.forms.support_list import SupportListDialog
from ui.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def given(session: Session, **values: object) -> Commitment:
    known: dict[str, object] = {"customer_id": xihu(session), "text": "换饵站", "due_on": TODAY, **values}
    one = Commitment(**known)  # type: ignore[arg-type]  # the names are the record's own
    return session.desk.commitments.give(one).value


@pytest.mark.req("R148")
def test_a_promise_needs_its_day_and_warns_without_confirmation(session: Session, qtbot: QtBot) -> None:
    dialog = CommitmentDialog(None, session, Commitment(customer_id=xihu(session)))
    fill(dialog, text="换饵站")
    save(dialog, qtbot)
    assert session.desk.commitments.of_customer(xihu(session)) == []
    assert dialog._warning.text() == "内部还没有人确认能够做到。"
    assert not dialog._warning.isHidden()
    fill(dialog, due_on=date(2026, 11, 27), confirmed_by="孙丽")
    assert not dialog._warning.isVisible()
    save(dialog, qtbot)
    (one,) = session.desk.commitments.of_customer(xihu(session))
    assert (one.due_on, one.confirmed_by, one.given_by) == (date(2026, 11, 27), "孙丽", "王芳")


@pytest.mark.req("R147")
def test_the_suggestion_is_half_as_long_again(session: Session, qtbot: QtBot) -> None:
    dialog = CommitmentDialog(None, session, Commitment(customer_id=xihu(session)))
    qtbot.addWidget(dialog)
    dialog.show()
    fill(dialog, estimate_minutes=60)
    dialog._suggestion.click()
    values = dialog.form.values()
    assert (values["due_on"], values["due_time"]) == (TODAY, "10:30")


@pytest.mark.req("R148")
@pytest.mark.parametrize(
    ("result", "state"),
    [
        (CommitmentResult.KEPT, CommitmentState.KEPT),
        (CommitmentResult.BROKEN, CommitmentState.BROKEN),
        (CommitmentResult.WITHDRAWN, CommitmentState.WITHDRAWN),
    ],
)
def test_a_promise_is_settled_in_one_of_three_ways(
    session: Session, qtbot: QtBot, result: CommitmentResult, state: CommitmentState
) -> None:
    one = given(session)
    dialog = CommitmentResultDialog(None, session, one)
    fill(dialog, result=result, text="缺货")
    save(dialog, qtbot)
    assert session.desk.commitments.state(session.desk.commitments.commitment(one.id)) is state


@pytest.mark.req("R149")
def test_an_update_sets_the_next_one(session: Session, qtbot: QtBot) -> None:
    one = given(session, kind=CommitmentKind.UPDATE, due_time="15:00")
    dialog = settling(None, session, one)
    assert isinstance(dialog, UpdateDialog)
    fill(dialog, told="明早到货", next_at=datetime(2026, 11, 23, 15, 0))
    save(dialog, qtbot)
    following, made = session.desk.commitments.of_customer(xihu(session))
    assert made.outcome == "明早到货"
    assert (following.due_on, following.due_time) == (date(2026, 11, 23), "15:00")


@pytest.mark.req("R148")
def test_the_register_says_how_many_were_kept(session: Session, qtbot: QtBot) -> None:
    kept, broken = given(session), given(session)
    session.desk.commitments.keep(kept.id)
    session.desk.commitments.break_(broken.id, "缺货")
    dialog = CommitmentListDialog(None, session, Month.of(TODAY))
    qtbot.addWidget(dialog)
    assert "到期承诺 2 项，兑现 1 项 = 50.0 %" in dialog.lead.text()
    assert len(dialog.model.ids()) == 2
    dialog.turn(-1)
    assert len(dialog.model.ids()) == 0


@pytest.mark.req("R039")
def test_the_answer_to_a_call_for_support_may_come_later(session: Session, qtbot: QtBot) -> None:
    dialog = SupportDialog(None, session, SupportRequest(customer_id=xihu(session)))
    fill(dialog, text="请派人支援", told_to="孙丽")
    save(dialog, qtbot)
    (fact,) = session.desk.support.all()
    assert fact.support.told_at == session.desk.context.clock.now()
    later = SupportDialog(None, session, fact.support)
    fill(later, answer="下午派人")
    save(later, qtbot)
    (fact,) = session.desk.support.all()
    assert fact.support.answered_at == session.desk.context.clock.now()
    found = SupportListDialog(None, session)
    qtbot.addWidget(found)
    assert list(found.model.ids()) == [fact.id]
