"""Files of real programs read completely: the row counts equal an independent count."""

from __future__ import annotations

import contextlib
import csv
import struct
from pathlib import Path

import openpyxl
import pytest

from branchdesk.readers import ImportRefused, read_table
from tests.faults.corpus import mutated

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="THE REAL FILES ARE NOT HERE: ../shared/data is missing"
)


@pytest.mark.fault(68)
@pytest.mark.parametrize(
    ("name", "encoding", "header"),
    [
        ("customers_500_utf8bom.csv", "utf-8-sig", 1),
        ("customers_500_gb18030.csv", "gb18030", 1),
        ("receivables_open_items.csv", "utf-8", 1),
        ("statements/icbc_v1.csv", "utf-8", 7),
        ("statements/cmb.csv", "utf-8", 1),
        ("statements/wechat.csv", "utf-8", 17),
    ],
)
def test_every_row_of_a_real_csv_arrives(name: str, encoding: str, header: int) -> None:
    with (DATA / name).open(encoding=encoding, newline="") as stream:
        counted = sum(any(cell.strip() for cell in row) for row in list(csv.reader(stream))[header:])
    table = read_table(DATA / name)
    assert (table.encoding, table.header_row, len(table.rows)) == (encoding, header, counted)
    assert all(row.problem is None for row in table.rows)


def test_both_encodings_of_the_customer_list_give_the_same_rows() -> None:
    one, other = (read_table(DATA / f"customers_500_{name}.csv") for name in ("utf8bom", "gb18030"))
    assert one.headings == other.headings
    assert one.rows == other.rows


@pytest.mark.fault(64)
def test_every_row_of_a_real_workbook_arrives() -> None:
    path = DATA / "complaints_messages.xlsx"
    book = openpyxl.load_workbook(path, read_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    counted = sum(any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True))
    book.close()
    table = read_table(path)
    assert len(table.rows) == counted - 1
    assert "\n" in str(table.rows[0].cells[4])


@pytest.mark.fault(69)
def test_the_old_excel_format_of_a_bank_is_read() -> None:
    table = read_table(DATA / "statements" / "ccb.xls")
    assert (table.header_row, len(table.rows)) == (6, 7)
    assert table.headings[:4] == ("记账日", "交易日期", "交易时间", "支出")
    assert table.rows[0].cells[3] == 67


@pytest.mark.fault(69)
def test_an_old_workbook_whose_sectors_run_in_a_circle_is_refused(tmp_path: Path) -> None:
    data = bytearray((DATA / "statements" / "ccb.xls").read_bytes())
    directory, fat = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, 512 + fat * 512 + directory * 4, directory)
    path = tmp_path / "circle.xls"
    path.write_bytes(data)
    with pytest.raises(ImportRefused, match="damaged"):
        read_table(path)


@pytest.mark.fault(71)
def test_damaged_copies_of_an_old_workbook_crash_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    for data in mutated(4, 150, [(DATA / "statements" / "ccb.xls").read_bytes()]):
        path.write_bytes(data)
        with contextlib.suppress(ImportRefused):
            assert read_table(path).headings
