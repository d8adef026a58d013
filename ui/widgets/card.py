"""The card at the right of a list: one record, read from top to bottom."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import pixmap, put_icon
from ui.theme import GRID, color, heading_font
from ui.widgets.badge import BadgeLabel
from ui.widgets.card_content import CardAction, CardContent, Event, Fact, LinkRow, Section
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.form import separator
from ui.widgets.journey import JourneyBar

LONGEST_LABEL = 124
"""Width in pixels beyond which the name of a fact goes on in another line."""


class DetailsCard(QScrollArea):
    """Shows a `CardContent`; links come out of `link_activated`, buttons out of `action_triggered`."""

    link_activated = Signal(str)
    action_triggered = Signal(str)

    def __init__(self, name: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(320)
        self._sentence = sentence
        self._shown: CardContent | None = None
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that nothing is chosen."""
        self._shown = None
        self.setWidget(EmptyState(None, "file-text", self._sentence))

    def show_card(self, content: CardContent) -> None:
        """Show a record; the same record again keeps its scroll position."""
        if content == self._shown:
            return
        same = self._shown is not None and self._shown.key == content.key
        scrolled = self.verticalScrollBar().value() if same else 0
        self._shown = content
        focused = QApplication.focusWidget()  # nothing while another window is in front
        inside = focused is not None and self.isAncestorOf(focused)
        page = self._page(content)
        self.setWidget(page)
        if inside:  # the keyboard stays here although what had it is gone
            self.setFocus()
        # The new page has no size yet: without this its scroll bar would have no range.
        page.adjustSize()
        self.verticalScrollBar().setValue(scrolled)

    def content(self) -> CardContent | None:
        """Return what is shown."""
        return self._shown

    def _page(self, content: CardContent) -> QWidget:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        self._head(column, content)
        for section in content.sections:
            column.addWidget(separator())
            self._section(column, section)
        column.addStretch()
        return page

    def _head(self, column: QVBoxLayout, content: CardContent) -> None:
        title = _text(content.title)
        title.setFont(heading_font(1.25))
        column.addWidget(title)
        if content.subtitle:
            column.addWidget(_text(content.subtitle, "muted"))
        if content.badges:
            column.addWidget(_flow([BadgeLabel(badge) for badge in content.badges]))
        if content.warning:
            column.addWidget(_warning(content.warning, content.warning_token))
        if content.actions:
            column.addWidget(_flow([self._action(action) for action in content.actions]))

    def _action(self, action: CardAction) -> QPushButton:
        button = QPushButton(action.text)
        if action.primary:
            button.setProperty("primary", "true")
        if action.icon:
            put_icon(button, action.icon, "on_accent" if action.primary else "muted")
        button.clicked.connect(lambda: self.action_triggered.emit(action.key))
        return button

    def _section(self, column: QVBoxLayout, section: Section) -> None:
        heading = _text(section.title)
        heading.setFont(heading_font(1.0))
        column.addWidget(heading)
        if section.steps:
            column.addWidget(JourneyBar(section.title, section.steps))
        if section.facts:
            column.addLayout(self._facts(section.facts))
        for row in section.rows:
            column.addWidget(self._row(row))
        for event in section.events:
            column.addWidget(self._event(event))
        if section.empty and not (section.facts or section.rows or section.events):
            column.addWidget(_text(section.empty, "muted"))

    def _facts(self, facts: tuple[Fact, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(facts):
            label = QLabel(fact.label)
            label.setProperty("role", "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setWordWrap(True)
            label.ensurePolished()  # the style sheet has its say in how wide letters are
            label.setFixedWidth(min(label.fontMetrics().horizontalAdvance(fact.label) + 6, LONGEST_LABEL))
            value = self._linked(fact.value, fact.link, fact.token)
            value.setAccessibleName(f"{fact.label}: {fact.value}")
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        return grid

    def _row(self, row: LinkRow) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(GRID)
        line.addWidget(_picture(row.icon, row.token), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._linked(row.text, row.link), 1)
        if row.detail:
            line.addWidget(_plain(row.detail, row.token), 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _event(self, event: Event) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(_picture(event.icon, event.token), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._linked(event.title, event.link), 0, 1)
        grid.addWidget(_plain(event.when, "muted"), 0, 2, Qt.AlignmentFlag.AlignTop)
        if event.detail:
            grid.addWidget(_text(event.detail, "muted"), 1, 1, 1, 2)
        return box

    def _linked(self, text: str, link: str, token: str = "") -> QLabel:
        label = _text(text, kind=_LinkLabel) if link else _text(text)
        if link:
            label.setTextFormat(Qt.TextFormat.RichText)
            shade = color(token or "accent").name()
            label.setText(
                f'<a style="color:{shade}; text-decoration:none" href="{escape(link)}">{escape(text)}</a>'
            )
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            label.setAccessibleName(text)
            label.linkActivated.connect(self.link_activated)
        elif token:
            _paint(label, token)
        return label


class _LinkLabel(QLabel):
    """A label that is one link: Tab reaches the link itself, not first the label around it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the link at once, so that Enter follows it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() is Qt.FocusReason.TabFocusReason)


def _text(text: str, role: str = "", *, kind: type[QLabel] = QLabel) -> QLabel:
    label = kind()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label


def _plain(text: str, token: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    _paint(label, token)
    return label


def _paint(label: QLabel, token: str) -> None:
    label.setStyleSheet(f"color: {color(token).name()}")


def _picture(name: str, token: str) -> QLabel:
    label = QLabel()
    label.setPixmap(pixmap(name, token, 16))
    label.setContentsMargins(0, 2, 0, 0)
    return label


def _flow(widgets: list[QWidget]) -> QWidget:
    box = QWidget()
    flow = FlowLayout(box, GRID)
    for widget in widgets:
        flow.addWidget(widget)
    return box


def _warning(text: str, token: str) -> QFrame:
    frame = QFrame()
    frame.setStyleSheet(f"QFrame {{ background: {color(f'{token}_soft').name()}; border-radius: 6px; }}")
    frame.setAccessibleName(text)
    row = QHBoxLayout(frame)
    row.setContentsMargins(GRID, GRID, GRID, GRID)
    row.setSpacing(GRID)
    row.addWidget(_picture("triangle-alert", token), 0, Qt.AlignmentFlag.AlignTop)
    label = _text(text)
    _paint(label, token)
    row.addWidget(label, 1)
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return frame
