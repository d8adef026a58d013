"""The pattern radar: what complaints have in common, so that the cause does not come back (D20, R121)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from branchdesk.domain.complaint_patterns import CaseFact, by_month
from branchdesk.domain.messages import mark
from branchdesk.domain.months import Month
from branchdesk.services.case_patterns import Radar
from ui.forms.pattern_pages import LabelCombo, ListPage, Overview
from ui.forms.pattern_rows import (
    MonthsRow,
    PatternRow,
    RateRow,
    StageRow,
    case_columns,
    month_columns,
    pattern_columns,
    place,
    quiet_columns,
    rate_columns,
    stage_columns,
)
from ui.language import tr, trn
from ui.list_papers import print_list
from ui.operations import Operation, Progress
from ui.session import Session
from ui.table.listing import Listing, listing_of
from ui.table.view import RecordTable
from ui.theme import GRID
from ui.widgets.choice import QuietCombo
from ui.widgets.fields import CheckField

_PERIODS = (12, 6, 3)


class PatternsDialog(QDialog):
    """Charts and lists over the last months; every row shows its complaints, Enter goes to one."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._radar: Radar | None = None
        self.setWindowTitle(tr("Patterns and trends"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1100, 640)
        self._months = QuietCombo()
        self._months.setAccessibleName(tr("Period"))
        for count in _PERIODS:
            self._months.addItem(trn("last {n} month", "last {n} months", count), count)
        self._valid = CheckField(tr("without those found invalid"))
        self._by = LabelCombo()
        self._cross_box = QWidget()
        self.overview = Overview()
        self._make_lists()
        self.pages = QTabWidget()
        self._print = QPushButton(tr("Print this list"))
        self._lay_out()
        self._months.currentIndexChanged.connect(self.load)
        self._valid.edited.connect(self.load)
        self._by.currentIndexChanged.connect(self._cross)
        self.load()

    def load(self) -> None:
        """Read the period in the background."""
        months, valid_only = int(self._months.currentData()), bool(self._valid.value())
        found = self._session.desk.case_patterns

        def work(_progress: Progress) -> Radar:
            return found.radar(months=months, valid_only=valid_only)

        Operation(self, work, title=tr("Looking for patterns"), quiet=True).success(self._show).run()

    def is_loaded(self) -> bool:
        """Tell whether the period was read."""
        return self._radar is not None

    @property
    def cross(self) -> RecordTable:
        """Return the table month by month as it is laid out now."""
        return self._cross_page.table

    def sort_by(self, key: str) -> None:
        """Lay the table month by month out by category, site, technician, cause or pest."""
        self._by.setCurrentIndex(self._by.findData(key))

    def listing(self) -> Listing | None:
        """Return the list in view; the overview has none."""
        at = self.pages.currentWidget()
        page = self._cross_page if at is self._cross_box else at
        if not isinstance(page, ListPage):
            return None
        name = self.pages.tabText(self.pages.currentIndex())
        return listing_of(page.table, name, self._months.currentText())

    def _make_lists(self) -> None:
        settings = self._session.desk.context.settings
        self.repeats = ListPage(
            tr("What repeats"),
            pattern_columns(),
            tr("Nothing repeats. Well done."),
            definition=tr(
                "{kinds} complaints of one kind within {kind_days} days, or {cases} with the same site, "
                "pest, technician or cause within {days} days, up to today.",
                kinds=settings.same_kind_cases,
                kind_days=settings.same_kind_days,
                cases=settings.pattern_cases,
                days=settings.pattern_days,
            ),
            behind=lambda row: row.pattern.cases,
        )
        self.soon = ListPage(
            tr("Soon after a visit"),
            case_columns(),
            tr("No complaint came soon after a visit."),
            definition=tr(
                "Complaints that came at most {n} days after a visit to the site.",
                n=settings.soon_after_visit_days,
            ),
        )
        self.rates = ListPage(
            tr("Complaints per 100 visits, by technician"),
            rate_columns(mark("Technician")),
            tr("No visit and no complaint in this time."),
            definition=tr("A complaint counts for whoever made the visit before it."),
            behind=lambda row: self._those(lambda case: case.technician == row.rate.label),
        )
        self.sites = ListPage(
            tr("Complaints per 100 visits, by site"),
            rate_columns(mark("Site")),
            tr("No complaint in this time."),
            definition=tr("Sites with complaints, against the visits done there."),
            behind=lambda row: self._those(lambda case: place(case) == row.rate.label),
        )
        self.quiet = ListPage(
            tr("Silent customers"),
            quiet_columns(self._session.today),
            tr("Every customer without a complaint was called lately."),
            definition=tr(
                "Active customers without a complaint in this time with whom nobody spoke for {n} days: "
                "whoever says nothing may leave without a word. Enter shows the customer.",
                n=settings.quiet_call_days,
            ),
        )
        self.stages = ListPage(
            tr("Time at each stage"),
            stage_columns(),
            tr("No case has reached a second stage in this time."),
            definition=tr("From reaching a stage to reaching the next one, nights and days off included: "
                          "that is how long the customer waits."),
        )  # fmt: skip
        self._cross_page = self._by_month(())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID)
        head.setSpacing(GRID * 2)
        for widget in (self._months, self._valid):
            head.addWidget(widget)
        head.addStretch(1)
        for page, title in (
            (self.overview, tr("Overview")),
            (self.repeats, tr("What repeats")),
            (self.soon, tr("Soon after a visit")),
            (self.rates, tr("By technician")),
            (self.sites, tr("By site")),
            (self._cross_whole(), tr("Month by month")),
            (self.quiet, tr("Silent customers")),
            (self.stages, tr("Time at each stage")),
        ):
            self.pages.addTab(page, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addLayout(self._foot())
        for listed in (self.repeats, self.rates, self.sites):
            listed.opened.connect(lambda case: self._go("complaint", case))
        self.soon.table.activated_record.connect(lambda case: self._go("complaint", case))
        self.quiet.table.activated_record.connect(lambda customer: self._go("customer", customer))

    def _foot(self) -> QHBoxLayout:
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self._print.setAutoDefault(False)
        self._print.clicked.connect(lambda: print_list(self, self._session, self.listing()))
        self.pages.currentChanged.connect(lambda _at: self._print.setEnabled(self.listing() is not None))
        self._print.setEnabled(False)
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        row.addWidget(self._print)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _cross_whole(self) -> QWidget:
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        row.addWidget(QLabel(tr("Rows")))
        row.addWidget(self._by)
        row.addStretch(1)
        self._cross_column = QVBoxLayout(self._cross_box)
        self._cross_column.setContentsMargins(0, GRID, 0, 0)
        self._cross_column.addLayout(row)
        self._cross_column.addWidget(self._cross_page, 1)
        return self._cross_box

    def _show(self, radar: Radar) -> None:
        self._radar = radar
        self.overview.show_radar(radar)
        self.repeats.set_rows([PatternRow(at, one) for at, one in enumerate(radar.patterns, 1)])
        self.soon.set_rows(radar.soon)
        self.rates.set_rows([RateRow(at, one) for at, one in enumerate(radar.by_technician, 1)])
        self.sites.set_rows([RateRow(at, one) for at, one in enumerate(radar.by_site, 1)])
        self.quiet.set_rows(radar.quiet.not_called)
        self.stages.set_rows([StageRow(at, one) for at, one in enumerate(radar.stages, 1)])
        self._cross()

    def _cross(self) -> None:
        """Lay out month by month anew: its columns are the months of the period."""
        radar = self._radar
        if radar is None:
            return
        rows = by_month(radar.cases, radar.months, self._by.label())
        page = self._by_month(radar.months)
        self._cross_column.replaceWidget(self._cross_page, page)
        self._cross_page.deleteLater()
        self._cross_page = page
        page.set_rows([MonthsRow(at, label, counts) for at, (label, counts) in enumerate(rows.items(), 1)])

    def _by_month(self, months: Sequence[Month]) -> ListPage:
        page = ListPage(
            tr("Month by month"),
            month_columns(self._by.title(), months),
            tr("No complaint in this time."),
            definition=tr("Complaints by the month in which they were received."),
            behind=lambda row: self._those(lambda case: self._by.label()(case) == row.label),
        )
        page.opened.connect(lambda case: self._go("complaint", case))
        return page

    def _those(self, wanted: Callable[[CaseFact], bool]) -> Sequence[CaseFact]:
        return [case for case in self._radar.cases if wanted(case)] if self._radar is not None else ()

    def _go(self, kind: str, record_id: int) -> None:
        self.accept()
        self._session.follow(kind, record_id)
