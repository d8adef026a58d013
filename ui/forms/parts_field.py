"""The parts of an invoice as lines of a day and an amount, with the sum under them while one types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from branchdesk.domain.instalments import Instalment, check_instalments
from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen
from ui.language import tr
from ui.theme import GRID, ROW_HEIGHT, color
from ui.widgets.date_field import DateField
from ui.widgets.fields import MoneyField

_SHOWN = 7


class PartsField(QWidget):
    """Edits the parts; their number comes from outside."""

    edited = Signal()
    left = Signal()

    def __init__(self, today: date, amount_fen: int, issued_on: date) -> None:
        super().__init__()
        self._today, self._amount, self._issued = today, amount_fen, issued_on
        self._lines: list[tuple[DateField, MoneyField]] = []
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sum = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._room)
        column.addWidget(self._sum)

    def value(self) -> tuple[Instalment, ...]:
        """Return the parts as they stand; what is not readable has no day or no amount."""
        return tuple(
            Instalment(nth=nth, due_on=day.value() or date.min, amount_fen=int(amount.value() or 0))
            for nth, (day, amount) in enumerate(self._lines, 1)
        )

    def set_value(self, parts: Sequence[Instalment]) -> None:
        """Show parts."""
        self._lines = []
        page = QWidget()
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(GRID, 4, GRID, 4)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        for row, part in enumerate(parts):
            self._add_line(grid, row, part)
        grid.setRowStretch(len(parts), 1)
        self._room.setWidget(page)
        self._room.setFixedHeight(min(len(parts), _SHOWN) * (ROW_HEIGHT + 4) + 12)
        if self._lines:
            self.setFocusProxy(self._lines[0][0])
        self._tell()

    def problem(self) -> Message | None:
        """Say which line is wrong, or that the sum is not that of the invoice."""
        for day, amount in self._lines:
            wrong = day.problem() or amount.problem()
            if wrong is not None:
                return wrong
        return check_instalments(self.value(), self._amount, self._issued).get("parts")

    def summary(self) -> str:
        """Return the line under the parts."""
        return self._sum.text()

    def line(self, nth: int) -> tuple[DateField, MoneyField]:
        """Return the fields of one part, counted from one."""
        return self._lines[nth - 1]

    def _add_line(self, grid: QGridLayout, row: int, part: Instalment) -> None:
        day = DateField(self._today, part.due_on)
        amount = MoneyField(Fen(part.amount_fen))
        day.setAccessibleName(tr("Day of part {n}", n=row + 1))
        amount.setAccessibleName(tr("Amount of part {n}", n=row + 1))
        grid.addWidget(QLabel(tr("Part {n}", n=row + 1)), row, 0)
        grid.addWidget(day, row, 1)
        grid.addWidget(amount, row, 2)
        amount.setFixedWidth(140)
        for field in (day, amount):
            field.edited.connect(self._typed)
            field.left.connect(self.left)
        self._lines.append((day, amount))

    def _typed(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        total = sum(part.amount_fen for part in self.value())
        rest = self._amount - total
        whole = Fen(self._amount)
        if rest > 0:
            text = tr("{sum} of {whole}: {rest} is missing", sum=Fen(total), whole=whole, rest=Fen(rest))
        elif rest < 0:
            text = tr("{sum} of {whole}: {rest} too much", sum=Fen(total), whole=whole, rest=Fen(-rest))
        else:
            text = tr("{sum}: the whole invoice", sum=Fen(total))
        self._sum.setText(text)
        self._sum.setStyleSheet(f"color: {color('late' if rest else 'text').name()}")
