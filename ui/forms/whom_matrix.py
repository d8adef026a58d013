"""Who is called about what at each site of a customer (D11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Contact, ContactRole, Site
from branchdesk.domain.messages import mark
from branchdesk.domain.role_matrix import Answer, role_matrix
from ui import notices
from ui.forms.list_dialog import ListDialog
from ui.forms.whom import addressed, numbers
from ui.language import term, tr
from ui.session import Session
from ui.table.columns import Column


@dataclass(frozen=True, slots=True)
class _Line:
    """One matter at one site, and one person to call about it."""

    id: int
    role: ContactRole
    site: str
    answer: Answer | None

    @property
    def contact(self) -> Contact | None:
        """Return the person, if there is one."""
        return self.answer.contact if self.answer else None


def _of(read: Callable[[Contact], str]) -> Callable[[_Line], str]:
    return lambda line: read(line.contact) if line.contact is not None else ""


def _who(line: _Line) -> str:
    if line.answer is None:
        return tr("nobody yet")
    name = addressed(line.answer.contact)
    return tr("{name} (head office)", name=name) if line.answer.head_office else name


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("role", mark("About"), lambda r: r.role, text=lambda r: term(r.role), width=110),
    Column("site", mark("Site"), lambda r: r.site, width=130),
    Column("who", mark("Whom to call"), _who, color=lambda r: None if r.answer else "soon", width=200),
    Column("number", mark("Phone"), _of(numbers), width=230),
    Column("hours", mark("Call hours"), _of(lambda one: one.call_hours), width=130),
)


class WhomDialog(ListDialog):
    """Answers "who do I call about this?"; Enter copies the number."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int) -> None:
        customer = session.desk.customers.customer(customer_id)
        self._lines = _lines(session, customer_id)
        lead = tr("{customer}: the site's own person first, then the head office.", customer=customer.name)
        title = tr("Whom to call about what")
        super().__init__(parent, session, title, _COLUMNS, lambda: self._lines, lead=lead)
        self.add_button(tr("Copy the number"), self.copy)
        self.table.activated_record.connect(lambda _id: self.copy())

    def lines(self) -> list[tuple[str, str, str]]:
        """Return matter, site and person of every line."""
        return [(term(line.role), line.site, _who(line)) for line in self._lines]

    def copy(self) -> None:
        """Copy the number of the chosen person."""
        line = next((one for one in self._lines if one.id == self.table.current_id()), None)
        contact = line.contact if line is not None else None
        number = (contact.mobile or contact.phone) if contact is not None else ""
        if number:
            QGuiApplication.clipboard().setText(number)
            notices.post(notices.Notice(tr("{number} copied", number=number)))


def _lines(session: Session, customer_id: int) -> Sequence[_Line]:
    """Write a line for each matter and site; sites with the same answer share one line."""
    people = session.desk.people.directory(customer_id)
    sites = [site for site in session.desk.customers.sites_of(customer_id) if site.active]
    found: list[tuple[ContactRole, str, Answer | None]] = []
    for row in role_matrix(people, sites or [Site(name="")]):
        same = all(cell == row.cells[0] for cell in row.cells)
        for site, cell in [*zip(sites or [Site(name="")], row.cells, strict=True)][: 1 if same else None]:
            where = tr("all sites") if same else site.name
            found.extend((row.role, where, answer) for answer in cell or (None,))
    return [_Line(at, *line) for at, line in enumerate(found, start=1)]
