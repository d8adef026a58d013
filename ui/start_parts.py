"""The pieces of the first window: large buttons that explain themselves, and the files opened lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, pixmap
from ui.language import tr
from ui.theme import GRID, heading_font
from ui.widgets.elided import ElidedLabel

ROW = GRID * 6


class BigButton(QPushButton):
    """A button of two lines: what it does, and what that means."""

    def __init__(self, picture: str, title: str, explanation: str, *, primary: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(explanation)
        token = "on_accent" if primary else "accent"
        if primary:
            self.setProperty("primary", "true")
        sign, name, below = QLabel(), QLabel(title), QLabel(explanation)
        sign.setPixmap(pixmap(picture, token, 24))
        name.setFont(heading_font(1.1))
        below.setWordWrap(True)
        below.setProperty("role", "on_accent" if primary else "muted")
        if primary:
            name.setProperty("role", "on_accent")
        for label in (sign, name, below):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(name)
        text.addWidget(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, GRID + 4, GRID * 2, GRID + 4)
        row.setSpacing(GRID * 2)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(text, 1)

    def sizeHint(self) -> QSize:
        """Ask for the room of both lines."""
        return _inside(self)

    def minimumSizeHint(self) -> QSize:
        """Need it, too."""
        return _inside(self)


class RecentFiles(QFrame):
    """The files opened lately; one that is gone is shown as such and can be taken off the list."""

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(2)
        for path in files:
            column.addWidget(self._row(path))
        if not files:
            column.addWidget(_nothing_yet(), 1)
        else:
            column.addStretch(1)

    def _row(self, path: Path) -> QWidget:
        there = path.is_file()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        button = _FileButton(path, there=there, act=lambda: self.chosen.emit(path))
        line.addWidget(button, 1)
        row.setFixedHeight(ROW)
        if not there:
            gone = QToolButton()
            gone.setIcon(icon("x"))
            gone.setToolTip(tr("Take it off the list"))
            gone.setAccessibleName(tr("Take {file} off the list", file=path.name))
            gone.clicked.connect(lambda: self._forget(row, path))
            line.addWidget(gone)
        return row

    def _forget(self, row: QWidget, path: Path) -> None:
        self.forgotten.emit(path)
        row.hide()
        row.deleteLater()


class _FileButton(QPushButton):
    """One file: its name, where it lies and when it was written last."""

    def __init__(self, path: Path, *, there: bool, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("flat", "true")
        self.setAccessibleName(path.stem)
        self.setToolTip(str(path))
        self.clicked.connect(lambda: act())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sign, name = QLabel(), ElidedLabel(path.stem)
        sign.setPixmap(pixmap("database" if there else "circle-x", "accent" if there else "late", 18))
        below = ElidedLabel(f"{_written(path)} · {path.parent}" if there else _gone(path))
        below.setProperty("role", "muted")
        self.setAccessibleDescription(below.text())
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(name)
        text.addWidget(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 4, GRID, 4)
        row.setSpacing(GRID + 4)
        row.addWidget(sign)
        row.addLayout(text, 1)
        for label in (sign, name, below):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _nothing_yet() -> QLabel:
    label = QLabel(tr("Branch files that you open will stand here."))
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _gone(path: Path) -> str:
    return tr("not there any more: {folder}", folder=str(path.parent))


def _written(path: Path) -> str:
    """Say when a file was written last, in this computer's time."""
    return f"{datetime.fromtimestamp(path.stat().st_mtime).astimezone():%Y-%m-%d %H:%M}"


def _inside(button: QPushButton) -> QSize:
    """Return the room that the lines on a button need; a button knows only its own text."""
    layout = button.layout()
    return QSize(GRID * 20, layout.sizeHint().height()) if layout is not None else QSize()
