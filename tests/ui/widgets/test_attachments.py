"""Files come by drop, paste and choice, show a small picture, and are opened from a private copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from branchdesk.domain.attachments import NewFile
from branchdesk.domain.customers import Customer
from tests.ui.branch import empty_branch, session_of
from ui.operations import running
from ui.session import Session
from ui.widgets.attachment_list import can_take
from ui.widgets.attachments import AttachmentsField, small_picture


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(empty_branch(tmp_path), tmp_path) as opened:
        opened.desk.customers.save_customer(Customer(name="三川"))
        yield opened


def png(width: int = 200, height: int = 100) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


@pytest.fixture
def field(session: Session, qtbot: QtBot) -> AttachmentsField:
    made = AttachmentsField(session, "customer", 1)
    qtbot.addWidget(made)
    made.show()
    return made


def kept(session: Session) -> list[str]:
    return [one.file_name for one in session.desk.attachments.of("customer", 1)]


def settle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not running())


def test_dropped_files_are_kept_at_once(
    field: AttachmentsField, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "门缝.png"
    path.write_bytes(png())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.org/x.png")])
    assert can_take(data)
    field.list.dropped.emit(data)
    settle(qtbot)
    assert kept(session) == ["门缝.png"]
    assert field.list.item(0).text().startswith("门缝.png\n")


def test_a_copied_picture_is_pasted_under_the_moment(
    field: AttachmentsField, session: Session, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setImageData(QImage.fromData(png()))
    field.list.dropped.emit(data)
    settle(qtbot)
    assert kept(session) == ["图片 2026-11-22 090000.png"]


def test_a_new_record_gathers_files_until_it_is_saved(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    field = AttachmentsField(session, "evidence")
    qtbot.addWidget(field)
    path = tmp_path / "a.txt"
    path.write_text("监测记录", encoding="utf-8")
    field.add_paths([path, path])
    settle(qtbot)
    assert [one.name for one in field.value()] == ["a.txt"]
    field.remark.setText("第 3 号站")
    field.save_remark()
    assert field.value()[0].remark == "第 3 号站"
    field.remove(0)
    assert field.value() == ()


def test_pictures_are_loaded_only_when_they_are_seen(
    field: AttachmentsField, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.desk.attachments.add_files(
        "customer", 1, [NewFile(f"{n}.png", png(100, 100 + n)) for n in range(9)]
    )
    asked: list[int] = []
    plain = session.desk.attachments.content

    def counting(one: int) -> bytes:
        asked.append(one)
        return plain(one)

    monkeypatch.setattr(session.desk.attachments, "content", counting)
    field.reload()
    qtbot.waitUntil(lambda: len(asked) == len(field.list.rows_in_view()))
    assert 0 < len(asked) < 9


def test_enter_opens_a_copy_in_a_private_folder(
    field: AttachmentsField, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.desk.attachments.add_files("customer", 1, [NewFile("a.png", png())])
    field.reload()
    shown: list[str] = []
    opener = "ui.file_viewer.QDesktopServices.openUrl"
    monkeypatch.setattr(opener, lambda url: shown.append(url.toLocalFile()))
    QTest.keyClick(field.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown))
    path = Path(shown[0])
    assert path.name == "a.png"
    assert path.read_bytes() == png()
    assert path.parent.parent.stat().st_mode & 0o077 == 0


def test_delete_takes_a_file_away_and_undo_brings_it_back(
    field: AttachmentsField, session: Session, qtbot: QtBot
) -> None:
    session.desk.attachments.add_files("customer", 1, [NewFile("a.png", png())])
    field.reload()
    QTest.keyClick(field.list, Qt.Key.Key_Delete)
    settle(qtbot)
    assert kept(session) == []
    session.undo_last(field)
    settle(qtbot)
    assert kept(session) == ["a.png"]


def test_a_remark_is_kept_when_its_field_is_left(
    field: AttachmentsField, session: Session, qtbot: QtBot
) -> None:
    session.desk.attachments.add_files("customer", 1, [NewFile("a.png", png())])
    field.reload()
    field.remark.setText("后厨门缝")
    field.remark.left.emit()
    settle(qtbot)
    assert session.desk.attachments.of("customer", 1)[0].remark == "后厨门缝"


def test_a_small_picture_keeps_its_shape_and_a_broken_one_is_none() -> None:
    made = small_picture(png(400, 200))
    assert (made.width(), made.height()) == (96, 48)
    assert small_picture(b"no picture").isNull()
