"""What the card of a visit says of its extra request, its difficulty and our promises."""

from __future__ import annotations

from branchdesk.domain.request_rules import summary
from branchdesk.domain.support import SupportKind
from branchdesk.domain.visits import Visit
from ui.forms.promise_rows import promise_section
from ui.forms.request_card import support_row
from ui.forms.request_words import arrival_words, promised_at, state_badge
from ui.language import tr
from ui.session import Link, Session
from ui.widgets.card_content import Fact, LinkRow, Section


def sections(session: Session, visit: Visit) -> tuple[Section, ...]:
    """Write what the card of a visit says of its request, its difficulty and our promises; empty ones go."""
    found = (_difficulty(session, visit), _request(session, visit), _promises(session, visit))
    return tuple(one for one in found if one.facts or one.rows)


def _difficulty(session: Session, visit: Visit) -> Section:
    calls = session.desk.support.of_visit(visit.id)
    rows = [support_row(one) for one in calls]
    known = any(one.kind is SupportKind.DIFFICULTY and one.told_at is not None for one in calls)
    if visit.difficulty and not known:
        link = Link("difficulty", visit.id).text()
        rows.insert(0, LinkRow(visit.difficulty, link, tr("area manager not told"), "triangle-alert", "late"))
    return Section(tr("Difficulty and support"), rows=tuple(rows))


def _request(session: Session, visit: Visit) -> Section:
    request = session.desk.requests.of_visit(visit.id)
    if request is None:
        return Section("")
    fact = session.desk.requests.fact(request.id)
    badge = state_badge(session, fact)
    link = Link("extra_request", request.id).text()
    row = LinkRow(f"{request.number} · {summary(request)}", link, badge.text, badge.icon, badge.token)
    there, token = arrival_words(session, fact) if request.visit_id == visit.id else ("", "")
    facts = (
        Fact(tr("Promised arrival"), promised_at(fact) if request.visit_id == visit.id else ""),
        Fact(tr("Real arrival"), there, token=token),
        Fact(tr("Further advice"), request.advice),
    )
    return Section(tr("Extra request"), facts=tuple(one for one in facts if one.value), rows=(row,))


def _promises(session: Session, visit: Visit) -> Section:
    """List the promises about the visit; those of its request stand on the card of that."""
    found = session.desk.commitments.of_visit(visit.id)
    return promise_section(session, [one for one in found if one.request_id is None])
