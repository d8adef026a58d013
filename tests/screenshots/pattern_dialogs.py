"""The page of patterns."""

from __future__ import annotations

from tests.screenshots.entries import Entry, new
from ui.forms.patterns import PatternsDialog

PATTERNS: tuple[Entry, ...] = new(PatternsDialog, lambda p, w: PatternsDialog(p, w.session))
