"""Commands that look: the duties of the day and the search box."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from branchdesk.cli.output import Result, plain, table
from branchdesk.cli.session import Session
from branchdesk.domain.duties import Duty
from branchdesk.language import Words


def today(options: Namespace, session: Session) -> Result:
    """List what is due and what was missed (D04)."""
    desk, words = session.desk(options), session.words
    now = desk.context.clock.today()
    duties = desk.duties.due(options.days)
    return Result({"duties": [_duty(duty, now, words) for duty in duties]}, _today_text(duties, now, words))


def _duty(duty: Duty, now: date, words: Words) -> dict[str, Any]:
    return {
        "kind": duty.kind.value,
        "due": plain(duty.due_on),
        "at": duty.due_at.strftime("%H:%M") if duty.due_at else None,
        "days_late": duty.days_late(now),
        "customer": duty.whom.customer,
        "site": duty.whom.site,
        "contact": duty.whom.contact,
        "phone": duty.whom.phone,
        "say": words.say(duty.say),
        "assignee": duty.assignee.value,
        "who": duty.who,
        "tried": duty.tried,
        "try_on": plain(duty.try_on) if duty.try_on else None,
        "link": {"kind": duty.link.value, "id": duty.link_id},
    }


def _today_text(duties: list[Duty], now: date, words: Words) -> str:
    tr = words.tr
    if not duties:
        return tr("Nothing is due.")
    rows = [
        (
            words.value(duty.due_at or duty.due_on),
            str(duty.days_late(now) or ""),
            words.term(duty.kind),
            " ".join(filter(None, (duty.whom.customer, duty.whom.site))),
            " ".join(filter(None, (duty.whom.contact, duty.whom.phone))),
            words.say(duty.say),
            duty.who or words.term(duty.assignee),
        )
        for duty in duties
    ]
    headings = (
        *(tr("Due"), tr("Days late"), tr("Duty"), tr("Customer"), tr("Contact")),
        *(tr("What to say"), tr("Who does it")),
    )
    late = sum(duty.days_late(now) > 0 for duty in duties)
    count = words.trn("{n} duty, {late} late", "{n} duties, {late} late", len(duties), late=late)
    return f"{table(headings, rows, right=(1,))}\n\n{count}"


def find(options: Namespace, session: Session) -> Result:
    """Find what the search box finds (R135)."""
    words = session.words
    found = session.desk(options).lists.find(options.text)
    rows = [
        {
            "kind": hit.kind.value,
            "id": hit.id,
            "customer_id": hit.customer_id,
            "title": hit.title,
            "customer": hit.customer,
        }
        for hit in found
    ]
    if not found:
        return Result({"rows": rows}, words.tr("Nothing is found for “{text}”.", text=options.text))
    headings = (words.tr("Kind"), words.tr("Name or number"), words.tr("Customer"))
    shown = [(words.term(hit.kind), hit.title, hit.customer) for hit in found]
    return Result({"rows": rows}, table(headings, shown))
