"""The page of patterns and the lists of what to prepare."""

from __future__ import annotations

from tests.screenshots.entries import Entry, new
from ui.forms.patterns import PatternsDialog
from ui.forms.preparation_lists import PreparationListsDialog

PATTERNS: tuple[Entry, ...] = (
    *new(PatternsDialog, lambda p, w: PatternsDialog(p, w.session)),
    *new(PreparationListsDialog, lambda p, w: PreparationListsDialog(p, w.session)),
)
