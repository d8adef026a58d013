"""What is for us alone stays inside."""

from __future__ import annotations

import pytest

from tests.architecture.source import ROOT, modules, name_of

OUTWARD = (
    "exports/",
    "branchdesk/cli/",
    "branchdesk/papers.py",
    "branchdesk/domain/rows.py",
    "ui/care_papers.py",
)
QUERIES = ("list_specs", "lists", "summary_")


@pytest.mark.req("R110")
def test_nothing_that_prints_or_exports_knows_temperaments() -> None:
    outward = [
        path
        for path in modules()
        if name_of(path).startswith(OUTWARD)
        or (path.parent.name == "queries" and path.stem.startswith(QUERIES))
        or path.stem.startswith("import_")
    ]
    assert len(outward) > 30
    knowing = [name_of(path) for path in outward if "temper" in path.read_text(encoding="utf-8").casefold()]
    assert knowing == []
    assert (ROOT / "branchdesk" / "domain" / "temper_tips.py").exists()
