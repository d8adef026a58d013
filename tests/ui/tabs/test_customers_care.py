"""The card shows the essentials of care, and its menu starts everything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from branchdesk.domain.care import CustomerNote, Deciders, Expectation, Improvement
from branchdesk.domain.grades import Grading
from tests.ui.branch import session_of, small_branch
from ui.commands import fill_menu
from ui.forms.care_book import CareBook
from ui.forms.care_notes import NoteDialog
from ui.forms.customer import CustomerDialog
from ui.session import Link, Session
from ui.tabs.customers_care import badges, sections
from ui.tabs.customers_tab import CustomersTab

FACTORY = 1


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def tab(qtbot: QtBot, session: Session) -> CustomersTab:
    tab = CustomersTab(session)
    qtbot.addWidget(tab)
    tab.show_record(Link("customer", FACTORY))
    return tab


def test_a_customer_of_whom_nothing_is_known_has_no_section_of_care(session: Session) -> None:
    assert sections(session, FACTORY) == ()


@pytest.mark.req("D15")
@pytest.mark.req("R136")
def test_a_short_preference_is_a_badge_and_a_line(session: Session) -> None:
    note = CustomerNote(customer_id=FACTORY, text="周二下午勿来电", noted_on=date(2026, 11, 2))
    session.desk.care.save_note(note)
    session.desk.care.save_note(CustomerNote(customer_id=FACTORY, text="烘焙间不用胶饵", at_call=False))
    assert [badge.text for badge in badges(session, FACTORY)] == ["周二下午勿来电"]
    (section,) = sections(session, FACTORY)
    assert [row.text for row in section.rows] == ["周二下午勿来电", "烘焙间不用胶饵"]


@pytest.mark.req("R138")
@pytest.mark.req("R145")
@pytest.mark.req("R160")
@pytest.mark.req("R028")
def test_the_section_says_what_decides_what_is_expected_and_what_is_owed(session: Session) -> None:
    desk = session.desk
    desk.care.save_deciders(Deciders(customer_id=FACTORY, convenience=1, price=2, speed=3, brand=4))
    desk.care.save_expectation(Expectation(customer_id=FACTORY, text="半小时内清场"))
    desk.care.save_improvement(
        Improvement(customer_id=FACTORY, noticed_on=date(2026, 10, 15), what="封堵后门缝隙")
    )
    desk.opinions.grade(Grading(customer_id=FACTORY, value=5, importance=4, potential=3, grade=""))
    (section,) = sections(session, FACTORY)
    assert [fact.value for fact in section.facts] == ["便利、价格、速度、品牌"]
    assert [(row.text, row.detail) for row in section.rows] == [
        ("期望：半小时内清场", "未商定"),
        ("A 级，4.3 分", "2026-11-22"),
        ("改进：封堵后门缝隙", "尚未致谢"),
    ]


def test_a_line_of_the_card_opens_its_entry_and_the_book_everything(
    qtbot: QtBot, session: Session, tab: CustomersTab
) -> None:
    note = session.desk.care.save_note(CustomerNote(customer_id=FACTORY, text="周二下午勿来电")).value
    tab._follow(Link("care_note", note.id).text())
    (dialog,) = tab.findChildren(NoteDialog)
    assert dialog.form.field("text").value() == "周二下午勿来电"
    book = CareBook(tab, session, FACTORY, lambda _link: None)
    qtbot.addWidget(book)
    content = book.card.content()
    assert content is not None
    assert [section.title for section in content.sections] == ["客户备注"]


def test_care_has_a_submenu_of_its_own_in_which_every_entry_opens(qtbot: QtBot, tab: CustomersTab) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    commands = [one for one in tab.commands() if one.under == "客户关怀"]
    fill_menu(menu, tab, commands)
    (care,) = menu.findChildren(QMenu)
    assert care.title() == "客户关怀"
    entries = [action for action in care.actions() if not action.isSeparator()]
    assert len(entries) >= 18
    quiet = [action for action in entries if not action.text().startswith("打印")]
    for action in quiet:
        before = len(tab.findChildren(QDialog))
        action.trigger()
        assert len(tab.findChildren(QDialog)) == before + 1, action.text()


@pytest.mark.req("R138")
def test_a_grade_that_was_given_is_not_typed_over(qtbot: QtBot, session: Session) -> None:
    session.desk.opinions.grade(Grading(customer_id=FACTORY, value=5, importance=4, potential=3, grade=""))
    dialog = CustomerDialog(None, session, session.desk.customers.customer(FACTORY))
    qtbot.addWidget(dialog)
    assert not dialog.form.field("grade").isEnabled()
    assert dialog.form.field("grade").value() == "A"
