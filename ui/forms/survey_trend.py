"""How satisfaction and particular wishes changed over time (R144, R146)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.surveys import Dimension, Survey, found_mean, satisfaction
from ui.forms.care_parts import customer_name
from ui.forms.survey import result_words
from ui.language import term, tr
from ui.session import Session
from ui.theme import GRID, heading_font
from ui.widgets.charts import BarChart, Chart, LineChart, Point
from ui.widgets.empty import EmptyState


class SurveyTrendDialog(QDialog):
    """Two charts and the wishes; nothing is entered here except by the button."""

    def __init__(
        self, parent: QWidget | None, session: Session, customer_id: int, enter: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Satisfaction over time"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(940, 620)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        self._column.setSpacing(GRID)
        self._heading(customer_name(session, customer_id), 1.2)
        surveys = session.desk.opinions.surveys_of(customer_id)[::-1]
        if surveys:
            self._show(surveys, customer_id)
        else:
            sentence = tr("Nobody has asked this customer yet.")
            self._column.addWidget(EmptyState(self, "smile", sentence), 1)
        self._foot(enter)

    def _show(self, surveys: list[Survey], customer_id: int) -> None:
        self._heading(tr("What was found, mean of five dimensions"))
        line = LineChart(tr("What was found, mean of five dimensions"))
        line.set_points([Point(f"{one.asked_on:%Y-%m}", found_mean(one)) for one in surveys])
        self._column.addWidget(line)
        last = surveys[-1]
        self._heading(tr("Last time, {day}: {result}", day=last.asked_on, result=result_words(last)))
        self._column.addWidget(_dimensions(last))
        courses = self._session.desk.opinions.wish_courses(customer_id)
        if courses:
            self._heading(tr("Particular wishes"))
        for text, marks in courses.items():
            course = " → ".join(f"{mark} ({day:%Y-%m})" for day, mark in marks)
            label = QLabel(f"{text}    {course}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(label)
        change = satisfaction(surveys[-1]) - satisfaction(surveys[0])
        if len(surveys) > 1:
            self._muted(tr("Change since {day}: {change}", day=surveys[0].asked_on, change=f"{change:+}"))
        self._column.addStretch(1)

    def _foot(self, enter: Callable[[], object]) -> None:
        row = QHBoxLayout()
        new, close = QPushButton(tr("Enter feedback…")), QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        new.clicked.connect(self.accept)
        new.clicked.connect(lambda: enter())
        row.addWidget(new)
        row.addStretch(1)
        row.addWidget(close)
        self._column.addLayout(row)

    def _heading(self, text: str, scale: float = 1.0) -> None:
        label = QLabel(text)
        label.setFont(heading_font(scale))
        label.setWordWrap(True)
        self._column.addWidget(label)

    def _muted(self, text: str) -> None:
        label = QLabel(text)
        label.setProperty("role", "muted")
        self._column.addWidget(label)


def _dimensions(survey: Survey) -> Chart:
    """Draw found marks by dimension: red where they stay behind what was expected."""
    chart = BarChart(tr("Marks by dimension: found / expected"))
    chart.set_points(
        [
            Point(
                f"{term(one)} {survey.found(one)}/{survey.expected(one)}",
                survey.found(one),
                "late" if survey.found(one) < survey.expected(one) else "kept",
            )
            for one in Dimension
        ]
    )
    return chart
