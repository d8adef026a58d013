"""The head of collections: which list, and the aging as a slim bar whose parts lead to their invoices."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from branchdesk.domain.aging import Bucket
from branchdesk.domain.money import format_money
from ui.icons import put_icon
from ui.language import tr, trc
from ui.theme import GRID, color, figure_font

TOKENS = {
    Bucket.NOT_SIGNED: "info",
    Bucket.NOT_DUE: "kept",
    Bucket.D1_30: "soon",
    Bucket.D31_60: "soon",
    Bucket.D61_90: "late",
    Bucket.D91_PLUS: "late",
    Bucket.ON_ACCOUNT: "done",
}
BAR = 6


class Shown(StrEnum):
    """The three lists of the tab."""

    INVOICES = "invoices"
    PAYMENTS = "payments"
    AGING = "aging"


class AgingBar(QWidget):
    """One thin bar in parts with name and amount over each; a click tells the bucket.

    The keyboard reaches the same invoices by the filter box of the list.
    """

    bucket_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[Bucket, str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(figure_font(self.font()))
        self.setAccessibleName(tr("Aging"))

    def show_amounts(self, titles: Mapping[Bucket, str], amounts: Mapping[Bucket, int]) -> None:
        """Show other amounts, in fen."""
        self._parts = [(bucket, tr(titles[bucket]), amounts[bucket]) for bucket in Bucket]
        said = "; ".join(f"{title}: {format_money(fen)}" for _bucket, title, fen in self._parts)
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two lines of text and the bar."""
        return QSize(560, 2 * self.fontMetrics().height() + BAR + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, amounts and the bar."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slot = self.width() / max(len(self._parts), 1)
        for at, (bucket, title, fen) in enumerate(self._parts):
            self._part(painter, QRectF(at * slot, 0, slot, self.height()), bucket, title, fen)
        self._bar(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which bucket was clicked."""
        if self._parts:
            at = int(event.position().x() * len(self._parts) / max(self.width(), 1))
            self.bucket_chosen.emit(self._parts[min(at, len(self._parts) - 1)][0])

    def _part(self, painter: QPainter, room: QRectF, bucket: Bucket, title: str, fen: int) -> None:
        line = self.fontMetrics().height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(TOKENS[bucket]))
        painter.drawRoundedRect(QRectF(room.left(), line / 2 - 4, 8, 8), 2, 2)
        painter.setPen(color("muted"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(room.left() + 12, 0, room.width() - 14, line), left, title)
        painter.setPen(color("text" if fen else "done"))
        painter.drawText(QRectF(room.left() + 12, line, room.width() - 14, line), left, format_money(fen))

    def _bar(self, painter: QPainter) -> None:
        owed = [(bucket, fen) for bucket, _title, fen in self._parts if fen > 0]
        total = sum(fen for _bucket, fen in owed)
        top = self.height() - BAR
        painter.setPen(Qt.PenStyle.NoPen)
        if not total:
            painter.fillRect(QRectF(0, top, self.width(), BAR), color("border_soft"))
        left = 0.0
        for bucket, fen in owed:
            wide = fen / total * self.width()
            painter.fillRect(QRectF(left, top, max(1.0, wide - 1), BAR), color(TOKENS[bucket]))
            left += wide


class CollectionsHead(QWidget):
    """The switch between the lists at the left, the aging bar at the right."""

    list_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.aging = AgingBar()
        self._switch = QButtonGroup(self)
        self._buttons: dict[Shown, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID // 2)
        row.setSpacing(4)
        for shown, text, picture in (
            (Shown.INVOICES, tr("Invoices"), "file-text"),
            (Shown.PAYMENTS, trc("list", "Payments"), "hand-coins"),
            (Shown.AGING, tr("Aging"), "chart-column"),
        ):
            row.addWidget(self._button(shown, text, picture))
        row.addSpacing(GRID * 2)
        row.addWidget(self.aging, 1)

    def choose(self, shown: Shown) -> None:
        """Press the button of a list without telling anybody."""
        self._buttons[shown].setChecked(True)

    def _button(self, shown: Shown, text: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        put_icon(button, picture)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self.list_chosen.emit(shown))
        self._switch.addButton(button)
        self._buttons[shown] = button
        return button
