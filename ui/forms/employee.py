"""The people of the branch: a list, and a dialog for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.checks import check_employee
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.messages import Message, mark
from branchdesk.services.context import Outcome
from ui.forms.record_dialog import RecordDialog
from ui.language import term, tr, trc
from ui.session import Session
from ui.table.columns import Column
from ui.table.model import ListQuery, RecordTableModel
from ui.table.view import RecordTable
from ui.theme import GRID
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import CheckField, PhoneField, TextField
from ui.widgets.form_dialog import Job

_COLUMNS: tuple[Column[Employee], ...] = (
    Column("name", mark("Employee"), lambda one: one.name, width=140),
    Column("role", mark("Role"), lambda one: one.role, text=lambda one: term(one.role), width=150),
    Column("phone", mark("Phone"), lambda one: one.phone, width=140),
    Column(
        "active",
        mark("Works here"),
        lambda one: one.active,
        text=lambda one: tr("yes") if one.active else tr("left"),
        icon=lambda one: "circle-check" if one.active else "minus",
        color=lambda one: "kept" if one.active else "done",
        width=100,
    ),
)


class EmployeeDialog(RecordDialog[Employee]):
    """Adds or changes an employee; one who left stays in the records."""

    def __init__(self, parent: QWidget | None, session: Session, employee: Employee) -> None:
        title = tr("Employee {name}", name=employee.name) if employee.id else tr("New employee")
        super().__init__(parent, session, employee, title, columns=1)
        self.form.add("name", trc("person", "Name"), TextField(longest=60), required=True)
        self.form.add("role", tr("Role"), EnumCombo(EmployeeRole), required=True)
        self.form.add("phone", tr("Phone"), PhoneField())
        self.form.add("active", "", CheckField(tr("works at this branch")))
        self.fill()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the employee list."""
        return check_employee(self.read())

    def job(self) -> Job:
        """Save the employee."""
        desk, employee = self.session.desk, self.read()
        return lambda _progress: desk.customers.save_employee(employee)


class _Source:
    """The employees as rows, those who left last."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ids(self, query: ListQuery) -> Sequence[int]:
        """Return the ids; the list is short and has one order."""
        del query
        return [one.id for one in sorted(self._people(), key=lambda one: (not one.active, one.id))]

    def rows(self, ids: Sequence[int]) -> Sequence[Employee]:
        """Return these employees."""
        return [one for one in self._people() if one.id in ids]

    def _people(self) -> list[Employee]:
        return self._session.desk.customers.employees()


class EmployeesDialog(QDialog):
    """Shows everybody of the branch; Enter changes one, Ctrl+N adds one."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Employees"))
        self._session = session
        self.model: RecordTableModel[Employee] = RecordTableModel(_COLUMNS, _Source(session))
        self.table = RecordTable(self.model, tr("Employees"))
        sentence = tr("Nobody is entered yet. Technicians stand here to be chosen for visits.")
        self.table.set_empty("users", sentence, tr("New employee"), self.add)
        self.table.activated_record.connect(self.edit)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+N"), self, self.add)
        self.model.refresh()

    def add(self) -> EmployeeDialog:
        """Enter a new employee."""
        return self._open(Employee())

    def edit(self, employee_id: int) -> EmployeeDialog | None:
        """Change an employee."""
        people = self._session.desk.customers.employees()
        known = next((one for one in people if one.id == employee_id), None)
        return self._open(known) if known is not None else None

    def _open(self, employee: Employee) -> EmployeeDialog:
        dialog = EmployeeDialog(self, self._session, employee)
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    def _saved(self, outcome: Outcome[Employee]) -> None:
        self._session.tell(outcome)
        self.model.refresh()
        self.table.go_to(outcome.value.id)

    def _lay_out(self) -> None:
        new = QPushButton(tr("New employee"))
        new.clicked.connect(self.add)
        done = QPushButton(tr("Close"))
        done.clicked.connect(self.accept)
        for button in (new, done):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        foot.addWidget(new)
        foot.addStretch()
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.resize(580, 420)
