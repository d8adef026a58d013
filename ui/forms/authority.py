"""Who may grant what: an amount and remedies for each level, and the time for a decision (R107)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.escalation import Authority
from branchdesk.domain.judgement import Remedy
from branchdesk.domain.money import Fen
from ui.forms.ticks import TicksField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.fields import CheckField, MoneyField, NumberField
from ui.widgets.form_dialog import FormDialog, Job

_LEVELS = (
    EmployeeRole.DESK,
    EmployeeRole.SUPERVISOR,
    EmployeeRole.AREA_MANAGER,
    EmployeeRole.CHIEF_SERVICE,
    EmployeeRole.BRANCH_MANAGER,
)
_MINUTES = 60


class AuthorityDialog(FormDialog):
    """The table of authority; an empty amount means any amount, no ticked remedy any remedy."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr("Whoever cannot decide names the lowest level that can. An empty amount means any amount.")
        super().__init__(parent, tr("Who may grant what"), tr("Save the table"), lead=lead, columns=2)
        self._session = session
        self._known = {one.role: one for one in session.desk.escalation.authorities()}
        for role in _LEVELS:
            self._level(role)
        self.form.changed.connect(self._follow)
        self._follow()
        self.form.mark_clean()

    def job(self) -> Job:
        """Save the table."""
        escalation, table = self._session.desk.escalation, self._read()
        return lambda _progress: escalation.save_table(table)

    def _level(self, role: EmployeeRole) -> None:
        known = self._known.get(role)
        form, name = self.form, role.value
        form.section(term(role))
        form.add(f"may:{name}", "", CheckField(tr("may decide"), known is not None), wide=True)
        limit = Fen(known.limit_fen) if known and known.limit_fen is not None else None
        form.add(f"limit:{name}", tr("Up to"), MoneyField(limit))
        minutes = NumberField(known.minutes if known else _MINUTES, least=1, most=10_000)
        form.add(f"minutes:{name}", tr("Decides within"), minutes, hint=tr("minutes"))
        remedies: TicksField[Remedy] = TicksField(tuple(Remedy), columns=6)
        remedies.set_value(known.remedies if known else ())
        form.add(f"remedies:{name}", tr("Remedies"), remedies, wide=True)

    def _read(self) -> tuple[Authority, ...]:
        values, found = self.form.values(), []
        for role in _LEVELS:
            name = role.value
            if not values[f"may:{name}"]:
                continue
            limit = values[f"limit:{name}"]
            found.append(
                replace(
                    self._known.get(role, Authority(role=role)),
                    limit_fen=None if limit is None else int(limit),
                    minutes=values[f"minutes:{name}"] or _MINUTES,
                    remedies=values[f"remedies:{name}"],
                )
            )
        return tuple(found)

    def _follow(self) -> None:
        values = self.form.values()
        for role in _LEVELS:
            for key in ("limit", "minutes", "remedies"):
                self.form.set_visible(f"{key}:{role.value}", visible=values[f"may:{role.value}"])
