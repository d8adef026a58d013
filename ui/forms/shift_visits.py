"""The wizard for long holidays: a range, a policy, a preview one can change, and one act (D05)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.shifting import HolidayRun, Proposal, ShiftPolicy
from branchdesk.domain.typed_dates import Lean, parse_typed_date
from branchdesk.domain.visits import Cause
from branchdesk.services.shifting import ShiftPreview, ShiftRange
from ui.forms.choice_row import ChoiceRow
from ui.forms.choices import employee_choices
from ui.forms.reason_texts import reasons
from ui.forms.suggest_field import SuggestField
from ui.icons import icon
from ui.language import tr, trn, words
from ui.session import Session
from ui.theme import GRID, ROW_HEIGHT, color
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.form_dialog import FormDialog, Job

_TICK, _VISIT, _WHO, _OLD, _NEW, _NOTE = range(6)
_FESTIVALS = ("Spring Festival", "National Day")


class ShiftVisitsDialog(FormDialog):
    """Prefilled with the next long festival; each line can be unticked or given another day."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr(
            "All planned visits of a range move at once, and come back with one undo. Their plan stays."
        )
        super().__init__(parent, tr("Move a holiday's visits"), tr("Move the visits"), lead=lead, columns=2)
        self._session, self._key = session, Session.new_key()
        self._runs = session.desk.plan.shifting.holidays()
        self._found = ShiftPreview((), (), frozenset())
        self._by_hand: dict[int, date] = {}
        self._out: set[int] = set()
        self._filling = False
        self._add_range()
        self.table = _table()
        self._count, self._days = QLabel(), QLabel()
        self._add_preview()
        self._add_reason()
        self._take_run()
        self.form.mark_clean()
        self.resize(980, 660)

    def proposals(self) -> Sequence[Proposal]:
        """Return the lines of the preview."""
        return self._found.proposals

    def moves(self) -> list[tuple[int, date]]:
        """Return what would move, and whither."""
        return [
            (one.visit.id, one.to_on)
            for one in self._found.proposals
            if one.to_on is not None and one.visit.id not in self._out
        ]

    def check(self) -> dict[str, Message]:
        """Nothing ticked moves nothing."""
        if self.moves():
            return {}
        return {"first": msg("No planned visit lies in this range, or none is ticked. Choose another range.")}

    def job(self) -> Job:
        """Move the ticked visits."""
        moves, values = self.moves(), self.form.values()
        shifting, key = self._session.desk.plan.shifting, self._key
        return lambda _progress: shifting.apply(moves, values["why"], values["cause"], key=key)

    def refresh(self) -> None:
        """Propose anew; days given by hand stay."""
        wanted = self._wanted()
        self._found = ShiftPreview((), (), frozenset())
        problems: dict[str, Message] = {}
        if wanted is not None:
            try:
                self._found = self._session.desk.plan.shifting.preview(wanted, self._by_hand)
            except Known as no:
                problems = {no.field: no.message}
        self.form.set_problems(problems)
        self._fill()

    def _wanted(self) -> ShiftRange | None:
        values = self.form.values()
        if values["first"] is None or values["last"] is None:
            return None
        who = values["technician_id"]
        return ShiftRange(
            first=values["first"],
            last=values["last"],
            policy=values["policy"] or ShiftPolicy.NEAREST,
            technicians=frozenset({who} if who else ()),
        )

    def _add_range(self) -> None:
        form, today = self.form, self._session.today
        self._festival = QComboBox()
        self._festival.setAccessibleName(tr("Holiday"))
        for run in self._runs:
            self._festival.addItem(f"{words().value(run.name)} · {run.first:%Y-%m-%d} – {run.last:%m-%d}")
        self._festival.setCurrentIndex(_next_festival(self._runs))
        self._festival.activated.connect(lambda _at: self._take_run())
        form.add_wide(self._festival)
        calendar = self._session.desk.context.calendar
        for key, title in (("first", tr("From")), ("last", tr("Until"))):
            form.add(key, title, DateField(today, calendar=calendar, lean=Lean.FUTURE), required=True)
        form.add("policy", tr("Move them"), EnumCombo(ShiftPolicy, ShiftPolicy.NEAREST))
        people = RecordCombo(employee_choices(self._session.desk))
        form.add("technician_id", tr("Technician"), people, hint=tr("Empty: all of them"))
        for key in ("first", "last", "policy", "technician_id"):
            form.field(key).edited.connect(self._anew)

    def _add_preview(self) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(4)
        self._count.setProperty("role", "muted")
        self._days.setWordWrap(True)
        self._days.setProperty("role", "muted")
        column.addWidget(self._count)
        column.addWidget(self.table)
        column.addWidget(self._days)
        self.table.itemChanged.connect(self._changed)
        self.form.add_wide(box)

    def _add_reason(self) -> None:
        cause: ChoiceRow[Cause] = ChoiceRow(tuple(Cause), Cause.FORCE_MAJEURE)
        self.form.add("cause", tr("Whose cause"), cause, required=True, wide=True)
        offered = reasons(self._session, Cause.FORCE_MAJEURE)
        self.form.add("why", tr("Reason"), SuggestField(offered), required=True, wide=True)

    def _take_run(self) -> None:
        """Take range and reason from the chosen holiday."""
        at = self._festival.currentIndex()
        if not 0 <= at < len(self._runs):
            return
        run = self._runs[at]
        self.form.field("first").set_value(run.first)
        self.form.field("last").set_value(run.last)
        self.form.field("why").set_value(tr("Holiday: {name}", name=run.name))
        self._anew()

    def _anew(self) -> None:
        self._by_hand.clear()
        self._out.clear()
        self.refresh()

    def _fill(self) -> None:
        self._filling = True
        self.table.setRowCount(len(self._found.proposals))
        for row, one in enumerate(self._found.proposals):
            self._fill_row(row, one)
        self._filling = False
        moving = len(self.moves())
        self.set_verb(trn("Move {n} visit", "Move {n} visits", moving) if moving else tr("Move the visits"))
        held = sum(bool(one.clashes or one.over or one.to_on is None) for one in self._found.proposals)
        self._count.setText(
            self._provisional()
            + tr(
                "{found} in this range; {held} with something against the new day.",
                found=trn("{n} visit", "{n} visits", len(self._found.proposals)),
                held=held,
            )
        )
        self._days.setText(self._loads())

    def _fill_row(self, row: int, one: Proposal) -> None:
        tick = QTableWidgetItem()
        tick.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        out = one.visit.id in self._out or one.to_on is None
        tick.setCheckState(Qt.CheckState.Unchecked if out else Qt.CheckState.Checked)
        self.table.setItem(row, _TICK, tick)
        old = f"{one.visit.date_on.isoformat()} {one.visit.start_at}"
        for column, text in ((_VISIT, one.visit.title), (_WHO, one.visit.technician), (_OLD, old)):
            self.table.setItem(row, column, _fixed(text))
        new = QTableWidgetItem(f"{one.to_on} {words().weekday(one.to_on)}" if one.to_on else "")
        new.setToolTip(tr("Type another day"))
        self.table.setItem(row, _NEW, new)
        against = _against(one)
        note = _fixed(against)
        if against:
            note.setIcon(icon("triangle-alert", "soon", 14))
            note.setForeground(color("soon"))
        note.setToolTip(against)
        self.table.setItem(row, _NOTE, note)

    def _changed(self, item: QTableWidgetItem) -> None:
        """Take a tick or a day typed by hand."""
        if self._filling or item.row() >= len(self._found.proposals):
            return
        visit_id = self._found.proposals[item.row()].visit.id
        if item.column() == _TICK:
            keep = item.checkState() is Qt.CheckState.Checked
            (self._out.discard if keep else self._out.add)(visit_id)
        elif item.column() == _NEW:
            typed = item.text().split()
            try:
                self._by_hand[visit_id] = parse_typed_date(typed[0] if typed else "", self._session.today)
                self._out.discard(visit_id)
            except Known as no:
                self.form.set_problems({"first": no.message})
        self.refresh()

    def _provisional(self) -> str:
        """Warn where the holidays of the year are not published yet (V8)."""
        last = self.form.field("last").value()
        calendar = self._session.desk.context.calendar
        if last is None or calendar.is_announced(last):
            return ""
        return tr("The holidays of {year} are not published yet: look again when they are. ", year=last.year)

    def _loads(self) -> str:
        """Say what each technician would have on the days to which visits go."""
        parts = []
        for load in self._found.days:
            full = (load.day, load.technician_id) in self._found.over
            text = tr(
                "{day} {technician}: {visits} visits, {minutes} min",
                day=f"{load.day:%m-%d}",
                technician=load.technician,
                visits=load.visits,
                minutes=load.minutes,
            )
            parts.append(tr("{load} (too much)", load=text) if full else text)
        return " · ".join(parts)


def _against(one: Proposal) -> str:
    parts = []
    if one.to_on is None:
        parts.append(tr("No working day is left for it within its contract."))
    if one.clashes:
        parts.append(tr("runs into {others}", others=list(one.clashes)))
    if one.over:
        parts.append(tr("the technician's day is full"))
    return "; ".join(parts)


def _next_festival(runs: Sequence[HolidayRun]) -> int:
    named = [
        at for at, run in enumerate(runs) if isinstance(run.name, Message) and run.name.template in _FESTIVALS
    ]
    return named[0] if named else 0


def _fixed(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setToolTip(text)
    return item


def _table() -> QTableWidget:
    table = QTableWidget(0, 6)
    table.setAccessibleName(tr("Visits that would move"))
    table.setHorizontalHeaderLabels(
        ["", tr("Visit"), tr("Technician"), tr("Planned for"), tr("New day"), tr("Against it")]
    )
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.setMinimumHeight(ROW_HEIGHT * 7)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in ((_TICK, 32), (_WHO, 110), (_OLD, 130), (_NEW, 130)):
        head.resizeSection(column, width)
    head.setSectionResizeMode(_VISIT, QHeaderView.ResizeMode.Stretch)
    head.setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Stretch)
    return table
