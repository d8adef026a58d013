"""Whom to call today, with results by a key, and how far week and month have come (R150, R151)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.call_plan import CallGroup, PlannedCall
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.messages import mark
from branchdesk.services.context import Outcome
from ui.language import say, term, tr, words
from ui.session import Session
from ui.table.columns import Column
from ui.table.model import ListQuery, RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID, heading_font

RESULTS = (CallResult.REACHED, CallResult.UNREACHABLE, CallResult.VOICEMAIL, CallResult.CALL_BACK)
_TOKENS = {CallGroup.FOLLOW_UP: "late", CallGroup.NEW: "info", CallGroup.OLD: "done"}
_ICONS = {CallGroup.FOLLOW_UP: "history", CallGroup.NEW: "star", CallGroup.OLD: "user"}


@dataclass(frozen=True, slots=True)
class _Line:
    id: int  # the customer: nobody stands in the plan twice
    call: PlannedCall

    def why(self, today: date) -> str:
        """Say why, since when a follow-up is late, and to which day one too many is carried."""
        text, call = say(self.call.say), self.call
        if call.carried_to is not None:
            return tr("carried to {day} · {why}", day=call.carried_to, why=text)
        if call.group is CallGroup.FOLLOW_UP and call.due_on is not None and call.due_on < today:
            return tr("carried over from {day} · {why}", day=call.due_on, why=text)
        return text


def _columns(today: date) -> tuple[Column[_Line], ...]:
    return (
        Column(
            "group",
            mark("Part"),
            lambda one: one.call.group,
            text=lambda one: term(one.call.group),
            icon=lambda one: "calendar-clock" if one.call.carried_to else _ICONS[one.call.group],
            color=lambda one: "muted" if one.call.carried_to else _TOKENS[one.call.group],
            width=145,
        ),
        Column("customer", mark("Customer"), lambda one: one.call.whom.customer, width=170),
        Column("contact", mark("Contact"), lambda one: one.call.whom.contact, width=125),
        Column("phone", mark("Phone"), lambda one: one.call.whom.phone, width=130),
        Column("why", mark("Why"), lambda one: one.why(today), tooltip=lambda one: one.why(today), width=350),
    )


class _Source:
    def __init__(self) -> None:
        self.lines: list[_Line] = []

    def ids(self, query: ListQuery) -> Sequence[int]:  # noqa: ARG002 - the plan has its own order
        return [one.id for one in self.lines]

    def rows(self, ids: Sequence[int]) -> Sequence[_Line]:
        return [one for one in self.lines if one.id in ids]


class CallPlanDialog(QDialog):
    """The plan as a list: a digit logs the result of the chosen call, Enter opens the whole call."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Call plan of today"))
        self.resize(980, 620)
        self._session = session
        self._source = _Source()
        self._heading, self._month, self._focus = QLabel(), QLabel(), QLabel()
        self._bars = {key: QProgressBar() for key in ("deals", "contacts")}
        self._made = QLabel()
        self.model: RecordTableModel[_Line] = RecordTableModel(_columns(session.today), self._source)
        self.table = RecordTable(self.model, tr("Call plan of today"))
        self.table.set_empty("circle-check", tr("Everybody of today's plan is called. Well done."))
        self.table.activated_record.connect(self.open_call)
        self.table.installEventFilter(self)
        self._lay_out()
        self.refresh()
        session.bus.changed.connect(self._changed)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the plan and the targets again."""
        work = self._session.desk.call_work
        self._source.lines = [_Line(one.whom.customer_id, one) for one in work.plan()]
        self.model.refresh()
        if self.table.current_id() is None and self._source.lines:
            self.table.go_to(self._source.lines[0].id)
        self._show_progress()

    def lines(self) -> list[PlannedCall]:
        """Return what is shown."""
        return [one.call for one in self._source.lines]

    def log(self, result: CallResult) -> None:
        """Log the chosen call with one key and go on to the next one."""
        chosen = self.table.current_id()
        line = next((one for one in self._source.lines if one.id == chosen), None)
        if line is None:
            return
        follow_up = line.call.group is CallGroup.FOLLOW_UP
        whom = line.call.whom
        talk = Interaction(
            customer_id=whom.customer_id,
            contact_id=whom.contact_id,
            spoke_with=whom.contact if result.counts_as_reached else "",
            purpose=Purpose.FOLLOW_UP if follow_up else Purpose.COURTESY,
            result=result,
            agenda=line.why(self._session.today),
        )
        desk, key = self._session.desk, Session.new_key()
        self._session.act(self, lambda: desk.interactions.log(talk, key=key), title=tr("Log the call"))

    def open_call(self, customer_id: int) -> None:
        """Open every reason to ring this customer."""
        from ui.forms.one_call import open_call

        open_call(self, self._session, customer_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a digit over the list log a result."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = event.text()
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and digit.isdecimal() and 1 <= int(digit) <= len(RESULTS):
                self.log(RESULTS[int(digit) - 1])
                return True
        return super().eventFilter(watched, event)

    def _changed(self, _changes: object) -> None:
        self.refresh()

    def _show_progress(self) -> None:
        work = self._session.desk.call_work
        progress, made = work.progress(), work.made_today()
        settings = self._session.desk.context.settings
        wanted = (
            (CallGroup.NEW, settings.call_plan_new),
            (CallGroup.OLD, settings.call_plan_old),
            (CallGroup.FOLLOW_UP, settings.call_plan_follow_ups),
        )
        self._made.setText(
            tr("Called today:")
            + " "
            + " · ".join(f"{term(group)} {made[group]}/{count}" for group, count in wanted)
        )
        week = f"{progress.monday:%m-%d} – {progress.sunday:%m-%d}"
        deals = f"{progress.deals}/{progress.deals_wanted}"
        self._heading.setText(tr("Deals this week ({week}): {figure}", week=week, figure=deals))
        month = words().month(progress.month.year, progress.month.number)
        people = f"{progress.contacts}/{progress.contacts_wanted}"
        self._month.setText(
            tr(
                "New contacts in {month}: {figure}; needs recorded: {n}",
                month=month,
                figure=people,
                n=progress.needs,
            )
        )
        for key, value, target in (
            ("deals", progress.deals, progress.deals_wanted),
            ("contacts", progress.contacts, progress.contacts_wanted),
        ):
            bar = self._bars[key]
            bar.setRange(0, max(target, 1))
            bar.setValue(min(value, target))
            bar.setTextVisible(False)
        focus = progress.focus
        if focus is None:
            self._focus.setText(tr("No key customer is named for this month."))
            return
        name = self._session.desk.customers.customer(focus.customer_id).name
        why = f" · {focus.why}" if focus.why else ""
        self._focus.setText(tr("Key customer of the month: {name}", name=name) + why)

    def _name_focus(self) -> None:
        from ui.forms.month_focus import MonthFocusDialog

        dialog = MonthFocusDialog(self, self._session)
        dialog.saved.connect(self._told)
        dialog.open()

    def _told(self, outcome: Outcome[object]) -> None:
        self._session.tell(outcome)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        title = QLabel(tr("Call plan of today"))
        title.setFont(heading_font())
        column.addWidget(title)
        targets = QHBoxLayout()
        targets.setSpacing(GRID * 3)
        for label, key in ((self._heading, "deals"), (self._month, "contacts")):
            label.setProperty("role", "muted")
            self._bars[key].setAccessibleName(tr("Progress"))
            box = QVBoxLayout()
            box.setSpacing(4)
            box.addWidget(label)
            box.addWidget(self._bars[key])
            targets.addLayout(box, 1)
        column.addLayout(targets)
        column.addLayout(self._focus_row())
        column.addWidget(self.table, 1)
        column.addWidget(self._made)
        keys = " · ".join(f"{nth} {term(result)}" for nth, result in enumerate(RESULTS, 1))
        hint = QLabel(tr("Key for the chosen line: {keys}. Enter opens the whole call.", keys=keys))
        hint.setProperty("role", "muted")
        column.addWidget(hint)

    def _focus_row(self) -> QHBoxLayout:
        button = QPushButton(tr("Name the key customer…"))
        button.setProperty("flat", "true")
        button.setAutoDefault(False)
        button.clicked.connect(self._name_focus)
        row = QHBoxLayout()
        row.addWidget(self._focus)
        row.addWidget(button)
        row.addStretch(1)
        return row
