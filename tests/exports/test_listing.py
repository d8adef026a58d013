from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from branchdesk.domain.errors import Refused
from branchdesk.domain.summaries import Column, DataSheet, Unit
from branchdesk.language import Words
from exports.atomic import ExportFailed
from exports.listing import export_list
from tests.exports.fixtures import month
from tests.exports.workbook.reading import opened

LISTING = DataSheet(
    "invoices",
    "Column",
    (
        Column("number", "Column", Unit.TEXT),
        Column("issued", "Date:", Unit.DATE),
        Column("phone", "Example", Unit.TEXT),
        Column("amount", "Total", Unit.MONEY, total=True),
        Column("visits", "Line", Unit.COUNT),
    ),
    (
        ("00123", date(2026, 11, 2), "+86 138 0000 0001", Decimal(1200), 3),
        ("=1+1", None, '名\x07,字\n“引号”"', Decimal("-0.05"), None),
    ),
)


def exported(folder: Path, ending: str, listing: DataSheet = LISTING) -> tuple[Path, int]:
    target = folder / f"列表{ending}"
    replaced = export_list(listing, target, Words("zh_CN"), branch="分公司", made_at=month().made_at)
    return target, replaced


@pytest.mark.fault(72)
def test_csv_opens_in_a_spreadsheet_as_it_was_written(tmp_path: Path) -> None:
    target, replaced = exported(tmp_path, ".csv")
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 3
    rows = list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["列名", "日期：", "示例", "合计", "项目"]
    assert rows[1] == ["00123", "2026-11-02", "+86 138 0000 0001", "1200.00", "3"]
    assert rows[2] == ["'=1+1", "", '名□,字\n“引号”"', "-0.05", ""]
    assert replaced == 1


def test_json_has_stable_keys_and_decimal_strings(tmp_path: Path) -> None:
    target, _ = exported(tmp_path, ".json")
    first, second = json.loads(target.read_text(encoding="utf-8"))
    assert first == {
        "number": "00123",
        "issued": "2026-11-02",
        "phone": "+86 138 0000 0001",
        "amount": "1200.00",
        "visits": 3,
    }
    assert (second["number"], second["issued"], second["amount"]) == ("=1+1", None, "-0.05")


@pytest.mark.req("R175")
def test_a_workbook_has_true_values_and_a_total(tmp_path: Path) -> None:
    target, replaced = exported(tmp_path, ".xlsx")
    book = opened(target.read_bytes(), values=True)
    page = book.worksheets[0]
    assert page.title == "列名"
    assert [cell.value for cell in page[3]][:1] == ["=1+1"]
    assert page["D4"].value == 1199.95
    assert replaced == 1


def test_an_empty_list_has_its_headings(tmp_path: Path) -> None:
    target, _ = exported(tmp_path, ".csv", replace(LISTING, rows=()))
    assert target.read_text(encoding="utf-8-sig").splitlines() == ["列名,日期：,示例,合计,项目"]


def test_another_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Change the ending"):
        exported(tmp_path, ".doc")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault(19)
def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        exported(tmp_path / "gone", ".csv")
