"""How people speak with customers, month by month: the list, and the sheet of one person (R116)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.call_quality import BANS, HABITS, QualityItem, QualitySheet, check_sheet
from branchdesk.domain.messages import Message, mark
from branchdesk.domain.months import Month
from branchdesk.services.call_quality import QualityRow
from ui.forms.list_dialog import ListDialog
from ui.language import term, tr, words
from ui.paper_prints import print_paper
from ui.session import Session
from ui.table.columns import Align, Column
from ui.widgets.fields import CheckField, NoteField, NumberField
from ui.widgets.form_dialog import FormDialog, Job

_ALL = len(QualityItem)


def month_text(month: Month) -> str:
    """Return a month in the words of the language."""
    return words().month(month.year, month.number)


class CallQualityDialog(ListDialog):
    """Everybody of the branch with the score of a month and the one before."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self._month = Month.of(session.today)
        quality = session.desk.call_quality
        super().__init__(
            parent,
            session,
            tr("Call quality"),
            _COLUMNS,
            lambda: quality.of_month(self._month),
            lead=" ",
        )
        self.table.set_empty("phone", tr("Nobody works at this branch yet."))
        self.add_button(tr("‹ Month before"), lambda: self.turn(-1))
        self.add_button(tr("Month after ›"), lambda: self.turn(1))
        self.add_button(tr("Fill in the sheet…"), self.fill_in)
        self.add_button(tr("Print the month"), self.print_month)
        self.table.activated_record.connect(lambda _id: self.fill_in())
        self._say()

    @property
    def month(self) -> Month:
        """Return the month that is shown."""
        return self._month

    def turn(self, count: int) -> None:
        """Go some months on or back; the future has no calls."""
        wanted = self._month.plus(count)
        if wanted <= Month.of(self.session.today):
            self._month = wanted
            self.model.refresh()
            self._say()

    def fill_in(self) -> None:
        """Open the sheet of the chosen person."""
        chosen = self.table.current_id()
        if chosen is None:
            return
        sheet = self.session.desk.call_quality.sheet(chosen, self._month)
        dialog = QualitySheetDialog(self, self.session, sheet)
        dialog.saved.connect(self.session.tell)
        dialog.saved.connect(lambda _outcome: self.model.refresh())
        dialog.open()

    def print_month(self) -> None:
        """Show the sheets of the month on paper."""
        print_paper(self, self.session, "call-quality", self._month.key, self._month.key)

    def _say(self) -> None:
        text = month_text(self._month)
        self.lead.setText(
            tr("{month}: fourteen habits to avoid and five bans; the score counts what was kept.", month=text)
        )


class QualitySheetDialog(FormDialog):
    """Nineteen ticks: what was heard in the calls that were listened to."""

    def __init__(self, parent: QWidget | None, session: Session, sheet: QualitySheet) -> None:
        name = next(one.name for one in session.desk.customers.employees() if one.id == sheet.employee_id)
        text = month_text(Month.parse(sheet.month))
        lead = tr("{name}, {month}. Tick what you heard; what is not ticked was kept.", name=name, month=text)
        super().__init__(parent, tr("Call quality"), tr("Save the sheet"), lead=lead, columns=2)
        self._session = session
        self._sheet = sheet
        self._key = Session.new_key()
        self.form.section(tr("Habits to avoid"))
        for item in HABITS:
            self._tick(item)
        self.form.section(tr("Bans"))
        for item in BANS:
            self._tick(item)
        self.form.section(tr("Result"))
        calls = NumberField(sheet.calls or None, least=0, most=1000)
        self.form.add("calls", tr("Calls listened to"), calls, required=True)
        self.form.add("remark", tr("Remarks"), NoteField(sheet.remark, lines=2), wide=True)
        self.form.mark_clean()

    def record(self) -> QualitySheet:
        """Return the sheet as it is ticked."""
        values = self.form.values()
        failed = tuple(item for item in QualityItem if values[item.value])
        return replace(self._sheet, failed=failed, calls=values["calls"] or 0, remark=values["remark"])

    def check(self) -> dict[str, Message]:
        """Ask the rules of sheets."""
        return check_sheet(self.record(), self._session.today)

    def job(self) -> Job:
        """Save it."""
        quality, sheet, key = self._session.desk.call_quality, self.record(), self._key
        return lambda _progress: quality.save(sheet, key=key)

    def _tick(self, item: QualityItem) -> None:
        self.form.add(item.value, "", CheckField(term(item), value=item in self._sheet.failed))


def _score(row: QualityRow) -> str:
    return tr("{score} of {all}", score=row.sheet.score, all=_ALL) if row.sheet else tr("not looked at yet")


def _token(row: QualityRow) -> str | None:
    if row.sheet is None:
        return None
    return "late" if row.sheet.broke_a_ban else "kept" if row.sheet.score == _ALL else "soon"


_COLUMNS: tuple[Column[QualityRow], ...] = (
    Column("name", mark("Employee"), lambda r: r.employee.name, width=160),
    Column("role", mark("Role"), lambda r: r.employee.role, width=190),
    Column(
        "score",
        mark("Score"),
        lambda r: r.sheet.score if r.sheet else None,
        text=_score,
        color=_token,
        align=Align.RIGHT,
        width=140,
    ),
    Column("before", mark("Month before"), lambda r: r.score_before, align=Align.RIGHT, width=120),
    Column("remark", mark("Remarks"), lambda r: r.sheet.remark if r.sheet else "", width=240),
)
