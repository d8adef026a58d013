"""The work calendar of a year, from which due dates are counted (R063, decision 6)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.import_fields import ImportKind
from ui.forms.import_file import ImportDialog
from ui.forms.workdays_list import Days, SpecialDay, day_columns, own_days, special_days
from ui.icons import icon, pixmap
from ui.language import say, tr, trn
from ui.notices import NoticeBar
from ui.session import Session
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID, heading_font
from ui.widgets.choice import QuietCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form import separator


class WorkdaysDialog(QDialog):
    """Holidays and worked weekends of a year, and the branch's own days over them."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._year = session.today.year
        self._name = QLabel()
        self._name.setFont(heading_font(1.2))
        self._name.setMinimumWidth(72)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._hint = QFrame()
        self._hint_text = QLabel()
        self._model: RecordTableModel[SpecialDay] = RecordTableModel(day_columns(), Days())
        self.table = RecordTable(self._model, tr("Work calendar"))
        self.day = DateField(session.today)
        self.working = QuietCombo()
        self.name = TextField(placeholder=tr("such as: annual stocktaking"))
        self._problem = QLabel()
        self._save = QPushButton(tr("Save the day"))
        self.setWindowTitle(tr("Work calendar"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(720, 520)
        self.resize(820, 640)
        self._lay_out()
        self._connect()
        NoticeBar(self)
        self.table.setFocus()
        self.load()

    def turn(self, count: int) -> None:
        """Show another year."""
        self._year += count
        self.load()

    def load(self) -> None:
        """Read the year again."""
        calendar = self._session.desk.context.calendar
        days = special_days(self._year, calendar, own_days(self._session.desk))
        self._name.setText(str(self._year))
        self._count.setText(trn("{n} special day", "{n} special days", len(days)))
        self._model.set_source(Days(days))
        announced = calendar.is_announced(date(self._year, 1, 1))
        self._hint.setVisible(not announced)
        hint = tr(
            "The holidays of {year} are not announced yet: due dates in that year are provisional. "
            "When the State Council has published the table, import it or enter its days here.",
            year=str(self._year),
        )
        self._hint_text.setText(hint)

    def is_provisional(self) -> bool:
        """Tell whether the holidays of the year shown are not announced yet."""
        return not self._hint.isHidden()

    def save_day(self) -> None:
        """Put the day into the branch's table; open due dates are worked out again."""
        day, problem = self.day.value(), self.day.problem()
        if day is None:
            self._say(say(problem) if problem is not None else tr("Enter the date first."))
            self.day.setFocus()
            return
        self._say("")
        row = Workday(day=day, working=self.working.currentIndex() == 1, name=self.name.value())
        upkeep = self._session.desk.upkeep
        self._session.act(
            self,
            lambda: upkeep.save_workdays([row]),
            title=tr("Save the day"),
            done=lambda _outcome: self._saved(day),
        )

    def import_table(self) -> None:
        """Bring in a table of days."""
        dialog = ImportDialog(self, self._session)
        dialog.set_kind(ImportKind.WORKDAYS)
        dialog.accepted.connect(self.load)
        dialog.open()

    def _saved(self, day: date) -> None:
        self._year = day.year
        self.load()
        self.table.go_to(day.toordinal())

    def _take(self, day_id: object) -> None:
        """Put the chosen day into the fields, ready to be changed."""
        if not isinstance(day_id, int):
            return
        row = self._model.row_at(self.table.currentIndex().row())
        if row is not None:
            self.day.set_value(row.day)
            self.working.setCurrentIndex(int(row.working))
            self.name.set_value(row.name)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _connect(self) -> None:
        self.table.current_record_changed.connect(self._take)
        self.table.activated_record.connect(lambda _id: self.name.setFocus())
        self._session.bus.changed.connect(self._changed)
        self._save.clicked.connect(self.save_day)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save_day)
        for keys, count in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), self, lambda count=count: self.turn(count))

    def _changed(self, _changes: object) -> None:
        self.load()

    def _lay_out(self) -> None:
        self._problem.setProperty("role", "problem")
        self._problem.setContentsMargins(GRID * 3, 0, GRID * 3, GRID)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._make_hint())
        column.addWidget(self.table, 1)
        column.addLayout(self._fields())
        column.addWidget(self._problem)
        column.addWidget(separator())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 2, GRID, GRID * 3, GRID)
        row.addWidget(self._turning("chevron-left", tr("Previous year"), -1))
        row.addWidget(self._name)
        row.addWidget(self._turning("chevron-right", tr("Next year"), 1))
        row.addStretch(1)
        row.addWidget(self._count)
        return row

    def _turning(self, picture: str, text: str, count: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.turn(count))
        return button

    def _make_hint(self) -> QFrame:
        sign = QLabel()
        sign.setPixmap(pixmap("hourglass", "soon", 18))
        self._hint_text.setWordWrap(True)
        row = QHBoxLayout(self._hint)
        row.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._hint_text, 1)
        return self._hint

    def _fields(self) -> QHBoxLayout:
        self.working.addItems([tr("off"), tr("worked")])
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        row.setSpacing(GRID)
        for title, field, share in (
            (tr("&Date"), self.day, 0),
            (tr("&Is"), self.working, 0),
            (tr("&Name"), self.name, 1),
        ):
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            row.addWidget(label)
            row.addWidget(field, share)
        return row

    def _foot(self) -> QHBoxLayout:
        bring, close = QPushButton(tr("Import a table…")), QPushButton(tr("Close"))
        self._save.setProperty("primary", "true")
        self._save.setDefault(True)
        for button in (bring, close):
            button.setAutoDefault(False)
        bring.clicked.connect(self.import_table)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        foot.setSpacing(GRID)
        foot.addWidget(bring)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._save)
        return foot
