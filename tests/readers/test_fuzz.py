"""Damaged files give a table or a refusal, never a crash and never a wait."""

from __future__ import annotations

import contextlib
from pathlib import Path
from time import perf_counter

import pytest

from branchdesk.readers import ImportRefused, read_table
from tests.faults.corpus import mutated, rows_xml, sheet_xml, workbook, zipped

TEXTS = [
    '客户名称,手机,"备,注"\n甲,138,x\n"乙\n二",139,"y"\n'.encode(code)
    for code in ("utf-8", "gb18030", "utf-16")
]
SLOWEST = 2.0


def read_within_time(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    started = perf_counter()
    with contextlib.suppress(ImportRefused):
        assert read_table(path).headings
    assert perf_counter() - started < SLOWEST


def damaged_sheets(seed: int, count: int) -> list[bytes]:
    """Damage the XML before zipping it: damage to the zip alone ends at its checksums."""
    parts = [sheet_xml(rows_xml()).encode(), sheet_xml(rows_xml().replace("<v>", "<f>1</f><v>")).encode()]
    return [workbook(parts={"xl/worksheets/sheet1.xml": part}) for part in mutated(seed, count, parts)]


@pytest.mark.fault(71)
def test_three_hundred_damaged_files_crash_nothing(tmp_path: Path) -> None:
    for data in mutated(1, 120, TEXTS):
        read_within_time(tmp_path / "a.csv", data)
    for data in mutated(2, 60, [workbook(), zipped({"a": "b"})]):
        read_within_time(tmp_path / "a.xlsx", data)
    for data in damaged_sheets(3, 120):
        read_within_time(tmp_path / "a.xlsx", data)


@pytest.mark.soak
@pytest.mark.fault(71)
def test_twenty_five_thousand_damaged_files_crash_nothing(tmp_path: Path) -> None:
    for data in mutated(11, 20_000, TEXTS):
        read_within_time(tmp_path / "a.csv", data)
    for data in damaged_sheets(12, 5000):
        read_within_time(tmp_path / "a.xlsx", data)
