"""How a payment is spread over open invoices: a small table whose last column is typed (R077)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from branchdesk.domain.allocation import OpenItem, Share, check_shares, suggest_oldest_first
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen, format_money
from ui.language import tr
from ui.theme import GRID, ROW_HEIGHT, color, figure_font
from ui.widgets.fields import MoneyField

ROWS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class ShareLine:
    """An open invoice with what stands beside its number: whose it is, how it stands."""

    item: OpenItem
    detail: str = ""


class SharesField(QWidget):
    """Amounts by invoice, suggested oldest first until somebody types one; sum and rest stay in view."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ShareLine, ...] = ()
        self._amounts: dict[int, MoneyField] = {}
        self._available = 0
        self._by_hand = False
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setAccessibleName(tr("Open invoices"))
        self._sum = QLabel()
        self._sum.setFont(figure_font(self._sum.font()))
        self._suggest = _button(tr("Oldest first"), self.suggest)
        self._none = _button(tr("Allocate nothing"), self.clear)
        self._lay_out()
        self.set_lines(())

    def set_lines(self, lines: Sequence[ShareLine]) -> None:
        """Offer other invoices; what was typed for the old ones goes."""
        self._lines = tuple(lines)
        self._amounts = {line.item.id: MoneyField() for line in self._lines}
        self._by_hand = False
        self._room.setWidget(self._table())
        self.setFocusProxy(next(iter(self._amounts.values()), self._suggest))
        rows = min(max(len(self._lines), 1) + 1, ROWS_SHOWN)
        self._room.setFixedHeight(rows * (ROW_HEIGHT + 4) + 4)
        for widget in (self._suggest, self._none):
            widget.setEnabled(bool(self._lines))
        self._refill()

    def set_available(self, amount_fen: int) -> None:
        """Take how much there is to spread, in fen."""
        self._available = amount_fen
        self._refill()

    def suggest(self) -> None:
        """Spread the amount over the oldest invoices, whatever was typed."""
        self._by_hand = False
        self._refill()
        self.edited.emit()

    def clear(self) -> None:
        """Leave all of it on account."""
        self._by_hand = True
        self._fill({})
        self.edited.emit()

    def value(self) -> tuple[Share, ...]:
        """Return the parts above zero."""
        typed = ((item_id, field.value()) for item_id, field in self._amounts.items())
        return tuple(Share(item_id, int(fen)) for item_id, fen in typed if fen)

    def set_value(self, value: Sequence[Share]) -> None:
        """Show parts."""
        self._by_hand = True
        self._fill({share.item_id: share.amount_fen for share in value})

    def problem(self) -> Message | None:
        """Say which amount is wrong, or that they come to more than there is."""
        for field in self._amounts.values():
            wrong = field.problem()
            if wrong is not None:
                return wrong
        try:
            check_shares(self._available, self.value(), [line.item for line in self._lines])
        except Refused as no:
            return no.message
        return None

    def rest(self) -> int:
        """Return what stays on account, in fen; below zero where too much is spread."""
        return self._available - sum(share.amount_fen for share in self.value())

    def summary(self) -> str:
        """Return the line under the table."""
        return self._sum.text()

    def amount_field(self, item_id: int) -> MoneyField:
        """Return the field of one invoice."""
        return self._amounts[item_id]

    def _refill(self) -> None:
        if not self._by_hand:
            items = [line.item for line in self._lines]
            shares = suggest_oldest_first(max(self._available, 0), items)
            self._fill({share.item_id: share.amount_fen for share in shares})
        self._tell()

    def _fill(self, amounts: Mapping[int, int]) -> None:
        for item_id, field in self._amounts.items():
            field.set_value(Fen(amounts[item_id]) if item_id in amounts else None)
        self._tell()

    def _typed(self) -> None:
        self._by_hand = True
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        """Write sum and rest; too much is red and in words while one types on."""
        rest = self.rest()
        done = Fen(sum(share.amount_fen for share in self.value()))
        if rest < 0:
            text = tr("Allocated {sum}: {excess} more than there is", sum=done, excess=Fen(-rest))
        else:
            text = tr("Allocated {sum}, {rest} stays on account", sum=done, rest=Fen(rest))
        self._sum.setText(text)
        self._sum.setStyleSheet(f"color: {color('late' if rest < 0 else 'text').name()}")
        for line in self._lines:
            self._mark(line.item)

    def _mark(self, item: OpenItem) -> None:
        field = self._amounts[item.id]
        wrong = "true" if (field.value() or 0) > item.open_fen or field.problem() else "false"
        if field.property("wrong") != wrong:
            field.setProperty("wrong", wrong)
            field.style().unpolish(field)
            field.style().polish(field)

    def _table(self) -> QWidget:
        page = QWidget()
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(GRID, 2, GRID, 2)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        if not self._lines:
            grid.addWidget(_label(tr("No open invoices: the money stays on account.")), 0, 0)
        else:
            self._fill_table(grid)
        grid.setRowStretch(len(self._lines) + 1, 1)
        return page

    def _fill_table(self, grid: QGridLayout) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        heads = (tr("Invoice"), "", tr("Due"), tr("Open"), tr("Pays"))
        for at, title in enumerate(heads):
            grid.addWidget(_label(title), 0, at, right if at >= 3 else Qt.AlignmentFlag.AlignLeft)
        for row, line in enumerate(self._lines, 1):
            item, field = line.item, self._amounts[line.item.id]
            grid.addWidget(_label(item.number, figures=True), row, 0)
            grid.addWidget(_label(line.detail, muted=True), row, 1)
            grid.addWidget(_label(_day(item.due_on), figures=True), row, 2)
            grid.addWidget(_label(format_money(item.open_fen), figures=True), row, 3, right)
            field.setFixedWidth(128)
            field.setAccessibleName(tr("Pays of invoice {number}", number=item.number))
            field.edited.connect(self._typed)
            field.left.connect(self.left)
            grid.addWidget(field, row, 4)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._suggest)
        foot.addWidget(self._none)
        foot.addStretch(1)
        foot.addWidget(self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._room)
        column.addLayout(foot)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else "–"


def _label(text: str, *, figures: bool = False, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if figures:
        label.setFont(figure_font(label.font()))
    if muted or not figures:
        label.setProperty("role", "muted")
    return label


def _button(text: str, clicked: object) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("flat", "true")
    button.setAutoDefault(False)
    if callable(clicked):
        button.clicked.connect(lambda: clicked())
    return button
