"""A list of complaints comes in whole and goes out as it came (D31)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.cli import main
from tests.cli.conftest import TODAY

ROWS = 2_800
CUSTOMERS = 40
START = datetime(2023, 1, 2, 8, 30)
HEADINGS = ("编号", "投诉时间", "客户", "反映人", "投诉内容", "诉求", "类别", "虫种", "处理人")
KINDS = ("虫害复发", "准时", "账单", "其他")
PESTS = ("蟑螂", "鼠类", "")

Case = tuple[str, datetime, str, str, str, str, str, str, str]


def cases() -> list[Case]:
    return [
        (
            f"旧-{number:05}",
            START + timedelta(hours=11 * number, minutes=number % 60),
            f"客户{number % CUSTOMERS:02}有限公司",
            f"经理{number % 7}",
            f"第{number}次反映：\n后厨有蟑螂，\t三天没人来。\n请尽快处理！",
            "退款\n并道歉" if number % 3 else "",
            KINDS[number % len(KINDS)],
            PESTS[number % len(PESTS)],
            "客服王",
        )
        for number in range(1, ROWS + 1)
    ]


def written(moment: datetime, number: int) -> object:
    """Write a moment in one of the ways that one column of an old list holds."""
    ways = (
        moment,
        f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute:02}",
        f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}",
        f"{moment:%Y-%m-%d %H:%M}",
        f"{moment:%Y.%m.%d %H:%M}",
    )
    return ways[number % len(ways)]


@pytest.fixture(scope="module")
def old_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a list with a banner over its heading, as somebody kept it for years."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["客户投诉登记表"])
    sheet.append(list(HEADINGS))
    for number, (code, moment, *rest) in enumerate(cases()):
        sheet.append([code, written(moment, number), *rest])
    path = tmp_path_factory.mktemp("list") / "投诉登记.xlsx"
    book.save(path)
    return path


def facts(path: Path) -> Counter[tuple[str, ...]]:
    """Read an exported list the way a spreadsheet does, by its headings."""
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    heads: tuple[object, ...] = ()
    while "编号" not in heads:
        heads = next(rows)
    wanted = ("编号", "受理时间", "客户", "反映人", "内容", "要求", "类别", "害虫", "责任人")
    places = [heads.index(name) for name in wanted]
    return Counter(tuple(str(row[at] or "") for at in places) for row in rows if row[places[0]])


def say(*argv: object) -> dict[str, Any]:
    """Run a command in Chinese; the answer of those that give one."""
    out, err = StringIO(), StringIO()
    assert main(["--lang", "zh_CN", *map(str, argv)], out, err) == 0, err.getvalue()
    return dict(json.loads(out.getvalue())) if "--json" in argv else {}


def filled(folder: Path, source: Path) -> tuple[Path, Path]:
    """Bring a list into a new branch and write it out again: the branch file, and the list."""
    branch, out = folder / "b.branchdesk", folder / "again.xlsx"
    create_branch(branch, "杭州分公司", "zh_CN", Seat("王", "test", TODAY)).close()
    said = say("--file", branch, "import", "complaints", source, "--create-customers", "--json")
    assert said["added"] == ROWS
    say("--file", branch, "list", "complaints", "--out", out)
    return branch, out


@pytest.fixture(scope="module")
def went_out(old_list: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Bring the old list in and write it out once for all tests."""
    return filled(tmp_path_factory.mktemp("first"), old_list)


@pytest.mark.req("D31")
def test_an_old_list_of_2800_complaints_loses_nothing_and_goes_out_equal(went_out: tuple[Path, Path]) -> None:
    expected = Counter((code, f"{moment:%Y-%m-%d %H:%M:%S}", *rest) for code, moment, *rest in cases())
    assert facts(went_out[1]) == expected


@pytest.mark.req("D31")
def test_the_list_that_went_out_comes_back_without_a_change(went_out: tuple[Path, Path]) -> None:
    branch, out = went_out
    said = say("--file", branch, "import", "complaints", out, "--json")
    assert (said["added"], said["changed"], said["unchanged"], said["refused"]) == (0, 0, ROWS, [])


@pytest.mark.req("D31")
def test_the_list_that_went_out_fills_an_empty_branch_with_the_same_cases(
    went_out: tuple[Path, Path], tmp_path: Path
) -> None:
    _branch, again = filled(tmp_path, went_out[1])
    assert facts(again) == facts(went_out[1])
