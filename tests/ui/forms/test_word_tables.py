"""The tables of words, the phrases and the approved answers, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.wording import ApprovedAnswer, WordKind
from branchdesk.domain.wording_rules import TextPurpose
from tests.ui.branch import TODAY, session_of, small_branch
from tests.ui.samples import type_text
from ui.forms.approved_answers import ApprovedAnswersDialog, EditionsDialog
from ui.forms.complaint_answer import ComplaintAnswerDialog
from ui.forms.report import ReportDialog
from ui.forms.word_entries import ApproveAnswerDialog, StockPhraseDialog, WordExceptionDialog, WordRuleDialog
from ui.forms.word_tables import LanguageCareDialog, ReportWordsDialog, StockPhrasesDialog
from ui.operations import running
from ui.session import Link, Session
from ui.widgets.checked_field import CheckedNoteField


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not running())


def texts(session: Session, kind: WordKind) -> list[str]:
    return [one.text for one in session.desk.wording.table(kind)]


def opened(kind: type[QWidget]) -> QWidget:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found[-1]


@pytest.mark.req("R056")
def test_an_entry_is_added_changed_and_deleted_by_keyboard(qtbot: QtBot, session: Session) -> None:
    dialog = ReportWordsDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.add()
    entry = opened(WordRuleDialog)
    assert isinstance(entry, WordRuleDialog)
    type_text(entry.form.field("text"), "小强")
    type_text(entry.form.field("instead"), "蟑螂")
    entry.save()
    rest(qtbot)
    assert texts(session, WordKind.TERM)[-1] == "小强"
    assert dialog.table.record_model().rowCount() == 7
    dialog.table.go_to(session.desk.wording.table(WordKind.TERM)[0].id)
    dialog.remove()
    rest(qtbot)
    assert "苍蝇" not in texts(session, WordKind.TERM)
    session.undo_last(dialog)
    rest(qtbot)
    assert "苍蝇" in texts(session, WordKind.TERM)


@pytest.mark.req("R056")
def test_a_search_narrows_a_list_and_the_shipped_entries_come_back(qtbot: QtBot, session: Session) -> None:
    dialog = ReportWordsDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText("卫生害虫")
    qtbot.waitUntil(lambda: dialog.table.record_model().rowCount() == 2)
    dialog.table.selectAll()
    dialog.remove()
    rest(qtbot)
    assert len(texts(session, WordKind.TERM)) == 4
    dialog.restore()
    rest(qtbot)
    assert len(texts(session, WordKind.TERM)) == 6


@pytest.mark.req("R112")
def test_taboo_words_stand_in_their_groups(qtbot: QtBot, session: Session) -> None:
    dialog = LanguageCareDialog(None, session)
    qtbot.addWidget(dialog)
    groups = [dialog.page.columns[0].shown(row) for row in dialog.page.read()]
    assert list(dict.fromkeys(groups)) == ["称呼", "反问", "推诿", "斥责"]
    dialog.show_page(6)
    dialog.add()
    entry = opened(WordExceptionDialog)
    assert isinstance(entry, WordExceptionDialog)
    entry.save()
    assert "text" in entry.form.problems()
    entry.form.mark_clean()
    entry.reject()


@pytest.mark.req("R113")
def test_a_phrase_is_changed(qtbot: QtBot, session: Session) -> None:
    dialog = StockPhrasesDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    first = session.desk.wording.all_phrases()[0]
    dialog.table.go_to(first.id)
    dialog.change()
    entry = opened(StockPhraseDialog)
    assert isinstance(entry, StockPhraseDialog)
    entry.form.field("text").set_value("您好，{公司}，我是{我}。")
    entry.save()
    rest(qtbot)
    assert session.desk.wording.all_phrases()[0].text == "您好，{公司}，我是{我}。"


def approve(session: Session, question: str, answer: str) -> ApprovedAnswer:
    one = ApprovedAnswer(question=question, answer=answer, approved_by="王芳", approved_on=TODAY)
    return session.desk.wording.approve(one).value


@pytest.mark.req("R167")
@pytest.mark.usefixtures("qtbot")
def test_an_answer_is_found_by_typing_and_put_in_by_enter(session: Session) -> None:
    approve(session, "药剂安全吗？", "有登记证，按标签使用。")
    approve(session, "多久见效？", "一到两周。")
    taken: list[str] = []
    dialog = ApprovedAnswersDialog(None, session, taken.append)  # goes by itself when it is closed
    dialog.show()
    type_text(dialog.search, "见效")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert taken == ["一到两周。"]


@pytest.mark.req("R167")
def test_a_new_edition_is_approved_and_the_earlier_one_can_be_read(qtbot: QtBot, session: Session) -> None:
    approve(session, "多久见效？", "一到两周。")
    dialog = ApprovedAnswersDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.change()
    entry = opened(ApproveAnswerDialog)
    assert isinstance(entry, ApproveAnswerDialog)
    entry.form.field("answer").set_value("三到七天。")
    entry.save()
    rest(qtbot)
    assert any(label.text() == "问答 1 第 2 版（2026-11-22）" for label in dialog.findChildren(QLabel))
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "三到七天。"
    dialog.show_editions()
    editions = opened(EditionsDialog)
    assert isinstance(editions, EditionsDialog)
    assert editions.model.rowCount() == 2
    editions.accept()


@pytest.mark.req("R167")
def test_an_answer_that_the_search_box_found_is_shown(qtbot: QtBot, session: Session) -> None:
    from ui.tabs.complaints_tab import ComplaintsTab

    approve(session, "药剂安全吗？", "有登记证。")
    wanted = approve(session, "多久见效？", "一到两周。")
    tab = ComplaintsTab(session)
    qtbot.addWidget(tab)
    tab.show_record(Link("approved_answer", wanted.id))
    dialog = opened(ApprovedAnswersDialog)
    assert isinstance(dialog, ApprovedAnswersDialog)
    assert dialog.table.current_id() == wanted.id
    dialog.reject()


@pytest.mark.req("R109")
def test_an_answer_to_a_case_offers_its_blocks_with_the_names_filled_in(
    qtbot: QtBot, session: Session
) -> None:
    (case_id,) = session.desk.lists.ids(ListQuery(ListKind.COMPLAINTS))
    dialog = ComplaintAnswerDialog(None, session, session.desk.complaints.complaint(case_id))
    qtbot.addWidget(dialog)
    field: CheckedNoteField = dialog.form.field("answer")
    (menu,) = field.findChildren(QMenu)
    menu.aboutToShow.emit()
    offered = [action for action in menu.actions() if "{称呼}，经过核实" in action.text()]
    offered[0].trigger()
    assert field.value().startswith("周先生，经过核实，这次是我们的责任")
    assert field.textCursor().selectedText() == "{原因}"
    dialog.form.mark_clean()
    dialog.reject()


@pytest.mark.req("R060")
def test_before_a_report_is_issued_its_weak_places_are_shown(qtbot: QtBot, session: Session) -> None:
    visit_id = session.desk.lists.ids(ListQuery(ListKind.VISITS, filters=("no_report",)))[0]
    visit = replace(session.desk.visits.visit(visit_id), findings="正常", actions="喷洒 500")
    dialog = ReportDialog(None, session, visit)
    qtbot.addWidget(dialog)
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "过于简单" in shown
    assert "缺少计量单位" in shown


@pytest.mark.req("R112")
def test_what_is_put_in_from_approved_answers_is_checked_like_the_rest(
    qtbot: QtBot, session: Session
) -> None:
    field = CheckedNoteField(session, TextPurpose.OUTGOING)
    qtbot.addWidget(field)
    field.insert_text("我不清楚")
    assert [mark.kind for mark in field.marks()] == [WordKind.TABOO]
