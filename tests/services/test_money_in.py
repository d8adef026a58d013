"""Adjustments, write-offs, bounced payments, money on account (R077, R084)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.adjustments import Adjustment, AdjustmentKind
from branchdesk.domain.aging import Bucket
from branchdesk.domain.allocation import Share
from branchdesk.domain.bounces import Bounce, BounceReason
from branchdesk.domain.customers import Customer, CustomerKind, Site
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.promises import PromiseState
from branchdesk.domain.receivables import Invoice, InvoiceKind, Payment, Promise
from branchdesk.domain.visits import Visit, VisitKind
from branchdesk.services.aging_report import AgingBy
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def staff(desk: Desk) -> None:
    for name, role in (
        ("李主管", EmployeeRole.SUPERVISOR),
        ("周经理", EmployeeRole.AREA_MANAGER),
        ("钱总", EmployeeRole.BRANCH_MANAGER),
    ):
        desk.customers.save_employee(Employee(name=name, role=role))


@pytest.fixture
def invoice(desk: Desk, customer: Customer) -> Invoice:
    return bill(desk, customer, 120_000)


def bill(desk: Desk, customer: Customer, fen: int, number: str = "F1", issued: date | None = None) -> Invoice:
    draft = Invoice(
        number=number,
        customer_id=customer.id,
        issued_on=issued or date(2026, 10, 1),
        amount_fen=fen,
        tax_fen=fen * 6 // 106,
        terms="issued+30d",
    )
    return desk.receivables.save_invoice(draft).value


def freight(invoice: Invoice, **other: object) -> Adjustment:
    plain = Adjustment(
        invoice_id=invoice.id, amount_fen=20_000, rule="超区运费补贴", reason="临港新店", approved_by="李主管"
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # fields by name, as the dialog gives them


@pytest.mark.req("R084")
def test_two_hundred_off_for_freight_approved_by_the_supervisor(desk: Desk, invoice: Invoice) -> None:
    saved = desk.money_in.adjust(freight(invoice)).value
    assert desk.receivables.invoice(invoice.id).open_fen == 100_000
    line = desk.money_in.adjustments_of(invoice.id)[0]
    assert (line.number, line.reversed) == ("TJ-2026-11-001", False)
    assert (line.adjustment.rule, line.adjustment.approved_by) == ("超区运费补贴", "李主管")
    credit = desk.receivables.invoice(saved.credit_id)
    assert (credit.kind, credit.amount_fen, credit.tax_fen) == (InvoiceKind.CREDIT_NOTE, -20_000, -1132)
    table = desk.receivables.aging(TODAY)
    assert (table.total.total, table.total.amounts[Bucket.D1_30]) == (100_000, 100_000)
    assert desk.receivables.aging(date(2026, 11, 21)).total.total == 120_000
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R084")
def test_an_adjustment_is_undone_by_an_entry_and_stays_visible(desk: Desk, invoice: Invoice) -> None:
    outcome = desk.money_in.adjust(freight(invoice))
    assert outcome.undo is not None
    outcome.undo()
    assert desk.receivables.invoice(invoice.id).open_fen == 120_000
    assert desk.money_in.adjustments_of(invoice.id)[0].reversed
    assert desk.receivables.aging(TODAY).total.total == 120_000
    with pytest.raises(Refused):
        outcome.undo()
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R084", "R107")
def test_who_may_not_grant_the_amount_is_told_who_may(desk: Desk, customer: Customer) -> None:
    limit = next(
        one.limit_fen for one in desk.escalation.authorities() if one.role is EmployeeRole.SUPERVISOR
    )
    assert limit is not None
    invoice = bill(desk, customer, limit * 2)
    with pytest.raises(Invalid) as no:
        desk.money_in.adjust(freight(invoice, amount_fen=limit + 1))
    told = no.value.problems["approved_by"]
    assert told.params["name"] == "李主管"
    granted = desk.escalation.who_grants(limit + 1)
    assert granted is not None
    assert told.params["other"] == granted[1]
    assert desk.receivables.invoice(invoice.id).paid_fen == 0
    desk.money_in.adjust(freight(invoice, amount_fen=limit))


@pytest.mark.req("R084", "R107")
def test_the_author_approves_no_more_than_the_own_limit(desk: Desk, invoice: Invoice) -> None:
    desk.customers.save_employee(Employee(name="王芳", role=EmployeeRole.TECHNICIAN))
    with pytest.raises(Invalid) as no:
        desk.money_in.adjust(freight(invoice, approved_by="王芳"))
    assert "approved_by" in no.value.problems


@pytest.mark.req("R084")
def test_an_excluded_service_is_refused_with_its_sentence(desk: Desk, invoice: Invoice) -> None:
    kept = replace(desk.upkeep.settings(), excluded_services="白蚁防治：按国家定价收费\n")
    desk.upkeep.save_settings(kept)
    with pytest.raises(Invalid) as no:
        desk.money_in.adjust(freight(invoice, service="白蚁防治"))
    assert no.value.problems["service"].params == {"service": "白蚁防治", "why": "按国家定价收费"}
    desk.money_in.adjust(freight(invoice, service="白蚁防治", kind=AdjustmentKind.WRITE_OFF))


@pytest.mark.req("R077")
def test_a_write_off_has_numbers_of_its_own_without_gaps(desk: Desk, customer: Customer) -> None:
    one, two = bill(desk, customer, 5_000, "F1"), bill(desk, customer, 6_000, "F2")
    first = freight(one, kind=AdjustmentKind.WRITE_OFF, amount_fen=5_000)
    outcome = desk.money_in.adjust(first)
    with pytest.raises(Invalid):
        desk.money_in.adjust(freight(two, kind=AdjustmentKind.WRITE_OFF, amount_fen=6_001))
    assert outcome.undo is not None
    outcome.undo()
    desk.money_in.adjust(freight(two, kind=AdjustmentKind.WRITE_OFF, amount_fen=6_000))
    assert [desk.money_in.adjustments_of(x.id)[0].number for x in (one, two)] == [
        "HX-2026-11-001",
        "HX-2026-11-002",
    ]
    assert desk.receivables.invoice(two.id).settled_on == TODAY


def cheque(desk: Desk, invoice: Invoice, on: date = date(2026, 11, 16)) -> Payment:
    draft = Payment(customer_id=invoice.customer_id, paid_on=on, amount_fen=invoice.amount_fen)
    return desk.receivables.record_payment(draft, [Share(invoice.id, invoice.amount_fen)]).value


def back(payment: Payment, **other: object) -> Bounce:
    plain = Bounce(
        payment_id=payment.id,
        bounced_on=TODAY,
        reason=BounceReason.NO_COVER,
        fee_fen=2_000,
        next_on=date(2026, 11, 23),
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # fields by name, as the dialog gives them


@pytest.mark.req("R077", "R078")
def test_a_bounced_payment_opens_its_invoice_breaks_the_promise_and_asks_for_a_call(
    desk: Desk, invoice: Invoice
) -> None:
    made = desk.context.clock.now().replace(day=10)
    promise = Promise(
        customer_id=invoice.customer_id, amount_fen=120_000, due_on=date(2026, 11, 16), made_at=made
    )
    desk.receivables.promise(promise)
    payment = cheque(desk, invoice)
    assert desk.payers.promises(invoice.customer_id)[0].verdict.state is PromiseState.KEPT
    saved = desk.money_in.bounce(back(payment), next_step="再要一次款").value
    assert desk.receivables.invoice(invoice.id).open_fen == 120_000
    assert desk.payers.promises(invoice.customer_id)[0].verdict.state is PromiseState.BROKEN
    assert desk.money_in.bounce_of(payment.id) == saved == desk.money_in.bounce_of(saved.reversal_id)
    duty = next(one for one in desk.duties.due(1) if one.kind is DutyKind.NEXT_CONTACT)
    assert (duty.due_on, duty.whom.customer_id) == (date(2026, 11, 23), invoice.customer_id)
    assert desk.receivables.aging(TODAY).total.total == 120_000
    assert desk.receivables.aging(date(2026, 11, 20)).total.total == 0
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R077")
def test_a_bounce_that_was_a_mistake_is_undone_by_the_payment_once_more(desk: Desk, invoice: Invoice) -> None:
    outcome = desk.money_in.bounce(back(cheque(desk, invoice)))
    assert outcome.undo is not None
    outcome.undo()
    assert desk.receivables.invoice(invoice.id).open_fen == 0
    assert [one.amount_fen for one in desk.receivables.payments_of(invoice.customer_id)] == [
        120_000,
        -120_000,
        120_000,
    ]
    assert not [one for one in desk.duties.due(5) if one.kind is DutyKind.NEXT_CONTACT]
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R077")
def test_a_payment_bounces_once_and_not_before_it_came(desk: Desk, invoice: Invoice) -> None:
    payment = cheque(desk, invoice)
    with pytest.raises(Invalid):
        desk.money_in.bounce(back(payment, bounced_on=date(2026, 11, 15)))
    desk.money_in.bounce(back(payment))
    with pytest.raises(Refused):
        desk.money_in.bounce(back(payment))


@pytest.mark.req("R077")
def test_an_advance_is_on_account_until_its_invoice_and_is_offered_then(
    desk: Desk, customer: Customer
) -> None:
    advance = Payment(customer_id=customer.id, paid_on=date(2026, 10, 1), amount_fen=50_000)
    payment = desk.receivables.record_payment(advance).value
    later = bill(desk, customer, 30_000, issued=date(2026, 11, 10))
    offered = desk.money_in.on_account_for(later)
    assert [(one.payment.id, one.free_fen) for one in offered] == [(payment.id, 50_000)]
    desk.money_in.use(payment.id, later.id)
    totals = [desk.receivables.aging(date(2026, 10, 1)), desk.receivables.aging(date(2026, 11, 9))]
    assert [one.total.amounts[Bucket.ON_ACCOUNT] for one in totals] == [-50_000, -50_000]
    after = desk.receivables.aging(date(2026, 11, 10)).total
    assert (after.total, after.amounts[Bucket.NOT_DUE], after.amounts[Bucket.ON_ACCOUNT]) == (
        -20_000,
        0,
        -20_000,
    )
    assert desk.money_in.on_account_for(desk.receivables.invoice(later.id)) == []


@pytest.mark.req("R077", "R073")
def test_money_of_the_head_office_is_offered_for_an_outlet(desk: Desk) -> None:
    group = desk.customers.save_customer(Customer(name="集团", kind=CustomerKind.GROUP)).value
    outlet = desk.customers.save_customer(
        Customer(name="门店", kind=CustomerKind.OUTLET, group_id=group.id)
    ).value
    paid = Payment(customer_id=group.id, paid_on=date(2026, 11, 2), amount_fen=9_900)
    payment = desk.receivables.record_payment(paid).value
    assert [one.payment.id for one in desk.money_in.on_account_for(bill(desk, outlet, 10_000))] == [
        payment.id
    ]


@pytest.mark.req("R074", "R076")
def test_the_aging_by_technician_ties_and_follows_visit_contract_and_site(desk: Desk) -> None:
    chen = desk.customers.save_employee(Employee(name="陈伟", role=EmployeeRole.TECHNICIAN)).value
    lin = desk.customers.save_employee(Employee(name="林涛", role=EmployeeRole.TECHNICIAN)).value
    shop = desk.customers.save_customer(Customer(name="华联")).value
    site = desk.customers.save_site(Site(customer_id=shop.id, name="店", technician_id=chen.id)).value
    served = Visit(site_id=site.id, kind=VisitKind.EXTRA, date_on=TODAY, technician_id=lin.id)
    visit = desk.visits.save_visit(served).value
    other = desk.customers.save_customer(Customer(name="无人")).value
    bill(desk, shop, 10_000, "F1")
    of_visit = bill(desk, shop, 5_000, "F2")
    desk.receivables.save_invoice(replace(of_visit, visit_id=visit.id))
    bill(desk, other, 300, "F3")
    desk.receivables.record_payment(Payment(customer_id=shop.id, paid_on=TODAY, amount_fen=1_000))
    report = desk.receivables.aging_report(TODAY, AgingBy.TECHNICIAN)
    assert [(row.name, row.total_fen) for row in report.rows] == [("陈伟", 9_000), ("林涛", 5_000), ("", 300)]
    assert sum(row.total_fen for row in report.rows) == report.total.total == 14_300
    assert desk.receivables.open_of_technician(lin.id) == [of_visit.id]
    assert report.rows[0].amounts[Bucket.ON_ACCOUNT] == -1_000
