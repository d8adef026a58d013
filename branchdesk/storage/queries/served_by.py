"""Who served what an invoice is about: late payment is counted against the technician, too (R074)."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.storage.database import BranchDatabase

_OF_INVOICE = """
SELECT i.id, coalesce(v.technician_id, k.technician_id) FROM invoice i
LEFT JOIN visit v ON v.id = i.visit_id LEFT JOIN contract k ON k.id = i.contract_id
WHERE coalesce(v.technician_id, k.technician_id) IS NOT NULL
"""
_OF_CUSTOMER = """
SELECT customer_id, technician_id, min(id) FROM site WHERE technician_id IS NOT NULL GROUP BY customer_id
"""


@dataclass(frozen=True, slots=True)
class ServedBy:
    """Technicians by invoice and by customer, and their names."""

    by_invoice: dict[int, int]
    by_customer: dict[int, int]
    names: dict[int, str]

    def of(self, customer_id: int, invoice_id: int = 0) -> int:
        """Return the technician of the visit or contract, else of the first site; 0 where there is none."""
        return self.by_invoice.get(invoice_id) or self.by_customer.get(customer_id, 0)


def technicians_of(database: BranchDatabase) -> ServedBy:
    """Read who served whom, three queries however many invoices there are."""
    return ServedBy(
        dict(database.rows(_OF_INVOICE)),
        {row[0]: row[1] for row in database.rows(_OF_CUSTOMER)},
        dict(database.rows("SELECT id, name FROM employee")),
    )
