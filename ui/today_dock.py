"""What is due and late today, beside every tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, pixmap
from ui.language import say, term, tr, trn, words
from ui.session import Session
from ui.theme import GRID, color, heading_font
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty

DUTY_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADING_HEIGHT = 32
_DUTY_HEIGHT = 52

ICONS: dict[str, str] = {
    "appointment_call": "phone",
    "reconfirmation": "phone",
    "same_day_call": "phone",
    "visit_unrecorded": "calendar-clock",
    "report_missing": "file-text",
    "preparation_talk": "message-square-warning",
    "next_contact": "phone",
    "complaint_answer": "clock",
    "complaint_status": "clock",
    "signature_chase": "pen-line",
    "payment_reminder": "banknote",
    "collection_call": "banknote",
    "promise_check": "handshake",
    "festival_care": "gift",
    "birthday_care": "cake",
    "feedback_round": "clipboard-list",
    "grade_again": "star",
    "contract_unread": "file-text",
    "introduction": "user-check",
    "renewal": "refresh-cw",
    "critical_point": "phone",
    "opportunity_step": "chevron-right",
    "delay_to_tell": "hourglass",
    "case_call_back": "phone",
    "case_decision": "key",
    "case_notice": "bell",
    "hand_over": "users",
    "facts_reply": "search",
}

_RED = {"contract_unread": "late"}
"""What must not be left for tomorrow is red also on its day (R002)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, or a duty under it."""

    heading: str = ""
    token: str = "muted"  # noqa: S105 - a colour, no secret
    duty: Duty | None = None


def group(duties: Sequence[Duty], today: date) -> list[Line]:
    """Put duties under "Late", "Today" and the days after, with how many there are."""
    late = [duty for duty in duties if duty.due_on < today]
    due = [duty for duty in duties if duty.due_on == today]
    soon = [duty for duty in duties if duty.due_on > today]
    lines: list[Line] = []
    for found, title, token in (
        (late, tr("Late"), "late"),
        (due, tr("Today"), "soon"),
        (soon, tr("Next days"), "muted"),
    ):
        if found:
            lines.append(Line(f"{title} · {len(found)}", token))
            lines.extend(Line(duty=duty, token=_RED.get(duty.kind.value, token)) for duty in found)
    return lines


class DutyModel(QAbstractListModel):
    """Headings and duties, one under the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._today = date.min

    def set_duties(self, duties: Sequence[Duty], today: date) -> None:
        """Show other duties."""
        self.beginResetModel()
        self._today = today
        self._lines = group(duties, today)
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return one line."""
        return self._lines[row]

    def row_of(self, key: str) -> int:
        """Find a duty again by its key, -1 when it is done."""
        for row, line in enumerate(self._lines):
            if line.duty is not None and line.duty.key == key:
                return row
        return -1

    def first_duty(self) -> int:
        """Return the first row that is a duty, -1 when there is none."""
        return next((row for row, line in enumerate(self._lines) if line.duty is not None), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the spoken line; the delegate paints the parts."""
        line = self._lines[index.row()]
        if role == DUTY_ROLE:
            return line.duty
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.heading if line.duty is None else self.spoken(line.duty)
        if role == Qt.ItemDataRole.ToolTipRole and line.duty is not None:
            return self.tooltip(line.duty)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only duties be chosen."""
        if self._lines[index.row()].duty is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def when(self, duty: Duty) -> str:
        """Say how late it is, or by when today."""
        late = duty.days_late(self._today)
        if late:
            return trn("{n} day late", "{n} days late", late)
        if duty.due_at is not None and duty.due_on == self._today:
            return tr("by {time}", time=duty.due_at.strftime("%H:%M"))
        return "" if duty.due_on == self._today else duty.due_on.strftime("%m-%d")

    def spoken(self, duty: Duty) -> str:
        """Say a duty in one line, for screen readers."""
        whom = duty.whom.customer or say(duty.say)
        return " · ".join(part for part in (whom, term(duty.kind), self.when(duty)) if part)

    def tooltip(self, duty: Duty) -> str:
        """Say whom to call and what to say."""
        whom = " ".join(part for part in (duty.whom.site, duty.whom.contact, duty.whom.phone) if part)
        return "\n".join(part for part in (self.spoken(duty), whom, say(duty.say)) if part)


class DutyDelegate(QStyledItemDelegate):
    """Paints a duty as two lines: whom and when, what."""

    def __init__(self, model: DutyModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Give headings less room than duties."""
        line = self._model.line(index.row())
        return QSize(0, _HEADING_HEIGHT if line.duty is None else _DUTY_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        line = self._model.line(index.row())
        painter.save()
        box: QRect = option.rect
        if line.duty is None:
            self._heading(painter, box, line)
        else:
            self._duty(painter, option, box, line.duty, line.token)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, line: Line) -> None:
        painter.setFont(heading_font(1.0))
        painter.setPen(color(line.token))
        painter.drawText(box.adjusted(GRID * 2, GRID, -GRID, 0), Qt.AlignmentFlag.AlignVCenter, line.heading)

    def _duty(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, duty: Duty, token: str
    ) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, color("hover"))
        painter.drawPixmap(box.left() + GRID * 2, box.top() + 10, pixmap(ICONS[duty.kind], token, 16))
        inner = box.adjusted(GRID * 2 + 24, 6, -GRID, -6)
        metrics = painter.fontMetrics()
        when = self._model.when(duty)
        room = inner.width() - (metrics.horizontalAdvance(when) + GRID if when else 0)
        painter.setPen(color("text"))
        top = Qt.AlignmentFlag.AlignTop
        name = metrics.elidedText(duty.whom.customer or say(duty.say), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, top, name)
        painter.setPen(color(token))
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignRight, when)
        painter.setPen(color("muted"))
        whom = " ".join(part for part in (duty.whom.contact, duty.whom.phone) if part)
        second = " · ".join(part for part in (term(duty.kind), whom) if part)
        text = metrics.elidedText(second, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, text)


