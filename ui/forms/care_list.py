"""Whom to greet and whom to ask: one list that is ticked off, however many it holds (R140, R141, R155)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.care import CareState, Occasion
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.duties_care import Recipient
from ui.icons import icon
from ui.language import term, tr, trn
from ui.notices import NoticeBar
from ui.session import Session
from ui.theme import GRID, ROW_HEIGHT, heading_font

Read = Callable[[], list[Recipient]]
_SIGNS = {
    None: ("circle", "muted"),
    CareState.DONE: ("circle-check", "kept"),
    CareState.SKIPPED: ("minus", "done"),
}


def open_round(parent: QWidget, session: Session, duty: Duty) -> bool:
    """Open the list that a duty of care stands for; False where the duty has none."""
    if duty.kind is DutyKind.FESTIVAL_CARE:
        festival_list(parent, session, date.fromordinal(duty.link_id)).open()
    elif duty.kind is DutyKind.BIRTHDAY_CARE:
        birthday_list(parent, session).open()
    elif duty.kind is DutyKind.FEEDBACK_ROUND:
        feedback_list(parent, session).open()
    else:
        return False
    return True


def festival_list(parent: QWidget | None, session: Session, day: date) -> CareListDialog:
    """Build the list of recipients of a festival."""
    care = session.desk.care
    names = [one.festival for one in care.festivals(400) if one.on == day]
    title = tr("{festival} on {day}: whom to greet", festival=names[0] if names else "", day=day)
    return CareListDialog(parent, session, title, lambda: care.festival_recipients(day), Occasion.FESTIVAL)


def birthday_list(parent: QWidget | None, session: Session) -> CareListDialog:
    """Build the list of birthdays of the next days, and of those just missed."""
    care, days = session.desk.care, session.desk.context.settings.birthday_days_ahead
    title = trn("Birthdays of the next day", "Birthdays of the next {n} days", days)
    return CareListDialog(parent, session, title, lambda: care.birthdays(days_back=days), Occasion.BIRTHDAY)


def feedback_list(parent: QWidget | None, session: Session) -> CareListDialog:
    """Build the list of customers who were not asked for long."""
    title = tr("Who should be asked for feedback")
    return CareListDialog(parent, session, title, session.desk.care.feedback_waiting, None)


class CareListDialog(QDialog):
    """People in a table; acts go to all chosen lines, and each can be taken back."""

    def __init__(
        self, parent: QWidget | None, session: Session, title: str, read: Read, occasion: Occasion | None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._read = read
        self._occasion = occasion
        self._rows: list[Recipient] = []
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 620)
        self.table = QTableWidget(0, 5)
        self._count = QLabel()
        self._lay_out(title)
        NoticeBar(self)
        session.bus.changed.connect(self._reload)
        self._reload()
        self.table.setFocus()

    def rows(self) -> Sequence[Recipient]:
        """Return who is listed, in the order of the lines."""
        return self._rows

    def tick(self, state: CareState | None) -> None:
        """Say of the chosen people that they were greeted, left out, or are still to be greeted."""
        chosen, occasion = self.chosen(), self._occasion
        if chosen and occasion is not None:
            care = self._session.desk.care
            self._session.act(self, lambda: care.tick(occasion, chosen, state))

    def chosen(self) -> list[Recipient]:
        """Return whose lines are chosen."""
        lines = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._rows[line] for line in lines]

    def _reload(self) -> None:
        line = max(self.table.currentRow(), 0)
        self._rows = self._read()
        self.table.setRowCount(len(self._rows))
        for at, one in enumerate(self._rows):
            self._fill(at, one)
        if self._rows:
            self.table.setCurrentCell(min(line, len(self._rows) - 1), 0)
        self._count.setText(self._summary())

    def _summary(self) -> str:
        if self._occasion is None:
            return trn("{n} customer", "{n} customers", len(self._rows))
        left = sum(one.state is None for one in self._rows)
        return tr("{left} of {all} still to be greeted", left=left, all=len(self._rows))

    def _fill(self, line: int, one: Recipient) -> None:
        picture, token = _SIGNS[one.state]
        state = term(one.state) if one.state else tr("to do")
        first = state if self._occasion is not None else self._asked(one)
        day = one.day.isoformat() if self._occasion is Occasion.BIRTHDAY else ""
        texts = (first, one.whom.customer, one.whom.contact, one.whom.phone, day or one.grade)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if column == 0 and self._occasion is not None:
                item.setIcon(icon(picture, token))
            self.table.setItem(line, column, item)

    @staticmethod
    def _asked(one: Recipient) -> str:
        return tr("last {day}", day=one.day) if one.day != date.min else tr("never yet")

    def _lay_out(self, title: str) -> None:
        heading = QLabel(title)
        heading.setFont(heading_font())
        self._count.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(heading)
        column.addWidget(self._count)
        self._prepare_table(title)
        column.addWidget(self.table, 1)
        column.addLayout(self._buttons())

    def _prepare_table(self, title: str) -> None:
        table, birthday = self.table, self._occasion is Occasion.BIRTHDAY
        first = tr("Asked") if self._occasion is None else tr("State")
        last = tr("Date") if birthday else tr("Grade")
        table.setHorizontalHeaderLabels([first, tr("Customer"), tr("Contact"), tr("Telephone"), last])
        table.setAccessibleName(title)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setMinimumSectionSize(GRID * 11)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.cellDoubleClicked.connect(lambda *_cell: self._go())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._button(tr("Show the customer"), self._go))
        row.addStretch(1)
        if self._occasion is None:
            row.addWidget(self._button(tr("Print the form"), self._print))
            row.addWidget(self._button(tr("Enter feedback…"), self._enter))
        else:
            row.addWidget(self._button(tr("Still to do"), lambda: self.tick(None)))
            row.addWidget(self._button(tr("Leave out"), lambda: self.tick(CareState.SKIPPED)))
            done = self._button(tr("Greeted"), lambda: self.tick(CareState.DONE))
            done.setProperty("primary", "true")
            row.addWidget(done)
        row.addWidget(self._button(tr("Close"), self.accept))
        return row

    @staticmethod
    def _button(text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _go(self) -> None:
        for one in self.chosen()[:1]:
            self.accept()
            self._session.follow("customer", one.whom.customer_id)

    def _print(self) -> None:
        from ui.care_papers import print_feedback_form

        for one in self.chosen()[:1]:
            print_feedback_form(self, self._session, one.whom.customer_id)

    def _enter(self) -> None:
        from branchdesk.domain.surveys import Survey
        from ui.forms.survey import SurveyDialog

        for one in self.chosen()[:1]:
            survey = Survey(customer_id=one.whom.customer_id, contact_id=one.whom.contact_id)
            dialog = SurveyDialog(self, self._session, survey)
            dialog.saved.connect(self._session.tell)
            dialog.open()
