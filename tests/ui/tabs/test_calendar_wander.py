"""Wandering through views, days, filters and visits in any order never loses the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.branch import TODAY, session_of, small_branch
from tests.ui.tabs.test_calendar_views import many, shown
from ui.session import Session
from ui.tabs.calendar_bar import View


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("wander")
    with session_of(small_branch(folder), folder) as found:
        many(found, 400)
        yield found


@pytest.mark.parametrize("seed", range(4))
def test_day_count_and_choice_are_true_wherever_one_comes(session: Session, qtbot: QtBot, seed: int) -> None:
    dice, tab = Random(seed), shown(session, qtbot)
    pages, bar = tab.pages, tab.bar
    for _ in range(40):
        match dice.randrange(6):
            case 0:
                tab.show_view(dice.choice(list(View)))
            case 1:
                tab.turn(dice.choice((-1, 1)))
            case 2:
                tab.pages.go_to_day(TODAY + timedelta(days=dice.randrange(-60, 60)))
            case 3:
                bar.technician.setCurrentIndex(dice.randrange(bar.technician.count()))
                bar.filtered.emit()
            case 4:
                bar.state.setCurrentIndex(dice.randrange(3))
                bar.filtered.emit()
            case _:
                ids = pages.source.ids(date(2026, 11, 1), date(2026, 12, 31))
                if ids:
                    visit = session.desk.visits.visit(dice.choice(ids))
                    assert pages.show_visit(visit)
                    assert tab.current_record() == visit.id
        first, last = pages.span()
        if pages.view not in (View.LIST, View.MONTH):
            assert pages.shown == len(pages.source.ids(first, last)), pages.view
        # What a month shows around itself may be chosen too; a night belongs to the evening before.
        assert first - timedelta(days=7) <= pages.current_day() <= last + timedelta(days=13)
        assert bar._title.text() == pages.now_leaf.title()
