"""The visits in person that an invoice is on, on its card (R070)."""

from __future__ import annotations

from branchdesk.domain.visits import VisitStatus
from ui.language import say, term, tr
from ui.session import Link, Session
from ui.widgets.card_content import LinkRow, Section

_MOST = 3


def sections(session: Session, invoice_id: int) -> tuple[Section, ...]:
    """Return the last visits about an invoice with what came of them; nothing where there was none."""
    collecting = session.desk.plan.collecting
    rows = []
    for visit in collecting.visits_of(invoice_id)[:_MOST]:
        result = collecting.result_of(visit.id)
        detail = term(result.result) if result is not None else term(visit.status)
        open_yet = visit.status is VisitStatus.PLANNED
        link = Link("visit", visit.id).text()
        text = say(collecting.sentence(visit.id))
        rows.append(LinkRow(text, link, detail, "map-pin", "info" if open_yet else "muted"))
    return (Section(tr("Visits in person"), rows=tuple(rows)),) if rows else ()
