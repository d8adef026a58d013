"""The head of the calendar: which time, which view, whose visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.visits import VisitKind
from ui.icons import icon
from ui.language import tr, trc, trn
from ui.theme import GRID, heading_font
from ui.widgets.choice import EnumCombo, QuietCombo
from ui.widgets.search import SearchField


class View(StrEnum):
    """The ways to look at visits, in the order of their keys."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PEOPLE = "people"
    AGENDA = "agenda"
    LIST = "list"


LEAST_WIDTH = 480
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Person:
    """A technician to filter by."""

    id: int
    name: str


class CalendarBar(QWidget):
    """Two rows: days and view, search and filters. Where it is narrow, the views stand in a box."""

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
        self._title = QLabel()
        self._title.setFont(heading_font(1.25))
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._views = QButtonGroup(self)
        self._segments = QWidget()
        self._box = QuietCombo()
        self._box.setAccessibleName(tr("View"))
        self._turning: list[QWidget] = []
        self._today = _button("", tr("Today"), self.today_wanted.emit)
        self._nothing = _NoMatch(self.clear_filters)
        self.set_people(())
        self._make_views()
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

    def set_title(self, title: str) -> None:
        """Write which days are shown."""
        self._title.setText(title)
        self._fit()

    def set_view(self, view: View) -> None:
        """Mark the view that is shown; the list is not bound to days."""
        at = list(View).index(view)
        self._views.button(at).setChecked(True)
        self._box.setCurrentIndex(at)
        for widget in self._turning:
            widget.setVisible(view is not View.LIST)
        names = _turns(view)
        for button, name in zip(self._turning, names, strict=False):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for the room that the box of views needs, not for that of the buttons."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the views as buttons where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def set_count(self, count: int) -> None:
        """Write how many visits are shown; where the filters leave none, offer to drop them."""
        self._count.setText(trn("{n} visit", "{n} visits", count))
        table = self._views.checkedId() == list(View).index(View.LIST)  # it says so itself
        self._nothing.setVisible(not count and self.is_filtered() and not table)

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
        self._box.activated.connect(lambda at: self.view_chosen.emit(list(View)[at].value))

    def _fit(self) -> None:
        """Give the views a box where the buttons find no room beside the title and the count."""
        wide = self._segments.sizeHint().width() + GRID * 4
        others = (*self._turning, self._today, self._count)
        wide += sum(one.sizeHint().width() + GRID for one in others if not one.isHidden())
        self._segments.setVisible(wide <= self.width())
        self._box.setVisible(wide > self.width())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addLayout(self._first_row())
        column.addLayout(self._second_row())
        column.addWidget(self._nothing)

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        back = _button("chevron-left", tr("Previous month"), lambda: self.turned.emit(-1))
        forth = _button("chevron-right", tr("Next month"), lambda: self.turned.emit(1))
        self._turning = [back, forth, self._title]
        for button in (back, forth, self._today):
            row.addWidget(button)
        row.addSpacing(GRID)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addSpacing(GRID)
        row.addWidget(self._segments)
        row.addWidget(self._box)
        return row

    def _make_views(self) -> None:
        row = QHBoxLayout(self._segments)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 4)
        texts = view_names()
        for at, view in enumerate(View):
            button = _button("", texts[view], lambda: None)
            button.setCheckable(True)
            button.setToolTip(QKeySequence(f"Ctrl+{at + 1}").toString(_NATIVE))
            self._views.addButton(button, at)
            row.addWidget(button)
            self._box.addItem(texts[view])

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.search, 1)
        for box in (self.technician, self.kind, self.state):
            row.addWidget(box)
        return row


class _NoMatch(QWidget):
    """One line over an empty view: what is wrong, and the way back."""

    def __init__(self, show_all: Callable[[], object]) -> None:
        super().__init__()
        text = QLabel(tr("Nothing matches the search or filter."))
        text.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(text)
        row.addWidget(_button("", tr("Show all"), show_all))
        row.addStretch(1)
        self.hide()


def view_names() -> dict[View, str]:
    """Return what the views are called."""
    return {
        View.MONTH: tr("Month"),
        View.WEEK: tr("Week"),
        View.DAY: trc("view", "Day"),
        View.PEOPLE: tr("Technicians"),
        View.AGENDA: tr("Agenda"),
        View.LIST: tr("List"),
    }


def _turns(view: View) -> tuple[str, str]:
    """Return what turning back and forth means in a view."""
    if view is View.WEEK:
        return tr("Previous week"), tr("Next week")
    if view in (View.DAY, View.PEOPLE):
        return tr("Previous day"), tr("Next day")
    return tr("Previous month"), tr("Next month")


def _states() -> tuple[tuple[str, str], ...]:
    return (
        (tr("All states"), ""),
        (tr("Planned"), "planned"),
        (tr("Done"), "done"),
        (tr("Not recorded"), "open_past"),
        (tr("Report missing"), "no_report"),
        (tr("Not booked"), "unbooked"),
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
