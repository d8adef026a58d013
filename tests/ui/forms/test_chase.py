"""Chasing money by keyboard: today's list, the ladder, promises, group accounts, payment on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from branchdesk.domain.chasing import ChaseOutcome
from branchdesk.domain.customers import Customer, CustomerKind, Site
from branchdesk.domain.dunning import StepWay
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.exemptions import PayExemption
from branchdesk.domain.interactions import CallResult, Interaction
from branchdesk.domain.money import Fen
from branchdesk.domain.months import Month
from branchdesk.domain.receivables import Invoice, Promise
from branchdesk.domain.visits import Visit, VisitKind
from tests.ui.branch import TODAY, session_of, small_branch
from ui.chase_acts import open_chase_duty
from ui.forms.chase import ChaseDialog, Round, open_chase
from ui.forms.collection_visit import CollectionVisitDialog
from ui.forms.dispute import DisputeDialog
from ui.forms.exemption import ExemptionDialog, ExemptionsDialog
from ui.forms.ladder import GivenDialog, LadderDialog, ReceivedDialog, StepDialog
from ui.forms.ladder_words import canonical_text, ladder_words
from ui.forms.payers import LatePayersDialog, PromiseLedgerDialog, PunctualPayersDialog
from ui.forms.visit_done import VisitDoneDialog
from ui.language import term
from ui.operations import running
from ui.session import Session
from ui.widgets.form_dialog import FormDialog

HOTEL = 2  # 西湖饭店: 8,600.00 overdue since 2026-10-27


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as found:
        yield found


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    found = QWidget()
    qtbot.addWidget(found)
    return found


def second_debtor(session: Session) -> Customer:
    shop = session.desk.customers.save_customer(Customer(name="小店")).value
    session.desk.receivables.save_invoice(
        Invoice(
            number="00050",
            customer_id=shop.id,
            issued_on=date(2026, 10, 1),
            amount_fen=50_000,
            due_given_on=date(2026, 11, 10),
        )
    )
    return shop


def titles(window: QWidget) -> list[str]:
    return [one.windowTitle() for one in window.findChildren(ChaseDialog) if one.isVisible()]


def shown(window: QWidget) -> ChaseDialog:
    found = [one for one in window.findChildren(ChaseDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def save(dialog: FormDialog, qtbot: QtBot) -> None:
    dialog.open()
    dialog.save()
    qtbot.waitUntil(lambda: not running())


def said_by(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QCheckBox) if one.isChecked())


def labels(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


@pytest.mark.req("R069")
@pytest.mark.req("R075")
def test_one_sees_sum_days_way_and_words_before_one_dials(session: Session, window: QWidget) -> None:
    dialog = open_chase(window, session)
    assert isinstance(dialog, ChaseDialog)
    said = labels(dialog)
    assert "最长 26 天" in said
    assert "8,600.00" in said
    assert "赵会计" in dialog.say.text()
    assert "8,600.00" in dialog.say.text()
    assert "2026-10-27" in dialog.say.text()
    dialog.reject()


@pytest.mark.req("R078")
def test_a_digit_logs_and_the_next_customer_stands_there(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    second_debtor(session)
    window.show()
    open_chase(window, session)
    first = shown(window)
    row = first.form.field("outcome")
    assert isinstance(row, QWidget)
    QTest.keyClick(row, Qt.Key.Key_1)
    assert first.form.field("next_on").value() == date(2026, 11, 23)
    first.save()
    qtbot.waitUntil(lambda: not running() and titles(window) == ["小店"])
    second = shown(window)
    assert "第 2 位，共 2 位" in labels(second)
    (talk,) = session.desk.context.reader.find(Interaction, customer_id=HOTEL)
    assert talk.result is CallResult.VOICEMAIL
    second.take_back()
    qtbot.waitUntil(lambda: not running() and titles(window) == ["西湖饭店"])
    assert session.desk.context.reader.find(Interaction, customer_id=HOTEL) == []
    shown(window).reject()


@pytest.mark.req("R078")
@pytest.mark.parametrize(
    ("outcome", "asked"),
    [
        (ChaseOutcome.VOICEMAIL, set()),
        (ChaseOutcome.PROMISED, {"promised_fen", "promised_on", "spoke_with"}),
        (ChaseOutcome.DISPUTED, {"disputed_fen", "disputed_why", "spoke_with"}),
        (ChaseOutcome.NOT_RECEIVED, {"resent_how", "tracking", "spoke_with"}),
        (ChaseOutcome.WAITING_APPROVAL, {"spoke_with"}),
    ],
)
def test_each_result_asks_only_what_it_needs(
    session: Session, window: QWidget, outcome: ChaseOutcome, asked: set[str]
) -> None:
    dialog = open_chase(window, session)
    assert isinstance(dialog, ChaseDialog)
    dialog.form.set_values({"outcome": outcome})
    dialog.form.field("outcome").edited.emit()
    special = ("promised_fen", "promised_on", "disputed_fen", "disputed_why", "resent_how", "tracking")
    seen = {key for key in (*special, "spoke_with") if not _hidden(dialog, key)}
    assert seen == asked
    dialog.form.mark_clean()
    dialog.reject()


def _hidden(dialog: FormDialog, key: str) -> bool:
    field = dialog.form.field(key)
    assert isinstance(field, QWidget)
    return not field.isVisibleTo(dialog)


@pytest.mark.req("D24")
def test_a_promise_is_written_down_with_its_contact(session: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = open_chase(window, session)
    assert dialog is not None
    dialog.form.set_values({"outcome": ChaseOutcome.PROMISED, "promised_on": date(2026, 11, 27)})
    save(dialog, qtbot)
    (promise,) = session.desk.context.reader.find(Promise)
    assert (promise.amount_fen, promise.due_on) == (860_000, date(2026, 11, 27))
    assert promise.contact_id is not None


@pytest.mark.req("R070")
def test_a_visit_is_planned_from_the_call(session: Session, window: QWidget) -> None:
    dialog = open_chase(window, session)
    assert isinstance(dialog, ChaseDialog)
    visit = dialog.visit()
    assert isinstance(visit, CollectionVisitDialog)
    assert "8,600.00" in said_by(visit)
    visit.reject()
    dialog.reject()


@pytest.mark.req("R078")
def test_what_is_missing_stands_beside_its_field(session: Session, window: QWidget) -> None:
    dialog = ChaseDialog(window, session, Round(session.desk.chasing.today_list()))
    dialog.form.set_values({"outcome": ChaseOutcome.DISPUTED, "disputed_fen": Fen(10_000)})
    assert set(dialog.check()) == {"disputed_why"}


@pytest.mark.req("R079")
@pytest.mark.req("D29")
def test_a_letter_by_courier_is_recorded_and_its_receipt_after_it(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    ladder = LadderDialog(window, session)
    ladder.table.selectRow(0)
    step = ladder.give()
    assert isinstance(step, StepDialog)
    step.form.set_values({"way": StepWay.COURIER})
    step.form.field("way").edited.emit()
    assert set(step.check()) == {"tracking"}
    step.form.set_values({"courier": "顺丰", "tracking": "SF1234567890"})
    save(step, qtbot)
    assert session.desk.dunning.due() == []
    given = GivenDialog(window, session, HOTEL)
    given.table.selectRow(0)
    receipt = given.receive()
    assert isinstance(receipt, ReceivedDialog)
    receipt.form.set_values({"by_whom": "前台"})
    save(receipt, qtbot)
    proof = session.desk.dunning.last_proof(HOTEL)
    assert proof is not None
    assert (proof[0], proof[1].tracking) == (TODAY, "SF1234567890")
    given.withdraw()
    qtbot.waitUntil(lambda: not running())
    assert session.desk.dunning.given(HOTEL)[0].withdrawn


@pytest.mark.req("R079")
def test_the_duty_of_reminders_opens_the_ladder(session: Session, window: QWidget) -> None:
    duty = next(one for one in session.desk.duties.due() if one.kind is DutyKind.DUNNING_STEP)
    assert open_chase_duty(window, session, duty)
    assert window.findChildren(LadderDialog)
    for dialog in window.findChildren(QDialog):
        dialog.reject()


@pytest.mark.req("D26")
def test_a_dispute_says_what_is_still_asked_for(session: Session, window: QWidget, qtbot: QtBot) -> None:
    invoice = session.desk.receivables.open_invoices(HOTEL)[0]
    dialog = DisputeDialog(window, session, invoice)
    dialog.form.set_values({"disputed_fen": Fen(60_000), "disputed_why": "少一次服务"})
    dialog.form.changed.emit()
    assert "8,000.00" in labels(dialog)
    save(dialog, qtbot)
    assert session.desk.receivables.invoice(invoice.id).disputed_fen == 60_000


@pytest.mark.req("D28")
def test_an_exemption_has_a_reason_and_an_end(session: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = ExemptionDialog(window, session, PayExemption(customer_id=HOTEL))
    assert set(dialog.check()) == {"reason", "approved_by"}
    assert dialog.form.field("until_on").value() == date(2027, 12, 31)
    dialog.form.set_values({"reason": "框架协议", "approved_by": "王总"})
    save(dialog, qtbot)
    assert session.desk.payers.is_exempt(HOTEL)
    listed = ExemptionsDialog(window, session)
    assert "分公司逾期0.00 + 集团8,600.00" in listed.lead.text()


@pytest.mark.req("D24")
def test_the_ledger_of_promises_counts_kept_and_broken(session: Session, window: QWidget) -> None:
    session.desk.receivables.promise(
        Promise(customer_id=HOTEL, amount_fen=500_000, due_on=date(2026, 11, 10), made_by="赵敏")
    )
    dialog = PromiseLedgerDialog(window, session)
    assert dialog.lead.text() == "失约 1"
    dialog.table.selectRow(0)
    change = dialog.change()
    assert change is not None
    change.reject()


@pytest.mark.req("R067")
@pytest.mark.req("R072")
def test_late_and_punctual_payers_are_listed(session: Session, window: QWidget) -> None:
    wanted = replace(session.desk.upkeep.settings(), late_least=1)
    session.desk.upkeep.save_settings(wanted)
    late = LatePayersDialog(window, session)
    assert late.model.rowCount() == 1
    punctual = PunctualPayersDialog(window, session)
    assert punctual.month == Month(2026, 10)
    assert "1 家客户中有 0 家" in punctual.lead.text()
    punctual.turn(1)
    assert punctual.month == Month(2026, 11)


@pytest.mark.req("R071")
def test_a_visit_paid_on_the_spot_asks_for_its_receipt(session: Session, window: QWidget) -> None:
    guest = session.desk.customers.save_customer(Customer(name="散客", kind=CustomerKind.ONE_OFF)).value
    site = session.desk.customers.save_site(Site(customer_id=guest.id, name="家")).value
    draft = Visit(site_id=site.id, kind=VisitKind.ONE_OFF, date_on=TODAY, amount_fen=60_000)
    visit = session.desk.visits.save_visit(draft).value
    dialog = VisitDoneDialog(window, session, visit)
    assert "spot_receipt" in dialog.check()
    assert dialog.form.field("spot_fen").value() == 60_000
    dialog.form.set_values({"spot_receipt": "SJ-0815"})
    assert not {"spot_receipt", "spot_fen", "spot_by"} & set(dialog.check())
    spot = dialog.record().spot
    assert spot is not None
    assert (spot.amount_fen, spot.receipt) == (60_000, "SJ-0815")


@pytest.mark.req("R079")
def test_a_branch_writes_its_ladder_in_its_own_words() -> None:
    assert ladder_words("5 hand, 40 courier") == "5 信函当面交, 40 信函快递"
    spoken = f"3天{term(StepWay.CALL)} 先打个招呼；40 信函快递"
    assert canonical_text(spoken) == "3 call 先打个招呼, 40 courier"
