"""A second opinion: another spreadsheet program recalculates the workbook."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from exports.wording import number_text
from tests.exports.expected import compare
from tests.exports.fixtures import month
from tests.exports.workbook.reading import dump, formulas, made, opened


@pytest.mark.req("R175")
def test_another_program_calculates_what_the_file_already_says(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here: the formulas are not recalculated by a second program")
    (tmp_path / "month.xlsx").write_bytes(made(month()))
    command = [office, "--headless", "--calc", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "month.xlsx")], check=True, capture_output=True, timeout=120)
    again = opened((tmp_path / "out" / "month.xlsx").read_bytes(), values=True)
    ours = opened(made(month()), values=True)
    places = formulas(opened(made(month()), values=False))
    for page, cell in places:
        theirs, mine = again[page][cell].value, ours[page][cell].value
        if isinstance(mine, str):
            assert theirs == mine, (page, cell)
        else:
            assert theirs == pytest.approx(mine, abs=1e-6), (page, cell)


@pytest.mark.req("R175")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_workbook_is_as_last_read_and_approved(language: str, *, update_expected: bool) -> None:
    content = made(month(), language)
    text = dump(opened(content, values=False)) + "\n# values\n" + dump(opened(content, values=True))
    compare(f"workbook_{language}.txt", text, update=update_expected)


def test_the_reference_month_has_figures_of_every_kind() -> None:
    written = {number_text(figure.unit, figure.value) for part in month().sections for figure in part.figures}
    assert {"1,186", "96.2%", "8.5", "412,345.67"} <= written
