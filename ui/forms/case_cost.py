"""What cases cost: one entry, and the sum of a month (R125)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from PySide6.QtWidgets import QWidget

from branchdesk.domain.claims import CaseCost, CaseTotals, CostKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement_checks import check_cost
from branchdesk.domain.messages import Message, mark
from branchdesk.domain.money import Fen
from ui.forms.case_parts import CaseDialog
from ui.forms.choice_row import ChoiceRow
from ui.forms.list_dialog import ListDialog
from ui.language import tr, trn, words
from ui.session import Session
from ui.table.columns import Align, Column
from ui.widgets.fields import MoneyField, NumberField, TextField
from ui.widgets.form_dialog import Job


def totals_words(totals: CaseTotals) -> str:
    """Say what something cost: money, visits, hours; nothing where it cost nothing."""
    money = str(words().value(Fen(totals.money_fen))) if totals.money_fen else ""
    visits = trn("{n} extra visit", "{n} extra visits", totals.visits) if totals.visits else ""
    hours = tr("{hours} h", hours=f"{totals.minutes / 60:.1f}") if totals.minutes else ""
    return " + ".join(part for part in (money, visits, hours) if part)


class CostDialog(CaseDialog[CaseCost]):
    """A visit, hours or material that a case cost."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint, one: CaseCost) -> None:
        super().__init__(parent, session, case, one, tr("Cost of {number}", number=case.number))
        form = self.form
        kind: ChoiceRow[CostKind] = ChoiceRow(tuple(CostKind), columns=4)
        form.add("kind", tr("Kind"), kind, required=True)
        form.add("spent_on", tr("Date"), self.past_day(), required=True)
        form.add("minutes", tr("Minutes"), NumberField(least=0, most=10_000))
        form.add("amount_fen", tr("Money"), MoneyField())
        form.add("what", tr("What for"), TextField(longest=300))
        form.add("employee", tr("Who"), self.colleagues())
        self.fill()

    def check(self) -> dict[str, Message]:
        """Ask the rules of costs."""
        return check_cost(self.read(), self.session.today)

    def job(self) -> Job:
        """Save it."""
        claims, one, key = self.session.desk.claims, self.read(), self.key
        return lambda _progress: claims.save_cost(one, key=key)


@dataclass(frozen=True, slots=True)
class CostRow:
    """What one case cost in a month."""

    id: int
    number: str
    customer: str
    totals: CaseTotals


COLUMNS: tuple[Column[CostRow], ...] = (
    Column("number", mark("Number"), lambda row: row.number, width=140),
    Column("customer", mark("Customer"), lambda row: row.customer, width=220),
    Column(
        "compensation",
        mark("Compensation"),
        lambda row: Fen(row.totals.compensation_fen),
        align=Align.RIGHT,
    ),
    Column("other", mark("Other money"), lambda row: Fen(row.totals.other_fen), align=Align.RIGHT),
    Column("visits", mark("Visits"), lambda row: row.totals.visits, align=Align.RIGHT),
    Column("minutes", mark("Minutes"), lambda row: row.totals.minutes, align=Align.RIGHT),
)


class MonthCostDialog(ListDialog):
    """The cases of a month by what they cost; the sum stands above."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self._month = session.today.replace(day=1)
        super().__init__(parent, session, tr("Cost of complaints"), COLUMNS, self._read)
        self.add_button(tr("Month before"), lambda: self.turn(-1))
        self.add_button(tr("Month after"), lambda: self.turn(1))
        self.add_button(tr("Show the case"), self._show)
        self.table.activated_record.connect(lambda record_id: self.go_to("complaint", record_id))
        self._say()

    def turn(self, months: int) -> None:
        """Show another month."""
        self._month += relativedelta(months=months)
        self.model.refresh()
        self._say()

    def _read(self) -> list[CostRow]:
        found = self.session.desk.claims.month_costs(self._month.year, self._month.month)
        return [CostRow(*row) for row in found]

    def _say(self) -> None:
        total = self.session.desk.claims.month_total(self._month.year, self._month.month)
        month: date = self._month
        name = words().month(month.year, month.month)
        said = totals_words(total) or tr("nothing")
        self.lead.setText(tr("{month}: {cost}", month=name, cost=said))
        self.lead.show()

    def _show(self) -> None:
        record_id = self.table.current_id()
        if record_id is not None:
            self.go_to("complaint", record_id)
