"""Papers from the command line."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from branchdesk.papers.prints import PRINTS
from tests.cli.conftest import Desk


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(str(page.get_textpage().get_text_bounded()) for page in document)


@pytest.mark.req("R061")
def test_the_blank_report_is_written_in_the_language_that_was_asked_for(
    desk: Desk, branch: Path, tmp_path: Path
) -> None:
    out = tmp_path / "blank.pdf"
    said = desk("--file", branch, "--lang", "zh_CN", "print", "blank-report", "--out", out, "--json")
    assert (said.exit, said.document["pages"]) == (0, 1)
    assert "设备巡查" in text_of(out)


@pytest.mark.req("R174")
def test_the_day_sheet_of_a_day_has_its_visits(desk: Desk, branch: Path, tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    assert desk("--file", branch, "print", "day-sheet", "2026-11-19", "--out", out).exit == 0
    assert "观前店" in text_of(out)


def test_a_day_without_visits_is_told_and_writes_nothing(desk: Desk, branch: Path, tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    said = desk("--file", branch, "print", "day-sheet", "2026-11-18", "--out", out, "--json")
    assert (said.exit, said.document["error"]["code"]) == (2, "refused")
    assert not out.exists()


@pytest.mark.req("R011")
def test_the_notice_of_a_visit_is_found_by_its_number(desk: Desk, branch: Path, tmp_path: Path) -> None:
    out = tmp_path / "notice.pdf"
    assert desk("--file", branch, "print", "prep-notice", "1", "--out", out).exit == 0
    assert "2026" in text_of(out)


def test_an_unknown_visit_is_told(desk: Desk, branch: Path, tmp_path: Path) -> None:
    said = desk("--file", branch, "print", "service-report", "SR-9", "--out", tmp_path / "r.pdf")
    assert said.exit == 2
    assert "SR-9" in said.err


@pytest.mark.parametrize("kind", sorted(PRINTS))
def test_every_paper_has_a_maker(kind: str) -> None:
    from branchdesk.papers.prints import maker_of

    assert callable(maker_of(kind))
