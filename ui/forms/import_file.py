"""Bringing a spreadsheet in: choose it, see what would happen, then let it happen (D31)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.errors import Known
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.list_query import ListKind
from branchdesk.papers import write_refused_rows, write_template
from branchdesk.readers.cells import DateOrder
from branchdesk.services.context import Outcome
from branchdesk.services.importing.guess import guess_kind
from branchdesk.services.importing.plan import ImportPlan, ImportReport
from ui.forms.import_preview import ImportPreview
from ui.icons import icon
from ui.language import say, term, tr, trn, words
from ui.notices import NoticeBar
from ui.operations import Operation, Progress
from ui.saving import save_file
from ui.session import Session
from ui.theme import GRID, heading_font
from ui.widgets.choice import QuietCombo
from ui.widgets.empty import EmptyState
from ui.widgets.fields import CheckField
from ui.widgets.form import separator

ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
_FOLDER = "import/folder"


def dropped_file(mime: QMimeData) -> Path | None:
    """Return the table that somebody drags from the file manager; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    found = [path for path in paths if path.suffix.lower() in ENDINGS]
    return found[0] if len(found) == 1 else None


class ImportDialog(QDialog):
    """Nothing is written before “Import” is pressed; what it will do stands there before."""

    def __init__(self, parent: QWidget | None, session: Session, path: Path | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._plan: ImportPlan | None = None
        self._mapping: dict[str, str] = {}
        self._wanted = 0  # counts the previews that were asked for: only the last one is shown
        self.kind = QuietCombo()
        self.dates = QuietCombo()
        self.create_customers = CheckField(tr("Add customers that are not known yet"))
        self.good_rows = CheckField(tr("Import the good rows, leave out the refused ones"))
        self.preview = ImportPreview()
        self._file = QLabel()
        self._problem = QLabel()
        self._pages = QStackedWidget()
        self._import = QPushButton(tr("Import"))
        self._refused = QPushButton(tr("Save refused rows…"))
        self.setWindowTitle(tr("Import a spreadsheet"))
        self.setAcceptDrops(True)
        self.setMinimumSize(880, 560)
        self.resize(1040, 680)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill()
        self._lay_out()
        self._connect()
        self._show_state()
        NoticeBar(self)
        if path is not None:
            self.take_file(path)

    @property
    def plan(self) -> ImportPlan | None:
        """Return what is shown: the plan that Import would carry out."""
        return self._plan

    def problem_text(self) -> str:
        """Return what keeps the file from being imported, nothing where nothing does."""
        return "" if self._problem.isHidden() else self._problem.text()

    def choose_file(self) -> None:
        """Let the person pick the file."""
        settings = self._session.settings
        kinds = tr("Tables") + " (" + " ".join(f"*{ending}" for ending in ENDINGS) + ")"
        text, _ = QFileDialog.getOpenFileName(self, self.windowTitle(), settings.text(_FOLDER), kinds)
        if text:
            settings.set_text(_FOLDER, str(Path(text).parent))
            self.take_file(Path(text))

    def take_file(self, path: Path) -> None:
        """Look at a file: find out what it holds, then show what it would bring."""
        self._path = path
        self._mapping.clear()
        self._file.setText(path.name)
        self._file.setToolTip(str(path))
        work = _quiet(lambda: guess_kind(path))
        Operation(self, work, title=tr("Reading {file}", file=path.name)).success(self._guessed).failure(
            self._refuse
        ).run()

    def set_kind(self, kind: ImportKind) -> None:
        """Say what the file holds and look again."""
        self.kind.setCurrentIndex(list(ImportKind).index(kind))
        self._mapping.clear()
        self.look()

    def look(self) -> None:
        """Try the file out in the background and show the plan; nothing is written."""
        path = self._path
        if path is None:
            return
        self._wanted += 1
        self._plan = None  # what is shown belongs to other options until the new plan is there
        self._import.setEnabled(False)
        number, imports, create = self._wanted, self._session.desk.imports, self.create_customers.value()
        kind, mapping, dates = self._kind(), dict(self._mapping), self.dates.currentData()

        def work(progress: Progress) -> ImportPlan:
            return imports.preview(
                kind,
                path,
                mapping=mapping,
                dates=dates,
                create_customers=create,
                progress=lambda done, total: progress.step(done, total),
            )

        def show(plan: ImportPlan) -> None:
            if number == self._wanted:
                self._show_plan(plan)

        title = tr("Trying out {file}", file=path.name)
        Operation(self, work, title=title).success(show).failure(self._refuse).run()

    def run(self) -> None:
        """Import as the plan says."""
        plan = self._plan
        if plan is None or not self._import.isEnabled():
            return
        imports, good = self._session.desk.imports, self.good_rows.value()
        self._import.setEnabled(False)

        def work(progress: Progress) -> Outcome[ImportReport]:
            return imports.run(
                plan, accept_good_rows=good, progress=lambda done, total: progress.step(done, total)
            )

        title = tr("Importing {file}", file=plan.request.path.name)
        Operation(self, work, title=title).finally_(self._show_state).success(self._imported).failure(
            self._refuse_import
        ).run()

    def save_refused(self) -> None:
        """Write the person's own sheet with the refused cells coloured and the reasons beside them."""
        plan = self._plan
        if plan is not None:
            context, reader = self._session.desk.context, words()
            made_at = context.clock.now().astimezone(context.zone)
            name = tr("{file} - refused rows", file=plan.request.path.stem) + ".xlsx"
            self._save(
                tr("Save refused rows"), name, lambda path: write_refused_rows(plan, path, reader, made_at)
            )

    def save_template(self) -> None:
        """Write an empty table of the chosen kind."""
        kind, reader = self._kind(), words()
        name = tr("Template {kind}", kind=self.kind.currentText()) + ".xlsx"
        self._save(tr("Save template"), name, lambda path: write_template(kind, path, reader))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one table."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the dropped table."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _save(self, title: str, name: str, write: Callable[[Path], object]) -> None:
        save_file(self, self._session.settings, title, name, "Excel (*.xlsx)", write)

    def _kind(self) -> ImportKind:
        return list(ImportKind)[self.kind.currentIndex()]

    def _guessed(self, kind: ImportKind | None) -> None:
        if kind is not None:
            self.kind.setCurrentIndex(list(ImportKind).index(kind))
        self.look()

    def _map(self, key: str, heading: str) -> None:
        self._mapping[key] = heading
        self.look()

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._problem.clear()
        self.preview.show_plan(plan)
        self._pages.setCurrentWidget(self.preview)
        self._show_state()

    def _refuse(self, trouble: Known) -> None:
        """Say why the file cannot be read; what was shown before belongs to another file."""
        self._plan = None
        self._pages.setCurrentIndex(0)
        self._say(say(trouble.message))
        self._show_state()

    def _refuse_import(self, trouble: Known) -> None:
        self._say(say(trouble.message))

    def _imported(self, outcome: Outcome[ImportReport]) -> None:
        if outcome.value.batch is None:
            self._say(say(outcome.message))
            return
        self.accept()
        self._session.tell(outcome)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _show_state(self) -> None:
        """Let the foot say what can be done with the plan."""
        plan = self._plan
        refused = len({row.row for row in plan.refused}) if plan else 0
        self.good_rows.setVisible(bool(refused))
        self._refused.setVisible(bool(refused))
        ready = plan is not None and not plan.missing and bool(plan.writes)
        good = plan.added + len(plan.changed) if plan else 0
        self._import.setEnabled(ready and (not refused or self.good_rows.value()))
        text = trn("Import {n} row", "Import {n} rows", good) if ready else tr("Import")
        self._import.setText(text)
        if plan is not None:
            self._say(_obstacle(plan, refused, accepted=self.good_rows.value()))
        else:
            self._problem.setVisible(bool(self._problem.text()))

    def _fill(self) -> None:
        self.kind.addItems([term(ListKind(kind.value)) for kind in ImportKind])
        self.kind.setAccessibleName(tr("What the file holds"))
        self.dates.addItem(tr("as the file shows"), None)
        self.dates.addItem(tr("day / month / year"), DateOrder.DMY)
        self.dates.addItem(tr("month / day / year"), DateOrder.MDY)
        self.dates.setAccessibleName(tr("Order of dates such as 3/4/2026"))
        self.dates.setToolTip(tr("Order of dates such as 3/4/2026"))
        self._file.setText(tr("No file chosen"))
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._import.setProperty("primary", "true")
        self._import.setDefault(True)
        nothing = EmptyState(
            None,
            "file-spreadsheet",
            tr(
                "Drop an Excel or CSV file here. You will see what it would bring before anything is written."
            ),
            tr("Choose a file…"),
            self.choose_file,
        )
        self._pages.addWidget(nothing)
        self._pages.addWidget(self.preview)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self.set_kind(self._kind()))
        self.dates.activated.connect(lambda _at: self.look())
        self.create_customers.edited.connect(self.look)
        self.good_rows.edited.connect(self._show_state)
        self.preview.mapped.connect(self._map)
        self._import.clicked.connect(self.run)
        self._refused.clicked.connect(self.save_refused)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.run)

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setFont(heading_font())
        self._problem.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        title.setContentsMargins(GRID * 3, 0, GRID * 3, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID * 2, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addLayout(self._file_row())
        column.addLayout(self._option_row())
        column.addWidget(separator())
        column.addWidget(self._pages, 1)
        column.addWidget(self._problem)
        column.addWidget(separator())
        column.addLayout(self._foot())

    def _file_row(self) -> QHBoxLayout:
        choose = QPushButton(icon("folder-open"), tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self.choose_file)
        holds = QLabel(tr("&Holds"))
        holds.setBuddy(self.kind)
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 3, 0, GRID * 3, 0)
        row.setSpacing(GRID)
        row.addWidget(choose)
        row.addWidget(self._file)
        row.addStretch(1)
        row.addWidget(holds)
        row.addWidget(self.kind)
        return row

    def _option_row(self) -> QHBoxLayout:
        dates = QLabel(tr("&Dates"))
        dates.setBuddy(self.dates)
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 3, 0, GRID * 3, 0)
        row.setSpacing(GRID)
        row.addWidget(self.create_customers)
        row.addStretch(1)
        row.addWidget(dates)
        row.addWidget(self.dates)
        return row

    def _foot(self) -> QHBoxLayout:
        template, cancel = QPushButton(tr("Save template…")), QPushButton(tr("Cancel"))
        for button in (template, cancel, self._refused):
            button.setAutoDefault(False)
        template.clicked.connect(self.save_template)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        foot.setSpacing(GRID)
        foot.addWidget(template)
        foot.addWidget(self._refused)
        foot.addStretch(1)
        foot.addWidget(self.good_rows, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(cancel)
        foot.addWidget(self._import)
        return foot


def _obstacle(plan: ImportPlan, refused: int, *, accepted: bool) -> str:
    """Say what keeps the plan from being carried out, nothing where nothing does."""
    if plan.missing:
        return tr("Needed fields have no column. Choose their columns on the left, or another kind of list.")
    if refused and not accepted and plan.writes:
        return trn(
            "{n} row is refused, so nothing is imported yet. Correct the file, or leave that row out.",
            "{n} rows are refused, so nothing is imported yet. Correct the file, or leave those rows out.",
            refused,
        )
    if not plan.writes and not refused:
        return tr("There is nothing new in this file: all of it is here already.")
    return ""


def _quiet(act: Callable[[], ImportKind | None]) -> Callable[[Progress], ImportKind | None]:
    return lambda _progress: act()
