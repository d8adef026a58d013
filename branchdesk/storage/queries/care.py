"""Whom to greet and to ask, what speaks for a grade, what decides: one query each, never one a customer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from branchdesk.domain.care import CareState, Occasion
from branchdesk.domain.duties import Whom
from branchdesk.domain.duties_care import ExceptionFact, Recipient
from branchdesk.domain.festivals import next_birthday
from branchdesk.domain.grades import Grading
from branchdesk.domain.salutation import salutation
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.tables import shape_of

_NAME = "CASE WHEN c.short_name <> '' THEN c.short_name ELSE c.name END"
_HERE = "(k.to_on IS NULL OR k.to_on >= :today)"
_BEST = f"""(SELECT k.id FROM contact k WHERE k.customer_id = c.id AND {_HERE}
    ORDER BY instr(k.roles, 'manager') = 0, instr(k.roles, 'service') = 0, k.id LIMIT 1)"""
_PERSON = (
    "c.id, {name}, k.id, coalesce(k.name, ''), coalesce(k.title, ''), coalesce(k.mobile, ''), "
    "coalesce(k.phone, ''), c.phone, c.grade"
)
_SERVED = "c.status = 'active' AND c.kind <> 'one_off'"

_FESTIVAL = f"""
SELECT {_PERSON.format(name=_NAME)}, t.state FROM customer c LEFT JOIN contact k ON k.id = {_BEST}
LEFT JOIN care_tick t ON t.occasion = 'festival' AND t.day = :day AND t.customer_id = c.id
WHERE {_SERVED} ORDER BY c.grade = '', c.grade, c.name
"""
_BIRTHDAYS = f"""
SELECT {_PERSON.format(name=_NAME)}, k.birthday, k.birthday_lunar FROM contact k
JOIN customer c ON c.id = k.customer_id WHERE k.birthday IS NOT NULL AND {_HERE} AND {_SERVED}
UNION ALL
SELECT c.id, {_NAME}, NULL, '', '', '', '', c.phone, c.grade, c.birthday, 0 FROM customer c
WHERE c.birthday IS NOT NULL AND {_SERVED}
"""
_TICKS = "SELECT day, customer_id, contact_id, state FROM care_tick WHERE occasion = ? AND day >= ?"
_FEEDBACK = f"""
SELECT {_PERSON.format(name=_NAME)}, (SELECT max(s.asked_on) FROM survey s WHERE s.customer_id = c.id) asked
FROM customer c LEFT JOIN contact k ON k.id = {_BEST}
WHERE {_SERVED} AND c.kind <> 'outlet' AND coalesce(asked, c.since, :today) < :before
ORDER BY coalesce(asked, ''), c.grade = '', c.grade, c.name
"""
_EXCEPTIONS = f"""
SELECT {_PERSON.format(name=_NAME)}, g.grade, g.until_on
FROM grading g JOIN customer c ON c.id = g.customer_id
LEFT JOIN contact k ON k.id = {_BEST}
WHERE g.until_on < :today AND g.grade <> g.by_marks AND {_SERVED}
    AND NOT EXISTS (SELECT 1 FROM grading n WHERE n.customer_id = g.customer_id AND n.id > g.id)
"""
_INVOICED = """
SELECT customer_id, sum(amount_fen) FROM invoice WHERE issued_on > ? AND kind <> 'reversal'
GROUP BY customer_id ORDER BY 2 DESC
"""
_PAY_DAYS = """
SELECT avg(julianday(settled_on) - julianday(due_on)) FROM invoice
WHERE customer_id = ? AND settled_on > ? AND due_on IS NOT NULL AND kind = 'invoice'
"""
_COMPLAINTS = """
SELECT count(*) FROM complaint WHERE customer_id = ? AND received_at > ? AND kind = 'complaint'
    AND coalesce(valid, 1) = 1
"""
_GONE = "SELECT count(*) FROM contact WHERE customer_id = ? AND to_on > ? AND to_on <= ?"
_FIRST = """
SELECT count(*) FROM customer c WHERE {served} AND EXISTS (SELECT 1 FROM deciders d WHERE d.customer_id = c.id
    AND d.{what} = 1)
