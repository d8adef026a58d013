"""A morning at the desk without a mouse: every step is a key press on whatever has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.complaints import Complaint, ComplaintCategory
from branchdesk.domain.interactions import CallResult, Interaction
from branchdesk.domain.receivables import Payment
from tests.ui.branch import TODAY, small_branch
from tests.ui.samples import type_text
from ui.app import App, Wishes
from ui.language import set_language
from ui.main_window import MainWindow
from ui.operations import settled
from ui.settings import Settings
from ui.theme import apply_theme, install_fonts

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Desk:
    """The window and a person who only has a keyboard."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is, and wait for what it starts."""
        QTest.keyClick(self.focused(), key, held)
        self.rest()

    def type(self, text: str) -> None:
        """Type: key by key what a keyboard has, as an input method what it has not."""
        if text.isascii():
            QTest.keyClicks(self.focused(), text)
        else:
            type_text(self.focused(), text)
        self.rest()

    def focused(self) -> QWidget:
        """Return what has the keyboard."""
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def dialog(self) -> QDialog:
        """Return the dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def tab_to(self, reached: Callable[[QWidget], bool]) -> None:
        """Press Tab until the wanted field has the keyboard."""
        for _ in range(40):
            if reached(self.focused()):
                return
            self.press(Key.Key_Tab)
        raise AssertionError("Tab does not reach it")

    def rest(self) -> None:
        self._qtbot.waitUntil(settled)
        QApplication.processEvents()
        if QApplication.activeModalWidget() is None and not self.window.isActiveWindow():
            self.window.activateWindow()  # without a screen nobody gives the window back what a dialog took
            self._qtbot.waitUntil(self.window.isActiveWindow)

    def key(self) -> str:
        return self.window.current_tab.key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    install_fonts(qapp)
    small_branch(tmp_path).close()
    settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    settings.language, settings.theme = "zh_CN", "light"
    app = App(settings, Wishes(tmp_path / "small.branchdesk", "", TODAY, None, throw_away=True))
    app.start()
    window = app.window
    assert window is not None
    window.activateWindow()
    qtbot.waitUntil(lambda: settled() and bool(window.session.duties))
    yield Desk(window, qtbot)
    qtbot.waitUntil(settled)
    window.close()
    window.session.desk.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    set_language("zh_CN")
    apply_theme(qapp, "light")


def named(name: str) -> Callable[[QWidget], bool]:
    def is_it(widget: QWidget) -> bool:
        return widget.accessibleName().split("，")[0] == name

    return is_it


def find(kind: type, desk: Desk) -> list[object]:
    return list(desk.window.session.desk.context.reader.find(kind))


def test_the_keyboard_is_on_the_calendar_when_the_window_opens(desk: Desk) -> None:
    assert desk.focused() in desk.window.current_tab.homes()


def test_alt_and_a_digit_bring_each_tab(desk: Desk) -> None:
    seen = []
    for digit in (Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_1):
        desk.press(digit, ALT)
        seen.append(desk.key())
    assert seen == ["customers", "complaints", "collections", "calendar"]


def test_a_customer_is_found_and_a_call_logged_and_taken_back(desk: Desk) -> None:
    desk.press(Key.Key_K, CTRL)
    desk.type("xhfd")
    desk.press(Key.Key_Return)
    assert desk.key() == "customers"
    desk.press(Key.Key_Space)
    assert "登记联系" in desk.dialog().windowTitle()
    desk.press(Key.Key_2)
    desk.press(Key.Key_Return, CTRL)
    assert QApplication.activeModalWidget() is None
    (call,) = find(Interaction, desk)
    assert isinstance(call, Interaction)
    assert call.result is list(CallResult)[1]
    desk.press(Key.Key_Z, CTRL)
    assert find(Interaction, desk) == []


def test_a_complaint_is_taken_down(desk: Desk) -> None:
    before = len(find(Complaint, desk))
    desk.press(Key.Key_3, ALT)
    desk.press(Key.Key_N, CTRL)
    desk.type("xhfd")
    desk.press(Key.Key_Return)
    desk.tab_to(named("客户反映"))
    desk.type("大堂有蟑螂")
    desk.press(Key.Key_1, ALT)
    desk.press(Key.Key_Return, CTRL)
    assert QApplication.activeModalWidget() is None
    cases = find(Complaint, desk)
    assert len(cases) == before + 1
    newest = cases[-1]
    assert isinstance(newest, Complaint)
    assert (newest.text, newest.category) == ("大堂有蟑螂", next(iter(ComplaintCategory)))


def test_a_payment_is_recorded_and_taken_back(desk: Desk) -> None:
    desk.press(Key.Key_4, ALT)
    desk.press(Key.Key_R, CTRL)
    desk.tab_to(named("客户"))
    desk.type("xhfd")
    desk.press(Key.Key_Return)
    desk.tab_to(named("金额"))
    desk.type("8600")
    desk.press(Key.Key_Return, CTRL)
    assert QApplication.activeModalWidget() is None
    (payment,) = find(Payment, desk)
    assert isinstance(payment, Payment)
    assert payment.amount_fen == 860_000
    desk.press(Key.Key_Z, CTRL)
    open_fen = desk.window.session.desk.receivables.open_invoices(payment.customer_id)[0].open_fen
    assert open_fen == 860_000


def test_f4_leads_to_the_duties_and_enter_to_their_record(desk: Desk) -> None:
    desk.press(Key.Key_4, ALT)
    desk.press(Key.Key_F4)
    assert desk.focused() is desk.window.dock.list
    duty = desk.window.dock.list.currentIndex().data(Qt.ItemDataRole.UserRole + 1)
    desk.press(Key.Key_Return)
    assert desk.window.current_tab.current_record() == duty.link_id
    assert desk.focused() in desk.window.current_tab.homes()


def test_space_logs_a_call_on_the_chosen_row_of_every_list(desk: Desk) -> None:
    for digit in (Key.Key_2, Key.Key_3, Key.Key_4):
        desk.press(digit, ALT)
        desk.press(Key.Key_Space)
        assert "登记联系" in desk.dialog().windowTitle()
        desk.press(Key.Key_Escape)
        assert QApplication.activeModalWidget() is None


def test_space_logs_a_call_on_the_chosen_visit_of_the_calendar(desk: Desk) -> None:
    desk.press(Key.Key_1, ALT)
    desk.press(Key.Key_6, CTRL)
    desk.press(Key.Key_Space)
    assert "登记联系" in desk.dialog().windowTitle()
    desk.press(Key.Key_Escape)


def test_alt_and_the_arrows_lead_through_the_records_visited(desk: Desk) -> None:
    desk.press(Key.Key_K, CTRL)
    desk.type("xhfd")
    desk.press(Key.Key_Return)
    customer = desk.window.current_tab.here()
    desk.press(Key.Key_F4)
    desk.press(Key.Key_Return)
    duty = desk.window.current_tab.here()
    assert duty != customer
    desk.press(Key.Key_Left, ALT)
    assert desk.window.current_tab.here() == customer
    desk.press(Key.Key_Right, ALT)
    assert desk.window.current_tab.here() == duty


def test_escape_leaves_a_dialog_and_the_search(desk: Desk) -> None:
    desk.press(Key.Key_2, ALT)
    desk.press(Key.Key_N, CTRL)
    assert desk.dialog() is not None
    desk.press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    desk.press(Key.Key_K, CTRL)
    desk.type("x")
    desk.press(Key.Key_Escape)
    assert desk.window.finder.text() == ""
    assert desk.focused() is not desk.window.finder
    assert desk.window.isAncestorOf(desk.focused())
