"""Bringing tables in through the command line (D31)."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from branchdesk.cli.parser import IMPORT_KINDS
from branchdesk.domain.import_fields import ImportKind
from tests.cli.conftest import TODAY, Desk

GOOD = "客户名称,电话\n无锡大酒店,0510-82345678\n常州面馆,13912345678\n"
BAD = "客户名称,电话\n无锡大酒店,0510-82345678\n,13912345678\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.req("D31")
def test_the_same_file_again_adds_nothing(desk: Desk, branch: Path, sheet: Path) -> None:
    first = desk("--file", branch, "import", "customers", sheet, "--json")
    assert first.exit == 0
    assert first.document == {"read": 2, "added": 2, "changed": 0, "unchanged": 0, "refused": [], "batch": 1}
    again = desk("--file", branch, "import", "customers", sheet, "--json").document
    assert (again["added"], again["unchanged"], again["batch"]) == (0, 2, None)


def test_a_dry_run_writes_nothing(desk: Desk, branch: Path, sheet: Path) -> None:
    said = desk("--file", branch, "import", "customers", sheet, "--dry-run", "--json").document
    assert (said["added"], said["batch"]) == (2, None)
    assert len(desk("--file", branch, "list", "customers", "--json").document["rows"]) == 1


@pytest.mark.req("D31")
def test_a_refused_row_keeps_all_out_unless_good_rows_are_accepted(
    desk: Desk, branch: Path, sheet: Path, tmp_path: Path
) -> None:
    sheet.write_text(BAD, encoding="utf-8")
    report = tmp_path / "report.xlsx"
    said = desk("--file", branch, "import", "customers", sheet, "--report", report, "--json")
    assert said.exit == 1
    assert (said.document["added"], said.document["batch"]) == (0, None)
    (refused,) = said.document["refused"]
    assert (refused["row"], refused["field"]) == (3, "name")
    assert refused["reason"] in {str(cell.value) for cell in load_workbook(report).worksheets[0][3]}
    accepted = desk("--file", branch, "import", "customers", sheet, "--accept-good-rows", "--json")
    assert (accepted.exit, accepted.document["added"]) == (1, 1)


def test_people_see_the_refused_rows(desk: Desk, branch: Path, sheet: Path) -> None:
    sheet.write_text(BAD, encoding="utf-8")
    said = desk("--file", branch, "import", "customers", sheet)
    assert "1 refused" in said.out
    assert "name" in said.out


def test_a_heading_of_ones_own_is_mapped_and_kept(desk: Desk, branch: Path, sheet: Path) -> None:
    sheet.write_text("Gastgeber\n无锡大酒店\n", encoding="utf-8")
    lost = desk("--file", branch, "import", "customers", sheet)
    assert lost.exit == 2
    assert "--map" in lost.err
    mapped = ("--map", "name=Gastgeber", "--profile", "hotel")
    assert desk("--file", branch, "import", "customers", sheet, *mapped, "--json").document["added"] == 1
    sheet.write_text("Gastgeber\n常州面馆\n", encoding="utf-8")
    kept = desk("--file", branch, "import", "customers", sheet, "--profile", "hotel", "--json")
    assert kept.document["added"] == 1


@pytest.mark.parametrize("pair", ["name", "=Gastgeber", "colour=Gastgeber"])
def test_a_wrong_pair_is_refused(desk: Desk, branch: Path, sheet: Path, pair: str) -> None:
    assert desk("--file", branch, "import", "customers", sheet, "--map", pair).exit == 2


def test_a_file_that_is_no_table_is_refused(desk: Desk, branch: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.xlsx"
    paper.write_bytes(b"%PDF-1.7")
    said = desk("--file", branch, "import", "customers", paper, "--json")
    assert (said.exit, said.document["error"]["code"]) == (2, "import_refused")


@pytest.mark.parametrize("kind", IMPORT_KINDS)
def test_there_is_a_template_for_every_table(desk: Desk, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "template.xlsx"
    said = desk("template", kind, target, "--json")
    assert said.exit == 0
    headings = [cell.value for cell in load_workbook(target).worksheets[0][1]]
    assert len(headings) == len(said.document["fields"])


@pytest.mark.req("D31")
def test_the_examples_of_all_templates_fit_together_and_come_in_once(desk: Desk, tmp_path: Path) -> None:
    branch = tmp_path / "new.branchdesk"
    assert desk("init", branch, "--name", "苏州").exit == 0
    for added in (1, 0):
        for kind in ImportKind:
            target = tmp_path / f"{kind.value}.xlsx"
            desk("template", kind.value, target)
            _type_the_example_below_itself(target)
            said = desk("--file", branch, "--as-of", TODAY, "--json", "import", kind.value, target)
            found = said.document
            assert (said.exit, found["read"], found["refused"]) == (0, 1, []), (kind, said.out)
            # The customers' template brings its contact person along.
            assert found["added"] == (0 if kind is ImportKind.CONTACTS else added), (kind, said.out)


def _type_the_example_below_itself(target: Path) -> None:
    """Fill a template as somebody does who copies its example: the example itself is no row of theirs."""
    book = load_workbook(target)
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    book.save(target)


STATEMENT = (
    "交易日期,摘要,对方户名,对方账号,借方发生额,贷方发生额,余额,用途,流水号\n"
    "2026-11-02,网银转账,苏州华联超市,6222,,800.00,20000.00,服务费,LS001\n"
    "2026-11-04,手续费,,,10.00,,19990.00,,LS002\n"
)


@pytest.mark.req("R177")
def test_a_bank_statement_waits_for_somebody_and_the_same_again_adds_nothing(
    desk: Desk, branch: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bank.csv"
    path.write_text(STATEMENT, encoding="gb18030")
    first = desk("--file", branch, "import", "statement", path, "--json").document
    assert (first["read"], first["added"], first["layout"]) == (2, 2, "corporate")
    assert (first["income"], first["expense"]) == ("800.00", "10.00")
    again = desk("--file", branch, "import", "statement", path, "--json").document
    assert (again["added"], again["unchanged"], again["batch"]) == (0, 2, None)
    assert len(desk("--file", branch, "list", "payments", "--json").document["rows"]) == 1
