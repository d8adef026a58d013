"""How often a customer was spoken to on the telephone, and how often the grade asks for it (R025, R139)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from branchdesk.domain.settings import Settings


def calls_sql(customer: str, since: str, until: str = "") -> str:
    """Count the calls that reached a customer; what was logged within one minute was one call (D02)."""
    end = f" AND x.happened_at < {until}" if until else ""
    return (
        "(SELECT count(DISTINCT substr(x.happened_at, 1, 16)) FROM interaction x "
        f"WHERE x.customer_id = {customer}.id AND x.kind IN ('call_out', 'call_in') "
        f"AND x.result NOT IN ('unreachable', 'voicemail') AND x.happened_at >= {since}{end})"
    )


def owed_sql(customer: str) -> str:
    """Return the calls a month that the grade of a customer asks for; `owed_values` has the numbers."""
    return f"CASE {customer}.grade WHEN 'A' THEN :calls_a WHEN 'B' THEN :calls_b ELSE :calls_all END"


def owed_values(settings: Settings) -> dict[str, int]:
    """Return the numbers that `owed_sql` looks for; the first picture needs no grades."""
    from branchdesk.domain.grades import calls_owed

    return {
        "calls_a": calls_owed("A", settings),
        "calls_b": calls_owed("B", settings),
        "calls_all": calls_owed("", settings),
    }
