"""The plan of the house: which rooms there are and how big they may be."""

from __future__ import annotations

import os

import pytest

from tests.architecture.source import PROGRAM, ROOT, imports, modules, name_of

ROOMS = {"branchdesk", "ui", "resources", "exports", "tests", "docs"}
PAPERS = {"pyproject.toml", "README.md", "CHANGELOG.md", "dev.py"}
MADE_BY_RUNNING = {"artifacts"}
LONGEST_MODULE = 400


def test_the_top_level_holds_only_what_the_plan_names() -> None:
    top = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__pycache__"))}
    assert top - MADE_BY_RUNNING <= ROOMS | PAPERS


def test_every_import_package_is_a_room_of_the_plan() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*PROGRAM, "tests"}


def test_no_module_reads_like_the_standard_library() -> None:
    confusing = {"calendar.py", "collections.py"}
    assert [name_of(path) for path in modules() if path.name in confusing] == []


def test_every_module_is_small() -> None:
    # A migration repeats the whole schema of its day and is never read or changed again.
    written = [path for path in modules() if path.parent.name != "migrations"]
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {name: lines for name, lines in sizes.items() if lines > LONGEST_MODULE} == {}


@pytest.mark.fault(40)
def test_nobody_imports_the_sqlite_of_the_standard_library() -> None:
    users = [name_of(path) for path in modules(*PROGRAM, "tests") if "sqlite3" in set(imports(path))]
    assert users == []


@pytest.mark.fault(40)
def test_only_storage_imports_the_one_sqlite_library() -> None:
    users = {
        name_of(path) for path in modules() if any(name.startswith("sqlcipher3") for name in imports(path))
    }
    assert {name for name in users if not name.startswith("branchdesk/storage/")} == set()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    private = (f"{os.sep}home{os.sep}", f"{os.sep}root{os.sep}", "C:\\Users\\", f"{os.sep}work{os.sep}")
    guilty = [
        name_of(path)
        for path in modules()
        if any(place in path.read_text(encoding="utf-8") for place in private)
    ]
    assert guilty == []
