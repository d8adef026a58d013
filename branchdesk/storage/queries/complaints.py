"""What the clocks of many complaints are counted from, in two reads however many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.tables import shape_of


def complaints_among(database: BranchDatabase, ids: Sequence[int]) -> list[Complaint]:
    """Read these complaints; ids that are gone are left out."""
    shape = shape_of(Complaint)
    sql = f"{shape.select} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return [shape.record(row) for row in database.rows(sql, (json.dumps(list(ids)),))]


def pauses_among(database: BranchDatabase, ids: Sequence[int]) -> dict[int, list[ComplaintPause]]:
    """Read the rests of the clocks of these complaints, by complaint; those without rests have no entry."""
    shape = shape_of(ComplaintPause)
    sql = f"{shape.select} WHERE complaint_id IN (SELECT value FROM json_each(?)) ORDER BY id"
    found: dict[int, list[ComplaintPause]] = defaultdict(list)
    for row in database.rows(sql, (json.dumps(list(ids)),)):
        pause: ComplaintPause = shape.record(row)
        found[pause.complaint_id].append(pause)
    return found
