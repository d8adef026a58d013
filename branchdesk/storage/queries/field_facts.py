"""The facts of visits in the field: trends, what is still open, what a month lacks."""

from __future__ import annotations

from branchdesk.domain.months import Month
from branchdesk.domain.visit_findings import Finding, MaterialUse, TrendFact
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.tables import shape_of

_TREND = """
SELECT substr(v.date_on, 1, 7), f.pest, coalesce(d.number, ''), sum(coalesce(f.number, 1))
FROM finding f JOIN visit v ON v.id = f.visit_id LEFT JOIN device d ON d.id = f.device_id
WHERE v.site_id = ? AND v.status = 'done' AND v.date_on BETWEEN ? AND ? AND f.kind = 'pest' AND f.unit <> '%'
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_OPEN = """
SELECT {columns} FROM finding f JOIN visit v ON v.id = f.visit_id
WHERE v.site_id = ? AND f.kind <> 'pest' AND f.settled_on IS NULL ORDER BY v.date_on, f.id
"""
_PESTS = "SELECT pest FROM finding WHERE pest <> '' GROUP BY pest ORDER BY count(*) DESC, pest LIMIT 40"
_MATERIALS = """
SELECT {columns} FROM material_use m WHERE m.id IN (SELECT max(id) FROM material_use GROUP BY name)
ORDER BY m.name LIMIT 100
"""


def known_pests(database: BranchDatabase) -> list[str]:
    """Read the pests that were found so far, the most frequent first."""
    return [row[0] for row in database.rows(_PESTS)]


def known_materials(database: BranchDatabase) -> list[MaterialUse]:
    """Read each material as it was used last."""
    shape = shape_of(MaterialUse)
    sql = _MATERIALS.format(columns=", ".join(f"m.{name}" for name in shape.names))
    return [shape.record(row) for row in database.rows(sql)]


def trend_facts(database: BranchDatabase, site_id: int, until: Month) -> list[TrendFact]:
    """Read the pests of twelve months; a finding without a number counts as one, percentages are left out."""
    span = (site_id, until.plus(-11).first.isoformat(), until.last.isoformat())
    return [
        TrendFact(Month.parse(row[0]), row[1], row[2], int(row[3])) for row in database.rows(_TREND, span)
    ]


def open_findings(database: BranchDatabase, site_id: int) -> list[Finding]:
    """Read the findings of structure and hygiene at a site that are not put right yet."""
    shape = shape_of(Finding)
    sql = _OPEN.format(columns=", ".join(f"f.{name}" for name in shape.names))
    return [shape.record(row) for row in database.rows(sql, (site_id,))]
