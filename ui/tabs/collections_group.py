"""Two lines over the aging: what the branch has to collect, and what head offices pay (R073, D28)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.domain.money import format_money
from branchdesk.services.payers import Owing
from ui.language import tr
from ui.session import Session
from ui.theme import GRID, figure_font


class GroupLines(QWidget):
    """Branch and group apart; nothing is shown while no head office pays for anybody."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.branch = QLabel()
        self.group = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, 0, GRID * 2, GRID)
        column.setSpacing(2)
        for label in (self.branch, self.group):
            label.setFont(figure_font(label.font()))
            column.addWidget(label)

    def show_day(self, as_of: date) -> None:
        """Work both lines out as of a day."""
        blocks = self._session.desk.payers.blocks(as_of)
        self.branch.setText(tr("Branch: {figures}", figures=_figures(blocks.branch)))
        self.group.setText(tr("Paid by head offices: {figures}", figures=_figures(blocks.group)))
        self.setVisible(bool(blocks.group.total_fen or blocks.group.overdue_fen))


def _figures(owing: Owing) -> str:
    return tr(
        "overdue {overdue}, owed in all {all}",
        overdue=format_money(owing.overdue_fen),
        all=format_money(owing.total_fen),
    )
