"""The head of the calendar: which time, which view, whose visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visits import VisitKind
from ui.icons import icon
from ui.language import tr, trn, words
from ui.theme import GRID, heading_font
from ui.widgets.choice import EnumCombo, QuietCombo
from ui.widgets.search import SearchField


class View(StrEnum):
    """The three ways to look at visits."""

    MONTH = "month"
    AGENDA = "agenda"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Person:
    """A technician to filter by."""

    id: int
    name: str


class CalendarBar(QWidget):
    """Two rows: month and view, search and filters."""

    turned = Signal(int)
    today_wanted = Signal()
    view_chosen = Signal(str)
    filtered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(tr("Search visits: customer, site, technician"))
        self.technician = QuietCombo()
        self.technician.setAccessibleName(tr("Technician"))
        self.kind: EnumCombo[VisitKind] = EnumCombo(VisitKind, empty=tr("All kinds"))
        self.kind.setAccessibleName(tr("Kind"))
        self.state = QuietCombo()
        self.state.setAccessibleName(tr("State"))
        for text, name in _states():
            self.state.addItem(text, name)
        self._people: tuple[Person, ...] = ()
        self._month = QLabel()
        self._month.setFont(heading_font(1.25))
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._views = QButtonGroup(self)
        self._turning: list[QWidget] = []
        self.set_people(())
        self._lay_out()
        self._connect()

    def set_people(self, people: Sequence[Person]) -> None:
        """Offer these technicians; the chosen one stays."""
        if self._people == tuple(people) and self.technician.count():
            return
        chosen = self.technician.currentData()
        self._people = tuple(people)
        self.technician.clear()
        self.technician.addItem(tr("All technicians"), None)
        for person in people:
            self.technician.addItem(person.name, person.id)
        self.technician.setCurrentIndex(max(self.technician.findData(chosen), 0))

    def set_month(self, year: int, month: int) -> None:
        """Write which month is shown."""
        self._month.setText(words().month(year, month))

    def set_view(self, view: View) -> None:
        """Mark the view that is shown; the list is not bound to a month."""
        self._views.button(list(View).index(view)).setChecked(True)
        for widget in self._turning:
            widget.setVisible(view is not View.LIST)

    def set_count(self, count: int) -> None:
        """Write how many visits are shown."""
        self._count.setText(trn("{n} visit", "{n} visits", count))

    def query(self) -> ListQuery:
        """Return what the filters ask for."""
        state, kind = self.state.currentData(), self.kind.value()
        names = tuple(name for name in (state, kind.value if kind else "") if name)
        return ListQuery(
            ListKind.VISITS,
            text=self.search.text().strip(),
            filters=names,
            technician_id=self.technician.currentData(),
        )

    def is_filtered(self) -> bool:
        """Tell whether anything is filtered."""
        return self.query() != ListQuery(ListKind.VISITS)

    def clear_filters(self) -> None:
        """Show everything again."""
        self.search.clear()
        self.technician.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
        self.state.setCurrentIndex(0)
        self.filtered.emit()

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.filtered.emit())
        for box in (self.technician, self.state, self.kind):
            box.activated.connect(lambda _index: self.filtered.emit())
        self._views.idClicked.connect(lambda at: self.view_chosen.emit(list(View)[at].value))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addLayout(self._first_row())
        column.addLayout(self._second_row())

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        back = _button("chevron-left", tr("Previous month"), lambda: self.turned.emit(-1))
        forth = _button("chevron-right", tr("Next month"), lambda: self.turned.emit(1))
        today = _button("", tr("Today"), self.today_wanted.emit)
        self._turning = [back, forth, self._month]
        row.addWidget(back)
        row.addWidget(forth)
        row.addWidget(today)
        row.addSpacing(GRID)
        row.addWidget(self._month)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addSpacing(GRID)
        texts = {View.MONTH: tr("Month"), View.AGENDA: tr("Agenda"), View.LIST: tr("List")}
        for at, view in enumerate(View):
            button = _button("", texts[view], lambda: None)
            button.setCheckable(True)
            self._views.addButton(button, at)
            row.addWidget(button)
        return row

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.search, 1)
        for box in (self.technician, self.kind, self.state):
            row.addWidget(box)
        return row


def _states() -> tuple[tuple[str, str], ...]:
    return (
        (tr("All states"), ""),
        (tr("Planned"), "planned"),
        (tr("Done"), "done"),
        (tr("Not recorded"), "open_past"),
        (tr("Report missing"), "no_report"),
    )


def _button(picture: str, text: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    if picture:
        button.setIcon(icon(picture))
        button.setToolTip(text)
    else:
        button.setText(text)
    button.setAccessibleName(text)
    button.clicked.connect(lambda: act())
    return button
