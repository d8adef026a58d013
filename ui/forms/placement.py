"""Day, time, technician and length of a visit: the same four fields wherever a visit is put somewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from branchdesk.domain.checks import check_visit
from branchdesk.domain.customers import Contract
from branchdesk.domain.messages import Message
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visits import Visit
from ui.forms.choices import employee_choices
from ui.forms.visit_hints import HintLine, visit_hints
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import NumberField, TimeField
from ui.widgets.form_dialog import FormDialog

_DAY_LONG = 24 * 60
KEYS = ("date_on", "start_at", "technician_id", "minutes")


class Placement:
    """Puts the fields into a dialog, says what speaks against them, and offers the next time that is free."""

    def __init__(
        self, dialog: FormDialog, session: Session, visit: Visit, placed: Visit, *, day: str = ""
    ) -> None:
        self._form = dialog.form
        self._session = session
        self._visit = visit
        self.hints = HintLine()
        self._add(placed, day)
        self._free = dialog.add_button(tr("Next free time"), self.take_free_time)
        for key in KEYS:
            self._form.field(key).edited.connect(self.follow)

    def placed(self) -> Visit:
        """Return the visit as it would stand."""
        values = self._form.values()
        return replace(
            self._visit,
            date_on=values["date_on"] or date.min,
            start_at=values["start_at"] or "",
            technician_id=values["technician_id"],
            minutes=values["minutes"] or 0,
        )

    def problems(self) -> dict[str, Message]:
        """Return what the rules of visits refuse, beside its field."""
        contract_id, reader = self._visit.contract_id, self._session.desk.context.reader
        return check_visit(self.placed(), reader.get(Contract, contract_id) if contract_id else None)

    def take_free_time(self) -> None:
        """Put in the next quarter of an hour at which nothing clashes, on the next day that has one."""
        placed, capacity = self.placed(), self._session.desk.plan.capacity
        for days in range(7):
            day = placed.date_on + timedelta(days=days)
            free = capacity.free_from(
                replace(placed, date_on=day, start_at=placed.start_at if not days else self._usual())
            )
            if free is not None:
                self._form.field("date_on").set_value(free.date())
                self._form.field("start_at").set_value(f"{free:%H:%M}")
                break
        self.follow()

    def follow(self) -> None:
        """Say what speaks against the place, and who else could go."""
        placed = self.placed()
        known = placed.date_on != date.min and placed.minutes > 0
        desk = self._session.desk
        found = visit_hints(desk, placed) if known else []
        clash = known and bool(desk.plan.capacity.clashes_of(placed))
        if clash or (known and placed.start_at and placed.technician_id is None):
            names = [person.name for person in desk.plan.capacity.free_people(placed)]
            found.append(
                tr("Free at this time: {names}", names=names) if names else tr("Nobody is free then.")
            )
        self._free.setVisible(clash)
        self.hints.show_hints(found)

    def _usual(self) -> str:
        """Return the time at which the visit usually begins."""
        contract_id = self._visit.contract_id
        contract = self._session.desk.context.reader.get(Contract, contract_id) if contract_id else None
        return (contract.start_at if contract else "") or self._visit.start_at or "09:00"

    def _add(self, placed: Visit, title: str) -> None:
        form, desk = self._form, self._session.desk
        day = DateField(self._session.today, placed.date_on, calendar=desk.context.calendar, lean=Lean.FUTURE)
        form.add("date_on", title or tr("Date"), day, required=True)
        form.add("start_at", tr("Time"), TimeField(placed.start_at or None))
        people = RecordCombo(employee_choices(desk), placed.technician_id)
        form.add("technician_id", tr("Technician"), people)
        length = NumberField(placed.minutes, least=1, most=_DAY_LONG)
        form.add("minutes", tr("Minutes"), length, required=True)
        form.add_wide(self.hints)
