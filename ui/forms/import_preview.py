"""What an import would do, before it does anything: columns, counts, changes, refused rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.import_fields import ImportField
from branchdesk.domain.import_tables import fields_of
from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.services.importing.plan import ChangedRow, Difference, ImportPlan
from ui.icons import pixmap
from ui.language import say, tr, trn, words
from ui.table.columns import Column
from ui.table.model import ListQuery, RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID, heading_font
from ui.widgets.badge import Badge, BadgeLabel
from ui.widgets.choice import QuietCombo
from ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file with what is said about it."""

    id: int
    row: int
    what: str
    text: str


class Lines:
    """Rows that are there already: the source of the two small tables."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self._lines = {line.id: line for line in lines}

    def ids(self, _query: ListQuery) -> Sequence[int]:
        """Return all of them."""
        return list(self._lines)

    def rows(self, ids: Sequence[int]) -> Sequence[Line]:
        """Return some of them."""
        return [self._lines[line_id] for line_id in ids]


class ImportPreview(QWidget):
    """Shows a plan; `mapped` carries field and heading when somebody says which column a field is."""

    mapped = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._columns = QScrollArea()
        self._columns.setWidgetResizable(True)
        self._columns.setAccessibleName(tr("Columns"))
        self._badges = QWidget()
        self._flow = FlowLayout(self._badges, GRID)
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._refused = _table(mark("Field"), mark("Reason"), tr("Refused rows"))
        self._changed = _table(mark("Record"), mark("What changes"), tr("Changed rows"))
        self._refused.set_empty("circle-check", tr("No row is refused."))
        self._changed.set_empty("circle-check", tr("No record that is there already would change."))
        self._tables = QTabWidget()
        self._tables.setDocumentMode(True)
        self._tables.addTab(self._refused, tr("Refused rows"))
        self._tables.addTab(self._changed, tr("Changed rows"))
        self._lay_out()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what would happen."""
        self._show_columns(plan)
        self._show_badges(plan)
        self._notes.setText("\n".join(say(note) for note in plan.notes))
        self._notes.setVisible(bool(plan.notes))
        fields = fields_of(plan.request.kind)
        names = {field.attribute: _name(field) for field in fields if field.attribute}
        names |= {field.key: _name(field) for field in fields}
        refused = [
            Line(at, row.row, names.get(row.field, row.field), say(row.reason))
            for at, row in enumerate(plan.refused)
        ]
        changed = [
            Line(at, row.row, row.title, _differences(row, names)) for at, row in enumerate(plan.changed)
        ]
        for at, (table, lines, title) in enumerate(
            (
                (self._refused, refused, tr("Refused rows")),
                (self._changed, changed, tr("Changed rows")),
            )
        ):
            table.record_model().set_source(Lines(lines))
            self._tables.setTabText(at, f"{title} ({len(lines)})")
        self._tables.setCurrentIndex(0 if refused or not changed else 1)

    def refused_table(self) -> RecordTable:
        """Return the table of the refused rows."""
        return self._refused

    def _show_badges(self, plan: ImportPlan) -> None:
        _empty(self._flow)
        refused = len({row.row for row in plan.refused})
        for count, text, token, picture in (
            (plan.added, trn("{n} new", "{n} new", plan.added), "kept", "plus"),
            (len(plan.changed), trn("{n} changed", "{n} changed", len(plan.changed)), "info", "pencil"),
            (plan.unchanged, trn("{n} unchanged", "{n} unchanged", plan.unchanged), "done", "check"),
            (refused, trn("{n} refused", "{n} refused", refused), "late", "ban"),
        ):
            self._flow.addWidget(BadgeLabel(Badge(text, token if count else "done", picture)))

    def _show_columns(self, plan: ImportPlan) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        headings = [heading for heading in plan.table.headings if heading]
        if plan.unused:
            unused = QLabel(tr("Not used: {headings}", headings=list(plan.unused)))
            unused.setProperty("role", "muted")
            unused.setWordWrap(True)
            grid.addWidget(unused, 0, 0, 1, 3)
        for row, field in enumerate(fields_of(plan.request.kind), 1):
            self._add_field(grid, row, field, plan, headings)
        grid.setRowStretch(grid.rowCount(), 1)
        place = self._columns.verticalScrollBar().value()
        self._columns.setWidget(page)
        self._columns.verticalScrollBar().setValue(place)

    def _add_field(
        self, grid: QGridLayout, row: int, field: ImportField, plan: ImportPlan, headings: Sequence[str]
    ) -> None:
        heading = plan.columns.get(field.key, "")
        missing = field.key in plan.missing
        picture, token = ("circle-alert", "late") if missing else ("check", "kept") if heading else ("", "")
        sign = QLabel()
        if picture:
            sign.setPixmap(pixmap(picture, token, 14))
            sign.setAccessibleName(tr("missing") if missing else tr("found"))
        name = QLabel(f"{_name(field)} *" if field.required else _name(field))
        if not heading and not missing:
            name.setProperty("role", "muted")
        box = QuietCombo()
        box.addItems(["—", *headings])
        box.setMinimumContentsLength(8)
        box.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setCurrentIndex(headings.index(heading) + 1 if heading in headings else 0)
        box.setAccessibleName(tr("Column for {field}", field=_name(field)))
        name.setBuddy(box)
        box.activated.connect(lambda at, key=field.key: self._choose(key, headings, at))
        for column, widget in enumerate((sign, name, box)):
            grid.addWidget(widget, row, column)

    def _choose(self, key: str, headings: Sequence[str], at: int) -> None:
        self.mapped.emit(key, headings[at - 1] if at else "")

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID * 3, 0, 0, 0)
        column.addWidget(_heading(tr("Columns of the file")))
        column.addWidget(self._columns, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(GRID, 0, GRID * 3, 0)
        column.addWidget(_heading(tr("What would happen")))
        column.addWidget(self._badges)
        column.addWidget(self._notes)
        column.addWidget(self._tables, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([360, 600])
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


def _table(what: str, text: str, name: str) -> RecordTable:
    columns: tuple[Column[Line], ...] = (
        Column("row", mark("Row"), lambda line: line.row, width=64),
        Column("what", what, lambda line: line.what, width=150),
        Column("text", text, lambda line: line.text, tooltip=lambda line: line.text, width=400),
    )
    return RecordTable(RecordTableModel(columns, Lines()), name)


def _name(field: ImportField) -> str:
    return field.zh if words().language == "zh_CN" else field.en


def _differences(row: ChangedRow, names: dict[str, str]) -> str:
    return "; ".join(_difference(one, names) for one in row.differences)


def _difference(one: Difference, names: dict[str, str]) -> str:
    return tr(
        "{field}: {before} → {after}",
        field=names.get(one.attribute, one.attribute),
        before=_shown(one.attribute, one.before),
        after=_shown(one.attribute, one.after),
    )


def _shown(attribute: str, value: object) -> object:
    if value in (None, "", ()):
        return "—"
    return Fen(value) if attribute.endswith("_fen") and isinstance(value, int) else value


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(heading_font(1.05))
    return label


def _empty(flow: FlowLayout) -> None:
    while (item := flow.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
