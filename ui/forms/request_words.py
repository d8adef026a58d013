"""What is said to the caller of an extra request and about it: the words of forms, lists and cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from branchdesk.domain.commitments import Commitment, CommitmentKind, minutes_late
from branchdesk.domain.duties_requests import RequestFact
from branchdesk.domain.extra_requests import ExtraRequest, RequestState
from branchdesk.domain.month_figures import share
from branchdesk.domain.request_rules import arrival, asks_for_cause, repeat_of
from branchdesk.domain.support import minutes_between
from ui.forms.field_grids import pests as usual_pests
from ui.language import term, tr, trn
from ui.session import Session
from ui.widgets.badge import Badge

STATES: dict[RequestState, tuple[str, str]] = {
    RequestState.NEW: ("message-square-warning", "late"),
    RequestState.REPLIED: ("clock", "soon"),
    RequestState.PLANNED: ("calendar-check", "info"),
    RequestState.SERVED: ("phone", "soon"),
    RequestState.SOLVED: ("file-text", "soon"),
    RequestState.CLOSED: ("circle-check", "kept"),
    RequestState.CALLED_OFF: ("circle-slash", "done"),
}
OPEN_STATES = (RequestState.NEW, RequestState.REPLIED, RequestState.PLANNED, RequestState.SERVED)
_MOST = 12


def opening() -> str:
    """Say how the talk begins."""
    return tr(
        "“Thank you for telling us at once. May I ask five short questions, so that we come prepared?” "
        "Then listen, and write while the customer speaks."
    )


def plan_reminder(session: Session, request: ExtraRequest) -> str:
    """Say that promises must be realistic, and what is promised so far (R045)."""
    text = tr("Promise only what can be kept: ask first who is free and how far it is, then give a time.")
    running = [
        one
        for one in (session.desk.commitments.of_request(request.id) if request.id else [])
        if one.kind is CommitmentKind.ARRIVAL and not one.settled
    ]
    if not running:
        return text
    at = f"{running[0].due_on.isoformat()} {running[0].due_time}".strip()
    return " ".join((text, tr("Promised so far: {at}. Empty keeps it.", at=at)))


def watch_words(session: Session, draft: ExtraRequest) -> str:
    """Warn of a repeat, and of the third request at one site (R049, D08)."""
    if not draft.site_id:
        return ""
    settings, known = session.desk.context.settings, session.desk.requests.of_site(draft.site_id)
    if not draft.id:  # it is not among them yet, and comes after all of them
        draft = _newest(draft, known)
    words = []
    before = repeat_of(draft, known, settings.request_repeat_days) if draft.pest else None
    if before is not None:
        day = session.local(before.received_at).date()
        words.append(tr("Repeat: {number} of {day} was about the same here.", number=before.number, day=day))
    others = [one for one in known if one.id != draft.id]
    if found := asks_for_cause(draft, [*others, draft], settings):
        words.append(
            tr(
                "Request no. {count} in {days} days at this site: look for the cause afterwards.",
                count=len(found),
                days=settings.root_cause_days,
            )
        )
    return " ".join(words)


def _newest(draft: ExtraRequest, known: Sequence[ExtraRequest]) -> ExtraRequest:
    return replace(draft, id=max((one.id for one in known), default=0) + 1)


def pest_suggestions(session: Session) -> list[str]:
    """Return the pests that are seen most, then those that anybody wrote down before."""
    return list(dict.fromkeys((*usual_pests(), *session.desk.field.known_pests())))


def known_places(session: Session, site_id: int) -> tuple[list[str], list[str]]:
    """Return the rooms and places that earlier requests of a site named."""
    earlier = session.desk.requests.of_site(site_id)[::-1] if site_id else []
    rooms = dict.fromkeys(one.room for one in earlier if one.room)
    places = dict.fromkeys(one.place for one in earlier if one.place)
    return list(rooms)[:_MOST], list(places)[:_MOST]


def state_badge(session: Session, fact: RequestFact) -> Badge:
    """Show how far a request has come."""
    state = session.desk.requests.state(fact)
    picture, token = STATES[state]
    return Badge(term(state), token, picture)


def reply_words(request: ExtraRequest) -> str:
    """Say after how many minutes the request was replied to."""
    minutes = minutes_between(request.received_at, request.replied_at)
    return "" if minutes is None else trn("after {n} minute", "after {n} minutes", minutes)


def promised_at(fact: RequestFact) -> str:
    """Write the promised arrival."""
    return f"{fact.promised_on.isoformat()} {fact.promised_time}".strip() if fact.promised_on else ""


def arrival_words(session: Session, fact: RequestFact) -> tuple[str, str]:
    """Say when somebody was there against the promise, with the colour of that (R042)."""
    zone = session.desk.context.zone
    at = arrival(fact.visit, zone) if fact.visit is not None else None
    if at is None:
        return "", ""
    local = session.local(at)
    if fact.promised_on is None or not fact.promised_time:
        return f"{local:%Y-%m-%d %H:%M}", ""
    due = datetime.fromisoformat(f"{fact.promised_on.isoformat()} {fact.promised_time}")
    late = round((local - due) / timedelta(minutes=1))
    token = "late" if late > 0 else "kept"
    return tr("{time} ({minutes} min)", time=f"{local:%H:%M}", minutes=f"{late:+d}"), token


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal."""
    found = share(part, whole)
    return "" if found is None else f"{found:.1f}"


def lateness_words(session: Session, commitment: Commitment) -> str:
    """Say by how much a promise was kept early or late (R042, R147)."""
    if not commitment.due_time:
        return ""
    late = minutes_late(commitment, session.desk.context.zone)
    if late is None or late == 0:
        return ""
    return (
        trn("{n} minute late", "{n} minutes late", late)
        if late > 0
        else trn("{n} minute early", "{n} minutes early", -late)
    )
