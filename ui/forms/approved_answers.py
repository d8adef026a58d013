"""The one answer to a frequent question: find it, read it out, copy it, put it in (R167)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.changes import Changes
from branchdesk.domain.messages import mark
from branchdesk.domain.wording import ApprovedAnswer, answer_name
from ui import notices
from ui.dialogs import ask
from ui.forms.list_dialog import ListDialog, Rows
from ui.forms.word_entries import ApproveAnswerDialog
from ui.language import say, tr
from ui.notices import NoticeBar
from ui.session import Session
from ui.table.columns import Align, Column
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID
from ui.widgets.search import SearchField

Insert = Callable[[str], object]


def _columns() -> tuple[Column[ApprovedAnswer], ...]:
    return (
        Column("number", mark("FAQ"), lambda row: row.number, align=Align.RIGHT, width=60),
        Column("question", mark("Question"), lambda row: row.question, width=420),
        Column("edition", mark("Edition"), lambda row: row.edition, align=Align.RIGHT, width=80),
        Column("approved_on", mark("Approved on"), lambda row: row.approved_on, width=110),
        Column("approved_by", mark("Approved by"), lambda row: row.approved_by, width=110),
    )


class _AnswerSearch(SearchField):
    """A search whose Enter takes the first hit."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter after the search was sent."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()


class ApprovedAnswersDialog(QDialog):
    """Finds an approved answer; Enter puts it into the text from which one came, or copies it."""

    def __init__(
        self, parent: QWidget | None, session: Session, insert: Insert | None = None, *, number: int = 0
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._insert = insert
        self.search = _AnswerSearch(tr("Search questions and answers"))
        self._model: RecordTableModel[ApprovedAnswer] = RecordTableModel(_columns(), Rows(self._found))
        self.table = RecordTable(self._model, tr("Approved answers"))
        self._name = QLabel()
        self._answer = QLabel()
        self.setWindowTitle(tr("Approved answers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 600)
        self._lay_out()
        self._connect()
        NoticeBar(self)
        self.load()
        self._choose(number)
        self.search.setFocus()

    def load(self) -> None:
        """Read the answers again."""
        self._model.refresh()
        if self.table.current_id() is None and self._model.ids():
            self.table.go_to(self._model.ids()[0])
        self._show()

    def take(self) -> None:
        """Put the answer into the text, or onto the clipboard."""
        chosen = self._chosen()
        if chosen is None:
            return
        if self._insert is None:
            self.copy()
        else:
            self._insert(chosen.answer)
            self.accept()

    def copy(self) -> None:
        """Copy the answer."""
        chosen = self._chosen()
        if chosen is not None:
            QGuiApplication.clipboard().setText(chosen.answer)
            notices.post(notices.Notice(tr("Copied: {answer}", answer=answer_name(chosen))))

    def add(self) -> None:
        """Approve an answer to another question."""
        self._open(ApproveAnswerDialog(self, self._session, ApprovedAnswer()))

    def change(self) -> None:
        """Approve a new edition of the chosen answer."""
        chosen = self._chosen()
        if chosen is not None:
            self._open(ApproveAnswerDialog(self, self._session, chosen))

    def show_editions(self) -> None:
        """Show what the answer was before."""
        chosen = self._chosen()
        if chosen is not None:
            EditionsDialog(self, self._session, chosen.number).open()

    def retire(self) -> None:
        """Give the chosen answer no longer."""
        chosen, wording = self._chosen(), self._session.desk.wording
        if chosen is None:
            return
        ask(
            self,
            tr("Give {answer} no longer?", answer=answer_name(chosen)),
            tr("Give it no longer"),
            lambda: self._session.act(self, lambda: wording.retire(chosen.number)),
            detail=tr("Its editions stay readable; Undo brings it back."),
        )

    def _choose(self, number: int) -> None:
        """Choose the answer with a number, where it is still given."""
        wanted = (one.id for one in self._found() if one.number == number)
        for answer_id in wanted:
            self.table.go_to(answer_id)

    def _found(self) -> list[ApprovedAnswer]:
        return self._session.desk.wording.answers(self.search.text())

    def _chosen(self) -> ApprovedAnswer | None:
        row = self.table.currentIndex().row()
        return self._model.row_at(row) if row >= 0 else None

    def _take_found(self) -> None:
        """Take the first hit of what stands in the search, without waiting for the typing to rest."""
        self.load()
        self.take()

    def _show(self) -> None:
        chosen = self._chosen()
        self._name.setText(say(answer_name(chosen)) if chosen is not None else "")
        self._answer.setText(chosen.answer if chosen is not None else "")

    def _open(self, dialog: ApproveAnswerDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touches(ApprovedAnswer):
            self.load()

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.load())
        self.search.left_downwards.connect(self.table.setFocus)
        self.search.entered.connect(self._take_found)
        self.table.activated_record.connect(lambda _id: self.take())
        self.table.current_record_changed.connect(lambda _id: self._show())
        self._session.bus.changed.connect(self._take_changes)
        for keys, act in (("Ctrl+N", self.add), ("F2", self.change)):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        self.table.set_empty(
            "circle-question-mark",
            tr("No answer is approved yet. Write down what everybody should say to the usual questions."),
            tr("New approved answer"),
            self.add,
        )
        self.table.set_no_match(tr("No approved answer matches."), tr("Show all"), self.search.clear)
        self.table.set_filtered(lambda: bool(self.search.text().strip()))
        self._name.setProperty("role", "muted")
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        self._answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._answer.setWordWrap(True)
        self._answer.setMinimumHeight(88)
        self._answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout()
        below.setContentsMargins(GRID * 2, GRID, GRID * 2, 0)
        below.addWidget(self._name)
        below.addWidget(self._answer)
        over = QHBoxLayout()
        over.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID)
        over.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(over)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        foot.setSpacing(GRID)
        for text, act in (
            (tr("New approved answer"), self.add),
            (tr("New edition"), self.change),
            (tr("Earlier editions"), self.show_editions),
            (tr("Give it no longer"), self.retire),
        ):
            foot.addWidget(_button(text, act))
        foot.addStretch(1)
        foot.addWidget(_button(tr("Close"), self.reject))
        main = _button(tr("Copy") if self._insert is None else tr("Put it in"), self.take)
        main.setProperty("primary", "true")
        foot.addWidget(main)
        return foot


class EditionsDialog(ListDialog):
    """All editions of one approved answer, the newest first."""

    def __init__(self, parent: QWidget | None, session: Session, number: int) -> None:
        wording = session.desk.wording
        answer: Column[ApprovedAnswer] = Column(
            "answer",
            mark("The one answer"),
            lambda row: row.answer,
            tooltip=lambda row: row.answer,
            width=360,
        )
        state: Column[ApprovedAnswer] = Column(
            "retired",
            mark("State"),
            lambda row: row.retired,
            text=lambda row: tr("no longer given") if row.retired else "",
            width=110,
        )
        head = [replace(one, width=150 if one.key == "question" else one.width) for one in _columns()[1:]]
        columns = (*head[1:], answer, head[0], state)
        title = tr("Editions of FAQ {number}", number=str(number))
        super().__init__(parent, session, title, columns, lambda: wording.editions(number))
        self.resize(980, 420)


def _button(text: str, clicked: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: clicked())
    return button
