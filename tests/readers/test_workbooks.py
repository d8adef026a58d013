"""A workbook's rows arrive complete, in their places, and cells without a value are named."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from branchdesk.readers import CellProblem, ImportRefused, read_table
from tests.faults.corpus import cell_xml, rows_xml, sheet_xml, workbook


def write(tmp_path: Path, data: bytes, name: str = "表.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def saved(tmp_path: Path, *rows: list[object], merges: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return write(tmp_path, stream.getvalue())


def test_cells_keep_their_types(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 2, 8, 30)
    path = saved(tmp_path, list("abcdef"), [1, 2.5, date(2026, 11, 2), moment, time(9, 30), True])
    row = read_table(path).rows[0]
    assert row.cells == (1, 2.5, date(2026, 11, 2), moment, time(9, 30), True)
    assert row.number == 2


@pytest.mark.fault(64)
@pytest.mark.parametrize("dimension", ["A1", "A1:A2", "A1:XFD1048576", "B7:C9"])
def test_a_false_dimension_cuts_and_adds_nothing(tmp_path: Path, dimension: str) -> None:
    rows = (("客户名称", "金额"), *((f"客户{n}", n) for n in range(3000)))
    path = write(tmp_path, workbook(sheet_xml(rows_xml(rows), dimension=dimension)))
    assert len(read_table(path).rows) == 3000


@pytest.mark.fault(64)
def test_formatted_empty_rows_to_the_end_of_the_sheet_are_no_rows(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in (4, 1_048_576))
    table = read_table(write(tmp_path, workbook(sheet_xml(rows_xml() + blank))))
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.fault(64)
def test_cells_that_do_not_say_where_they_are_count_from_the_left(tmp_path: Path) -> None:
    body = "".join("<row>" + "".join(f"<c><v>{n}</v></c>" for n in range(3)) + "</row>" for _ in range(5))
    named = rows_xml((("a", "b", "c"),)) + body
    assert len(read_table(write(tmp_path, workbook(sheet_xml(named)))).rows) == 5


@pytest.mark.fault(64)
def test_a_sheet_with_a_namespace_prefix_is_measured_too(tmp_path: Path) -> None:
    def prefixed(body: str) -> bytes:
        sheet = sheet_xml(body).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
        return workbook(sheet.replace("xmlns=", "xmlns:x="))

    assert len(read_table(write(tmp_path, prefixed(rows_xml()))).rows) == 2
    stray = rows_xml() + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(ImportRefused, match="reaches to row"):
        read_table(write(tmp_path, prefixed(stray)))


@pytest.mark.fault(65)
def test_a_formula_without_a_value_is_a_problem_and_an_empty_text_is_not(tmp_path: Path) -> None:
    body = rows_xml((("a", "b", "c", "d"), ("x",)))
    body += (
        '<row r="3"><c r="A3"><f>1+1</f></c><c r="B3"><f>1+1</f><v></v></c>'
        '<c r="C3" t="str"><f>""</f><v></v></c><c r="D3"><f>1+1</f><v>2</v></c></row>'
        '<row r="4"><c r="A4"><f t="shared" si="0"/></c><c r="B4"><f t="shared" si="0"/><v>7</v></c></row>'
    )
    rows = read_table(write(tmp_path, workbook(sheet_xml(body)))).rows
    assert [row.number for row in rows] == [2, 3, 4]
    assert [type(cell) for cell in rows[1].cells] == [CellProblem, CellProblem, type(None), int]
    assert "never been calculated" in str(rows[2].cells[0])
    assert rows[2].cells[1] == 7


@pytest.mark.fault(65)
def test_formulas_as_a_library_writes_them_are_found(tmp_path: Path) -> None:
    rows = read_table(saved(tmp_path, ["a", "b"], ["x", "=1+1"])).rows
    assert isinstance(rows[0].cells[1], CellProblem)


@pytest.mark.fault(66)
def test_error_values_and_broken_numbers_are_problems(tmp_path: Path) -> None:
    body = (
        rows_xml((("a", "b"),))
        + '<row r="2"><c r="A2" t="e"><v>#N/A</v></c>'
        + cell_xml("B2", "x")
        + "</row>"
    )
    body += '<row r="3"><c r="A3"><v>NaN</v></c></row>'
    rows = read_table(write(tmp_path, workbook(sheet_xml(body)))).rows
    assert "#N/A" in str(rows[0].cells[0])
    assert isinstance(rows[1].cells[0], CellProblem)


def test_merged_headings_name_all_their_columns(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ["客户资料表"],
        ["客户名称", "联系人", None, "金额"],
        [None, "姓名", "电话", None],
        ["甲", "王", "138", 1],
        merges=("A1:D1", "A2:A3", "B2:C2", "D2:D3"),
    )
    table = read_table(path, known={"客户名称", "电话", "金额"})
    assert table.headings == ("客户名称", "联系人 姓名", "电话", "金额")
    assert table.header_row == 3
    assert [row.cells for row in table.rows] == [("甲", "王", "138", 1)]


def test_the_sheet_asked_for_is_read_and_an_unknown_one_named(tmp_path: Path) -> None:
    path = write(tmp_path, workbook())
    assert read_table(path, sheet="客户").sheets == ("客户",)
    with pytest.raises(ImportRefused, match=r"Its sheets: .*客户"):
        read_table(path, sheet="付款")


@pytest.mark.fault(69)
def test_a_workbook_named_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, workbook(), "客户.csv"))
    assert len(table.rows) == 2
    assert "by its content a .xlsx file" in str(table.notes[0])
