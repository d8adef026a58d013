"""Invoices of which any number may be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.messages import Message
from branchdesk.domain.money import format_money
from branchdesk.domain.receivables import Invoice
from ui.language import tr


class InvoicesField(QWidget):
    """One tick box for each invoice, with what is open of it and when it is due."""

    edited = Signal()
    left = Signal()

    def __init__(self, invoices: Sequence[Invoice]) -> None:
        super().__init__()
        self._boxes: dict[int, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in invoices:
            due = tr("due {day}", day=one.due_on) if one.due_on else tr("no due date yet")
            box = QCheckBox(f"{one.number} · {format_money(one.open_fen)} · {due}")
            box.clicked.connect(lambda _checked: self.edited.emit())
            column.addWidget(box)
            self._boxes[one.id] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))
        else:
            column.addWidget(QLabel(tr("No invoice is open.")))

    def value(self) -> tuple[int, ...]:
        """Return the ids of the invoices that are ticked."""
        return tuple(invoice_id for invoice_id, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[int]) -> None:
        """Tick these invoices and no others."""
        for invoice_id, box in self._boxes.items():
            box.setChecked(invoice_id in value)

    def problem(self) -> Message | None:
        """Say what is wrong: nothing ever is."""
        return None
