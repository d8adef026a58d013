"""Words and states of the customer file that list and card share."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.customers import CustomerStatus
from ui.language import term, tr, trn
from ui.widgets.badge import Badge

_STATUS = {
    CustomerStatus.PROSPECT: ("info", "star"),
    CustomerStatus.ACTIVE: ("kept", "circle-check"),
    CustomerStatus.PAUSED: ("soon", "circle-pause"),
    CustomerStatus.LOST: ("done", "circle-x"),
    CustomerStatus.ARCHIVED: ("done", "archive"),
}


def status_badge(status: CustomerStatus) -> Badge:
    """Show where the business with a customer stands."""
    token, picture = _STATUS[status]
    return Badge(term(status), token, picture)


def ago(day: date, today: date) -> str:
    """Say how far a day is from today: "12 days ago", "tomorrow", "in 3 days"."""
    days = (today - day).days
    match days:
        case 0:
            return tr("today")
        case 1:
            return tr("yesterday")
        case -1:
            return tr("tomorrow")
    if days < 0:
        return trn("in {n} day", "in {n} days", -days)
    return trn("{n} day ago", "{n} days ago", days)


def points_open(count: int) -> str:
    """Say how much of a briefing is still to be explained (R005)."""
    return trn("{n} point not explained", "{n} points not explained", count)
