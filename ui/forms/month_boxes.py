"""The months of sites as a table: a box is a sign, a word or day, and red where something is wrong (D01)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from branchdesk.domain.month_ledger import Box, BoxState, BoxTrouble
from branchdesk.services.month_ledger import SiteYear
from ui.icons import icon
from ui.language import term, tr, words
from ui.theme import color

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NAMES = 2
"""The columns before January: customer and site."""

SIGNS = {
    BoxState.NONE: ("", "muted"),
    BoxState.OWED: ("circle", "soon"),
    BoxState.BOOKED: ("clock", "info"),
    BoxState.DONE: ("circle-check", "kept"),
    BoxState.WAIVED: ("minus", "done"),
}
_DAYS_SHOWN = 2
TROUBLE_SIGNS = {BoxTrouble.EMPTY: "circle-alert", BoxTrouble.DOUBLED: "copy"}


def sign_of(box: Box) -> tuple[str, str]:
    """Return the icon and the colour of a box."""
    return (TROUBLE_SIGNS[box.trouble], "late") if box.trouble is not None else SIGNS[box.state]


def text_of(box: Box) -> str:
    """Write what stands in a box: the days of its visits, or its word."""
    if box.trouble is BoxTrouble.EMPTY:
        return tr("empty")
    if box.trouble is BoxTrouble.DOUBLED:
        return f"×{box.attended}"
    if box.state in (BoxState.BOOKED, BoxState.DONE):
        days = [f"{one.visit_on:%d}" for one in box.services if one.stands and one.visit_on]
        return " ".join(days) if len(days) <= _DAYS_SHOWN else f"×{len(days)}"
    if box.state is BoxState.OWED:
        return f"{sum(one.stands for one in box.services)}/{len(box.services)}"
    return "" if box.state is BoxState.NONE else term(box.state)


def described(box: Box) -> str:
    """Say everything about a box, for the tip and for those who cannot see it."""
    month = words().month(box.month.year, box.month.number)
    lines = [tr("{month}: {state}", month=month, state=term(box.state))]
    if box.trouble is not None:
        lines.append(term(box.trouble))
    for one in box.services:
        became = (
            tr("waived: {why}", why=one.waived_why)
            if one.waived_why
            else tr("{state} on {day}", state=term(one.status), day=one.visit_on)
            if one.status is not None and one.visit_on is not None
            else tr("not booked")
        )
        lines.append(
            tr("Owed for {day} ({contract}): {what}", day=one.anchor_on, contract=one.contract, what=became)
        )
    return "\n".join(lines)


class MonthBoxes(QAbstractTableModel):
    """Sites down, months across."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[SiteYear] = []

    def set_rows(self, rows: Sequence[SiteYear]) -> None:
        """Show other sites."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def site_at(self, row: int) -> SiteYear | None:
        """Return the site of a line."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def box_at(self, index: _Index) -> Box | None:
        """Return the box of a cell; None for the names."""
        site = self.site_at(index.row())
        at = index.column() - NAMES
        return site.boxes[at] if site is not None and at >= 0 else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many sites there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return two names and twelve months."""
        return 0 if parent.isValid() else NAMES + 12

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < NAMES:
            return tr("Customer") if section == 0 else tr("Site")
        locale, short = QLocale(words().language), QLocale.FormatType.ShortFormat
        return locale.standaloneMonthName(section - NAMES + 1, short)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        box = self.box_at(index)
        if box is None:
            return self._name(index, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text_of(box)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return described(box)
            case Qt.ItemDataRole.ForegroundRole:
                return color(sign_of(box)[1])
            case Qt.ItemDataRole.BackgroundRole:
                return color("late_soft") if box.trouble is not None else None
            case Qt.ItemDataRole.DecorationRole:
                name, token = sign_of(box)
                return icon(name, token, 14) if name else None
        return None

    def _name(self, index: _Index, role: int) -> object:
        site = self.site_at(index.row())
        if site is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return site.customer if index.column() == 0 else site.site
