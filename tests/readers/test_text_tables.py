"""CSV and TSV: every encoding and delimiter that the branch meets, and no row swallowed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.readers import is_total_row, read_table
from branchdesk.readers.delimited import split

TEXT = "客户名称,手机,地址\n杭州分店,013800138000,西湖区文三路一百号\n上海分店,02188888888,静安区南京西路\n"
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
TAIWAN = "客戶名稱,電話,地址\n臺北門市,0223456789,臺北市中正區重慶南路\n高雄門市,072345678,高雄市前鎮區\n"


def table(tmp_path: Path, data: bytes, name: str = "表.csv", **options: str) -> list[tuple[object, ...]]:
    path = tmp_path / name
    path.write_bytes(data)
    read = read_table(path, encoding=options.get("encoding"), delimiter=options.get("delimiter"))
    return [read.headings, *(row.cells for row in read.rows)]


@pytest.mark.fault(68)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_the_same_table_in_each_encoding_is_the_same(tmp_path: Path, encoding: str) -> None:
    assert table(tmp_path, TEXT.encode(encoding)) == [tuple(line.split(",")) for line in TEXT.splitlines()]


@pytest.mark.fault(68)
def test_big5_is_told_from_gb18030_and_said(tmp_path: Path) -> None:
    path = tmp_path / "台灣.csv"
    path.write_bytes(TAIWAN.encode("big5"))
    read = read_table(path)
    assert read.encoding == "big5"
    assert read.rows[0].cells[0] == "臺北門市"
    assert "Big5" in str(read.notes[0])


@pytest.mark.fault(68)
def test_an_encoding_chosen_by_a_person_is_used(tmp_path: Path) -> None:
    assert table(tmp_path, "naïve,b\nü,1\n".encode("latin-1"), encoding="latin-1")[1] == ("ü", "1")


@pytest.mark.fault(68)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised_below_banner_lines(tmp_path: Path, delimiter: str) -> None:
    rows = [["客户", "金额", "备注"], ["甲", "1,50" if delimiter != "," else "1.50", "a"], ["乙", "2", "b"]]
    text = "某某银行 明细\n\n" + "".join(delimiter.join(row) + "\r\n" for row in rows)
    read = table(tmp_path, text.encode())
    assert [list(row) for row in read] == rows


@pytest.mark.fault(68)
def test_ragged_rows_are_padded_and_noted_and_longer_ones_carry_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("a,b,c\n1\n1,2,3,\n1,2,3,4\nx,y,z\n", encoding="utf-8")
    read = read_table(path)
    assert read.rows[0].cells[:3] == ("1", None, None)
    assert [row.problem is not None for row in read.rows] == [False, False, True, False]
    assert [str(note).split(":")[0] for note in read.notes] == [
        "Rows with fewer cells than headings",
        "Rows with more cells than headings",
    ]


def test_line_breaks_in_cells_stay_and_rows_keep_their_numbers_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "breaks.csv"
    path.write_bytes(b'a,b\r\n\r\n"one\r\ntwo",2\r\nx,y\r\n')
    assert [(row.number, row.cells[0]) for row in read_table(path).rows] == [(3, "one\r\ntwo"), (4, "x")]


@pytest.mark.fault(70)
def test_leading_zeros_and_long_numbers_stay_text(tmp_path: Path) -> None:
    assert table(tmp_path, b"code,id\n00123,330106199001011234\n")[1] == ("00123", "330106199001011234")


@pytest.mark.fault(69)
def test_text_named_xlsx_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "客户.xlsx"
    path.write_bytes(TEXT.encode())
    read = read_table(path)
    assert len(read.rows) == 2
    assert "by its content a .csv file" in str(read.notes[0])


def test_padding_after_a_closing_quote_is_allowed_as_banks_write_it(tmp_path: Path) -> None:
    assert table(tmp_path, b'a,b,c\n"x, ""y"" ,z"\t ,"2" ,3\n')[1] == ('x, "y" ,z', "2", "3")


def test_totals_rows_are_flagged_and_customers_with_such_names_are_not(tmp_path: Path) -> None:
    names = [
        "合计",
        "总计：",
        "小 计",
        "本页合计",
        "Total",
        "Grand total:",
        "Total Clean Ltd",
        "合计餐饮公司",
        "甲",
    ]
    path = tmp_path / "totals.csv"
    path.write_text("name,n\n" + "".join(f"{name},1\n" for name in names), encoding="utf-8")
    assert [is_total_row(row) for row in read_table(path).rows] == [True] * 6 + [False] * 3


def test_known_headings_decide_which_row_is_the_heading(tmp_path: Path) -> None:
    path = tmp_path / "banner.csv"
    path.write_text(
        "户名,某公司,币种\n导出人,张三,李四\n交易日期,金额(元),备注\n2026-01-02,3,x\n", encoding="utf-8"
    )
    read = read_table(path, known={"交易日期", "金额"})
    assert read.header_row == 3
    assert read.rows[0].number == 4


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=5), min_size=1
    )
)
def test_what_a_writer_quotes_comes_back_unchanged(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    read = split("x.csv", stream.getvalue(), ",", ())
    assert read == [[cell if cell.strip() else None for cell in row] for row in rows]
