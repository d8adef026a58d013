"""A process that saves as fast as it can and says what was acknowledged; its parent kills it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.domain.allocation import Share
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.receivables import Invoice, Payment


def main(path: Path, run: str) -> None:
    """Save invoices with a payment each, for ever; print a number only after both are committed."""
    desk = open_branch(path, Seat("kill"), ManualClock.at(date(2026, 11, 22)))
    print("ready", flush=True)  # noqa: T201
    for number in range(1_000_000):
        name = f"{run}-{number}"
        invoice = Invoice(
            number=name, customer_id=1, issued_on=date(2026, 11, 1), amount_fen=100, terms="issued+30d"
        )
        saved = desk.receivables.save_invoice(invoice).value
        payment = Payment(customer_id=1, paid_on=date(2026, 11, 2), amount_fen=100, reference=name)
        desk.receivables.record_payment(payment, [Share(saved.id, 100)])
        print(name, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
