"""Bank statements and the line that is set aside."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.statements import BankLine
from tests.screenshots.entries import Entry, new
from ui.forms.bank_statements import StatementsDialog
from ui.forms.set_aside import SetAsideDialog

_LINE = BankLine(booked_on=date(2026, 11, 20), amount_fen=125_00, payer="杭州银行")

STATEMENTS: tuple[Entry, ...] = (
    *new(StatementsDialog, lambda p, w: StatementsDialog(p, w.session)),
    *new(SetAsideDialog, lambda p, w: SetAsideDialog(p, w.session, _LINE)),
)
