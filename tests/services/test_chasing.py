from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from branchdesk.domain.chasing import ChaseCall, ChaseOutcome, ChaseResult, Dispute
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Contact, ContactRole, Customer, CustomerKind, Site
from branchdesk.domain.dunning import DunningStep, StepWay
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.exemptions import PayExemption
from branchdesk.domain.months import Month
from branchdesk.domain.promises import PromiseState
from branchdesk.domain.receivables import Invoice, Payment, Promise, SentHow
from branchdesk.domain.spot import SpotPayment
from branchdesk.domain.statements import BankLine, StatementFile
from branchdesk.domain.visit_record import VisitRecord
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.papers.prints import maker_of, wanted
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)  # a Sunday
MONDAY = date(2026, 11, 23)


def customer(desk: Desk, name: str, **more: Any) -> Customer:
    return desk.customers.save_customer(Customer(name=name, **more)).value


def invoice(desk: Desk, whose: Customer, number: str, fen: int, due: date, **more: Any) -> Invoice:
    draft = Invoice(
        number=number,
        customer_id=whose.id,
        issued_on=due - timedelta(days=30),
        amount_fen=fen,
        due_given_on=due,
        **more,
    )
    return desk.receivables.save_invoice(draft).value


def pay(desk: Desk, whose: Customer, fen: int, on: date) -> None:
    shares = desk.receivables.suggest(whose.id, fen)
    desk.receivables.record_payment(Payment(customer_id=whose.id, paid_on=on, amount_fen=fen), shares)


@pytest.fixture
def lake(desk: Desk) -> Customer:
    """Two invoices, 12,400.00, the older 31 days late (the sketch of the collections tab)."""
    found = customer(desk, "西湖饭店")
    invoice(desk, found, "0042", 840_000, date(2026, 10, 22))
    invoice(desk, found, "0051", 400_000, date(2026, 11, 12))
    return found


def ids(desk: Desk, whose: Customer) -> tuple[int, ...]:
    return tuple(one.id for one in desk.receivables.open_invoices(whose.id))


def result(desk: Desk, whose: Customer, outcome: ChaseOutcome, **more: Any) -> ChaseResult:
    return ChaseResult(
        customer_id=whose.id,
        invoice_ids=ids(desk, whose),
        outcome=outcome,
        **more,
    )


@pytest.mark.req("R069")
@pytest.mark.req("R075")
@pytest.mark.usefixtures("lake")
def test_the_biggest_and_oldest_debt_is_asked_for_first(desk: Desk) -> None:
    small = customer(desk, "小店")
    invoice(desk, small, "A1", 1_000_000, date(2026, 11, 21))  # big, but one day late
    found = desk.chasing.today_list()
    assert [one.whom.customer for one in found] == ["西湖饭店", "小店"]
    assert found[0].asks_fen == 1_240_000
    assert found[0].longest == 31
    assert found[0].weight == 840_000 * 31 + 400_000 * 10


@pytest.mark.req("R069")
def test_a_reminder_comes_three_working_days_before_and_the_due_day_is_not_overdue(
    desk: Desk, clock: ManualClock
) -> None:
    shop = customer(desk, "店")
    invoice(desk, shop, "B1", 100_00, date(2026, 10, 22))  # a Thursday
    expected: dict[date, int | None] = {
        date(2026, 10, 16): None,
        date(2026, 10, 19): 0,
        date(2026, 10, 22): 0,
        date(2026, 10, 23): 1,
    }
    for day, days in expected.items():
        clock.instant = ManualClock.at(day).instant
        found = desk.chasing.today_list()
        assert (found[0].longest if found else None) == days, day


@pytest.mark.req("R078")
@pytest.mark.parametrize(
    ("outcome", "next_on"),
    [
        (ChaseOutcome.VOICEMAIL, MONDAY),
        (ChaseOutcome.UNREACHABLE, MONDAY),
        (ChaseOutcome.WAITING_APPROVAL, date(2026, 11, 25)),
        (ChaseOutcome.PAID, date(2026, 11, 24)),
    ],
)
def test_the_next_day_is_proposed_by_the_result_and_the_customer_rests_until_then(
    desk: Desk, lake: Customer, clock: ManualClock, outcome: ChaseOutcome, next_on: date
) -> None:
    assert desk.chasing.propose_next(outcome) == next_on
    desk.chasing.log(result(desk, lake, outcome, next_on=next_on))
    assert desk.chasing.today_list() == ()
    clock.instant = ManualClock.at(next_on).instant
    assert len(desk.chasing.today_list()) == 1


