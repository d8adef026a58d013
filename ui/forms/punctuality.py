"""Fair figures of punctuality: what we caused counts, what others caused is shown beside it (D07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.domain.messages import mark
from branchdesk.domain.months import Month
from branchdesk.domain.punctuality import Punctuality
from branchdesk.services.causes import TechnicianMonths
from ui.forms.list_dialog import ListDialog
from ui.language import tr
from ui.session import Session
from ui.table.columns import Align, Column
from ui.theme import GRID, heading_font
from ui.widgets.charts import LineChart, Number, Point

MONTHS = 6


@dataclass(frozen=True, slots=True)
class PunctualityLine:
    """One technician over the months shown."""

    id: int
    name: str
    total: Punctuality

    def share(self) -> str:
        """Write the share of arrivals on time."""
        return percent(self.total.share)


def percent(share: float | None) -> str:
    """Write a share with one decimal, as on paper."""
    return "–" if share is None else f"{rounded(share)} %"


def rounded(share: float) -> Decimal:
    """Return a share in per cent."""
    return (Decimal(str(share)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


_COLUMNS: tuple[Column[PunctualityLine], ...] = (
    Column("name", mark("Technician"), lambda r: r.name or tr("nobody assigned"), width=140),
    Column("share", mark("On time"), PunctualityLine.share, align=Align.RIGHT, width=90),
    Column("arrivals", mark("Arrivals"), lambda r: r.total.arrivals, align=Align.RIGHT, width=80),
    Column("late_ours", mark("Late by us"), lambda r: r.total.late_ours, align=Align.RIGHT, width=90),
    Column(
        "late_others", mark("Late by others"), lambda r: r.total.late_others, align=Align.RIGHT, width=110
    ),
    Column("moved_ours", mark("Moved by us"), lambda r: r.total.moved_ours, align=Align.RIGHT, width=100),
    Column(
        "moved_others", mark("Moved by others"), lambda r: r.total.moved_others, align=Align.RIGHT, width=110
    ),
    Column("missed_ours", mark("Missed by us"), lambda r: r.total.missed_ours, align=Align.RIGHT, width=100),
    Column(
        "missed_others",
        mark("Missed by others"),
        lambda r: r.total.missed_others,
        align=Align.RIGHT,
        width=120,
    ),
)


class PunctualityDialog(ListDialog):
    """A line for each technician and the course of the chosen one."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self._found: Sequence[TechnicianMonths] = session.desk.plan.causes.punctuality(
            Month.of(session.today), MONTHS
        )
        rows = [PunctualityLine(one.id, one.name, one.total) for one in self._found]
        late = session.desk.context.settings.late_after_minutes
        lead = tr(
            "The last {months} months. Late is more than {n} minutes after the planned time. The share "
            "counts what we caused; a late arrival that nobody explained counts as ours.",
            months=MONTHS,
            n=late,
        )
        super().__init__(parent, session, tr("Punctuality"), _COLUMNS, lambda: rows, lead=lead)
        self.table.set_empty("clock", tr("No visit with a time of arrival is recorded yet."))
        self._heading = QLabel()
        self._heading.setFont(heading_font(1.0))
        self._chart = LineChart(tr("On time, per cent"), _write)
        self._insert()
        self.table.current_record_changed.connect(lambda _id: self._show_course())
        if rows:
            self.table.go_to(rows[0].id)
        self._show_course()
        self.resize(1020, 620)

    def _show_course(self) -> None:
        chosen = next((one for one in self._found if one.id == self.table.current_id()), None)
        self._heading.setText(
            tr("On time by month: {name}", name=chosen.name or tr("nobody assigned")) if chosen else ""
        )
        months = chosen.months if chosen else ()
        points = [Point(one.month.key, rounded(one.share)) for one in months if one.share is not None]
        self._chart.set_points(points)
        self._chart.setVisible(bool(points))

    def _insert(self) -> None:
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            self._heading.setContentsMargins(GRID * 2, GRID, GRID * 2, 0)
            layout.insertWidget(2, self._heading)
            layout.insertWidget(3, self._chart)


def _write(value: Number) -> str:
    return f"{value} %"
