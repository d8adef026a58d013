from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from branchdesk.domain.business_hours import Frames, parse_frames
from branchdesk.domain.settings import Settings
from tests.ui.branch import session_of, small_branch
from ui.forms.hours_words import canonical_hours, hours_words
from ui.forms.settings import SettingsDialog
from ui.operations import running
from ui.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def opened(session: Session, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_the_form_shows_what_the_branch_has_set(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot)
    kept = asdict(session.desk.upkeep.settings())
    assert dialog.form.values().items() <= kept.items()
    assert not dialog.form.is_changed()


def test_what_is_saved_is_what_the_rules_read(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot)
    dialog.form.field("signature_chase_days").set_value(5)
    dialog.form.field("call_back_hours").setText("周一至周六 9:00-17:00")
    dialog.save()
    qtbot.waitUntil(lambda: not running())
    kept = session.desk.upkeep.settings()
    assert kept.signature_chase_days == 5
    assert kept.call_back_hours == "mon-sat 09:00-17:00"
    assert kept.default_terms == Settings().default_terms


@pytest.mark.parametrize(
    ("key", "text"),
    [("call_back_hours", "随时"), ("default_terms", "看心情"), ("aging_edges", "90,60,30")],
)
def test_what_no_rule_understands_is_refused_beside_its_field(
    key: str, text: str, session: Session, qtbot: QtBot
) -> None:
    dialog = opened(session, qtbot)
    dialog.form.field(key).setText(text)
    dialog.save()
    assert key in dialog.form.problems()
    assert session.desk.upkeep.settings() == Settings()


spans = st.lists(st.integers(0, 23), min_size=0, max_size=4, unique=True).map(sorted)


@settings(deadline=None, max_examples=60)
@given(st.lists(spans, min_size=7, max_size=7))
def test_hours_survive_being_written_out(week: list[list[int]]) -> None:
    hours = tuple(
        tuple((start * 60, end * 60) for start, end in zip(day[::2], day[1::2], strict=False)) for day in week
    )
    if not any(hours):
        return
    frames = Frames(hours)
    text = "; ".join(
        f"{name} " + ",".join(f"{a // 60:02d}:00-{b // 60:02d}:00" for a, b in day)
        for name, day in zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), hours, strict=True)
        if day
    )
    assert parse_frames(canonical_hours(text)) == frames
    assert parse_frames(hours_words(canonical_hours(text))) == frames


@pytest.mark.req("R139", "R025")
@pytest.mark.parametrize("key", ["calls_per_month_a", "calls_per_month_b"])
def test_no_grade_can_be_set_below_one_call_a_month(key: str, session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot)
    dialog.form.field(key).setText("0")
    dialog.save()
    assert key in dialog.form.problems()
    assert session.desk.upkeep.settings() == Settings()
