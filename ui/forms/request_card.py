"""Everything about one extra request on a card, with what can be done about it now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from branchdesk.domain.duties_requests import RequestFact
from branchdesk.domain.extra_requests import ExtraRequest, RequestState
from branchdesk.domain.request_rules import summary
from branchdesk.domain.support import SupportRequest
from branchdesk.domain.visits import VisitStatus
from ui.forms.promise_rows import promise_section
from ui.forms.request_words import (
    arrival_words,
    promised_at,
    reply_words,
    state_badge,
)
from ui.forms.support_list import answer_words
from ui.language import term, tr, trn, words
from ui.notices import NoticeBar
from ui.request_acts import RequestActs, open_link
from ui.session import Link, Session, read_link
from ui.widgets.badge import Badge
from ui.widgets.card import DetailsCard
from ui.widgets.card_content import CardAction, CardContent, Fact, LinkRow, Section


class RequestCardDialog(QDialog):
    """Stays open beside the talk and follows every change; links lead to visit, case and customer."""

    def __init__(self, parent: QWidget | None, session: Session, request_id: int) -> None:
        super().__init__(parent)
        self._session, self._id = session, request_id
        self._acts = RequestActs(self, session)
        self.setWindowTitle(tr("Extra request"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.card = DetailsCard(tr("Extra request"), tr("This request is gone."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.card.link_activated.connect(self._follow)
        self.card.action_triggered.connect(self._do)
        session.bus.changed.connect(self.reload)
        NoticeBar(self)
        self.resize(560, 680)
        self.reload()

    def reload(self) -> None:
        """Read the request again."""
        self.card.show_card(request_card(self._session, self._session.desk.requests.fact(self._id)))

    def _follow(self, text: str) -> None:
        link = read_link(text)
        if not open_link(self, self._session, link):
            self.accept()
            self._session.follow(link.kind, link.id)

    def _do(self, key: str) -> None:
        acts = self._acts
        known: dict[str, Callable[[int], None]] = {
            "plan": acts.change,
            "reply": acts.reply,
            "acknowledge": acts.acknowledge,
            "arrived": acts.arrived,
            "solved": acts.follow_up,
            "copy": acts.file_copy,
            "support": acts.support,
            "promise": acts.promise,
            "case": acts.open_case,
            "no_case": acts.no_case,
            "call_off": acts.call_off,
        }
        if key == "visit":
            visit_id = self._session.desk.requests.request(self._id).visit_id
            self.accept()
            self._session.follow("visit", visit_id or 0)
        else:
            known[key](self._id)


def request_card(session: Session, fact: RequestFact) -> CardContent:
    """Write the card of a request."""
    request = fact.request
    warning = tr("Urgent: act now") if request.urgent and request.closed_at is None else ""
    return CardContent(
        key=Link("extra_request", request.id).text(),
        title=f"{request.number} · {fact.whom.customer}",
        subtitle=" · ".join((fact.whom.site, summary(request))),
        badges=_badges(session, fact),
        warning=warning,
        warning_token="late",  # noqa: S106 - a colour, no secret
        actions=_actions(session, fact),
        sections=tuple(part for part in _sections(session, fact) if part.facts or part.rows),
    )


def _badges(session: Session, fact: RequestFact) -> tuple[Badge, ...]:
    request, requests = fact.request, session.desk.requests
    badges = [state_badge(session, fact)]
    before = requests.repeats(requests.of_site(request.site_id)).get(request.id)
    if before is not None:
        badges.append(Badge(tr("Repeat of {number}", number=before.number), "soon", "refresh-cw"))
    if request.reopened:
        text = trn("not solved {n} time", "not solved {n} times", request.reopened)
        badges.append(Badge(text, "late", "refresh-cw"))
    return tuple(badges)


def _actions(session: Session, fact: RequestFact) -> tuple[CardAction, ...]:
    request, state = fact.request, session.desk.requests.state(fact)
    if state is RequestState.CALLED_OFF:
        return ()
    found: list[CardAction] = []
    if state in (RequestState.NEW, RequestState.REPLIED):
        found.append(CardAction("plan", tr("Promise the arrival…"), "calendar-plus", primary=True))
        if state is RequestState.NEW:
            found.append(CardAction("reply", tr("Replied now"), "check"))
        if request.acknowledged_at is None and request.replied_at is None:
            found.append(CardAction("acknowledge", tr("Told: we know how serious it is"), "handshake"))
        found.append(CardAction("support", tr("Ask for support…"), "users"))
    elif state is RequestState.PLANNED:
        found.append(CardAction("arrived", tr("Somebody is there…"), "map-pin", primary=True))
        found.append(CardAction("visit", tr("Show the visit"), "calendar-days"))
        found.append(CardAction("plan", tr("Change…"), "pencil"))
    else:
        asked = state is RequestState.SERVED
        found.append(CardAction("solved", tr("Is it solved?…"), "phone", primary=asked))
        if not fact.company_copy:
            found.append(CardAction("copy", tr("Company copy…"), "folder-open", primary=not asked))
    if session.desk.requests.asks_for_cause(request.id):
        found.append(CardAction("case", tr("Open a root-cause case…"), "search"))
        found.append(CardAction("no_case", tr("No case needed…"), "circle-slash"))
    if request.closed_at is None:
        found.append(CardAction("promise", tr("Give a promise…"), "handshake"))
        if state is not RequestState.SERVED:
            found.append(CardAction("call_off", tr("Call it off…"), "ban"))
    return tuple(found)


def _sections(session: Session, fact: RequestFact) -> tuple[Section, ...]:
    return (
        _need(fact),
        _clock(session, fact),
        _visits(session, fact),
        _after(session, fact),
        promise_section(session, session.desk.commitments.of_request(fact.id)),
        Section(tr("Support asked for"), rows=_support(session, fact)),
    )


def _need(fact: RequestFact) -> Section:
    request = fact.request
    confirmed = tr("confirmed by the customer") if request.confirmed else tr("not confirmed yet")
    sentence = f"{request.confirmation} ({confirmed})" if request.confirmation else ""
    caller = " ".join(part for part in (request.caller, request.phone) if part)
    return _facts(
        tr("What it is about"),
        Fact(tr("Customer"), fact.whom.customer, Link("customer", request.customer_id).text()),
        Fact(tr("Who calls"), caller),
        Fact(tr("Read aloud"), sentence, token="" if request.confirmed else "soon"),
        Fact(tr("What it looks like"), request.looks),
        Fact(tr("What we do"), request.plan),
        Fact(tr("Further advice"), request.advice),
        Fact(tr("Called off because"), request.called_off_why),
    )


def _clock(session: Session, fact: RequestFact) -> Section:
    request = fact.request
    received = f"{session.moment_text(request.received_at)} · {term(request.channel)}"
    replied = session.moment_text(request.replied_at)
    replied = f"{replied} ({reply_words(request)})" if replied else ""
    earliest = ""
    if request.earliest_on is not None:
        earliest = f"{request.earliest_on.isoformat()} {request.earliest_time}".strip()
    told = session.moment_text(request.told_at)
    missing = tr("not yet") if request.nobody_free and not told else ""
    kilometres = "" if request.distance_km is None else tr("{n} km", n=request.distance_km)
    return _facts(
        tr("Times"),
        Fact(tr("Received"), received),
        Fact(tr("Acknowledged"), session.moment_text(request.acknowledged_at)),
        Fact(tr("Replied at"), replied or tr("not yet"), token="" if replied else "late"),
        Fact(tr("Distance"), kilometres),
        Fact(tr("Nobody is free before"), earliest),
        Fact(tr("Told at"), told or missing, token="late" if missing else ""),
        Fact(tr("Say now"), _say_now(request)),
    )


def _say_now(request: ExtraRequest) -> str:
    """Offer the words that acknowledge a request to which nobody has replied yet (R044)."""
    if request.replied_at or request.acknowledged_at or request.urgent or request.closed_at:
        return ""
    return tr("“We know how serious this is for you. Somebody calls you back within the hour with a time.”")


def _visits(session: Session, fact: RequestFact) -> Section:
    rows = []
    for visit in session.desk.requests.visits_of(fact.id)[::-1]:
        done = visit.status is VisitStatus.DONE
        picture, token = ("circle-check", "kept") if done else ("calendar-days", "info")
        text = f"{words().long_date(visit.date_on)} {visit.start_at}".strip()
        rows.append(LinkRow(text, Link("visit", visit.id).text(), term(visit.status), picture, token))
    there, token = arrival_words(session, fact)
    facts = (
        Fact(tr("Technician"), fact.technician),
        Fact(tr("Promised arrival"), promised_at(fact)),
        Fact(tr("Real arrival"), there, token=token),
    )
    return Section(tr("Visits"), facts=tuple(one for one in facts if one.value), rows=tuple(rows))


def _after(session: Session, fact: RequestFact) -> Section:
    request = fact.request
    served = fact.visit is not None and fact.visit.status is VisitStatus.DONE
    missing = tr("missing") if served or request.closed_at is not None else ""
    if request.called_off_why:
        missing = ""
    asked = f"{session.moment_text(request.asked_at)} {request.asked_by}".strip()
    answers = {True: tr("solved"), False: tr("not solved"), None: ""}
    answer = answers[request.solved]
    case = ""
    if request.complaint_id is not None:
        case = session.desk.complaints.complaint(request.complaint_id).number
    link = Link("complaint", request.complaint_id or 0).text() if case else ""
    report = tr("issued") if fact.has_report else missing
    return _facts(
        tr("Afterwards"),
        Fact(tr("Service report"), report, token="" if fact.has_report else "soon"),
        Fact(tr("Company copy"), fact.company_copy or missing, token="" if fact.company_copy else "soon"),
        Fact(tr("Is it solved?"), f"{answer} · {asked}" if answer else ""),
        Fact(tr("Root-cause case"), case or request.no_case_why, link),
    )


def _support(session: Session, fact: RequestFact) -> tuple[LinkRow, ...]:
    return tuple(support_row(one) for one in session.desk.support.of_request(fact.id))


def support_row(one: SupportRequest) -> LinkRow:
    """Write one call for help as a line of a card."""
    token = "kept" if one.answered_at else "late" if one.told_at is None else "soon"
    text = f"{one.told_to}: {one.text}" if one.told_to else one.text
    return LinkRow(text, Link("support", one.id).text(), answer_words(one), "users", token)


def _facts(title: str, *facts: Fact) -> Section:
    return Section(title, facts=tuple(fact for fact in facts if fact.value))
