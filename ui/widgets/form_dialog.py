"""Dialogs that do one thing: a form, a verb, a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.errors import Invalid, Known
from branchdesk.domain.messages import Message
from ui.dialogs import ask
from ui.language import say, tr, trn
from ui.operations import Operation, Progress
from ui.theme import GRID, heading_font
from ui.widgets.form import Form, separator

Job = Callable[[Progress], object]


class FormDialog(QDialog):
    """Base of every dialog that saves: fill `self.form`, override `job`, and open it with `open()`.

    `job()` reads the values on the UI thread and returns the work; its result comes out of `saved`.
    A `Refused` or `Invalid` stands beside its field; Esc asks only where something was typed.
    """

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str,
        *,
        lead: str = "",
        columns: int = 1,
        form: Form | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480 if columns == 1 else 760)
        self.form = form if form is not None else Form(columns=columns)
        self._heading = QLabel(title)
        self._heading.setFont(heading_font())
        self._lead = QLabel(lead)
        self._lead.setProperty("role", "muted")
        self._lead.setWordWrap(True)
        self._lead.setVisible(bool(lead))
        self._summary = QLabel()
        self._summary.setProperty("role", "problem")
        self._summary.setWordWrap(True)
        self._save = QPushButton(verb)
        self._save.setProperty("primary", "true")
        self._save.setToolTip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        self._save.setDefault(True)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self._busy = False
        self._lay_out()
        self._connect()

    def job(self) -> Job:
        """Read the form and return the work to do; override."""
        raise NotImplementedError

    def check(self) -> dict[str, Message]:
        """Return further problems that only this dialog knows, by field; override where there are any."""
        return {}

    def save(self) -> None:
        """Check, then work in the background; the dialog stays until it is done."""
        if self._busy:
            return
        problems = self.form.problems() or self.check()
        self.show_problems(problems)
        if problems:
            return
        self._set_busy(busy=True)
        operation = Operation(self, self.job(), title=self.windowTitle())
        operation.finally_(lambda: self._set_busy(busy=False)).success(self._done).failure(self.refuse).run()

    def refuse(self, trouble: Known) -> None:
        """Show what a rule said: beside its field where the form has it, else over the buttons."""
        problems = trouble.problems if isinstance(trouble, Invalid) else {trouble.field: trouble.message}
        self.show_problems(problems)

    def show_problems(self, problems: dict[str, Message]) -> None:
        """Show problems beside their fields, and those of no field over the buttons."""
        fields = self.form.keys()
        known = {key: problem for key, problem in problems.items() if key in fields}
        other = [say(problem) for key, problem in problems.items() if key not in known]
        self.form.set_problems(known)
        self._summary.setText("\n".join([*other, *([self._named(known)] if known else [])]))
        self._summary.setVisible(bool(problems))
        QTimer.singleShot(0, self, self._grow)

    def reject(self) -> None:
        """Close without saving; ask first where something was typed."""
        if self._busy:
            return
        if not self.form.is_changed():
            super().reject()
            return
        ask(
            self,
            tr("Discard what you typed?"),
            tr("Discard"),
            super().reject,
            cancel=tr("Go on typing"),
            loses=True,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the first field."""
        self._grow()
        super().showEvent(event)
        self.form.focus_first()

    def add_button(self, text: str, clicked: Callable[[], object]) -> QPushButton:
        """Add a secondary button at the left of the foot, such as “Explain”."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: clicked())
        self._foot.insertWidget(0, button)
        return button

    def set_verb(self, verb: str) -> None:
        """Rename the primary button, for what it does depends on what was chosen."""
        self._save.setText(verb)

    def _grow(self) -> None:
        self._room.updateGeometry()
        # The sentences need room; a person's larger window stays as it is.
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _done(self, result: object) -> None:
        self.saved.emit(result)
        self.accept()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._save.setDisabled(busy)
        self.form.setDisabled(busy)

    def _named(self, problems: dict[str, Message]) -> str:
        names = [self.form.title(key) for key in problems]
        return trn(
            "{n} entry needs attention: {names}",
            "{n} entries need attention: {names}",
            len(names),
            names=names,
        )

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.form.changed.connect(lambda: self._summary.hide())

    def _lay_out(self) -> None:
        self._room = _FormRoom(self.windowTitle())
        padded = QWidget()
        inner = QVBoxLayout(padded)
        inner.setContentsMargins(GRID * 3, 4, GRID * 3, GRID * 2)
        inner.addWidget(self.form)
        inner.addStretch()
        self._room.setWidget(padded)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        self._foot.setSpacing(GRID)
        self._foot.addStretch()
        self._foot.addWidget(self._cancel)
        self._foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 2, 0, 0)
        column.setSpacing(0)
        for label in (self._heading, self._lead):
            label.setContentsMargins(GRID * 3, 0, GRID * 3, GRID)
            column.addWidget(label)
        column.addWidget(self._room, 1)
        self._summary.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        self._summary.hide()
        column.addWidget(self._summary)
        column.addWidget(separator())
        column.addLayout(self._foot)


class _FormRoom(QScrollArea):
    """Shows the whole form where the screen has room for it, and scrolls where it has not."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more room when the form has grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Ask for the form's own height, up to two thirds of the screen."""
        inner = self.widget()
        wanted = inner.sizeHint() if inner is not None else super().sizeHint()
        return QSize(
            wanted.width(), min(wanted.height(), self.screen().availableGeometry().height() * 2 // 3)
        )
