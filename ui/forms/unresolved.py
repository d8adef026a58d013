"""Cases that do not come to an end, the oldest first, with what was done last (R134)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Stage
from branchdesk.domain.duties_cases import UnresolvedCase
from branchdesk.domain.messages import mark
from ui.forms.list_dialog import ListDialog
from ui.language import term, tr, trn
from ui.session import Session
from ui.table.columns import Align, Column


@dataclass(frozen=True, slots=True)
class UnresolvedRow:
    """One case with its age."""

    id: int
    days: int
    last: str
    case: UnresolvedCase


def columns(old: int) -> tuple[Column[UnresolvedRow], ...]:
    """Return the columns; a case is red from so many days on."""
    return (
        Column("number", mark("Number"), lambda r: r.case.number, width=140),
        Column(
            "days",
            mark("Unresolved"),
            lambda r: r.days,
            text=lambda r: trn("{n} day", "{n} days", r.days),
            align=Align.RIGHT,
            color=lambda r: "late" if r.days >= old else None,
            icon=lambda r: "hourglass" if r.days >= old else None,
            width=110,
        ),
        Column("last", mark("Last action"), lambda r: r.last, width=110),
        Column("what", mark("What was done"), lambda r: r.case.last_text, width=230),
        Column("customer", mark("Customer"), lambda r: r.case.customer, width=150),
        Column("stage", mark("Stage"), lambda r: term(Stage(r.case.stage)), width=90),
        Column("owner", mark("Owner"), lambda r: r.case.owner, width=100),
    )


class UnresolvedDialog(ListDialog):
    """Lists every open case by age; Enter goes to it."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        days = session.desk.context.settings.unresolved_days
        old = len(session.desk.escalation.unresolved(days))
        lead = trn(
            "{n} case is unresolved for {days} days or more. Settings says from when a case is old.",
            "{n} cases are unresolved for {days} days or more. Settings says from when a case is old.",
            old,
            days=days,
        )
        super().__init__(parent, session, tr("Unresolved cases by age"), columns(days), self._read, lead=lead)
        self.table.activated_record.connect(lambda record_id: self.go_to("complaint", record_id))
        self.table.set_empty("smile", tr("No case is open."), "", lambda: None)
        self.add_button(tr("Open the case"), self._open)
        self.resize(1000, 560)

    def _read(self) -> list[UnresolvedRow]:
        desk = self.session.desk
        now = desk.context.clock.now()
        return [
            UnresolvedRow(one.id, one.days(now), f"{self.session.local(one.last_at):%Y-%m-%d}", one)
            for one in desk.escalation.unresolved()
        ]

    def _open(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("complaint", chosen)
