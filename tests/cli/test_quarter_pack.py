"""The pack for the quarterly meeting from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Desk

AS_OF = ("--as-of", "2026-11-22")


@pytest.mark.req("D10")
@pytest.mark.parametrize("name", ["苏州华联超市", "华联", "1"])
def test_the_pack_of_a_customer_is_written(desk: Desk, branch: Path, tmp_path: Path, name: str) -> None:
    paper = tmp_path / "pack.pdf"
    said = desk("--file", branch, *AS_OF, "print", "quarter-pack", name, "--out", paper)
    assert said.exit == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_customer_that_is_not_there_is_told_and_nothing_written(
    desk: Desk, branch: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "pack.pdf"
    said = desk("--file", branch, *AS_OF, "print", "quarter-pack", "西湖", "--out", paper)
    assert said.exit == 2
    assert "西湖" in said.err
    assert not paper.exists()
