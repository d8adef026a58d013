"""What the documents say about columns, files and links is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def line_of(kind: ImportKind) -> str:
    names = ((f"{field.zh} {field.en}", field.required) for field in fields_of(kind))
    columns = (f"**{name}**" if required else name for name, required in names)
    return f"| `{kind.value}` | {', '.join(columns)} |"


def test_the_columns_of_an_import_are_those_of_the_document(*, update_expected: bool) -> None:
    document = ROOT / "docs" / "import.md"
    lines = document.read_text(encoding="utf-8").splitlines()
    for kind in ImportKind:
        place = next(n for n, line in enumerate(lines) if line.startswith(f"| `{kind.value}` |"))
        if update_expected:
            lines[place] = line_of(kind)
        assert lines[place] == line_of(kind), "run the tests with --update-expected, then read the diff"
    if update_expected:
        document.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target
