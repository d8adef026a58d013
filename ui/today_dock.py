"""What is due and late today, beside every tab."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
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

from ui.duty_bar import DutyFilter, DutyFoot
from ui.duty_model import DUTY_ROLE, DutyModel, Index, Line
from ui.icons import icon, pixmap
from ui.language import say, term, tr, words
from ui.session import Session
from ui.theme import GRID, color, heading_font
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty
    from branchdesk.domain.duty_results import QuickResult

AHEAD = timedelta(days=7)
"""How far the dock looks: what comes this week can be folded open."""
POSTPONE_DIGIT = 9
_FOLDS = {
    False: (Qt.Key.Key_Left,),
    True: (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space),
}
"""Keys that fold the group of a duty, and those that open a folded heading."""
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
    "collection_visit": "map-pin",
    "prepayment": "hand-coins",
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
    "first_follow_up": "calendar-check",
    "effect_unexplained": "info",
    "report_unsigned": "pen-line",
    "staff_meeting": "users",
    "quarterly_meetings": "users",
    "meeting": "handshake",
    "meeting_task": "list-checks",
    "monthly_calls": "phone-call",
    "case_call_back": "phone",
    "case_decision": "key",
    "case_notice": "bell",
    "hand_over": "users",
    "facts_reply": "search",
    "request_urgent": "circle-alert",
    "request_reply": "message-square-warning",
    "request_waiting": "message-square-warning",
    "request_visit": "calendar-plus",
    "request_follow_up": "phone",
    "request_papers": "file-text",
    "root_cause": "search",
    "commitment_due": "handshake",
    "update_due": "message-square-warning",
    "arrival_due": "clock",
    "difficulty": "triangle-alert",
    "difficulty_untold": "triangle-alert",
    "support_answer": "handshake",
    "corrective_action": "wrench",
    "effect_check": "shield-check",
    "second_look": "scale",
    "after_closing": "phone",
    "claim": "hand-coins",
    "suggestion_answer": "phone",
    "dunning_step": "mail",
    "statement_return": "mail",
    "claim_ends": "hourglass",
    "exemption_ends": "users",
}


class DutyDelegate(QStyledItemDelegate):
    """Paints a duty as two lines: whom and when, what."""

    def __init__(self, model: DutyModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Give headings less room than duties."""
        line = self._model.line(index.row())
        return QSize(0, _HEADING_HEIGHT if line.duty is None else _DUTY_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = self._model.line(index.row())
        painter.save()
        box: QRect = option.rect
        if line.duty is None:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, color("selection"))
            self._heading(painter, box, line)
        else:
            self._duty(painter, option, box, line.duty, line.token)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, line: Line) -> None:
        painter.setFont(heading_font(1.0))
        painter.setPen(color(line.token))
        sign = pixmap("chevron-right" if line.folded else "chevron-down", line.token, 12)
        painter.drawPixmap(box.left() + GRID, box.center().y() - 2, sign)
        text = box.adjusted(GRID * 3, GRID, -GRID, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, line.heading)

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
        beside = self._model.beside(duty)
        second = " · ".join(part for part in (term(duty.kind), beside or whom) if part)
        text = metrics.elidedText(second, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, text)


