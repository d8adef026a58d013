"""A date one types as one says it, with a calendar for those who would rather point."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.typed_dates import Lean, WorkingDays, parse_typed_date
from ui.icons import icon
from ui.language import tr, words
from ui.theme import color
from ui.widgets.fields import ParsedField


class DateField(ParsedField[date]):
    """A date as typed: `25`, `9-25`, `明天`, `+15`, `+15wd`.

    Up and Down change the day, Alt+Down opens the month.
    """

    def __init__(
        self,
        today: date,
        value: date | None = None,
        *,
        calendar: WorkingDays | None = None,
        lean: Lean = Lean.NEAR,
    ) -> None:
        super().__init__(lambda text: parse_typed_date(text, today, calendar, lean=lean), date.isoformat)
        self._today = today
        self.setPlaceholderText(tr("25, 9-25, tomorrow, +15"))
        self.setToolTip(tr("Type 25, 9-25, 2026-9-25, tomorrow, +15 or +15wd (working days)"))
        self.setMinimumWidth(168)
        self._popup: _MonthPopup | None = None
        self._button = QAction(icon("calendar"), tr("Choose in the month"), self)
        self._button.triggered.connect(self.open_month)
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Choose in the month"))
        self.set_value(value)

    def open_month(self) -> None:
        """Show the month under the field; choosing a day closes it."""
        self._popup = _MonthPopup(self, self.value() or self._today)
        self._popup.month.clicked.connect(self._chosen)
        self._popup.month.activated.connect(self._chosen)
        self._popup.open_below()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the day with the arrow keys."""
        key = event.key()
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(key))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_month()
        else:
            day = self.value()
            self.set_value(self._today if day is None else day + timedelta(days=step))
            self.edited.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the day of the week behind the date that is understood."""
        super().paintEvent(event)
        day = self.value()
        if day is None:
            return
        text = words().weekday(day)
        if self.text() != day.isoformat():
            text = f"= {day.isoformat()} {text}"
        taken = self.fontMetrics().horizontalAdvance(self.text()) + 16
        room = self.rect().adjusted(taken, 0, -32, 0)
        if self.fontMetrics().horizontalAdvance(text) <= room.width():
            painter = QPainter(self)
            painter.setPen(color("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            painter.end()

    def _chosen(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._popup is not None:
            self._popup.close()
        self.setFocus()
        self.edited.emit()
        self.left.emit()


class _MonthPopup(QFrame):
    """The month that hangs under a date field."""

    def __init__(self, field: QWidget, day: date) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Choose in the month"))
        self._field = field
        self.month = QCalendarWidget(self)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setGridVisible(False)
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._dress()
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.month)

    def _dress(self) -> None:
        """Take the colours of the theme where Qt has its own: red weekends, black arrows."""
        weekend = QTextCharFormat()
        weekend.setForeground(color("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, weekend)
        for days in self.month.findChildren(QTableView):
            days.setAccessibleName(tr("Choose in the month"))
        for name, picture in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self.month.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(icon(picture))

    def open_below(self) -> None:
        """Show under the field, or above where the screen ends."""
        self.adjustSize()
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        screen = self._field.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below.setY(below.y() - self.height() - self._field.height() - 4)
        below.setX(max(screen.left(), min(below.x(), screen.right() - self.width())))
        self.move(below)
        self.show()
        self.month.setFocus()
