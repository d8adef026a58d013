"""Our promises as lines of cards."""

from __future__ import annotations

from branchdesk.domain.commitments import Commitment, CommitmentKind, CommitmentState
from ui.forms.request_words import lateness_words
from ui.language import term, tr
from ui.session import Link, Session
from ui.widgets.card_content import LinkRow, Section

LOOKS: dict[CommitmentState, tuple[str, str]] = {
    CommitmentState.OPEN: ("clock", "info"),
    CommitmentState.OVERDUE: ("circle-alert", "late"),
    CommitmentState.KEPT: ("circle-check", "kept"),
    CommitmentState.LATE: ("circle-alert", "soon"),
    CommitmentState.BROKEN: ("circle-x", "late"),
    CommitmentState.WITHDRAWN: ("circle-slash", "done"),
}


def promise_section(session: Session, promises: list[Commitment], most: int = 8) -> Section:
    """List promises with until when, how they stand, and what is missing."""
    return Section(tr("Our promises"), rows=tuple(promise_row(session, one) for one in promises[:most]))


def promise_row(session: Session, one: Commitment) -> LinkRow:
    """Write one promise: what, until when, how it stands."""
    state = session.desk.commitments.state(one)
    picture, token = LOOKS[state]
    until = f"{one.due_on.isoformat()} {one.due_time}".strip()
    what = one.text if one.kind is not CommitmentKind.UPDATE else f"{term(one.kind)}: {one.text}"
    unconfirmed = one.kind is CommitmentKind.SERVICE and not one.settled and not one.confirmed_by
    if unconfirmed and state is CommitmentState.OPEN:
        detail, token = tr("not confirmed inside"), "soon"
    else:
        detail = lateness_words(session, one) or term(state)
    text = what if one.kind is CommitmentKind.ARRIVAL else f"{what} · {until}"
    return LinkRow(text, Link("commitment", one.id).text(), detail, picture, token)
