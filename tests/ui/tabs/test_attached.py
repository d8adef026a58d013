"""The files of a visit, a customer, a case or an invoice are reached by one key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.list_query import ListKind, ListQuery
from tests.ui.branch import session_of, small_branch
from tests.ui.samples import settle
from ui.forms.attachments import AttachmentsDialog
from ui.session import Link, Session
from ui.tabs import attached
from ui.tabs.base import Tab
from ui.tabs.calendar_tab import CalendarTab
from ui.tabs.collections_tab import CollectionsTab
from ui.tabs.complaints_tab import ComplaintsTab
from ui.tabs.customers_tab import CustomersTab


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.mark.parametrize(
    ("kind", "make", "listed"),
    [
        ("visit", CalendarTab, ListKind.VISITS),
        ("customer", CustomersTab, ListKind.CUSTOMERS),
        ("complaint", ComplaintsTab, ListKind.COMPLAINTS),
        ("invoice", CollectionsTab, ListKind.INVOICES),
    ],
)
def test_the_chosen_record_shows_its_files(
    qtbot: QtBot, session: Session, kind: str, make: type[Tab], listed: ListKind
) -> None:
    tab = make(session)
    qtbot.addWidget(tab)
    tab.show()
    tab.wake()
    record_id = session.desk.lists.ids(ListQuery(listed))[0]
    tab.show_record(Link(kind, record_id))
    settle()
    attached.open_attachments(tab)
    (dialog,) = tab.findChildren(AttachmentsDialog)
    assert (dialog.field._kind, dialog.field._record_id) == (kind, record_id)
    assert [one.text for one in tab.commands() if one.shortcut == "Ctrl+Shift+F"] == ["附件…"]
    dialog.close()