@pytest.mark.req("R078")
@pytest.mark.req("D24")
def test_a_promise_is_recorded_with_the_call_and_all_of_it_is_taken_back_as_one(
    desk: Desk, lake: Customer, clock: ManualClock
) -> None:
    due = date(2026, 11, 27)
    done = desk.chasing.log(
        result(desk, lake, ChaseOutcome.PROMISED, promised_fen=1_240_000, promised_on=due, spoke_with="赵")
    )
    line = desk.payers.promises()[0]
    assert (line.promise.amount_fen, line.promise.due_on, line.person) == (1_240_000, due, "赵")
    assert line.channel is not None
    assert desk.chasing.today_list() == ()  # silent until the day and its grace
    clock.instant = ManualClock.at(date(2026, 11, 30)).instant
    assert desk.chasing.today_list() == ()
    clock.instant = ManualClock.at(date(2026, 12, 1)).instant
    assert len(desk.chasing.today_list()) == 1
    assert done.undo is not None
    done.undo()
    assert desk.payers.promises() == []
    assert desk.context.reader.find(ChaseCall) == []


@pytest.mark.req("D26")
def test_only_the_disputed_amount_rests(desk: Desk, lake: Customer) -> None:
    first = ids(desk, lake)[0]
    done = desk.chasing.log(
        result(
            desk,
            lake,
            ChaseOutcome.DISPUTED,
            disputes=(Dispute(first, 140_000),),
            disputed_why="二楼未服务",
        )
    )
    kept = desk.receivables.invoice(first)
    assert (kept.disputed_fen, kept.disputed_why) == (140_000, "二楼未服务")
    proposal = desk.dunning.due()[0]
    assert (proposal.amount_fen, proposal.disputed_fen) == (1_100_000, 140_000)
    assert done.undo is not None
    done.undo()
    assert desk.receivables.invoice(first).disputed_fen == 0


def test_no_more_than_is_open_can_be_disputed_and_a_settled_dispute_is_asked_for_again(
    desk: Desk, lake: Customer
) -> None:
    first = ids(desk, lake)[0]
    with pytest.raises(Refused):
        desk.chasing.dispute(first, 840_001, "x")
    desk.chasing.dispute(first, 840_000, "x")
    assert [item.number for item in desk.chasing.today_list()[0].items] == ["0051"]
    desk.chasing.dispute(first, 0, "")
    assert desk.receivables.invoice(first).disputed_why == ""


@pytest.mark.req("R078")
def test_an_invoice_that_did_not_arrive_is_sent_again(desk: Desk) -> None:
    shop = customer(desk, "店")
    invoice(desk, shop, "C1", 100_00, date(2026, 11, 2), sent_on=date(2026, 10, 4), sent_how=SentHow.HAND)
    found = result(
        desk, shop, ChaseOutcome.NOT_RECEIVED, resent_how=SentHow.COURIER, courier="顺丰", tracking="SF1"
    )
    desk.chasing.log(found)
    sent = desk.receivables.open_invoices(shop.id)[0]
    assert (sent.sent_on, sent.sent_how, sent.tracking) == (TODAY, SentHow.COURIER, "SF1")


def test_each_result_asks_only_for_what_it_needs(desk: Desk, lake: Customer) -> None:
    for outcome, missing in (
        (ChaseOutcome.PROMISED, {"promised_fen", "promised_on"}),
        (ChaseOutcome.DISPUTED, {"disputed_fen", "disputed_why"}),
    ):
        with pytest.raises(Invalid) as caught:
            desk.chasing.log(result(desk, lake, outcome))
        assert set(caught.value.problems) == missing
    assert desk.context.reader.find(Promise) == []


