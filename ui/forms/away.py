"""What became due while nobody looked, by day, to be worked off from here (D04)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import duty_acts
from ui.duty_bar import DutyFoot
from ui.icons import icon
from ui.language import say, term, tr, trn, words
from ui.notices import NoticeBar
from ui.session import Session
from ui.theme import GRID, heading_font
from ui.today_dock import ICONS, POSTPONE_DIGIT

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty
    from branchdesk.domain.duty_results import QuickResult
    from branchdesk.services.duty_work import Away

_DUTY = Qt.ItemDataRole.UserRole + 1
_BY_DAY, _BY_KIND = 0, 1


class AwayTree(QTreeWidget):
    """The duties under their days or kinds; the keys are those of the dock."""

    def __init__(self, owner: AwayDialog) -> None:
        super().__init__()
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, ring with Space, answer with a digit."""
        duty, key = self._owner.duty(), event.key()
        if duty is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.open_chosen()
        elif duty is not None and key == Qt.Key.Key_Space:
            self._owner.ring()
        elif duty is not None and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._owner.answer(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)


class AwayDialog(QDialog):
    """A calm list: what is done from here leaves it, what is left stays in the dock as well."""

    def __init__(self, parent: QWidget | None, session: Session, away: Away) -> None:
        super().__init__(parent)
        self._session = session
        self._away = away
        self._waiting = list(away.duties)
        self.setWindowTitle(tr("While you were away"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 600)
        self.tree = AwayTree(self)
        self.foot = DutyFoot()
        self._count = QLabel()
        self._grouping = QComboBox()
        self._lay_out()
        self._connect()
        self._fill()

    def duty(self) -> Duty | None:
        """Return the duty that is chosen."""
        item = self.tree.currentItem()
        duty: Duty | None = item.data(0, _DUTY) if item is not None else None
        return duty

    def duties(self) -> Sequence[Duty]:
        """Return what is still to be done."""
        return self._waiting

    def open_chosen(self) -> None:
        """Go to the record of the chosen duty; the list can be opened again from the menu."""
        duty, parent = self.duty(), self.parentWidget() or self
        if duty is not None:
            self.accept()
            duty_acts.open_duty(parent, self._session, duty)

    def ring(self) -> None:
        """Record the call that the chosen duty asks for."""
        duty = self.duty()
        if duty is not None:
            duty_acts.call_duty(self, self._session, duty)

    def answer(self, digit: int) -> None:
        """Say with a digit what came of the chosen duty."""
        from branchdesk.domain.duty_results import keys_for

        duty = self.duty()
        if duty is None:
            return
        if digit == POSTPONE_DIGIT:
            self._postpone()
        for key in keys_for(duty):
            if key.digit == digit:
                duty_acts.answer_duty(self, self._session, duty, key.result)

    def _chosen(self, result: QuickResult) -> None:
        duty = self.duty()
        if duty is not None:
            duty_acts.answer_duty(self, self._session, duty, result)

    def _postpone(self) -> None:
        from branchdesk.domain.duty_results import is_call

        duty = self.duty()
        if duty is not None and is_call(duty):
            duty_acts.postpone_duty(self, self._session, duty)

    def _refresh(self) -> None:
        """Take out what is done; the session has derived the duties anew."""
        wanted = {duty.key for duty in self._away.duties}
        self._waiting = [duty for duty in self._session.duties if duty.key in wanted]
        self._fill()

    def _fill(self) -> None:
        chosen = self.duty()
        self.tree.clear()
        groups: dict[str, list[Duty]] = {}
        by_day = self._grouping.currentIndex() == _BY_DAY
        order = (lambda one: (one.due_on, one.kind)) if by_day else (lambda one: (one.kind, one.due_on))
        ordered = sorted(self._waiting, key=order)
        for duty in ordered:
            name = words().long_date(duty.due_on) if by_day else term(duty.kind)
            groups.setdefault(name, []).append(duty)
        for name, members in groups.items():
            self._add_group(f"{name} · {len(members)}", members, chosen)
        if self.duty() is None:
            self._choose_first()
        self._count.setText(self._summary())
        self.foot.show_duty(self.duty())

    def _add_group(self, title: str, members: Sequence[Duty], chosen: Duty | None) -> None:
        head = QTreeWidgetItem([title])
        head.setFirstColumnSpanned(True)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(0, heading_font(1.0))
        self.tree.addTopLevelItem(head)
        for duty in members:
            whom = " ".join(part for part in (duty.whom.contact, duty.whom.phone) if part)
            late = trn("{n} day late", "{n} days late", duty.days_late(self._session.today))
            item = QTreeWidgetItem([duty.whom.customer or say(duty.say), term(duty.kind), whom, late])
            item.setIcon(0, icon(ICONS[duty.kind], "late"))
            item.setToolTip(0, say(duty.say))
            item.setData(0, _DUTY, duty)
            head.addChild(item)
            if chosen is not None and duty.key == chosen.key:
                self.tree.setCurrentItem(item)
        head.setExpanded(True)

    def _choose_first(self) -> None:
        first = self.tree.topLevelItem(0)
        below = first.child(0) if first is not None else None
        if below is not None:
            self.tree.setCurrentItem(below)

    def _summary(self) -> str:
        left = len(self._waiting)
        if not left:
            return tr("All of it is done.")
        return trn("{n} thing is still to be done.", "{n} things are still to be done.", left)

    def _lay_out(self) -> None:
        title = tr(
            "Since {since} nobody has looked. This became due until {until}:",
            since=words().long_date(self._away.since),
            until=words().long_date(self._away.until),
        )
        heading = QLabel(title)
        heading.setFont(heading_font())
        heading.setWordWrap(True)
        self._count.setProperty("role", "muted")
        self._grouping.addItems([tr("By day"), tr("By kind")])
        self._grouping.setAccessibleName(tr("Group the duties"))
        line = QHBoxLayout()
        line.addWidget(self._count, 1)
        line.addWidget(self._grouping)
        self.tree.setHeaderLabels([tr("Customer"), tr("What"), tr("Whom to call"), tr("Late")])
        self.tree.setAccessibleName(tr("What became due"))
        self.tree.setRootIsDecorated(True)
        head = self.tree.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        done = QPushButton(tr("Close"))
        done.setAutoDefault(False)
        done.clicked.connect(self.accept)
        hint = QLabel(tr("What is left stays among today's duties."))
        hint.setProperty("role", "muted")
        below = QHBoxLayout()
        below.addWidget(hint, 1)
        below.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(heading)
        column.addLayout(line)
        column.addWidget(self.tree, 1)
        column.addWidget(self.foot)
        column.addLayout(below)
        NoticeBar(self)
        self.tree.setFocus()

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(lambda *_items: self.foot.show_duty(self.duty()))
        self.tree.itemDoubleClicked.connect(lambda *_item: self.open_chosen())
        self.foot.chosen.connect(self._chosen)
        self.foot.postponed.connect(self._postpone)
        self._grouping.activated.connect(lambda _at: self._fill())
        self._session.duties_changed.connect(self._refresh)
