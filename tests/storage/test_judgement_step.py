"""What cases knew of their remedy and verdict before is kept when the tables of judgement come in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from branchdesk.storage.branch_file import STEPS, migrate
from branchdesk.storage.database import BranchDatabase

TEXTS = (
    *("number", "kind", "reporter", "phone", "channel", "received_at", "registered_at", "text", "category"),
    *("severity", "demand", "need", "owner", "stage", "answer", "valid_by", "valid_why", "root_cause"),
    *("corrective_action", "corrective_owner", "told_how", "note"),
)


@pytest.fixture
def before(tmp_path: Path) -> BranchDatabase:
    """Make a file as it was before the step, with one closed and one open case."""
    steps = tmp_path / "steps"
    steps.mkdir()
    for step in STEPS.glob("00*.py"):
        if int(step.name[:4]) < 7:
            shutil.copy(step, steps)
    path = tmp_path / "old.branchdesk"
    path.touch()
    database = BranchDatabase(path)
    database.connect()
    migrate(database, steps)
    customer = ["kind", "status", "name"]
    rest = "code short_name grade industry tax_id invoice_title bank_account address phone email terms "
    names = [*customer, *(rest + "authorised_signers note referred_by lost_reason").split()]
    values: list[object] = ["single", "active", "三川", *[""] * (len(names) - 3)]
    _insert(database, "customer", names, values, version=1, head_office_pays=0, price_free=0)
    for number, valid, action, on in (
        ("TS-1", 1, "补药", "2026-11-20"),
        ("TS-2", None, "", None),
    ):
        known = dict.fromkeys(TEXTS, "") | {"number": number, "kind": "complaint", "owner": "王芳"}
        known |= {"corrective_action": action, "root_cause": "饵站未补药" if action else ""}
        more = {"valid": valid, "verified_on": on, "needs_department": 0, "reopened": 0, "version": 1}
        names = [*known, *more, "customer_id"]
        _insert(database, "complaint", names, [*known.values(), *more.values(), 1])
    return database


def _insert(
    database: BranchDatabase, table: str, names: list[str], values: list[object], **more: object
) -> None:
    names, values = [*names, *more], [*values, *more.values()]
    gaps = ", ".join("?" * len(names))
    database.execute_sql(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({gaps})", values)


def test_actions_and_verdicts_move_to_their_own_tables(before: BranchDatabase) -> None:
    migrate(before)
    assert before.rows(
        "SELECT complaint_id, cause, action, verified_on, effective FROM corrective_action"
    ) == [(1, "饵站未补药", "补药", "2026-11-20", 1)]
    verdicts = before.rows("SELECT complaint_id, valid, responsibility, why, decided_by FROM case_verdict")
    assert verdicts == [(1, 1, "ours", "饵站未补药", "王芳")]
    columns = {row[1] for row in before.rows("PRAGMA table_info(complaint)")}
    assert not columns & {"corrective_action", "corrective_owner", "corrective_due_on", "verified_on"}
    before.close()