class DutyList(QListView):
    """The list itself: Enter goes to the record, Space records the call."""

    opened = Signal(object)
    called = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, record with Space."""
        duty = self.currentIndex().data(DUTY_ROLE)
        if duty is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(duty)
        elif duty is not None and event.key() == Qt.Key.Key_Space:
            self.called.emit(duty)
        else:
            super().keyPressEvent(event)


class TodayDock(QDockWidget):
    """The dock: shows the duties again whenever they were derived anew."""

    opened = Signal(object)
    """Go to the record of a `Duty`."""
    called = Signal(object)
    """Record the call of a `Duty`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("today")
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        self.setMinimumWidth(260)
        self.model = DutyModel(self)
        self.list = DutyList()
        self._heading = QLabel()
        self._build()

    def show_duties(self) -> None:
        """Show the duties that the session holds, keeping the chosen one."""
        today = self._session.today
        title = tr("Today · {day}", day=words().long_date(today))
        self.setWindowTitle(title)
        self._heading.setText(title)
        chosen = self.list.currentIndex().data(DUTY_ROLE)
        duties = [duty for duty in self._session.duties if duty.due_on <= today]
        self.model.set_duties(duties, today)
        self._pages.setCurrentIndex(0 if duties else 1)
        if chosen is not None:
            row = self.model.row_of(chosen.key)
            self.list.setCurrentIndex(self.model.index(max(row, self.model.first_duty())))

    def take_focus(self) -> None:
        """Put the keyboard on the first duty."""
        self.show()
        self.raise_()
        self.list.setFocus()
        if self.list.currentIndex().data(DUTY_ROLE) is None:  # Qt itself would begin at the heading
            self.list.setCurrentIndex(self.model.index(self.model.first_duty()))

    def _head(self) -> QWidget:
        """Build a title bar in the window's own style, with a button that hides the dock."""
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setAccessibleName(tr("Hide today's duties"))
        close.setToolTip(tr("Hide today's duties"))
        close.clicked.connect(self.hide)
        self._heading.setFont(heading_font(1.0))
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        row.addWidget(self._heading, 1)
        row.addWidget(close)
        return bar

    def _build(self) -> None:
        self._heading.setText(tr("Today · {day}", day=words().long_date(self._session.today)))
        self.setTitleBarWidget(self._head())
        self.list.setModel(self.model)
        self.list.setItemDelegate(DutyDelegate(self.model, self))
        self.list.setAccessibleName(tr("Duties due and late"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.doubleClicked.connect(self._open_index)
        self.list.opened.connect(self.opened)
        self.list.called.connect(self.called)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(EmptyState(None, "circle-check", tr("Nothing is due. Well done.")))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setWidget(holder)

    def _open_index(self, index: QModelIndex) -> None:
        duty = index.data(DUTY_ROLE)
        if duty is not None:
            self.opened.emit(duty)
