"""The reasons that dialogs offer for moves and misses: the branch's own, else the usual ones (D07)."""

from __future__ import annotations

from branchdesk.domain.visits import Cause
from ui.language import tr
from ui.session import Session


def reasons(session: Session, cause: Cause) -> tuple[str, ...]:
    """Return what is usually the reason, the commonest first."""
    return session.desk.plan.causes.reasons(cause) or usual_reasons(cause)


def usual_reasons(cause: Cause) -> tuple[str, ...]:
    """Return the reasons of the program itself, for a branch that has written none."""
    match cause:
        case Cause.CUSTOMER:
            return (
                tr("The customer asked for another day"),
                tr("The site cannot be entered"),
                tr("The site is not prepared"),
            )
        case Cause.US:
            return tr("Our technician is not free"), tr("Planned wrongly by us"), tr("Our car broke down")
    return (
        tr("Weather"),
        tr("Traffic or closed roads"),
        tr("Order of the authorities"),
        tr("Public holiday"),
    )
