"""A moment is typed the way one says it."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.errors import Refused
from ui.widgets.moment_field import MomentField, parse_moment

NOW = datetime(2026, 11, 22, 9, 0, 30)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("14:30", "2026-11-22 14:30"),
        ("930", "2026-11-22 09:30"),
        ("-10", "2026-11-22 08:50"),
        ("10分钟前", "2026-11-22 08:50"),
        ("2 hours ago", "2026-11-22 07:00"),
        ("昨天17:30", "2026-11-21 17:30"),
        ("yesterday 17:30", "2026-11-21 17:30"),
        ("11-20 9点半", "2026-11-20 09:30"),
        ("2026-11-20 10:00", "2026-11-20 10:00"),
    ],
)
def test_the_usual_writings_are_understood(typed: str, moment: str) -> None:
    assert f"{parse_moment(typed, NOW):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("typed", ["25:00", "soon", "32 10:00", "-", "11-20"])
def test_anything_else_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(Refused, match="ten minutes ago"):
        parse_moment(typed, NOW)


def test_what_was_not_typed_over_keeps_its_seconds(qtbot: QtBot) -> None:
    field = MomentField(NOW, NOW)
    qtbot.addWidget(field)
    assert field.value() == NOW
    field.setText("2026-11-22 08:59")
    assert field.value() == datetime(2026, 11, 22, 8, 59)
