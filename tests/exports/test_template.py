from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from branchdesk.language import Words
from exports.template import TemplateField, import_template
from tests.exports.workbook.reading import opened, sheet

FIELDS = (
    TemplateField("customer", "客户名称", "customer", required=True, example="沪上阿姨"),
    TemplateField("phone", "联系电话", "phone", example="021-00001234", note="区号要写"),
    TemplateField("kind", "类型", "kind", choices=tuple(f"很长的类型名称{n}" for n in range(60))),
)


def made(language: str = "zh_CN") -> Workbook:
    stream = BytesIO()
    import_template("客户", FIELDS, Words(language), stream)
    return opened(stream.getvalue(), values=False)


@pytest.mark.req("D31")
def test_headings_are_bilingual_and_required_ones_marked() -> None:
    page = sheet(made(), "客户")
    assert [cell.value for cell in page[1]] == ["客户名称 *\ncustomer", "联系电话\nphone", "类型\nkind"]
    assert page["A1"].fill.fgColor.rgb != page["B1"].fill.fgColor.rgb


def test_the_example_stands_below_and_every_column_is_text() -> None:
    page = sheet(made(), "客户")
    assert [cell.value for cell in page[2]] == ["沪上阿姨", "021-00001234", None]
    assert {page.column_dimensions[letter].number_format for letter in "ABC"} == {"@"}


def test_choices_drop_down_however_long_they_are() -> None:
    book = made()
    (rule,) = sheet(book, "客户").data_validations.dataValidation
    assert (rule.type, str(rule.sqref), rule.formula1) == ("list", "C2:C1000", "'可选值'!$A$2:$A$61")
    assert book["可选值"]["A61"].value == "很长的类型名称59"


def test_the_notes_explain_each_column_in_the_chosen_language() -> None:
    notes = sheet(made(), "填写说明")
    assert [cell.value for cell in notes[4]][:3] == ["客户名称 *\ncustomer", "是", "沪上阿姨"]
    assert notes["D5"].value == "区号要写"
    assert made("en").sheetnames == ["客户", "Notes", "Choices"]