@pytest.mark.req("R079")
def test_a_letter_climbs_one_step_and_its_receipt_is_proof(
    desk: Desk, lake: Customer, clock: ManualClock
) -> None:
    (proposal,) = desk.dunning.due()
    assert (proposal.step.level, proposal.amount_fen, len(proposal.lines)) == (1, 1_240_000, 2)
    step = DunningStep(level=1, way=StepWay.COURIER, done_on=TODAY, courier="顺丰", tracking="SF1234567890")
    done = desk.dunning.record(step, proposal.invoice_ids).value
    assert desk.dunning.due() == []  # the second step waits for its gap, though 31 days are over 20
    with pytest.raises(Refused, match="step 1"):
        desk.dunning.record(DunningStep(level=1, done_on=TODAY), proposal.invoice_ids)
    clock.instant = ManualClock.at(date(2026, 11, 25)).instant
    desk.dunning.receive(done.id, date(2026, 11, 24), "前台")
    proof = desk.dunning.last_proof(lake.id)
    assert proof is not None
    assert proof[0] == date(2026, 11, 24)
    clock.instant = ManualClock.at(date(2026, 11, 29)).instant
    assert [(one.step.level, len(one.lines)) for one in desk.dunning.due()] == [(2, 1)]


@pytest.mark.req("R079")
def test_a_reminder_recorded_by_mistake_is_taken_back_and_stays_to_be_seen(
    desk: Desk, lake: Customer
) -> None:
    numbers = desk.dunning.due()[0].invoice_ids
    done = desk.dunning.record(DunningStep(level=1, done_on=TODAY), numbers)
    assert {one.dunning_level for one in desk.receivables.open_invoices(lake.id)} == {1}
    assert done.undo is not None
    done.undo()
    assert {one.dunning_level for one in desk.receivables.open_invoices(lake.id)} == {0}
    assert [one.withdrawn for one in desk.dunning.given(lake.id)] == [True]
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R079")
def test_a_call_that_reaches_somebody_is_the_step_where_the_ladder_says_call(
    desk: Desk, lake: Customer
) -> None:
    own = replace(desk.upkeep.settings(), dunning_ladder="5 call, 20 hand")
    desk.upkeep.save_settings(own)
    done = desk.chasing.log(result(desk, lake, ChaseOutcome.WAITING_APPROVAL, spoke_with="赵"))
    (given,) = desk.dunning.given(lake.id)
    assert (given.step.way, given.step.given_to, given.step.amount_fen) == (StepWay.CALL, "赵", 1_240_000)
    assert done.undo is not None
    done.undo()
    assert desk.dunning.given(lake.id)[0].withdrawn
    assert {one.dunning_level for one in desk.receivables.open_invoices(lake.id)} == {0}


@pytest.mark.req("R078")
def test_a_promise_unpaid_on_the_day_after_is_broken_once(desk: Desk, lake: Customer) -> None:
    desk.upkeep.save_settings(replace(desk.upkeep.settings(), promise_grace_working_days=0))
    desk.receivables.promise(Promise(customer_id=lake.id, amount_fen=500_000, due_on=date(2026, 11, 20)))
    assert desk.payers.broken(lake.id) == 1
    assert desk.payers.promises(lake.id)[0].of_customer == (0, 1)


@pytest.mark.req("V17")
@pytest.mark.req("D24")
@pytest.mark.parametrize(("second", "state"), [(True, PromiseState.KEPT), (False, PromiseState.PARTLY_KEPT)])
def test_ten_thousand_in_two_parts_within_the_grace(
    desk: Desk, clock: ManualClock, second: bool, state: PromiseState
) -> None:
    shop = customer(desk, "店")
    invoice(desk, shop, "D1", 1_000_000, date(2026, 10, 1))
    clock.instant = ManualClock.at(date(2026, 11, 2)).instant
    desk.receivables.promise(
        Promise(customer_id=shop.id, amount_fen=1_000_000, due_on=date(2026, 11, 10), made_by="钱")
    )
    clock.instant = ManualClock.at(date(2026, 11, 12)).instant
    pay(desk, shop, 600_000, date(2026, 11, 9))
    if second:
        pay(desk, shop, 400_000, date(2026, 11, 11))
    (line,) = desk.payers.promises(shop.id)
    assert line.verdict.state is state
    assert line.of_person == ((1, 1) if second else (0, 1))


