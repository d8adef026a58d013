"""Everything about care with one customer, the newest first; a click opens the entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from branchdesk.domain.care import (
    Attention,
    CareTick,
    CustomerNote,
    Expectation,
    Improvement,
    Temperament,
)
from branchdesk.domain.grades import Grading
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.surveys import Survey
from ui.forms.grading import history_line
from ui.forms.survey import result_words
from ui.language import term, tr
from ui.notices import NoticeBar
from ui.session import Link, Session, read_link
from ui.widgets.card import DetailsCard
from ui.widgets.card_content import CardContent, Event, Section


class CareBook(QDialog):
    """A card of its own size; it follows what is changed from it."""

    def __init__(
        self, parent: QWidget | None, session: Session, customer_id: int, follow: Callable[[Link], object]
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._id = customer_id
        self.setWindowTitle(tr("Everything about care"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 680)
        self.card = DetailsCard(tr("Everything about care"), "")
        self.card.link_activated.connect(lambda text: follow(read_link(text)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        NoticeBar(self)
        session.bus.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        desk, today = self._session.desk, self._session.today
        customer = desk.customers.customer(self._id)
        self.card.show_card(
            CardContent(
                key=Link("care", self._id).text(),
                title=customer.name,
                subtitle=tr("Everything about care, as of {day}", day=today),
                sections=tuple(section for section in self._sections() if section.events),
            )
        )

    def _sections(self) -> Iterator[Section]:
        care, opinions = self._session.desk.care, self._session.desk.opinions
        yield Section(tr("Notes on the customer"), events=tuple(map(_note, care.notes_of(self._id))))
        yield Section(
            tr("Temperament, for us alone"), events=tuple(map(_temperament, care.temperaments_of(self._id)))
        )
        yield Section(tr("Expectations"), events=tuple(map(_expectation, care.expectations_of(self._id))))
        yield Section(tr("Feedback"), events=tuple(map(_survey, opinions.surveys_of(self._id))))
        yield Section(tr("Grades"), events=tuple(map(_grading, opinions.gradings_of(self._id))))
        yield Section(
            tr("Improvements by the customer"),
            events=tuple(map(_improvement, care.improvements_of(self._id))),
        )
        yield Section(tr("Attentions"), events=tuple(map(_attention, care.attentions_of(self._id))))
        ticks = self._session.desk.context.reader.find(CareTick, customer_id=self._id)
        yield Section(tr("Greetings"), events=tuple(map(_tick, reversed(ticks))))


def _note(one: CustomerNote) -> Event:
    ended = tr("held until {day}", day=one.until_on) if one.until_on else ""
    detail = " · ".join(part for part in (term(one.kind), one.employee, ended) if part)
    return Event(one.noted_on.isoformat(), one.text, detail, "pen-line", link=_link("care_note", one.id))


def _temperament(one: Temperament) -> Event:
    title = " · ".join(term(part) for part in (one.temper, one.anger) if part is not None)
    return Event(one.noted_on.isoformat(), title, one.text, "smile", link=_link("temperament", one.id))


def _expectation(one: Expectation) -> Event:
    settled = tr("not settled")
    if one.settled_on is not None:
        settled = tr(
            "settled on {day} by {who}: {how}", day=one.settled_on, who=one.settled_by, how=one.settled_how
        )
    token = "soon" if one.settled_on is None else "kept"
    detail = f"{term(one.kind)} · {settled}"
    return Event(one.noted_on.isoformat(), one.text, detail, "flag", token, _link("expectation", one.id))


def _survey(one: Survey) -> Event:
    detail = " · ".join(part for part in (term(one.source), one.asked_by, one.comment) if part)
    title = f"{one.number} · {result_words(one)}"
    return Event(one.asked_on.isoformat(), title, detail, "clipboard-check", link=_link("survey", one.id))


def _grading(one: Grading) -> Event:
    title = tr("Grade {grade}", grade=one.grade)
    return Event(one.graded_on.isoformat(), title, history_line(one), "star")


def _improvement(one: Improvement) -> Event:
    thanks = tr("not thanked yet")
    if one.thanked_on is not None:
        thanks = tr("thanked {who} on {day}", who=one.thanked_whom, day=one.thanked_on)
    token = "soon" if one.thanked_on is None else "kept"
    return Event(one.noticed_on.isoformat(), one.what, thanks, "wrench", token, _link("improvement", one.id))


def _attention(one: Attention) -> Event:
    cost = format_money(Fen(one.cost_fen)) if one.cost_fen else ""
    detail = " · ".join(part for part in (one.text, cost, one.reaction, one.employee) if part)
    title = f"{term(one.kind)} · {one.what}"
    return Event(one.given_on.isoformat(), title, detail, "gift", link=_link("attention", one.id))


def _tick(one: CareTick) -> Event:
    return Event(one.day.isoformat(), term(one.occasion), term(one.state), "cake")


def _link(kind: str, record_id: int) -> str:
    return Link(kind, record_id).text()
