"""No dialog without a picture, and none that Qt complains about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screenshots.dialogs import ENTRIES, dialog_classes
from tests.screenshots.draw import shown
from tests.screenshots.entries import Entry
from tests.screenshots.world import World, demo_world
from tests.ui.test_accessible import in_reach, spoken
from ui.language import set_language


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture
def world(home: Path) -> Iterator[World]:
    set_language("en")
    with demo_world(home, "en", customers=24, months=6) as found:
        yield found
    set_language("zh_CN")


def test_every_dialog_has_a_picture() -> None:
    assert dialog_classes() - {entry.shows for entry in ENTRIES} == set()


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.name for entry in ENTRIES])
def test_a_dialog_fits_the_smallest_screen_and_names_what_takes_the_keyboard(
    world: World, entry: Entry
) -> None:
    with shown(entry, None, world) as dialog:
        assert type(dialog) is entry.shows
        assert dialog.height() <= 768
        assert dialog.width() <= 1200
        assert not dialog.grab().isNull()
        assert [type(widget).__name__ for widget in in_reach(dialog) if not spoken(widget)] == []
