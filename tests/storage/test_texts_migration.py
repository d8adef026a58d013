"""The word tables come into files that were made before there were any, and are filled once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.domain.branch import Branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.wording import WordKind
from branchdesk.domain.wording_seeds import SEED_EXCEPTIONS, SEED_RULES
from branchdesk.domain.wording_stock import SEED_PHRASES
from branchdesk.services.desk import Desk
from branchdesk.storage import branch_file
from branchdesk.storage.database import APPLICATION_ID, BranchDatabase
from branchdesk.storage.unit_of_work import Author, unit_of_work

CLOCK = ManualClock.at(date(2026, 11, 22))


def old_file(folder: Path) -> Path:
    """Make a branch file as it was before the step of the texts."""
    steps = folder / "steps"
    steps.mkdir()
    for step in branch_file.STEPS.glob("[0-9]*.py"):
        if int(step.name[:4]) < 10:
            shutil.copy(step, steps)
    path = folder / "old.branchdesk"
    path.touch()
    database = BranchDatabase(path)
    database.connect()
    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    branch_file.migrate(database, steps)
    with unit_of_work(database, Author("王芳"), CLOCK.now(), "create_branch") as work:
        work.insert(Branch(uuid="u", name="杭州分公司", created_at=CLOCK.now()))
    database.close()
    return path


def opened(path: Path) -> Desk:
    return open_branch(path, Seat("王芳"), CLOCK)


def test_an_older_file_gets_the_tables_with_what_is_shipped_and_keeps_what_is_deleted(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    desk = opened(path)
    wording = desk.wording
    assert {(one.kind, one.text) for one in wording.table()} == {(one.kind, one.text) for one in SEED_RULES}
    assert len(wording.exceptions()) == len(SEED_EXCEPTIONS)
    assert len(wording.all_phrases()) == len(SEED_PHRASES)
    assert desk.upkeep.check(full=True) == []
    wording.delete(wording.table(WordKind.TERM))
    desk.close()
    again = opened(path)
    assert again.wording.table(WordKind.TERM) == []
    again.close()
