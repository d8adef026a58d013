"""What one has to know before dialling: whom, which number, when they may be called, what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from branchdesk.domain.customers import Contact, Customer
from ui.forms.whom import addressed, numbers
from ui.icons import pixmap
from ui.language import tr
from ui.theme import GRID, color, figure_font, heading_font


@dataclass(frozen=True, slots=True)
class CareLine:
    """A preference, a tip or an open expectation that one must know on the phone (D15, R110)."""

    icon: str
    text: str
    token: str = ""


class CallBrief(QFrame):
    """A quiet block at the head of the call dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._column.setSpacing(4)
        self._texts: list[str] = []

    def show_brief(
        self,
        customer: Customer | None,
        contact: Contact | None,
        agenda: str,
        say: str,
        care: Sequence[CareLine] = (),
    ) -> None:
        """Show what is known; the block hides where nothing is."""
        self._empty()
        if contact is not None:
            self._line("phone", f"{addressed(contact)}  {numbers(contact)}", figures=True)
        elif customer is not None and customer.phone:
            self._line("phone", customer.phone, figures=True)
        if contact is not None and contact.call_hours:
            self._line("clock", tr("Call hours: {hours}", hours=contact.call_hours), "soon")
        for note in (customer.note if customer else "", contact.expects if contact else ""):
            if note:
                self._line("triangle-alert", note, "soon")
        for line in care:
            self._line(line.icon, line.text, line.token)
        if agenda:
            self._line("list-checks", agenda)
        if say:
            self._say(say)
        self.setVisible(bool(self._texts))

    def texts(self) -> list[str]:
        """Return what is shown, line by line."""
        return list(self._texts)

    def _empty(self) -> None:
        self._texts = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def _line(self, picture: str, text: str, token: str = "", *, figures: bool = False) -> None:
        label = _selectable(text)
        if figures:
            label.setFont(figure_font(heading_font(1.1)))
        if token:
            label.setStyleSheet(f"color: {color(token).name()}")
        sign = QLabel()
        sign.setPixmap(pixmap(picture, token or "muted", 16))
        sign.setContentsMargins(0, 2, 0, 0)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self._add(box, text)

    def _say(self, text: str) -> None:
        title = QLabel(tr("What to say"))
        title.setProperty("role", "muted")
        self._column.addWidget(title)
        self._add(_selectable(text), text)

    def _add(self, widget: QWidget, text: str) -> None:
        self._column.addWidget(widget)
        self._texts.append(text)


def _selectable(text: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
