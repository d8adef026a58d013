"""Adjustments, bounced payments and instalments."""

from __future__ import annotations

from branchdesk.domain.adjustments import AdjustmentKind
from tests.screenshots.entries import Entry, filled, new
from ui.forms.adjust import AdjustDialog
from ui.forms.bounce import BounceDialog
from ui.forms.instalments import InstalmentsDialog

MONEY: tuple[Entry, ...] = (
    *new(AdjustDialog, lambda p, w: AdjustDialog(p, w.session, w.invoice(), AdjustmentKind.PRICE)),
    *filled(AdjustDialog, lambda p, w: AdjustDialog(p, w.session, w.invoice(), AdjustmentKind.WRITE_OFF)),
    *new(BounceDialog, lambda p, w: BounceDialog(p, w.session, w.payment())),
    *new(InstalmentsDialog, lambda p, w: InstalmentsDialog(p, w.session, w.invoice())),
)
