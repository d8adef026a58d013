"""Whom to call about money: three lists, one card, one head."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.aging import Bucket
from branchdesk.domain.allocation import Share
from branchdesk.domain.receivables import Payment, Promise
from tests.ui.branch import session_of, small_branch
from ui.session import Link, Session
from ui.tabs.collections_head import Shown
from ui.tabs.collections_tab import CollectionsTab
from ui.widgets.card_content import CardContent
from ui.widgets.form_dialog import FormDialog

HOTEL, OLD, NEW = 2, 1, 2


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        yield session


@pytest.fixture
def tab(qtbot: QtBot, session: Session) -> CollectionsTab:
    tab = CollectionsTab(session)
    qtbot.addWidget(tab)
    tab.resize(1066, 640)
    tab.show()
    tab.wake()
    return tab


def cell(tab: CollectionsTab, record_id: int, key: str) -> str:
    model = tab.page.model
    at = [column.key for column in model.columns].index(key)
    return model.cell(model.index_of_id(record_id).row(), at).text


def card(tab: CollectionsTab) -> CardContent:
    content = tab.page.details.content()
    assert content is not None
    return content


def dialogs(tab: CollectionsTab) -> list[FormDialog]:
    return [one for one in tab.findChildren(FormDialog) if one.isVisible()]


@pytest.mark.req("R066")
def test_open_invoices_stand_with_their_state_in_words(tab: CollectionsTab) -> None:
    assert list(tab.page.model.ids()) == [OLD, NEW]
    assert cell(tab, OLD, "state") == "逾期 26 天"
    assert cell(tab, NEW, "state") == "未签收，12 天前寄出"
    assert cell(tab, OLD, "open") == "8,600.00"


@pytest.mark.req("D22")
def test_the_card_shows_the_journey_whom_to_call_and_the_due_date(tab: CollectionsTab) -> None:
    tab.show_record(Link("invoice", OLD))
    sections = {section.title: section for section in card(tab).sections}
    steps = sections["发票流程"].steps
    assert [step.when for step in steps] == ["09-28", "09-28", "09-30", "10-27", "", ""]
    assert any("赵会计" in fact.value for fact in sections["客户"].facts)
    assert any(fact.link == "explain" and "2026-10-27" in fact.value for fact in sections["发票流程"].facts)


@pytest.mark.req("D25")
def test_money_on_account_and_a_running_promise_warn_before_the_call(
    tab: CollectionsTab, session: Session
) -> None:
    receivables = session.desk.receivables
    payment = Payment(customer_id=HOTEL, paid_on=date(2026, 11, 1), amount_fen=100_00)
    session.tell(receivables.record_payment(payment, [Share(OLD, 60_00)]))
    promise = Promise(customer_id=HOTEL, invoice_id=OLD, amount_fen=100_00, due_on=date(2026, 12, 1))
    session.publish(receivables.promise(promise).changes)
    tab.take_changes(receivables.promise(promise).changes)
    tab.show_record(Link("invoice", OLD))
    assert "40.00" in card(tab).warning
    assert "2026-12-01" in card(tab).warning
    assert cell(tab, OLD, "state") == "承诺 12-01 付款"


def test_a_bucket_leads_to_its_invoices(tab: CollectionsTab) -> None:
    tab.show_bucket(Bucket.D1_30)
    assert list(tab.page.model.ids()) == [OLD]
    tab.show_bucket(Bucket.NOT_SIGNED)
    assert list(tab.page.model.ids()) == [NEW]
    tab.show_bucket(Bucket.D91_PLUS)
    assert list(tab.page.model.ids()) == []
    assert "8,600.00" in tab.head.aging.accessibleDescription()


@pytest.mark.req("R076")
def test_the_aging_is_worked_out_as_of_any_day(tab: CollectionsTab) -> None:
    tab.show_list(Shown.AGING)
    assert cell(tab, HOTEL, "d1_30") == "8,600.00"
    tab.aging.as_of.setText("2026-10-27")
    tab.aging.as_of.edited.emit()
    assert cell(tab, HOTEL, "not_due") == "8,600.00"
    assert cell(tab, HOTEL, "not_signed") == ""
    tab.page.table.selectRow(0)
    assert card(tab).title.startswith("西湖饭店")
    tab.aging.open_record(HOTEL)
    assert tab.page is tab.invoices
    assert list(tab.page.model.ids()) == [OLD, NEW]


def test_a_payment_shows_what_it_pays_and_can_be_allocated(tab: CollectionsTab, session: Session) -> None:
    payment = Payment(customer_id=HOTEL, paid_on=date(2026, 11, 1), amount_fen=100_00)
    paid = session.desk.receivables.record_payment(payment, [Share(OLD, 60_00)]).value
    tab.show_record(Link("payment", paid.id))
    assert tab.page is tab.payments
    assert cell(tab, paid.id, "state") == "预收 40.00 未分配"
    pays = next(section for section in card(tab).sections if section.title == "支付")
    assert [row.link for row in pays.rows] == [f"invoice:{OLD}", "take-back:1"]
    tab.page.act("allocate")
    assert [type(one).__name__ for one in dialogs(tab)] == ["AllocateDialog"]
    session.desk.receivables.reverse_payment(paid.id, "错")
    tab.reload()
    assert cell(tab, paid.id, "state") == "已冲销"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("新建发票", "InvoiceDialog"),
        ("登记付款", "PaymentDialog"),
        ("登记通话", "InteractionDialog"),
        ("寄送 / 签收", "JourneyDialog"),
        ("承诺", "PromiseDialog"),
        ("红字发票", "CreditNoteDialog"),
        ("冲销", "ReverseDialog"),
    ],
)
def test_every_act_opens_for_the_chosen_invoice(tab: CollectionsTab, text: str, name: str) -> None:
    tab.show_record(Link("invoice", NEW))
    next(command for command in tab.commands() if command.text == text).act()
    assert [type(one).__name__ for one in dialogs(tab)] == [name]


def test_the_list_in_view_is_remembered(tab: CollectionsTab, session: Session, qtbot: QtBot) -> None:
    tab.show_list(Shown.AGING)
    tab.remember()
    again = CollectionsTab(session)
    qtbot.addWidget(again)
    assert again.page is again.aging


def test_the_list_in_view_can_be_printed(tab: CollectionsTab) -> None:
    tab.show_list(Shown.AGING)
    sheet = tab.listing().sheet(lambda _done, _all: None)
    assert sheet.rows[0][:2] == ("西湖饭店", Decimal("12400.00"))
