"""Duties of chasing: steps of the reminder ladder, and exemptions that end (R079, D28)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from branchdesk.domain.duties import Duty, DutyKind, LinkKind, Whom
from branchdesk.domain.exemptions import ExemptionRow
from branchdesk.domain.messages import msg
from branchdesk.domain.money import Fen

_NOBODY = Whom(customer_id=0, customer="")


def ladder_duties(count: int, amount_fen: int, today: date) -> Iterator[Duty]:
    """Make one duty of all reminders that are due: the list behind it gives them one after the other."""
    if count:
        yield Duty(
            kind=DutyKind.DUNNING_STEP,
            due_on=today,
            whom=_NOBODY,
            say=msg("{n} reminders are due over {amount}.", n=count, amount=Fen(amount_fen)),
            link=LinkKind.LADDER,
            link_id=today.toordinal(),
        )


def exemption_duties(rows: Iterable[ExemptionRow], notice_days: int, until: date) -> Iterator[Duty]:
    """Ask before an exemption ends, and after it ended until it is renewed; one duty for a whole group."""
    asked: set[int] = set()
    for row in rows:
        if row.ends_on is None or not row.open_fen or row.owner_id in asked:
            continue
        due_on = row.ends_on - timedelta(days=notice_days)
        if due_on > until:
            continue
        asked.add(row.owner_id)
        say = msg(
            "The head office pays only until {day}: {reason}. Renew it, or ask the customer from then on.",
            day=row.ends_on,
            reason=row.reason,
        )
        yield Duty(
            kind=DutyKind.EXEMPTION_ENDS,
            due_on=due_on,
            whom=Whom(customer_id=row.owner_id, customer=row.owner),
            say=say,
            link=LinkKind.CUSTOMER,
            link_id=row.owner_id,
        )
