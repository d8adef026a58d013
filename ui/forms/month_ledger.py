"""The ledger of months: all sites or one, year by year; a box is opened to book, waive or look (D01)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.month_ledger import Box, OwedService
from branchdesk.domain.textfold import fold_text
from branchdesk.domain.visits import VisitStatus
from branchdesk.services.month_ledger import SiteYear
from ui.forms.month_boxes import NAMES, SIGNS, TROUBLE_SIGNS, MonthBoxes, described
from ui.icons import icon, pixmap
from ui.language import term, tr, trn
from ui.notices import NoticeBar
from ui.session import Session
from ui.theme import GRID, ROW_HEIGHT, heading_font
from ui.widgets.form_dialog import FormDialog
from ui.widgets.search import SearchField

_MONTH_WIDTH = 66


class MonthLedgerDialog(QDialog):
    """Twelve boxes a site; Enter or a double click offers what can be done with the box."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Ledger of months"))
        self._session, self._customer_id = session, customer_id
        self._year = session.today.year
        self._all: list[SiteYear] = []
        self.boxes = MonthBoxes()
        self.table = _Table(self.open_box)
        self.table.show_boxes(self.boxes)
        self.search = SearchField(tr("Customer or site"))
        self.only_problems = QCheckBox(tr("Only months that are wrong"))
        self._title, self._count, self._about = QLabel(), QLabel(), QLabel()
        self._lay_out()
        self._connect()
        NoticeBar(self)
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the year again; the chosen box stays chosen."""
        self._all = self._session.desk.plan.ledger.overview(self._year, self._customer_id)
        self._filter()

    def set_year(self, year: int) -> None:
        """Look at another year."""
        self._year = year
        self.refresh()

    def shown(self) -> list[SiteYear]:
        """Return the sites that are shown."""
        found = (self.boxes.site_at(row) for row in range(self.boxes.rowCount()))
        return [one for one in found if one is not None]

    def choose(self, site_id: int, month: int) -> None:
        """Choose the box of a site's month."""
        rows = [one.id for one in self.shown()]
        if site_id in rows:
            self.table.setCurrentIndex(self.boxes.index(rows.index(site_id), NAMES + month - 1))

    def open_box(self, at: QPoint | None = None) -> None:
        """Offer what can be done with the chosen box."""
        index = self.table.currentIndex()
        site, box = self.boxes.site_at(index.row()), self.boxes.box_at(index)
        if site is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, picture, act in self.offers(site, box):
            menu.addAction(icon(picture), text, act)
        rect = self.table.visualRect(index)
        menu.popup(at or self.table.viewport().mapToGlobal(rect.bottomLeft()))

    def offers(self, site: SiteYear, box: Box | None) -> list[tuple[str, str, Callable[[], None]]]:
        """Return what can be done with a box: words, icon and act."""
        found: list[tuple[str, str, Callable[[], None]]] = []
        where = f"{site.customer} · {site.site}"
        for one in box.services if box else ():
            found += self._service_offers(one, where, many=len(box.services) > 1 if box else False)
        customer_id = site.customer_id
        found.append((tr("Show the customer"), "users", lambda: self._go("customer", customer_id)))
        return found

    def _service_offers(
        self, one: OwedService, where: str, *, many: bool
    ) -> list[tuple[str, str, Callable[[], None]]]:
        of = f" ({one.anchor_on:%m-%d})" if many else ""
        found: list[tuple[str, str, Callable[[], None]]] = []
        if one.waived_why:
            found.append((tr("Owe it again") + of, "undo-2", lambda: self._owe_again(one)))
        elif not one.stands:
            found.append((tr("Book a visit…") + of, "calendar-plus", lambda: self._book(one, where)))
        if one.status is VisitStatus.PLANNED:
            found.append((tr("Move the visit…") + of, "calendar-clock", lambda: self._move(one)))
        if not one.waived_why and one.status is not VisitStatus.DONE:
            found.append((tr("Waive it…") + of, "minus", lambda: self._waive(one, where)))
        if one.visit_id is not None:
            visit_id = one.visit_id
            found.append((tr("Show the visit") + of, "calendar", lambda: self._go("visit", visit_id)))
        return found

    def _book(self, one: OwedService, where: str) -> None:
        from ui.forms.slot_book import SlotBookDialog

        self._open(SlotBookDialog(self, self._session, one.slot_id, where))

    def _waive(self, one: OwedService, where: str) -> None:
        from ui.forms.slot_waive import SlotWaiveDialog

        self._open(SlotWaiveDialog(self, self._session, one, where))

    def _move(self, one: OwedService) -> None:
        from ui.forms.visit_move import VisitMoveDialog

        if one.visit_id is not None:
            visit = self._session.desk.visits.visit(one.visit_id)
            self._open(VisitMoveDialog(self, self._session, visit))

    def _owe_again(self, one: OwedService) -> None:
        ledger, slot_id = self._session.desk.plan.ledger, one.slot_id
        self._session.act(self, lambda: ledger.owe_again(slot_id))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()

    def _go(self, kind: str, record_id: int) -> None:
        self.accept()
        self._session.follow(kind, record_id)

    def _filter(self) -> None:
        kept = self.table.currentIndex()
        site, column = self.boxes.site_at(kept.row()), kept.column()
        wanted = fold_text(self.search.text())
        rows = [
            one
            for one in self._all
            if (not self.only_problems.isChecked() or one.problems)
            and wanted in fold_text(f"{one.customer} {one.site}")
        ]
        self.boxes.set_rows(rows)
        ids = [one.id for one in rows]
        row = ids.index(site.id) if site is not None and site.id in ids else 0
        self.table.setCurrentIndex(
            self.boxes.index(row, column if kept.isValid() else NAMES + self._session.today.month - 1)
        )
        self._title.setText(str(self._year))
        wrong = sum(one.problems for one in rows)
        self._count.setText(
            tr(
                "{sites}, {wrong}",
                sites=trn("{n} site", "{n} sites", len(rows)),
                wrong=trn("{n} month is wrong", "{n} months are wrong", wrong),
            )
        )
        self._tell()

    def _tell(self, *_indexes: QModelIndex) -> None:
        box = self.boxes.box_at(self.table.currentIndex())
        self._about.setText(described(box) if box is not None else "")

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._filter())
        self.search.left_downwards.connect(self.table.setFocus)
        self.only_problems.toggled.connect(lambda _on: self._filter())
        self.table.selectionModel().currentChanged.connect(self._tell)
        self._session.bus.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        column.addLayout(self._head())
        column.addWidget(self.table, 1)
        self._about.setMinimumHeight(3 * self.fontMetrics().height())
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self._about)
        column.addLayout(self._foot())
        self.resize(1180, 640)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self._title.setFont(heading_font())
        row.addWidget(_turn("chevron-left", tr("Previous year"), lambda: self.set_year(self._year - 1)))
        row.addWidget(self._title)
        row.addWidget(_turn("chevron-right", tr("Next year"), lambda: self.set_year(self._year + 1)))
        self.search.setMaximumWidth(260)
        row.addWidget(self.search)
        row.addWidget(self.only_problems)
        row.addStretch(1)
        self._count.setProperty("role", "muted")
        row.addWidget(self._count)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        signs = [(name, token, term(state)) for state, (name, token) in SIGNS.items() if name]
        signs += [(name, "late", term(trouble)) for trouble, name in TROUBLE_SIGNS.items()]
        for name, token, text in signs:
            sign, word = QLabel(), QLabel(text)
            sign.setPixmap(pixmap(name, token, 14))
            word.setProperty("role", "muted")
            row.addWidget(sign)
            row.addWidget(word)
        row.addStretch(1)
        act, close = QPushButton(tr("What to do…")), QPushButton(tr("Close"))
        act.setAutoDefault(False)
        act.clicked.connect(lambda: self.open_box())
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row.addWidget(act)
        row.addWidget(close)
        return row


class _Table(QTableView):
    """Sites and months; Enter and double click open a box."""

    def __init__(self, open_box: Callable[[], None]) -> None:
        super().__init__()
        self._open_box = open_box
        self.setAccessibleName(tr("Ledger of months"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _at: open_box())
        self.doubleClicked.connect(lambda _index: open_box())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)

    def show_boxes(self, model: MonthBoxes) -> None:
        """Lay the columns out: names take what twelve equal months leave."""
        self.setModel(model)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(model.columnCount()):
            mode = QHeaderView.ResizeMode.Stretch if column < NAMES else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(column, mode)
            if column >= NAMES:
                head.resizeSection(column, _MONTH_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the box with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_box()
        else:
            super().keyPressEvent(event)


def _turn(name: str, text: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(icon(name), "")
    button.setAccessibleName(text)
    button.setToolTip(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: act())
    return button
