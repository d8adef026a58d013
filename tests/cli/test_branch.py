"""Commands that read one branch: duties, aging, lists, search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

AS_OF = ("--as-of", "2026-11-22")


@pytest.mark.req("D04")
def test_today_tells_whom_to_call_about_what(desk: Desk, branch: Path) -> None:
    said = desk("--file", branch, *AS_OF, "today", "--json")
    duties = {duty["kind"]: duty for duty in said.document["duties"]}
    visit = duties["visit_unrecorded"]
    assert (visit["due"], visit["days_late"]) == ("2026-11-19", 3)
    assert (visit["customer"], visit["site"]) == ("苏州华联超市", "观前店")
    assert visit["link"] == {"kind": "visit", "id": 1}
    assert "FP-001" in duties["collection_call"]["say"]
    assert {"contact", "phone"} <= visit.keys()


def test_today_is_readable_in_both_languages(desk: Desk, branch: Path) -> None:
    for language in ("zh_CN", "en"):
        said = desk("--lang", language, "--file", branch, *AS_OF, "today")
        assert "FP-001" in said.out
        assert said.out.splitlines()[0].count("  ") >= 4


@pytest.mark.req("R076")
@pytest.mark.parametrize(
    ("by", "name"), [("customer", "customer"), ("group", "group"), ("invoice", "invoice")]
)
def test_the_aging_adds_up(desk: Desk, branch: Path, by: str, name: str) -> None:
    found = desk("--file", branch, *AS_OF, "aging", "--by", by, "--json").document
    assert found["as_of"] == "2026-11-22"
    assert found["open_invoices"] == 1
    assert found["total"]["d31_60"] == "1200.00"
    assert found["total"]["on_account"] == "-200.50"
    assert found["total"]["total"] == "999.50"
    assert all(name in row for row in found["rows"])


@pytest.mark.req("V15")
@pytest.mark.parametrize(
    ("as_of", "bucket"),
    [
        ("2026-10-22", "not_due"),
        ("2026-10-23", "d1_30"),
        ("2026-11-21", "d1_30"),
        ("2026-11-22", "d31_60"),
    ],
)
def test_the_due_day_itself_is_not_overdue(desk: Desk, branch: Path, as_of: str, bucket: str) -> None:
    found = desk("--file", branch, "--as-of", as_of, "aging", "--json").document
    assert found["total"][bucket] == "1200.00"


@pytest.mark.req("V16")
def test_the_aging_of_an_earlier_day_knows_no_later_money(desk: Desk, branch: Path) -> None:
    assert desk("--file", branch, "--as-of", "2026-11-01", "aging", "--json").document["total"][
        "on_account"
    ] == ("0.00")


@pytest.mark.parametrize(
    "kind",
    [
        "customers",
        "sites",
        "contacts",
        "contracts",
        "visits",
        "complaints",
        "invoices",
        "payments",
        "interactions",
        "workdays",
    ],
)
def test_every_list_can_be_shown_and_read(desk: Desk, branch: Path, kind: str) -> None:
    assert desk("--file", branch, "list", kind).exit == 0
    assert isinstance(desk("--file", branch, "list", kind, "--json").document["rows"], list)


def test_amounts_are_decimal_strings_and_dates_iso(desk: Desk, branch: Path) -> None:
    (row,) = desk("--file", branch, "list", "invoices", "--json").document["rows"]
    assert (row["amount"], row["open"], row["due_on"]) == ("1200.00", "1200.00", "2026-10-22")
    assert row["kind"] == "invoice"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("@open", 1),
        ("@settled", 0),
        ("华联", 1),
        ("华联 @settled", 0),
        ("0512", 1),
        ("nobody", 0),
        ("@overdue 华联", 1),
    ],
)
def test_a_filter_is_text_or_a_name_with_an_at_sign(desk: Desk, branch: Path, text: str, count: int) -> None:
    said = desk("--file", branch, *AS_OF, "list", "invoices", "--filter", text, "--json")
    assert len(said.document["rows"]) == count


@pytest.mark.parametrize("options", [("--filter", "@strange"), ("--columns", "number,colour")])
def test_an_unknown_filter_or_column_is_refused_with_the_known_ones(
    desk: Desk, branch: Path, options: tuple[str, str]
) -> None:
    said = desk("--file", branch, "list", "invoices", *options)
    assert said.exit == 2
    assert "settled" in said.err


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_a_list_can_be_a_file(desk: Desk, branch: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"invoices.{ending}"
    said = desk("--file", branch, "list", "invoices", "--out", target, "--json")
    assert said.document == {"file": str(target), "rows": 1}
    assert target.stat().st_size > 50
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_json_file_has_codes_and_a_csv_file_words(desk: Desk, branch: Path, tmp_path: Path) -> None:
    as_json, as_csv = tmp_path / "v.json", tmp_path / "v.csv"
    for target in (as_json, as_csv):
        desk(
            "--lang",
            "zh_CN",
            "--file",
            branch,
            "list",
            "visits",
            "--columns",
            "date_on,status",
            "--out",
            target,
        )
    assert json.loads(as_json.read_text(encoding="utf-8")) == [{"date_on": "2026-11-19", "status": "planned"}]
    assert "planned" not in as_csv.read_text(encoding="utf-8-sig")


def test_every_column_of_every_list_has_a_title() -> None:
    from dataclasses import fields

    from branchdesk.cli.columns import TITLES
    from branchdesk.domain.rows import ROW_TYPES

    keys = {one.name.removesuffix("_fen") for row in ROW_TYPES.values() for one in fields(row)}
    assert keys - TITLES.keys() == set()


def test_another_ending_is_refused(desk: Desk, branch: Path, tmp_path: Path) -> None:
    assert desk("--file", branch, "list", "visits", "--out", tmp_path / "v.docx").exit == 2


def test_a_missing_folder_is_trouble_with_the_disk(desk: Desk, branch: Path, tmp_path: Path) -> None:
    said = desk("--file", branch, "list", "visits", "--out", tmp_path / "no" / "v.csv", "--json")
    assert (said.exit, said.document["error"]["code"]) == (3, "export_failed")


@pytest.mark.req("R135")
@pytest.mark.parametrize(
    ("text", "kind"), [("华联", "customer"), ("szhl", "customer"), ("fp-001", "invoice")]
)
def test_find_finds_what_the_search_box_finds(desk: Desk, branch: Path, text: str, kind: str) -> None:
    rows = desk("--file", branch, "find", text, "--json").document["rows"]
    assert rows[0]["kind"] == kind
    assert rows[0]["customer"] == "苏州华联超市"
    assert desk("--file", branch, "find", text).exit == 0


def test_nothing_found_is_said(desk: Desk, branch: Path) -> None:
    said = desk("--file", branch, "find", "zzzz")
    assert said.exit == 0
    assert "zzzz" in said.out
