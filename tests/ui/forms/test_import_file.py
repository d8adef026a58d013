from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.services.importing.guess import guess_kind
from tests.ui.branch import session_of, small_branch
from ui.forms.import_file import ImportDialog, dropped_file
from ui.operations import running
from ui.session import Session

GOOD = "客户名称,客户编号,电话\n龙井茶庄,C101,0571-87001111\n灵隐素食,C102,0571-87002222\n"
MIXED = GOOD + "坏电话店,C103,abc\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


class Room:
    """Opens the dialog over a window that lives as long as the test; the dialog deletes itself when done."""

    def __init__(self, session: Session, folder: Path, qtbot: QtBot) -> None:
        self.session, self.folder, self.qtbot = session, folder, qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)

    def looked_at(self, text: str) -> ImportDialog:
        path = self.folder / "list.csv"
        path.write_text(text, encoding="utf-8")
        return self.opened(path)

    def opened(self, path: Path) -> ImportDialog:
        dialog = ImportDialog(self.window, self.session, path)
        dialog.show()
        self.settle()
        return dialog

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not running())

    def customers(self) -> int:
        return len(self.session.desk.lists.ids(ListQuery(ListKind.CUSTOMERS)))


@pytest.fixture
def room(session: Session, tmp_path: Path, qtbot: QtBot) -> Room:
    return Room(session, tmp_path, qtbot)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("客户名称,客户编号,电话", ImportKind.CUSTOMERS),
        ("日期,上班,名称", ImportKind.WORKDAYS),
        ("发票号码,客户名称,开票日期,金额", ImportKind.INVOICES),
    ],
)
def test_the_headings_tell_what_a_file_holds(headings: str, kind: ImportKind, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{headings}\n" + ",".join("1" for _ in headings.split(",")) + "\n", encoding="utf-8")
    assert guess_kind(path) is kind


def test_a_file_that_fits_no_list_is_of_no_kind(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert guess_kind(path) is None


@pytest.mark.fault(4)
def test_looking_at_a_file_writes_nothing(room: Room) -> None:
    before = room.customers()
    dialog = room.looked_at(GOOD)
    assert dialog.plan is not None
    assert dialog.plan.added == 2
    assert room.customers() == before


def test_import_brings_the_rows_in_and_offers_the_way_back(room: Room) -> None:
    before = room.customers()
    dialog = room.looked_at(GOOD)
    dialog.run()
    room.settle()
    assert room.customers() == before + 2
    assert room.session.undo_text()


def test_a_refused_row_keeps_all_out_until_the_good_ones_are_accepted(room: Room) -> None:
    before = room.customers()
    dialog = room.looked_at(MIXED)
    table = dialog.preview.refused_table()
    assert table.record_model().rowCount() == 1
    assert table.record_model().cell(0, 0).text == "4"
    dialog.run()
    room.settle()
    assert room.customers() == before
    dialog.good_rows.click()
    dialog.run()
    room.settle()
    assert room.customers() == before + 2


def test_a_column_can_be_named_by_hand(room: Room) -> None:
    dialog = room.looked_at("甲方是谁,电话\n龙井茶庄,0571-87001111\n")
    dialog.set_kind(ImportKind.CUSTOMERS)
    room.settle()
    assert dialog.plan is not None
    assert dialog.plan.missing == ("name",)
    dialog.preview.mapped.emit("name", "甲方是谁")
    room.settle()
    assert dialog.plan is not None
    assert dialog.plan.added == 1


def test_a_file_that_cannot_be_read_is_told_in_the_dialog(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    dialog = room.opened(path)
    assert dialog.plan is None
    assert dialog.problem_text()


def test_refused_rows_and_template_can_be_kept(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = room.looked_at(MIXED)
    for name, save in (("refused.xlsx", dialog.save_refused), ("template.xlsx", dialog.save_template)):
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        save()
        room.settle()
        assert target.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("name", "taken"), [("list.xlsx", True), ("picture.png", False)])
def test_only_a_table_can_be_dropped(name: str, *, taken: bool, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    assert (dropped_file(mime) is not None) is taken
