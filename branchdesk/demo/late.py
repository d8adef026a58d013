"""Bad news first in the sample branch: one delay was told in advance, one is still to be told (R137)."""

from __future__ import annotations

from datetime import timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.story import Story, Write
from branchdesk.domain.customers import CustomerKind
from branchdesk.domain.delays import Delay
from branchdesk.storage.unit_of_work import UnitOfWork

_WORDS = {
    "zh_CN": ("技术员上一家未完，预计晚到 1 小时", "诱饵盒缺货，补货预计晚 3 天"),
    "en": (
        "The technician is held up before, about 1 hour late",
        "Bait stations are out of stock, about 3 days late",
    ),
}


def foresee(story: Story, accounts: list[Account]) -> None:
    """Queue two likely delays."""
    singles = [one for one in accounts if one.customer.kind is CustomerKind.SINGLE]
    if not singles:
        return
    told, untold = _WORDS[story.words.language]
    day = story.calendar.previous_working_day(story.today - timedelta(days=3))
    story.at(story.moment(day, "10:05"), "save_delay", _delay(singles[0], told, told=True))
    just_now = story.now - timedelta(minutes=10)
    story.at(just_now, "save_delay", _delay(singles[-1], untold, told=False))


def _delay(account: Account, text: str, *, told: bool) -> Write:
    def write(work: UnitOfWork) -> None:
        if account.customer.id:
            work.insert(
                Delay(
                    customer_id=account.customer.id,
                    entered_at=work.at,
                    expected=text,
                    told_at=work.at if told else None,
                    told_before=told,
                )
            )

    return write