"""
_DECIDERS = ("price", "brand", "convenience", "speed")


def festival_recipients(database: BranchDatabase, day: date, today: date) -> list[Recipient]:
    """Read whom to greet for a festival, the best grades first, with what became of it."""
    rows = database.rows(_FESTIVAL, {"day": day.isoformat(), "today": today.isoformat()})
    return [
        Recipient(whom=_whom(row), day=day, grade=row[8], state=CareState(row[9]) if row[9] else None)
        for row in rows
    ]


def birthday_recipients(database: BranchDatabase, since: date, until: date, today: date) -> list[Recipient]:
    """Read whose birthday, solar or lunar, lies between two days, the next one first (R141)."""
    ticked = _ticks(database, Occasion.BIRTHDAY, since)
    found = []
    for row in database.rows(_BIRTHDAYS, {"today": today.isoformat()}):
        born, lunar = date.fromisoformat(row[9]), bool(row[10])
        day = next_birthday(born, since, lunar=lunar)
        if day <= until:
            state = ticked.get((day, row[0], row[2]))
            found.append(
                Recipient(whom=_whom(row), day=day, grade=row[8], state=state, born=born, lunar=lunar)
            )
    return sorted(found, key=lambda one: (one.day, one.whom.customer))


def feedback_waiting(database: BranchDatabase, before: date, today: date) -> list[Recipient]:
    """Read who was last asked before a day, or never since they came before it."""
    rows = database.rows(_FEEDBACK, {"today": today.isoformat(), "before": before.isoformat()})
    return [
        Recipient(whom=_whom(row), day=date.fromisoformat(row[9]) if row[9] else date.min, grade=row[8])
        for row in rows
    ]


def exceptions_over(database: BranchDatabase, today: date) -> list[ExceptionFact]:
    """Read the customers whose grade is an exception that has run out."""
    return [
        ExceptionFact(whom=_whom(row), grade=row[9], until_on=date.fromisoformat(row[10]))
        for row in database.rows(_EXCEPTIONS, {"today": today.isoformat()})
    ]


def invoiced_by_customer(database: BranchDatabase, since: date) -> dict[int, int]:
    """Read what was invoiced to each customer since a day, the largest first."""
    return dict(database.rows(_INVOICED, (since.isoformat(),)))


def behaviour(database: BranchDatabase, customer_id: int, since: date, today: date) -> tuple[Any, int, int]:
    """Read mean days late (None without payments), founded complaints, and contacts who left."""
    start, end = since.isoformat(), today.isoformat()
    return (
        database.value(_PAY_DAYS, (customer_id, start)),
        int(database.value(_COMPLAINTS, (customer_id, start))),
        int(database.value(_GONE, (customer_id, start, end))),
    )


def deciding_first(database: BranchDatabase) -> tuple[dict[str, int], int]:
    """Count for each of the four by how many customers it comes first, and the customers that are served."""
    served = int(database.value(f"SELECT count(*) FROM customer c WHERE {_SERVED}"))
    counts = {what: int(database.value(_FIRST.format(served=_SERVED, what=what))) for what in _DECIDERS}
    return counts, served


def gradings_of(database: BranchDatabase, customers: Iterable[int]) -> dict[int, tuple[str, list[Grading]]]:
    """Read grade and gradings of some customers."""
    wanted = json.dumps(sorted(set(customers)))
    chosen = "(SELECT value FROM json_each(?))"
    shape = shape_of(Grading)
    found: dict[int, list[Grading]] = defaultdict(list)
    for row in database.rows(f"{shape.select} WHERE customer_id IN {chosen} ORDER BY id", (wanted,)):
        grading: Grading = shape.record(row)
        found[grading.customer_id].append(grading)
    grades = database.rows(f"SELECT id, grade FROM customer WHERE id IN {chosen}", (wanted,))
    return {row[0]: (row[1], found[row[0]]) for row in grades}


def _ticks(
    database: BranchDatabase, occasion: Occasion, since: date
) -> dict[tuple[date, int, int | None], CareState]:
    rows = database.rows(_TICKS, (occasion.value, since.isoformat()))
    return {(date.fromisoformat(row[0]), row[1], row[2]): CareState(row[3]) for row in rows}


def _whom(row: tuple[Any, ...]) -> Whom:
    """Every query begins with: customer, name, contact, its name, title, mobile, phone, customer's phone."""
    return Whom(
        customer_id=row[0],
        customer=row[1],
        contact_id=row[2],
        contact=salutation(row[3], row[4]) if row[3] else "",
        phone=row[5] or row[6] or row[7],
    )