@pytest.mark.req("R073")
@pytest.mark.req("D28")
def test_branch_and_group_stand_on_two_lines(desk: Desk) -> None:
    group = customer(desk, "集团", kind=CustomerKind.GROUP)
    outlet = customer(desk, "集团一店", kind=CustomerKind.OUTLET, group_id=group.id)
    shop = customer(desk, "店")
    invoice(desk, shop, "E1", 4_500_000, date(2026, 10, 22))
    invoice(desk, outlet, "E2", 12_000_000, date(2026, 10, 22))
    desk.payers.exempt(
        PayExemption(
            customer_id=group.id,
            reason="总部统一付款协议",
            from_on=TODAY,
            until_on=date(2026, 12, 31),
            approved_by="王总",
        )
    )
    blocks = desk.payers.blocks(TODAY)
    assert (blocks.branch.overdue_fen, blocks.group.overdue_fen) == (4_500_000, 12_000_000)
    assert blocks.branch.total_fen + blocks.group.total_fen == desk.receivables.aging(TODAY).total.total
    assert [one.whom.customer for one in desk.chasing.today_list()] == ["店"]
    assert [one.whom.customer for one in desk.dunning.due()] == ["店"]


@pytest.mark.req("D28")
def test_an_exemption_is_asked_about_before_it_ends_and_then_the_customer_is_back(
    desk: Desk, clock: ManualClock
) -> None:
    shop = customer(desk, "店", head_office_pays=True)
    invoice(desk, shop, "F1", 100_000, date(2026, 10, 22))
    assert desk.chasing.today_list() == ()
    with pytest.raises(Invalid) as caught:
        desk.payers.exempt(PayExemption(customer_id=shop.id, from_on=TODAY))
    assert set(caught.value.problems) == {"reason", "until_on", "approved_by"}
    desk.payers.exempt(
        PayExemption(
            customer_id=shop.id, reason="协议", from_on=TODAY, until_on=date(2026, 12, 20), approved_by="王"
        )
    )
    kinds = [one.kind for one in desk.duties.due()]
    assert DutyKind.EXEMPTION_ENDS not in kinds
    clock.instant = ManualClock.at(date(2026, 12, 6)).instant
    assert DutyKind.EXEMPTION_ENDS in [one.kind for one in desk.duties.due()]
    clock.instant = ManualClock.at(date(2026, 12, 20)).instant
    assert desk.chasing.today_list() == ()
    clock.instant = ManualClock.at(date(2026, 12, 21)).instant
    assert [one.whom.customer for one in desk.chasing.today_list()] == ["店"]
    assert not desk.payers.exemptions()[0].holds


@pytest.mark.req("R071")
def test_a_visit_without_contract_is_not_done_without_receipt_or_reason(desk: Desk) -> None:
    guest = customer(desk, "临时客户", kind=CustomerKind.ONE_OFF)
    site = desk.customers.save_site(Site(customer_id=guest.id, name="家")).value
    draft = Visit(site_id=site.id, kind=VisitKind.ONE_OFF, date_on=TODAY, amount_fen=60_000)
    visit = desk.visits.save_visit(draft).value

    def record(spot: SpotPayment | None) -> VisitRecord:
        done = replace(desk.visits.visit(visit.id), status=VisitStatus.DONE, handed_to="陈", actions="喷洒")
        sheet = VisitSheet(doors_closed=True, lights_off=True, all_back=True, logbook_checked=True)
        return VisitRecord(visit=done, sheet=sheet, spot=spot)

    with pytest.raises(Invalid) as caught:
        desk.field.record(record(None))
    assert set(caught.value.problems) == {"spot_receipt"}
    with pytest.raises(Invalid) as caught:
        desk.field.record(record(SpotPayment(amount_fen=60_000, why_not="老板不在")))
    assert set(caught.value.problems) == {"spot_by"}
    desk.field.record(record(SpotPayment(amount_fen=60_000, receipt="SJ-0815")))
    (paid,) = desk.receivables.payments_of(guest.id)
    assert (paid.amount_fen, paid.reference) == (60_000, "SJ-0815")
    assert desk.receivables.aging(TODAY).total.total == -60_000
    assert desk.field.record_of(visit.id).spot is not None
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R072")
def test_twenty_three_of_thirty_one_paid_everything_of_october_in_time(desk: Desk) -> None:
    for nth in range(31):
        shop = customer(desk, f"客户{nth:02d}")
        invoice(desk, shop, f"G{nth}", 10_000, date(2026, 10, 20))
        if nth < 23:
            pay(desk, shop, 10_000, date(2026, 10, 20))
        elif nth < 28:
            pay(desk, shop, 10_000, date(2026, 10, 21))
    found = desk.payers.punctual(Month(2026, 10))
    assert (len(found.punctual), found.customers) == (23, 31)


