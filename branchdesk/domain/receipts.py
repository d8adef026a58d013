"""The money that counts for a promise (V17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from branchdesk.domain.receivables import Payment


def receipts_since(payments: Sequence[Payment], since: date) -> list[tuple[date, int]]:
    """Return (day, fen) of what came since a day; what was taken back cancels on the day it came."""
    days = {payment.id: payment.paid_on for payment in payments}
    dated = ((days.get(one.reverses_id or one.id, one.paid_on), one.amount_fen) for one in payments)
    return [(day, fen) for day, fen in dated if day >= since]
