"""What a month's extra requests say: speed of reply, arrivals kept, what they cost (R043, R045, D08)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.money import format_money
from branchdesk.domain.months import Month
from branchdesk.services.requests import RequestMeasures
from ui.forms.request_words import percent
from ui.language import tr, trn, words
from ui.session import Session
from ui.theme import GRID, heading_font


class RequestMeasuresDialog(QDialog):
    """One month on one page; the buttons turn it."""

    def __init__(self, parent: QWidget | None, session: Session, month: Month) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Measures of extra requests"))
        self._session, self._month = session, month
        self._heading = QLabel()
        self._heading.setFont(heading_font())
        self._body = QWidget()
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._show()

    def turn(self, months: int) -> None:
        """Look at another month."""
        self._month = self._month.plus(months)
        self._show()

    def lines(self) -> list[tuple[str, str]]:
        """Return what is shown: the name of each figure, and the figure."""
        return _lines(self._session.desk.requests.measures(self._month))

    def _show(self) -> None:
        name = words().month(self._month.year, self._month.number)
        self._heading.setText(tr("Extra requests, {month}", month=name))
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 4)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(self.lines()):
            title = QLabel(label)
            title.setProperty("role", "muted")
            text = QLabel(value)
            text.setWordWrap(True)
            text.setAccessibleName(label)
            grid.addWidget(title, row, 0)
            grid.addWidget(text, row, 1)
        self._column.replaceWidget(self._body, fresh)
        self._body.deleteLater()
        self._body = fresh

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        for text, act in (
            (tr("Previous month"), lambda: self.turn(-1)),
            (tr("Next month"), lambda: self.turn(1)),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, act=act: act())
            foot.addWidget(button)
        foot.addStretch()
        done = QPushButton(tr("Close"))
        done.clicked.connect(self.accept)
        foot.addWidget(done)
        self._column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        self._column.setSpacing(GRID * 2)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._body)
        self._column.addStretch()
        self._column.addLayout(foot)
        self.setMinimumWidth(520)


def _lines(found: RequestMeasures) -> list[tuple[str, str]]:
    reply = found.reply
    none = tr("none")
    lines = [
        (tr("Received"), str(found.received)),
        (tr("Replied to"), str(reply.replied)),
        (tr("Reply, median"), none if reply.median is None else _minutes(f"{reply.median.normalize():f}")),
        (tr("Reply, slowest"), none if reply.slowest is None else _minutes(str(reply.slowest))),
        (tr("Not solved at first"), trn("{n} time", "{n} times", found.reopened)),
        (tr("Extra visits done"), str(found.visits)),
        (tr("What they cost us"), format_money(found.cost_fen)),
    ]
    for name, kept, judged in found.kept:
        part = percent(kept, judged)
        text = tr("{kept} of {judged} arrivals kept = {share} %", kept=kept, judged=judged, share=part)
        lines.append((tr("Arrivals of {name}", name=name or tr("nobody assigned")), text))
    return lines


def _minutes(text: str) -> str:
    return tr("{minutes} minutes", minutes=text)
