"""What must never be opened is refused, in one sentence that names the file, quickly and without the net."""

from __future__ import annotations

import socket
import tracemalloc
from pathlib import Path
from time import perf_counter

import pytest

from branchdesk.language import Words
from branchdesk.readers import ImportRefused, read_table
from tests.faults.corpus import HOSTILE, Hostile, workbook

MARKS = [pytest.param(case, marks=pytest.mark.fault(case.fault), id=case.name) for case in HOSTILE]


@pytest.mark.parametrize("case", MARKS)
def test_a_hostile_or_broken_file_is_refused_with_its_reason(
    case: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.build())
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("the net was asked"))
    with pytest.raises(ImportRefused) as refusal:
        read_table(path)
    sentence = str(refusal.value)
    assert case.word in sentence
    assert case.name in sentence
    assert refusal.value.code == "import_refused"
    assert Words("zh_CN").say(refusal.value.message) != sentence


@pytest.mark.fault(62)
@pytest.mark.parametrize("case", [case for case in HOSTILE if case.fault == 62], ids=lambda case: case.name)
def test_a_bomb_costs_little_time_and_memory(case: Hostile, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.build())
    started = perf_counter()
    with pytest.raises(ImportRefused):
        read_table(path)
    # Generous: the target is one second, but the machine of a test run may be busy.
    assert perf_counter() - started < 5
    tracemalloc.start()
    with pytest.raises(ImportRefused):
        read_table(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * 1024 * 1024


@pytest.mark.fault(69)
def test_a_file_that_another_program_holds_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    path = tmp_path / "客户.xlsx"
    path.write_bytes(workbook())
    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(ImportRefused, match="another program has it open"):
        read_table(path)


@pytest.mark.fault(69)
def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="is not there"):
        read_table(tmp_path / "gone.xlsx")
    with pytest.raises(ImportRefused, match=r"folder|cannot be read"):
        read_table(tmp_path)


@pytest.mark.fault(62)
def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("branchdesk.readers.source.LARGEST_FILE", 1000)
    path = tmp_path / "big.csv"
    path.write_bytes(b"a,b\n" * 1000)
    with pytest.raises(ImportRefused, match="larger than"):
        read_table(path)


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="is a folder"):
        read_table(tmp_path)
