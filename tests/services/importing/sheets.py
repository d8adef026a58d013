"""Sheets as people hand them over, and the two steps of bringing one in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from branchdesk.services.context import Outcome
from branchdesk.services.desk import Desk
from branchdesk.services.importing.plan import ImportReport

Line = Sequence[str]


def sheet(folder: Path, *lines: Line, name: str = "list.csv") -> Path:
    """Write a CSV as Excel does: UTF-8 with BOM."""
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path


def bring(
    desk: Desk, kind: str, path: Path, *, accept: bool = False, **options: Any
) -> Outcome[ImportReport]:
    """Look and then bring in."""
    return desk.imports.run(desk.imports.preview(kind, path, **options), accept_good_rows=accept)


def counts(outcome: Outcome[ImportReport]) -> tuple[int, int, int, int]:
    """Return added, changed, unchanged, refused."""
    report = outcome.value
    return report.added, report.changed, report.unchanged, len(report.refused)
