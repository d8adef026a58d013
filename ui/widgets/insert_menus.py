"""The menus from which terms and phrases are put into a text (R055, R109, R113)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from branchdesk.domain.wording import PALETTE_GROUPS, Situation, StockPhrase, WordKind
from ui.language import term, tr

if TYPE_CHECKING:
    from branchdesk.services.wording import Wording

Insert = Callable[[str], object]
LONGEST = 60
"""Signs of a phrase that its menu entry shows."""


def fill_terms(menu: QMenu, wording: Wording, insert: Insert) -> None:
    """Fill a menu with the professional terms, one submenu for each group."""
    terms = wording.table(WordKind.PALETTE)
    for group in PALETTE_GROUPS:
        of_group = [one.text for one in terms if one.group_name is group]
        if of_group:
            below = menu.addMenu(term(group))
            for text in of_group:
                below.addAction(text.replace("&", "&&"), partial(insert, text))
    if menu.isEmpty():
        menu.addAction(tr("No terms in the table")).setEnabled(False)


def fill_phrases(
    menu: QMenu, phrases: Sequence[StockPhrase], first: Sequence[Situation], insert: Insert
) -> None:
    """Fill a menu with phrases: those for now directly, all others in submenus by situation."""
    for situation in first:
        menu.addSection(term(situation))
        _add(menu, phrases, situation, insert)
    if first:
        menu.addSeparator()
    for situation in Situation:
        if situation not in first and any(one.situation is situation for one in phrases):
            _add(menu.addMenu(term(situation)), phrases, situation, insert)


def _add(menu: QMenu, phrases: Sequence[StockPhrase], situation: Situation, insert: Insert) -> None:
    for one in phrases:
        if one.situation is situation:
            shown = one.text if len(one.text) <= LONGEST else one.text[:LONGEST] + "…"
            action = menu.addAction(shown.replace("&", "&&").replace("\n", " "), partial(insert, one.text))
            action.setToolTip(one.text)
