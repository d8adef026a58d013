"""The monthly summary through the command line: one value, three forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Desk

MONTH = ("summary", "--month", "2026-11")
AS_OF = ("--as-of", "2026-11-22")
MEASURES = {"value", "previous", "same_month_last_year", "mean_6m"}


def test_every_figure_has_its_four_measures(desk: Desk, branch: Path) -> None:
    sections = desk("--file", branch, *AS_OF, *MONTH, "--json").document["sections"]
    figures = [figure for section in sections.values() for figure in section.values()]
    assert len(figures) > 20
    assert all(figure.keys() == MEASURES for figure in figures)
    assert all(isinstance(value, str | None) for figure in figures for value in figure.values())


@pytest.mark.req("R173")
def test_both_papers_are_written_whole(desk: Desk, branch: Path, tmp_path: Path) -> None:
    workbook, paper = tmp_path / "m.xlsx", tmp_path / "m.pdf"
    said = desk("--lang", "zh_CN", "--file", branch, *AS_OF, *MONTH, "--xlsx", workbook, "--pdf", paper)
    assert said.exit == 0
    assert workbook.read_bytes().startswith(b"PK")
    assert paper.read_bytes().startswith(b"%PDF")
    assert "苏州分公司" in said.out
    assert str(paper) in said.err


@pytest.mark.req("D30")
def test_a_locked_month_stays_as_it_was(desk: Desk, branch: Path) -> None:
    locked = desk("--file", branch, "--as-of", "2026-12-01", *MONTH, "--lock", "--json").document
    assert locked["locked"] is True
    assert desk("--file", branch, "--as-of", "2026-12-05", *MONTH, "--json").document == locked


def test_a_folder_that_is_missing_is_told(desk: Desk, branch: Path, tmp_path: Path) -> None:
    assert desk("--file", branch, *MONTH, "--pdf", tmp_path / "no" / "m.pdf").exit == 3