class DutyList(QListView):
    """The list itself: Enter goes to the record, Space records the call, a digit says what came of it."""

    opened = Signal(object)
    called = Signal(object)
    answered = Signal(object, int)
    toggled = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, record with Space, answer with a digit, fold with the arrows."""
        index = self.currentIndex()
        duty = index.data(DUTY_ROLE)
        key = event.key()
        if duty is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(duty)
        elif duty is not None and key == Qt.Key.Key_Space:
            self.called.emit(duty)
        elif duty is not None and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.answered.emit(duty, key - Qt.Key.Key_0)
        elif index.isValid() and key in _FOLDS[duty is None]:
            self.toggled.emit(index.row())
        else:
            super().keyPressEvent(event)


class TodayDock(QDockWidget):
    """The dock: shows the duties again whenever they were derived anew."""

    opened = Signal(object)
    """Go to the record of a `Duty`."""
    called = Signal(object)
    """Record the call of a `Duty`."""
    answered = Signal(object, object)
    """One key said what came of a `Duty` (`QuickResult`)."""
    postponed = Signal(object)
    """A `Duty` is to be tried again another day."""

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
        self.filter = DutyFilter(session.settings)
        self.foot = DutyFoot()
        self._heading = QLabel()
        self._build()
        self._connect()

    def show_duties(self) -> None:
        """Show the duties that the session holds, keeping the chosen one."""
        today = self._session.today
        title = tr("Today · {day}", day=words().long_date(today))
        self.setWindowTitle(title)
        self._heading.setText(title)
        chosen, row = self.list.currentIndex().data(DUTY_ROLE), self.list.currentIndex().row()
        near = [duty for duty in self._session.duties if duty.due_on <= today + AHEAD]
        self.filter.offer(near)
        duties = [duty for duty in near if self.filter.passes(duty)]
        now = self._session.local(self._session.desk.context.clock.now())
        self.model.set_duties(duties, today, now)
        self._pages.setCurrentIndex(0 if duties else 1)
        if chosen is not None:
            self._choose_again(chosen, row)

    def take_focus(self) -> None:
        """Put the keyboard on the first duty."""
        self.show()
        self.raise_()
        self.list.setFocus()
        if self.list.currentIndex().data(DUTY_ROLE) is None:  # Qt itself would begin at the heading
            self.list.setCurrentIndex(self.model.index(self.model.first_duty()))

    def _choose_again(self, chosen: Duty, row: int) -> None:
        """Choose the duty again; when it is done, the one that now stands in its place."""
        found = self.model.row_of(chosen.key)
        if found < 0:
            rows = range(self.model.rowCount())
            after = (at for at in rows if at >= row and self.model.line(at).duty is not None)
            found = next(after, self.model.first_duty())
        self.list.setCurrentIndex(self.model.index(found))

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
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(EmptyState(None, "circle-check", tr("Nothing is due. Well done.")))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self._pages, 1)
        column.addWidget(self.foot)
        self.setWidget(holder)

    def _connect(self) -> None:
        self.list.doubleClicked.connect(self._open_index)
        self.list.clicked.connect(self._click)
        self.list.opened.connect(self.opened)
        self.list.called.connect(self.called)
        self.list.answered.connect(self._answer)
        self.list.toggled.connect(self._toggle)
        self.list.selectionModel().currentChanged.connect(self._show_foot)
        self.model.modelReset.connect(self._show_foot)
        self.filter.changed.connect(self.show_duties)
        self.foot.chosen.connect(self._chosen)
        self.foot.postponed.connect(self._postpone)

    def _duty(self) -> Duty | None:
        duty: Duty | None = self.list.currentIndex().data(DUTY_ROLE)
        return duty

    def _show_foot(self) -> None:
        self.foot.show_duty(self._duty())

    def _answer(self, duty: Duty, digit: int) -> None:
        from branchdesk.domain.duty_results import keys_for

        if digit == POSTPONE_DIGIT:
            self._postpone()
        for key in keys_for(duty):
            if key.digit == digit:
                self.answered.emit(duty, key.result)

    def _chosen(self, result: QuickResult) -> None:
        duty = self._duty()
        if duty is not None:
            self.answered.emit(duty, result)

    def _postpone(self) -> None:
        from branchdesk.domain.duty_results import is_call

        duty = self._duty()
        if duty is not None and is_call(duty):
            self.postponed.emit(duty)

    def _toggle(self, row: int) -> None:
        """Fold or open the group of a line; the keyboard stays in it."""
        line = self.model.line(row)
        fold = line.duty is not None or not line.folded
        self.model.fold(line.part, folded=fold)
        heading = self.model.heading_of(line.part)
        self.list.setCurrentIndex(self.model.index(heading if fold else heading + 1))

    def _click(self, index: QModelIndex) -> None:
        if index.data(DUTY_ROLE) is None:
            self._toggle(index.row())

    def _open_index(self, index: QModelIndex) -> None:
        duty = index.data(DUTY_ROLE)
        if duty is not None:
            self.opened.emit(duty)