@pytest.mark.req("D25")
def test_bank_statements_are_stale_after_some_days(desk: Desk) -> None:
    assert desk.chasing.bank_age().last_on is None
    assert not desk.chasing.bank_age().stale


def test_the_payer_is_rung(desk: Desk, lake: Customer) -> None:
    desk.customers.save_contact(Contact(customer_id=lake.id, name="赵", roles=(ContactRole.INVOICE,)))
    assert desk.chasing.today_list()[0].whom.contact == "赵"


@pytest.mark.req("R080")
def test_over_the_credit_limit_is_told_before_a_service_is_scheduled(desk: Desk) -> None:
    group = customer(desk, "集团", kind=CustomerKind.GROUP, credit_limit_fen=5_000_000)
    outlet = customer(desk, "一店", kind=CustomerKind.OUTLET, group_id=group.id)
    invoice(desk, outlet, "H1", 4_900_000, TODAY)
    exactly, over = desk.payers.credit(outlet.id, 100_000), desk.payers.credit(outlet.id, 100_001)
    assert exactly is not None
    assert over is not None
    assert (exactly.is_over, over.is_over) == (False, True)
    assert desk.payers.credit(customer(desk, "店").id) is None


@pytest.mark.req("R079")
def test_the_check_of_the_file_knows_how_far_reminders_went(desk: Desk, lake: Customer) -> None:
    desk.dunning.record(DunningStep(level=1, done_on=TODAY), ids(desk, lake))
    assert desk.upkeep.check(full=True) == []
    desk.context.database.execute_sql("UPDATE invoice SET dunning_level = 0")
    assert len(desk.upkeep.check(full=True)) == 2


@pytest.mark.req("D25")
def test_old_bank_statements_are_told_before_a_call(desk: Desk, lake: Customer, clock: ManualClock) -> None:
    with desk.context.act("import_statement") as work:
        kept = work.insert(StatementFile(name="icbc.csv", layout="icbc", digest="x", lines=1))
        line = BankLine(
            file_id=kept.id,
            fingerprint="f",
            booked_on=date(2026, 11, 19),
            amount_fen=840_000,
            payer="西湖饭店",
        )
        work.insert(line)
    assert not desk.chasing.bank_age().stale  # three days: as old as the branch allows
    assert [one.amount_fen for one in desk.chasing.lines_for(lake.id)] == [840_000]
    clock.instant = ManualClock.at(MONDAY).instant
    assert desk.chasing.bank_age().stale
    assert desk.chasing.bank_age().last_on == date(2026, 11, 19)


@pytest.mark.req("R072")
def test_each_punctual_payer_gets_a_note_of_its_own(desk: Desk) -> None:
    for nth in range(3):
        shop = customer(desk, f"客户{nth:02d}")
        invoice(desk, shop, f"K{nth}", 10_000, date(2026, 10, 20))
        pay(desk, shop, 10_000, date(2026, 10, 20 + nth))
    stream = BytesIO()
    assert maker_of("thank-you")(desk, wanted(desk, "2026-10", Words("zh_CN")), stream).pages == 1
    with pytest.raises(Refused, match="2026-09"):
        maker_of("thank-you")(desk, wanted(desk, "2026-09", Words("zh_CN")), stream)
