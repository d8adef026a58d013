"""What was paid for a job: on its own invoices, and by its customer without an invoice yet (R080, R081)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.queries.free_money import FREE

_COVERED = f"""
SELECT coalesce((SELECT sum(i.paid_fen) FROM invoice i WHERE i.kind = 'invoice'
        AND (i.visit_id = :visit OR (:contract IS NOT NULL AND i.contract_id = :contract
            AND i.issued_on >= :since))), 0)
    + coalesce((SELECT sum({FREE}) FROM payment t WHERE t.customer_id = :customer), 0)
"""
# Money that came in ahead: for the job's own invoice, for one of its contract of these weeks, or still free.
_PAID_AT = f"""
SELECT v.id, min(t.recorded_at)
FROM visit v JOIN site s ON s.id = v.site_id
JOIN payment t ON t.customer_id = s.customer_id AND t.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM payment b WHERE b.reverses_id = t.id)
LEFT JOIN allocation x ON x.payment_id = t.id
LEFT JOIN invoice i ON i.id = x.invoice_id
WHERE v.id IN (SELECT value FROM json_each(:ids)) AND (i.visit_id = v.id
    OR (i.contract_id = v.contract_id AND i.issued_on >= date(v.date_on, '-45 days')) OR {FREE} > 0)
GROUP BY v.id
"""


def covered_fen(
    database: BranchDatabase, customer_id: int, visit_id: int, contract_id: int | None, since: date
) -> int:
    """Read how much is paid for a job: on its invoices, its contract's since a day, and free money."""
    values = {
        "customer": customer_id,
        "visit": visit_id,
        "contract": contract_id,
        "since": since.isoformat(),
    }
    return int(database.value(_COVERED, values) or 0)


def paid_at(database: BranchDatabase, visit_ids: Sequence[int]) -> dict[int, datetime]:
    """Read for visits when the money for them came in; visits that nobody has paid for are left out."""
    rows: list[tuple[Any, ...]] = database.rows(_PAID_AT, {"ids": json.dumps(list(visit_ids))})
    return {row[0]: datetime.fromisoformat(row[1]) for row in rows if row[1]}
