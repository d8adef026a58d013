"""What the documents say about columns, files and links is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("kind", ImportKind)
def test_the_columns_of_an_import_are_those_of_the_document(kind: ImportKind) -> None:
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"| `{kind.value}` |"))
    told = line.split("|")[2].strip().split(", ")
    names = [(f"{field.zh} {field.en}", field.required) for field in fields_of(kind)]
    assert told == [f"**{name}**" if required else name for name, required in names]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target
