"""Which list a file most likely holds, told by its headings, so that nobody has to say it."""

from __future__ import annotations

from pathlib import Path

from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.readers import read_table
from branchdesk.services.importing.columns import known_headings, match_columns


def guess_kind(path: Path) -> ImportKind | None:
    """Return the kind whose required fields are all there and which leaves the fewest headings unused.

    None where no kind fits. Raises ImportRefused where the file cannot be read safely.
    """
    known = [heading for kind in ImportKind for heading in known_headings(fields_of(kind), {})]
    headings = read_table(path, known=known).headings
    matches = {kind: match_columns(fields_of(kind), headings, {}) for kind in ImportKind}
    fitting = {kind: found for kind, found in matches.items() if not found.missing}
    return max(fitting, key=lambda kind: len(fitting[kind].at), default=None)
