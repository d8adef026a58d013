from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from ui.palettes import STATES, colours, contrast, qt_palette

GROUNDS = ("background", "surface", "raised", "selection", "hover")
INKS = ("text", "muted", "accent", *STATES)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_reads_on_every_ground(theme: str, ink: str) -> None:
    table = colours(theme)
    for ground in GROUNDS:
        assert contrast(table[ink], table[ground]) >= 4.5, f"{ink} on {ground}"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_a_badge_reads_on_its_own_ground(theme: str, state: str) -> None:
    table = colours(theme)
    assert contrast(table[state], table[f"{state}_soft"]) >= 4.5
    assert contrast(table["text"], table[f"{state}_soft"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_buttons_and_edges_show(theme: str) -> None:
    table = colours(theme)
    assert contrast(table["on_accent"], table["accent"]) >= 4.5
    assert contrast(table["field_border"], table["surface"]) >= 3
    assert contrast(table["accent"], table["background"]) >= 3


def test_black_on_white_is_twenty_one() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_fusion_gets_the_same_colours() -> None:
    table = colours("dark")
    assert qt_palette(table).color(QPalette.ColorRole.Base) == table["surface"]
