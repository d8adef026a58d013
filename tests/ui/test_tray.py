"""Reminders in the tray: together, seldom, at quiet times; a complaint's clock always (R095)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from branchdesk.domain.clock import ManualClock
from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.quiet_hours import is_quiet, quiet_hours
from branchdesk.domain.settings import Settings as Limits
from tests.ui.branch import TODAY, empty_branch, session_of
from ui.session import Session
from ui.tray import Reminders, TrayBalloon


class Fake:
    """Takes what the tray would show."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def show(self, title: str, text: str) -> None:
        self.shown.append((title, text))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(empty_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def reminders(session: Session, fake: Fake) -> Iterator[Reminders]:
    owner = QObject()
    yield Reminders(owner, session, fake)
    owner.deleteLater()


def at(session: Session, hour: int, minute: int = 0) -> None:
    clock = session.desk.context.clock
    assert isinstance(clock, ManualClock)
    clock.instant = datetime(2026, 11, 22, hour - 8, minute, tzinfo=UTC)


def duty(kind: DutyKind, nth: int, due_at: datetime | None = None, due_on: date = TODAY) -> Duty:
    whom = Whom(customer_id=nth, customer=f"客户{nth}", phone="0571-1")
    return Duty(
        kind=kind, due_on=due_on, due_at=due_at, whom=whom, say=msg("x"), link=LinkKind.VISIT, link_id=nth
    )


def test_what_is_due_is_told_once_and_together(reminders: Reminders, session: Session, fake: Fake) -> None:
    at(session, 10)
    session.duties = [duty(DutyKind.APPOINTMENT_CALL, nth) for nth in range(1, 6)]
    reminders.look()
    ((title, text),) = fake.shown
    assert title == "有 5 件事到期"
    assert text.count("\n") == 3
    assert text.endswith("还有 2 件")
    at(session, 12)
    reminders.look()
    assert len(fake.shown) == 1


def test_two_reminders_keep_their_distance(reminders: Reminders, session: Session, fake: Fake) -> None:
    at(session, 10)
    session.duties = [duty(DutyKind.APPOINTMENT_CALL, 1)]
    reminders.look()
    session.duties.append(duty(DutyKind.APPOINTMENT_CALL, 2))
    at(session, 10, 14)
    reminders.look()
    assert len(fake.shown) == 1
    at(session, 10, 15)
    reminders.look()
    assert len(fake.shown) == 2


@pytest.mark.req("R095")
def test_a_complaint_speaks_before_its_time_is_up_even_in_quiet_hours(
    reminders: Reminders, session: Session, fake: Fake, qtbot: QtBot
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    session.duties = [
        duty(DutyKind.COMPLAINT_ANSWER, 1, datetime(2026, 11, 22, 20, 0)),
        duty(DutyKind.APPOINTMENT_CALL, 2),
    ]
    at(session, 19, 49)
    reminders.look()
    assert fake.shown == []
    at(session, 19, 50)
    reminders.look()
    ((title, text),) = fake.shown
    assert title == "投诉时限快到了"
    assert "客户1" in text
    assert "客户2" not in text
    dialog.close()


def test_nothing_is_said_over_a_dialog_or_while_somebody_types(
    reminders: Reminders, session: Session, fake: Fake, qtbot: QtBot
) -> None:
    at(session, 10)
    session.duties = [duty(DutyKind.APPOINTMENT_CALL, 1)]
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    reminders.look()
    assert fake.shown == []
    dialog.close()
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setText("三")
    reminders.look()
    assert fake.shown == []
    reminders.look()  # half a minute later nothing was typed any more
    assert len(fake.shown) == 1


def test_quiet_hours_and_zero_minutes_switch_it_off(
    reminders: Reminders, session: Session, fake: Fake
) -> None:
    session.duties = [duty(DutyKind.APPOINTMENT_CALL, 1)]
    at(session, 19)
    reminders.look()
    session.desk.upkeep.save_settings(Limits(reminder_minutes=0))
    at(session, 10)
    reminders.look()
    assert fake.shown == []


def test_what_is_late_or_tried_again_later_is_not_called_out(
    reminders: Reminders, session: Session, fake: Fake
) -> None:
    at(session, 10)
    session.duties = [
        duty(DutyKind.APPOINTMENT_CALL, 1, due_on=date(2026, 11, 20)),
        duty(DutyKind.SAME_DAY_CALL, 2, datetime(2026, 11, 22, 18, 0)),
    ]
    reminders.look()
    assert fake.shown == []
    at(session, 17)
    reminders.look()
    assert len(fake.shown) == 1


def test_a_new_day_derives_the_duties_anew(reminders: Reminders, session: Session, qtbot: QtBot) -> None:
    clock = session.desk.context.clock
    assert isinstance(clock, ManualClock)
    clock.instant = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    with qtbot.waitSignal(session.duties_changed):
        reminders.look()


def test_a_system_without_a_tray_is_fine() -> None:
    owner = QObject()
    TrayBalloon(owner, lambda: None).show("x", "y")
    owner.deleteLater()


@pytest.mark.parametrize(
    ("hour", "quiet"), [(time(8, 29), True), (time(8, 30), False), (time(17, 59), False), (time(18), True)]
)
def test_quiet_hours_run_over_midnight(hour: time, quiet: bool) -> None:
    assert is_quiet(hour, "18:00-08:30") is quiet


def test_quiet_hours_are_read_in_any_width() -> None:
    assert quiet_hours("１８：００ - 8:30") == "18:00-08:30"
    with pytest.raises(Refused):
        quiet_hours("夜里")
