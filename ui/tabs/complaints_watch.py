"""The mark on a customer's card while the customer is watched after a closed case (R120)."""

from __future__ import annotations

from ui.language import tr, words
from ui.session import Session
from ui.widgets.badge import Badge


def watch_badges(session: Session, customer_id: int) -> tuple[Badge, ...]:
    """Say until when the customer is watched, and after which case; nothing where they are not."""
    found = session.desk.closing.watched(customer_id)
    if not found:
        return ()
    _id, number, until = found[0]
    text = tr("watched until {day} ({number})", day=words().value(until), number=number)
    return (Badge(text, "soon", "eye"),)
