"""The extra requests in a list: open, late, papers missing, closed (R046, R049)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from branchdesk.domain.duties_requests import RequestFact
from branchdesk.domain.extra_requests import ExtraRequest, RequestFilter, RequestState
from branchdesk.domain.messages import mark
from branchdesk.domain.request_rules import summary
from ui.forms.list_dialog import ListDialog
from ui.forms.request_words import OPEN_STATES, STATES, arrival_words, promised_at, reply_words
from ui.language import term, tr, trn
from ui.request_acts import RequestActs
from ui.session import Session
from ui.table.columns import Column
from ui.widgets.choice import EnumCombo


class RequestListDialog(ListDialog):
    """Lists requests; Enter shows the card of one, from which everything is done."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self.chosen = EnumCombo(RequestFilter, RequestFilter.OPEN)
        self.chosen.setAccessibleName(tr("Which requests"))
        self._repeats: dict[int, ExtraRequest] = {}
        self._known: list[RequestFact] | None = None
        super().__init__(parent, session, tr("Extra requests"), _columns(session, self._repeats), self._read)
        self._acts = RequestActs(self, session)
        self.resize(1180, 640)
        self._foot.insertWidget(0, self.chosen)
        self.add_button(tr("New extra request…"), self._acts.new)
        self.add_button(tr("Measures…"), self._acts.measures)
        self.add_button(tr("Open…"), self.open_chosen).setProperty("primary", "true")
        self.chosen.edited.connect(self.reload)
        self.table.activated_record.connect(lambda _id: self.open_chosen())
        session.bus.changed.connect(self.reload)
        self.reload()

    def show_only(self, which: RequestFilter) -> None:
        """Choose which requests are listed."""
        self.chosen.set_value(which)
        self.reload()

    def reload(self) -> None:
        """Read the requests again."""
        self._known = None
        self.model.refresh()
        count = len(self.model.ids())
        self.lead.setText(trn("{n} extra request", "{n} extra requests", count))
        self.lead.show()

    def open_chosen(self) -> None:
        """Show the card of the chosen request."""
        number = self.table.current_id()
        if number is not None:
            self._acts.card(number)

    def _read(self) -> list[RequestFact]:
        """Return what is listed; a page that is scrolled to asks nothing new."""
        if self._known is None:
            self._known = self._wanted()
        return self._known

    def _wanted(self) -> list[RequestFact]:
        requests = self.session.desk.requests
        everything = requests.all()
        self._repeats.clear()
        self._repeats.update(requests.repeats([fact.request for fact in everything]))
        late = requests.late()
        keep: dict[RequestFilter, Callable[[RequestFact], bool]] = {
            RequestFilter.OPEN: lambda fact: requests.state(fact) in OPEN_STATES,
            RequestFilter.LATE: lambda fact: fact.id in late,
            RequestFilter.PAPERS: lambda fact: requests.state(fact) is RequestState.SOLVED,
            RequestFilter.CLOSED: lambda fact: fact.request.closed_at is not None,
            RequestFilter.ALL: lambda fact: fact.id > 0,
        }
        wanted = keep[self.chosen.value() or RequestFilter.OPEN]
        return [fact for fact in everything if wanted(fact)]


def _columns(session: Session, repeats: dict[int, ExtraRequest]) -> tuple[Column[RequestFact], ...]:
    def state(fact: RequestFact) -> RequestState:
        return session.desk.requests.state(fact)

    def again(fact: RequestFact) -> str:
        before = repeats.get(fact.id)
        times = trn("not solved {n} time", "not solved {n} times", fact.request.reopened)
        parts = (before.number if before else "", times if fact.request.reopened else "")
        return " · ".join(part for part in parts if part)

    return (
        Column("number", mark("Number"), lambda r: r.request.number, width=118),
        Column("received", mark("Received"), lambda r: session.moment_text(r.request.received_at), width=125),
        Column("customer", mark("Customer"), lambda r: r.whom.customer, width=130),
        Column("what", mark("What and where"), lambda r: summary(r.request), width=200),
        Column(
            "state",
            mark("State"),
            lambda r: term(state(r)),
            icon=lambda r: "circle-alert" if r.request.urgent else STATES[state(r)][0],
            color=lambda r: STATES[state(r)][1],
            tooltip=lambda r: tr("Urgent: act now") if r.request.urgent else "",
            width=170,
        ),
        Column("reply", mark("Reply"), lambda r: reply_words(r.request), width=110),
        Column("promised", mark("Promised arrival"), promised_at, width=120),
        Column(
            "there",
            mark("Real arrival"),
            lambda r: arrival_words(session, r)[0],
            color=lambda r: arrival_words(session, r)[1],
            width=140,
        ),
        Column("repeat", mark("Repeat of"), again, width=125),
        Column("technician", mark("Technician"), lambda r: r.technician, width=80),
    )
