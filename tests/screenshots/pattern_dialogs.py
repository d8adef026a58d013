"""The page of patterns, the lists of what to prepare and the quality of calls."""

from __future__ import annotations

from branchdesk.domain.months import Month
from tests.screenshots.entries import Entry, new
from ui.forms.call_quality import CallQualityDialog, QualitySheetDialog
from ui.forms.patterns import PatternsDialog
from ui.forms.preparation_lists import PreparationListsDialog

PATTERNS: tuple[Entry, ...] = (
    *new(PatternsDialog, lambda p, w: PatternsDialog(p, w.session)),
    *new(PreparationListsDialog, lambda p, w: PreparationListsDialog(p, w.session)),
    *new(CallQualityDialog, lambda p, w: CallQualityDialog(p, w.session)),
    *new(
        QualitySheetDialog,
        lambda p, w: QualitySheetDialog(
            p,
            w.session,
            w.session.desk.call_quality.sheet(
                w.session.desk.customers.employees()[0].id, Month.of(w.session.today)
            ),
        ),
    ),
)
