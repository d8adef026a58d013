"""What care has to say at the point of use: before a call and before a visit (D15, R110, R136, R145)."""

from __future__ import annotations

from branchdesk.domain.temper_tips import tips
from branchdesk.domain.visits import Visit
from ui.forms.call_brief import CareLine
from ui.language import say, term, tr
from ui.session import Session

_MOST = 4


def care_lines(session: Session, customer_id: int, contact_id: int | None) -> list[CareLine]:
    """Return what one must know before ringing somebody: notes, then how to speak, for us alone."""
    if not customer_id:
        return []
    care = session.desk.care
    lines = [
        CareLine("triangle-alert", tr("{note} (noted {day})", note=note.text, day=note.noted_on), "soon")
        for note in care.at_call(customer_id, contact_id)[:_MOST]
    ]
    tip = temper_words(session, customer_id, contact_id)
    return [*lines, CareLine("smile", tip)] if tip else lines


def temper_words(session: Session, customer_id: int, contact_id: int | None) -> str:
    """Say how somebody is inclined and how to speak with them; nothing where it is not known (R110)."""
    temper = session.desk.care.temperament(customer_id, contact_id)
    if temper is None:
        return ""
    name = " · ".join(term(part) for part in (temper.temper, temper.anger) if part is not None)
    return tr("{temper}: {tip}", temper=name, tip=" ".join(say(one) for one in tips(temper)))


def visit_lines(session: Session, visit: Visit, customer_id: int) -> list[CareLine]:
    """Return what one must know before going there; before a first service also what is expected."""
    care = session.desk.care
    notes = [
        CareLine("triangle-alert", note.text, "soon") for note in care.at_visit(customer_id, visit.site_id)
    ]
    return notes + [
        CareLine("flag", tr("Expects: {text}", text=one.text), "soon")
        for one in care.before_first_service(visit, customer_id)
    ]
