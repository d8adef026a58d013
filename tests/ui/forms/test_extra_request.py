"""The form of an extra request: what is typed while the customer speaks, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.extra_requests import ExtraRequest, RequestFilter, RequestState, SolvedAnswer
from branchdesk.domain.months import Month
from branchdesk.domain.request_rules import ArrivalPlan
from branchdesk.domain.visits import VisitStatus
from tests.ui.branch import TODAY, session_of, small_branch
from ui.forms.extra_request import ExtraRequestDialog
from ui.forms.request_card import RequestCardDialog, request_card
from ui.forms.request_follow_up import RequestFollowUpDialog
from ui.forms.request_list import RequestListDialog
from ui.forms.request_measures import RequestMeasuresDialog
from ui.forms.request_steps import RequestArrivedDialog, copy_dialog
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

SENTENCE = "您的一名员工在女更衣室靠近西墙的储物柜内发现 3 只蟑螂，对吗？"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def fill(dialog: FormDialog, **values: object) -> None:
    for key, value in values.items():
        field = dialog.form.field(key)
        field.set_value(value)
        field.edited.emit()


def save(dialog: FormDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.save()
    qtbot.waitUntil(lambda: not running())


def xihu(session: Session) -> int:
    return next(found.customer_id for found in session.desk.lists.find("西湖饭店"))


def told(session: Session) -> dict[str, object]:
    return {
        "customer_id": xihu(session),
        "pest": "蟑螂",
        "room": "女更衣室",
        "place": "靠近西墙的储物柜内",
        "seen": 3,
    }


@pytest.mark.req("R041")
def test_the_sentence_grows_with_what_is_typed(session: Session, qtbot: QtBot) -> None:
    dialog = ExtraRequestDialog(None, session, ExtraRequest())
    qtbot.addWidget(dialog)
    assert dialog.draft().confirmation == ""
    fill(dialog, pest="蟑螂")
    assert dialog._sentence.text() == "您的一名员工发现了蟑螂，对吗？"
    fill(dialog, **told(session))
    assert dialog._sentence.text() == dialog.draft().confirmation == SENTENCE


@pytest.mark.req("R040")
def test_five_steps_make_a_request_its_visit_and_its_promise(session: Session, qtbot: QtBot) -> None:
    dialog = ExtraRequestDialog(None, session, ExtraRequest())
    fill(dialog, **told(session), confirmed=True)
    assert dialog.form.field("site_id").value() is not None  # the only one
    fill(dialog, arrival=datetime(2026, 11, 22, 23, 30), plan="胶饵", advice="清空储物柜")
    save(dialog, qtbot)
    (fact,) = session.desk.requests.all()
    assert (fact.request.number, fact.request.confirmed) == ("ES-2026-11-001", True)
    assert (fact.promised_on, fact.promised_time) == (TODAY, "23:30")
    assert fact.request.replied_at == session.desk.context.clock.now()
    assert fact.visit is not None
    assert fact.visit.note == "ES-2026-11-001 蟑螂 ×3 · 女更衣室 靠近西墙的储物柜内"


@pytest.mark.req("R148")
def test_no_promise_is_filled_in_beforehand_and_one_key_takes_the_suggestion(
    session: Session, qtbot: QtBot
) -> None:
    dialog = ExtraRequestDialog(None, session, ExtraRequest())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.form.field("arrival").value() is None
    fill(dialog, estimate=60)
    (button,) = [one for one in dialog.findChildren(QPushButton) if "90" in one.text()]
    button.click()
    assert dialog.form.field("arrival").value() == datetime(2026, 11, 22, 10, 30)


@pytest.mark.req("R133")
def test_nobody_free_asks_from_when(session: Session, qtbot: QtBot) -> None:
    dialog = ExtraRequestDialog(None, session, ExtraRequest())
    fill(dialog, **told(session), distance_km=300, nobody_free=True)
    save(dialog, qtbot)
    assert session.desk.requests.all() == []
    fill(dialog, earliest=datetime(2026, 11, 23, 10, 30), told_at=datetime(2026, 11, 22, 9, 0))
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    (fact,) = session.desk.requests.all()
    assert (fact.request.earliest_on, fact.request.earliest_time) == (date(2026, 11, 23), "10:30")
    assert "300" in str(request_card(session, fact))


def test_a_promise_in_the_past_is_refused_beside_its_field(session: Session, qtbot: QtBot) -> None:
    dialog = ExtraRequestDialog(None, session, ExtraRequest())
    fill(dialog, **told(session), arrival=datetime(2026, 11, 22, 8, 0))
    save(dialog, qtbot)
    assert session.desk.requests.all() == []
    assert dialog.form.field("arrival").accessibleDescription() != ""


def taken(session: Session) -> int:
    site = session.desk.customers.sites_of(xihu(session))[0]
    draft = ExtraRequest(customer_id=site.customer_id, site_id=site.id, pest="蟑螂", seen=3)
    return session.desk.requests.register(draft, ArrivalPlan(on=TODAY, at="10:00")).value.id


def serve(session: Session, request_id: int) -> None:
    visit_id = session.desk.requests.request(request_id).visit_id
    assert visit_id is not None
    visit = session.desk.visits.visit(visit_id)
    session.desk.visits.save_visit(
        replace(visit, status=VisitStatus.DONE, findings="蟑螂", actions="胶饵", arrived_at="10:00")
    )


@pytest.mark.req("R042")
def test_the_real_arrival_stands_beside_the_promised_one(session: Session, qtbot: QtBot) -> None:
    request_id = taken(session)
    clock = session.desk.context.clock
    assert isinstance(clock, ManualClock)
    clock.advance(timedelta(hours=2))
    dialog = RequestArrivedDialog(None, session, session.desk.requests.fact(request_id))
    fill(dialog, arrived_at=datetime(2026, 11, 22, 10, 10))
    save(dialog, qtbot)
    card = request_card(session, session.desk.requests.fact(request_id))
    assert "10:10（+10 分钟）" in str(card)


@pytest.mark.req("R049")
def test_not_solved_opens_it_again_from_the_card(session: Session, qtbot: QtBot) -> None:
    request_id = taken(session)
    serve(session, request_id)
    dialog = RequestFollowUpDialog(None, session, session.desk.requests.fact(request_id))
    fill(dialog, answer=SolvedAnswer.NOT_SOLVED)
    dialog.save()
    assert session.desk.requests.request(request_id).reopened == 0  # what is still seen is missing
    fill(dialog, text="又见 2 只", arrival=datetime(2026, 11, 23, 10, 0))
    save(dialog, qtbot)
    fact = session.desk.requests.fact(request_id)
    assert (fact.request.reopened, session.desk.requests.state(fact)) == (1, RequestState.PLANNED)


@pytest.mark.req("R046")
def test_the_list_of_missing_papers_empties_when_the_copy_is_filed(session: Session, qtbot: QtBot) -> None:
    request_id = taken(session)
    serve(session, request_id)
    visit_id = session.desk.requests.request(request_id).visit_id
    assert visit_id is not None
    session.desk.visits.issue_report(visit_id)
    session.desk.requests.follow_up(request_id, solved=True)
    found = RequestListDialog(None, session)
    qtbot.addWidget(found)
    found.show_only(RequestFilter.PAPERS)
    assert list(found.model.ids()) == [request_id]
    dialog = copy_dialog(None, session, session.desk.requests.fact(request_id))
    dialog.saved.connect(session.tell)
    fill(dialog, company_copy="2026-ES-1")
    save(dialog, qtbot)
    assert list(found.model.ids()) == []
    found.show_only(RequestFilter.ALL)
    assert list(found.model.ids()) == [request_id]


def test_the_card_follows_what_is_done_on_it(session: Session, qtbot: QtBot) -> None:
    site = session.desk.customers.sites_of(xihu(session))[0]
    draft = ExtraRequest(customer_id=site.customer_id, site_id=site.id, pest="老鼠", urgent=True)
    request_id = session.desk.requests.register(draft).value.id
    dialog = RequestCardDialog(None, session, request_id)
    qtbot.addWidget(dialog)
    dialog.card.action_triggered.emit("reply")
    qtbot.waitUntil(lambda: not running())
    assert session.desk.requests.request(request_id).replied_at is not None
    content = dialog.card.content()
    assert content is not None
    assert [badge.text for badge in content.badges] == ["已答复，未安排上门"]


@pytest.mark.req("R043")
@pytest.mark.req("R045")
def test_the_measures_show_median_slowest_and_kept_share(session: Session, qtbot: QtBot) -> None:
    request_id = taken(session)
    clock = session.desk.context.clock
    assert isinstance(clock, ManualClock)
    clock.advance(timedelta(hours=1))
    session.desk.requests.arrived(request_id, clock.now())
    dialog = RequestMeasuresDialog(None, session, Month.of(TODAY))
    qtbot.addWidget(dialog)
    lines = dict(dialog.lines())
    assert lines["答复用时（中位数）"] == "0 分钟"
    assert any("100.0 %" in value for value in lines.values())
    dialog.turn(-1)
    assert dict(dialog.lines())["收到"] == "0"
