"""Statements of account and the time that claims have left."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.account_statements import AccountStatement
from tests.screenshots.entries import Entry, filled, new
from ui.forms.account_statement import AccountStatementDialog
from ui.forms.account_statements import AccountStatementsDialog
from ui.forms.claims_left import ClaimsLeftDialog


def _sent(customer_id: int) -> AccountStatement:
    return AccountStatement(
        id=1,
        customer_id=customer_id,
        since_on=date(2026, 1, 1),
        as_of=date(2026, 10, 31),
        amount_fen=3_120_000,
        sent_on=date(2026, 11, 3),
    )


LETTERS: tuple[Entry, ...] = (
    *new(
        AccountStatementDialog,
        lambda p, w: AccountStatementDialog(p, w.session, AccountStatement(customer_id=w.customer().id)),
    ),
    *filled(
        AccountStatementDialog, lambda p, w: AccountStatementDialog(p, w.session, _sent(w.customer().id))
    ),
    *new(AccountStatementsDialog, lambda p, w: AccountStatementsDialog(p, w.session, w.customer().id)),
    *new(ClaimsLeftDialog, lambda p, w: ClaimsLeftDialog(p, w.session)),
    *filled(ClaimsLeftDialog, lambda p, w: ClaimsLeftDialog(p, w.session, w.customer().id), "customer"),
)
