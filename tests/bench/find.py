"""Find while the phone rings: LIKE on the folded text against FTS5, on 5,000 customers (R135).

`python -m tests.bench.find` makes a branch of 5,000 customers with a contact each and prints what the
search box takes, then what its first query takes by LIKE, by FTS5 trigrams and by FTS5 with one token a
character as a phrase. Trigrams cannot answer the two characters of a surname; phrases of single characters
can, and need a second copy of the text that every save has to keep.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contact, Customer
from branchdesk.services.desk import Desk
from branchdesk.storage.database import BranchDatabase

CUSTOMERS = 5_000
ROUNDS = 25
ASKED = ("8823", "scsy", "三川", "sanchuan", "８８２３", "+86 138 8823", "文三路")
_SIGNS = "三川实业有限公司杭州西湖饭店钱江商贸绿地物业锦绣医院食品仓储百货华東安和"


def fill(desk: Desk) -> None:
    """Write the customers through the write path, so that their keys are the real ones."""
    dice = Random(7)
    with desk.context.act("bench") as work:
        for nth in range(CUSTOMERS):
            name = "".join(dice.choices(_SIGNS, k=4)) + "有限公司"
            if nth == CUSTOMERS // 2:
                name = "三川实业有限公司"
            phone = f"0571-{dice.randrange(10**8):08d}"
            saved = work.insert(Customer(name=name, code=f"C{nth:04d}", phone=phone, address="文三路 5 号"))
            person = "".join(dice.choices(_SIGNS, k=3))
            mobile = f"138{dice.randrange(10**8):08d}"
            work.insert(Contact(customer_id=saved.id, name=person, mobile=mobile))


def by_like(database: BranchDatabase, text: str) -> int:
    """Look the text up as the program does."""
    rows = database.rows("SELECT entity_id FROM search_key WHERE folded LIKE ? LIMIT 30", (f"%{text}%",))
    return len(rows)


def by_trigram(database: BranchDatabase, text: str) -> int:
    """Look the text up in an index of trigrams."""
    rows = database.rows("SELECT rowid FROM tri WHERE folded MATCH ? LIMIT 30", (f'"{text}"',))
    return len(rows)


def by_phrase(database: BranchDatabase, text: str) -> int:
    """Look the text up as a phrase of single characters, the last one as a beginning."""
    phrase = " ".join(text)
    rows = database.rows("SELECT rowid FROM one WHERE folded MATCH ? LIMIT 30", (f'"{phrase}"',))
    return len(rows)


def index(database: BranchDatabase) -> None:
    """Make both full-text copies beside the real text."""
    database.execute_sql("CREATE VIRTUAL TABLE tri USING fts5 (folded, tokenize = 'trigram')")
    database.execute_sql("CREATE VIRTUAL TABLE one USING fts5 (folded)")
    texts = [row[0] for row in database.rows("SELECT folded FROM search_key")]
    with database.atomic():
        for text in texts:
            database.execute_sql("INSERT INTO tri VALUES (?)", (text,))
            database.execute_sql("INSERT INTO one VALUES (?)", (" ".join(text),))


def median(work: Callable[[], object]) -> float:
    """Return the median of several runs in milliseconds."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    from branchdesk.domain.textfold import fold_phone, fold_text

    with tempfile.TemporaryDirectory() as folder:
        clock = ManualClock.at(date(2026, 11, 22))
        desk = create_branch(Path(folder) / "find.branchdesk", "Bench", "zh_CN", Seat("bench"), clock)
        fill(desk)
        database = desk.context.database
        index(database)
        print(f"{CUSTOMERS} customers with a contact each; milliseconds, median of {ROUNDS}")  # noqa: T201
        print(f"{'text':16}{'box':>8}{'LIKE':>8}{'hits':>6}{'trigram':>9}{'hits':>6}{'phrase':>8}{'hits':>6}")  # noqa: T201
        for text in ASKED:
            plain = fold_phone(text) if text[0] in "+8８" else fold_text(text)
            cells = [f"{text:16}{median(partial(desk.lists.find, text)):8.2f}"]
            ways = (by_like, by_trigram, by_phrase)
            cells += [f"{median(partial(way, database, plain)):8.2f}{way(database, plain):6}" for way in ways]
            print(" ".join(cells))  # noqa: T201
        desk.close()


if __name__ == "__main__":
    main()
