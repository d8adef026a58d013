"""Bank statements: bring them in, then say line by line whose money it is (R177, D27)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.domain.statements import BankLine, LineState
from branchdesk.services.context import Outcome
from branchdesk.services.statements import Candidate, StatementPlan
from ui.dialogs import ask, tell
from ui.forms.bank_line_panel import BankLinePanel
from ui.forms.list_dialog import Rows
from ui.forms.set_aside import SetAsideDialog
from ui.icons import icon
from ui.language import say, term, tr, trn
from ui.notices import NoticeBar
from ui.operations import Operation, Progress
from ui.session import Session
from ui.table.columns import Align, Column
from ui.table.model import RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID
from ui.widgets.choice import EnumCombo

ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".sta", ".940", ".mt940", ".xml", ".ofx", ".qfx")
_FOLDER = "statements/folder"
_MOST_REFUSED = 5


class StatementsDialog(QDialog):
    """Lines on the left, the chosen one on the right; after each the next one is shown."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[BankLine] = []
        self._key = Session.new_key()
        self.state: EnumCombo[LineState] = EnumCombo(LineState, LineState.NEW, empty=tr("All lines"))
        self.state.setAccessibleName(tr("State"))
        self.model: RecordTableModel[BankLine] = RecordTableModel(_columns(), Rows(lambda: self._rows))
        self.table = RecordTable(self.model, tr("Bank lines"))
        self.panel = BankLinePanel(session)
        self._said = QLabel()
        self._reopen = QPushButton(icon("undo-2"), tr("Open the line again"))
        self.setWindowTitle(tr("Bank statements"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setMinimumSize(980, 600)
        self.resize(1180, 700)
        self.table.set_empty(
            "file-spreadsheet",
            tr("No line waits. Bring in the statement that your bank offers as a file."),
            tr("Bring in a statement…"),
            self.choose_file,
        )
        self._lay_out()
        NoticeBar(self)
        self._connect()
        self.load()

    def choose_file(self) -> None:
        """Let the person pick the file."""
        settings = self._session.settings
        kinds = tr("Statements") + " (" + " ".join(f"*{ending}" for ending in ENDINGS) + ")"
        text, _ = QFileDialog.getOpenFileName(self, tr("Bring in a statement"), settings.text(_FOLDER), kinds)
        if text:
            settings.set_text(_FOLDER, str(Path(text).parent))
            self.take_file(Path(text))

    def take_file(self, path: Path) -> None:
        """Read a file in the background and say what it would bring; nothing is written yet."""
        statements = self._session.desk.statements

        def work(_progress: Progress) -> StatementPlan:
            return statements.preview(path)

        title = tr("Reading {file}", file=path.name)
        Operation(self, work, title=title).success(self._offer).failure(self._refuse).run()

    def load(self) -> None:
        """Read the lines again; the place in the list stays."""
        self._rows = self._session.desk.statements.lines(self.state.value())
        self.model.refresh()
        if self._rows and self.table.current_id() is None:
            self.table.go_to(self._rows[0].id)
        self._said.setText(self._summary())
        self._show(self.table.current_id())

    def post(self) -> None:
        """Record the chosen line as a payment."""
        line, customer_id = self.panel.line, self.panel.customer_id()
        if line is None or customer_id is None or not self.panel.post.isEnabled():
            return
        statements, shares, key = self._session.desk.statements, self.panel.chosen_shares(), self._key
        remember = bool(self.panel.remember.value())
        self._key = Session.new_key()
        self._do(lambda: statements.post(line.id, customer_id, shares, remember=remember, key=key))

    def link(self, payment_id: int) -> None:
        """Say that the chosen line is a payment that is there already."""
        line = self.panel.line
        if line is not None:
            self._do(lambda: self._session.desk.statements.link(line.id, payment_id))

    def set_aside(self) -> None:
        """Ask why the chosen line is no customer's money."""
        line = self.panel.line
        if line is None:
            return
        dialog = SetAsideDialog(self, self._session, line)
        dialog.saved.connect(self._done)
        dialog.open()

    def reopen(self) -> None:
        """Open a line again that was dealt with; a payment that came from it is reversed."""
        line = self._line(self.table.current_id())
        if line is None or line.state in (LineState.NEW, LineState.OUTGOING):
            return

        def act() -> None:
            self._do(lambda: self._session.desk.statements.take_back(line.id, tr("matched wrongly")))

        if line.state is LineState.POSTED:
            ask(
                self,
                tr("Reverse the payment of {amount}?", amount=Fen(line.amount_fen)),
                tr("Reverse and open again"),
                act,
                detail=tr("The payment stays visible with its reversal; its invoices are open again."),
            )
        else:
            act()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one statement."""
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped statement."""
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _offer(self, plan: StatementPlan) -> None:
        """Say what the file holds, and bring it in when the person says so."""
        question = trn("Bring in {n} new transaction?", "Bring in {n} new transactions?", len(plan.fresh))
        if not plan.fresh:
            tell(self, tr("Nothing new in {file}.", file=plan.statement.path.name), detail=plan_words(plan))
            return
        ask(self, question, tr("Bring in"), lambda: self._bring_in(plan), detail=plan_words(plan))

    def _bring_in(self, plan: StatementPlan) -> None:
        statements = self._session.desk.statements
        self._do(
            lambda: statements.bring_in(plan), title=tr("Bringing in {file}", file=plan.statement.path.name)
        )

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, Known):
            raise error
        tell(self, say(error.message))

    def _do(self, work: Callable[[], Outcome[Any]], *, title: str = "") -> None:
        self._session.act(self, work, title=title, done=lambda _outcome: self.load())

    def _done(self, outcome: Outcome[Any]) -> None:
        self._session.tell(outcome)
        self.load()

    def _line(self, line_id: int | None) -> BankLine | None:
        return next((one for one in self._rows if one.id == line_id), None)

    def _show(self, line_id: object) -> None:
        line = self._line(line_id if isinstance(line_id, int) else None)
        waits = line is not None and line.state is LineState.NEW
        self._reopen.setEnabled(line is not None and not waits and line.state is not LineState.OUTGOING)
        if line is None or not waits:
            self.panel.show_line(None, ())
            return
        self.panel.show_line(line, None)
        statements, wanted = self._session.desk.statements, line

        def work(_progress: Progress) -> tuple[Candidate, ...]:
            return statements.candidates(wanted.id)

        def show(found: tuple[Candidate, ...]) -> None:
            if self.table.current_id() == wanted.id:
                self.panel.show_line(wanted, found)

        Operation(self, work, quiet=True).success(show).run()

    def _summary(self) -> str:
        waiting = [one for one in self._rows if one.state is LineState.NEW]
        last = self._session.desk.statements.last_on()
        if last is None:
            return tr("No statement was brought in yet.")
        text = trn("{n} line waits, {sum}", "{n} lines wait, {sum}", len(waiting), sum=Fen(_sum(waiting)))
        return "    ".join((text, tr("Statements until {day}", day=last)))

    def _connect(self) -> None:
        self.table.current_record_changed.connect(self._show)
        self.state.edited.connect(self.load)
        self.panel.posted.connect(self.post)
        self.panel.link_wanted.connect(self.link)
        self.panel.ignore_wanted.connect(self.set_aside)
        self._reopen.clicked.connect(self.reopen)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.post)

    def _lay_out(self) -> None:
        bring = QPushButton(icon("upload"), tr("Bring in a statement…"))
        bring.clicked.connect(self.choose_file)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.accept)
        for button in (bring, close, self._reopen):
            button.setAutoDefault(False)
        head = QHBoxLayout()
        head.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID)
        head.setSpacing(GRID * 2)
        head.addWidget(bring)
        head.addWidget(self.state)
        self._said.setProperty("role", "muted")
        head.addWidget(self._said)
        head.addStretch(1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(self.panel)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([620, 560])
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        foot.addWidget(self._reopen)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(both, 1)
        column.addLayout(foot)


def plan_words(plan: StatementPlan) -> str:
    """Say what a file holds, with the totals that one compares with the bank's, and what it would bring."""
    found = plan.statement
    income, expense = found.totals
    parts = [
        tr(
            "{bank}: {n} transactions, {income} in, {expense} out.",
            bank=found.name or found.path.name,
            n=len(found.lines),
            income=Fen(income),
            expense=Fen(expense),
        ),
        tr("Known already: {n}.", n=plan.known),
    ]
    if found.passed:
        parts.append(tr("Totals and remarks passed over: {n}.", n=found.passed))
    shown = found.refused[:_MOST_REFUSED]
    parts += [tr("Row {row} was not read: {why}", row=one.row, why=say(one.why)) for one in shown]
    if len(found.refused) > _MOST_REFUSED:
        parts.append(tr("Further rows not read: {n}.", n=len(found.refused) - _MOST_REFUSED))
    return "\n".join((*parts, *map(say, found.notes)))


def _columns() -> tuple[Column[BankLine], ...]:
    return (
        Column("on", mark("Date"), lambda r: r.booked_on, width=96),
        Column("payer", mark("Payer"), lambda r: r.payer, width=150),
        Column("amount", mark("Amount"), lambda r: Fen(r.amount_fen), align=Align.RIGHT, width=100),
        Column("text", mark("Text"), lambda r: r.text, width=150),
        Column(
            "state",
            mark("State"),
            lambda r: r.state,
            text=lambda r: term(r.state),
            icon=lambda r: _ICONS[r.state],
            width=124,
        ),
        Column("note", mark("Note"), lambda r: r.note, width=140, visible=False),
    )


_ICONS = {
    LineState.NEW: "circle-question-mark",
    LineState.POSTED: "circle-check",
    LineState.KNOWN: "link",
    LineState.IGNORED: "minus",
    LineState.OUTGOING: "arrow-right",
}


def _sum(lines: list[BankLine]) -> int:
    return sum(one.amount_fen for one in lines)


def _dropped(mime: QMimeData) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    found = [path for path in paths if path.suffix.lower() in ENDINGS]
    return found[0] if len(found) == 1 else None
