"""What one should know about the day and time of a visit; it warns and never forbids (R016)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from branchdesk.domain.checks import check_visit
from branchdesk.domain.customers import Contract
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.domain.workdays import DayKind
from branchdesk.services.desk import Desk
from ui.icons import pixmap
from ui.language import say, tr
from ui.theme import GRID, color


def visit_hints(desk: Desk, visit: Visit) -> list[str]:
    """Return what is special about the day, and what speaks against the visit's time."""
    note = desk.context.calendar.note(visit.date_on)
    found = [] if note.kind is DayKind.WORKING else [tr("This day: {why}", why=say(note.why))]
    return found + objections(desk, visit)


def objections(desk: Desk, visit: Visit) -> list[str]:
    """Return what a visit would run into, and that it lies outside its contract; each with a way forward."""
    contract = desk.context.reader.get(Contract, visit.contract_id) if visit.contract_id else None
    outside = check_visit(visit, contract).get("date_on") if contract else None
    found = [say(outside)] if outside else []
    return found + _credit(desk, visit, contract) + [say(one) for one in desk.plan.capacity.hints(visit)]


def _credit(desk: Desk, visit: Visit, contract: Contract | None) -> list[str]:
    """Warn before a service is scheduled for a customer over the credit limit (R080)."""
    if not visit.site_id or visit.status is not VisitStatus.PLANNED or visit.kind is VisitKind.COLLECTION:
        return []
    worth = visit.amount_fen or (contract.fee_fen if contract else 0)
    found = desk.payers.credit(desk.customers.site(visit.site_id).customer_id, worth)
    return [say(found.message)] if found is not None and found.is_over else []


class HintLine(QFrame):
    """An amber line over the whole width of a form; gone while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(f"QFrame {{ background: {color('soon_soft').name()}; border-radius: 6px; }}")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setStyleSheet(f"color: {color('soon').name()}")
        picture = QLabel()
        picture.setPixmap(pixmap("triangle-alert", "soon", 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def show_hints(self, hints: list[str]) -> None:
        """Show these sentences, one a line."""
        self._text.setText("\n".join(hints))
        self.setAccessibleName(self._text.text())
        self.setVisible(bool(hints))

    def text(self) -> str:
        """Return what is shown."""
        return self._text.text()
