"""Claims are approved by who may, set off against the bill, and taken back by an entry that stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.attachments import NewFile
from branchdesk.domain.claims import (
    CaseCost,
    CaseTotals,
    Claim,
    ClaimKind,
    ClaimState,
    CostKind,
    ThirdPartyClaim,
    ThirdPartyState,
    set_off,
)
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint, EventKind
from branchdesk.domain.customers import Customer
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.receivables import Invoice
from branchdesk.services.desk import Desk
from tests.judged import close

TODAY = date(2026, 11, 22)


@pytest.fixture
def case(desk: Desk, customer: Customer) -> Complaint:
    people = (
        ("李主管", EmployeeRole.SUPERVISOR),
        ("周经理", EmployeeRole.AREA_MANAGER),
        ("钱总", EmployeeRole.BRANCH_MANAGER),
        ("赵强", EmployeeRole.TECHNICIAN),
    )
    for name, role in people:
        desk.customers.save_employee(Employee(name=name, role=role))
    return desk.complaints.register(Complaint(customer_id=customer.id, text="药剂滴在货箱上")).value


@pytest.fixture
def claim(desk: Desk, case: Complaint) -> Claim:
    draft = Claim(
        complaint_id=case.id,
        what="纸箱受潮",
        quantity="12 箱",
        asked_fen=60_000,
        signed_by_customer="王经理",
        customer_signed_on=TODAY,
        signed_by_us="赵强",
        we_signed_on=TODAY,
    )
    photo = NewFile("受潮纸箱.jpg", b"\xff\xd8 photo")
    return desk.claims.save(draft, [photo]).value


def bill(desk: Desk, customer: Customer, number: str, fen: int) -> Invoice:
    draft = Invoice(
        number=number, customer_id=customer.id, issued_on=TODAY, amount_fen=fen, terms="issued+0d"
    )
    return desk.receivables.save_invoice(draft).value


def approved(desk: Desk, claim: Claim, fen: int = 38_000) -> Claim:
    return desk.claims.approve(claim.id, fen, "一次性补偿 12 箱包装损失", "李主管").value


@pytest.mark.req("R082")
def test_a_claim_is_set_off_against_the_bill(desk: Desk, customer: Customer, claim: Claim) -> None:
    invoice = bill(desk, customer, "F-1", 120_000)
    ready = approved(desk, claim)
    assert desk.claims.preview(ready, invoice) == set_off(38_000, 120_000)
    settled = desk.claims.settle(claim.id, invoice.id).value
    assert (settled.number, settled.state) == ("SP-2026-11-001", ClaimState.SETTLED)
    assert desk.receivables.invoice(invoice.id).open_fen == 82_000
    said = [one.text for one in desk.complaints.events_of(claim.complaint_id) if one.kind is EventKind.MONEY]
    assert said == ["SP-2026-11-001: 380.00", "SP-2026-11-001: SP-2026-11-001 -380.00"]
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R082")
def test_a_set_off_is_taken_back_by_an_entry(desk: Desk, customer: Customer, claim: Claim) -> None:
    invoice = bill(desk, customer, "F-1", 120_000)
    approved(desk, claim)
    outcome = desk.claims.settle(claim.id, invoice.id)
    with pytest.raises(Refused, match="settles claim"):
        desk.receivables.cancel_credit_note(outcome.value.credit_id or 0, "x")
    assert outcome.undo is not None
    outcome.undo()
    assert desk.receivables.invoice(invoice.id).open_fen == 120_000
    assert desk.claims.claim(claim.id).state is ClaimState.APPROVED
    numbers = {one.number for one in desk.context.reader.find(Invoice)}
    assert numbers == {"F-1", "SP-2026-11-001", "SP-2026-11-001-R"}
    again = desk.claims.settle(claim.id, invoice.id).value
    assert desk.receivables.invoice(again.credit_id or 0).number == "SP-2026-11-001-2"
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R082")
def test_what_is_above_the_bill_stays_as_a_credit_for_the_next_invoice(
    desk: Desk, customer: Customer, claim: Claim
) -> None:
    first = bill(desk, customer, "F-1", 30_000)
    approved(desk, claim)
    settled = desk.claims.settle(claim.id, first.id).value
    assert (desk.receivables.invoice(first.id).open_fen, desk.claims.rest(settled)) == (0, 8_000)
    assert DutyKind.CLAIM not in [duty.kind for duty in desk.duties.due()]
    following = bill(desk, customer, "F-2", 50_000)
    (duty,) = [duty for duty in desk.duties.due() if duty.kind is DutyKind.CLAIM]
    assert str(duty.say).endswith("Set it off against F-2.")
    used = desk.claims.use_rest(claim.id, following.id)
    assert (desk.receivables.invoice(following.id).open_fen, desk.claims.rest(settled)) == (42_000, 0)
    assert used.undo is not None
    used.undo()
    assert desk.receivables.invoice(following.id).open_fen == 50_000
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R107")
@pytest.mark.req("R108")
def test_only_who_may_approves_amount_and_wording(desk: Desk, claim: Claim) -> None:
    with pytest.raises(Invalid) as caught:
        desk.claims.approve(claim.id, 38_000, " ", "李主管")
    assert set(caught.value.problems) == {"wording"}
    for fen, name in ((38_000, "赵强"), (120_000, "李主管"), (38_000, "路人")):
        with pytest.raises(Invalid) as caught:
            desk.claims.approve(claim.id, fen, "补偿", name)
        assert set(caught.value.problems) == {"approved_by"}
    assert desk.claims.claim(claim.id).state is ClaimState.DRAFT
    assert desk.claims.approve(claim.id, 120_000, "补偿", "钱总").value.approved_by == "钱总"


@pytest.mark.req("R082")
def test_nothing_is_set_off_before_approval_and_both_signatures(
    desk: Desk, customer: Customer, claim: Claim
) -> None:
    invoice = bill(desk, customer, "F-1", 120_000)
    with pytest.raises(Refused, match="not approved"):
        desk.claims.settle(claim.id, invoice.id)
    ready = approved(desk, claim)
    desk.claims.save(replace(ready, signed_by_customer=""))
    with pytest.raises(Refused, match="both signatures"):
        desk.claims.settle(claim.id, invoice.id)


def test_what_was_approved_is_not_changed_by_saving(desk: Desk, claim: Claim) -> None:
    ready = approved(desk, claim)
    saved = desk.claims.save(replace(ready, granted_fen=999_999, wording="更多", note="已电话")).value
    assert (saved.granted_fen, saved.wording, saved.note) == (38_000, "一次性补偿 12 箱包装损失", "已电话")


def test_another_customers_bill_is_not_lowered(desk: Desk, claim: Claim) -> None:
    other = desk.customers.save_customer(Customer(name="别家")).value
    invoice = bill(desk, other, "F-9", 120_000)
    approved(desk, claim)
    with pytest.raises(Refused, match="another customer"):
        desk.claims.settle(claim.id, invoice.id)


@pytest.mark.req("R083")
def test_a_claim_against_a_third_party_goes_its_way_with_its_papers(desk: Desk, case: Complaint) -> None:
    papers = [NewFile(f"{name}.pdf", name.encode()) for name in ("运单", "照片", "索赔函")]
    draft = ThirdPartyClaim(complaint_id=case.id, against="顺通物流", amount_fen=38_000)
    one = desk.claims.save_third(draft, papers).value
    assert one.state is ThirdPartyState.COLLECTING
    sent = desk.claims.save_third(replace(one, sent_on=date(2026, 11, 10), sent_how="快递")).value
    assert sent.state is ThirdPartyState.CLAIMED
    assert len(desk.attachments.of("third_party_claim", one.id)) == 3
    assert DutyKind.CLAIM in [duty.kind for duty in desk.duties.due()]
    with pytest.raises(Invalid) as caught:
        desk.claims.save_third(replace(sent, answered_on=date(2026, 11, 9)))
    assert set(caught.value.problems) == {"answered_on"}
    answered = desk.claims.save_third(replace(sent, answered_on=TODAY, accepted=True)).value
    paid = desk.claims.save_third(replace(answered, paid_on=TODAY, paid_fen=38_000)).value
    assert (answered.state, paid.state) == (ThirdPartyState.ANSWERED, ThirdPartyState.PAID)


@pytest.mark.req("R125")
def test_a_month_says_what_complaints_cost(
    desk: Desk, customer: Customer, case: Complaint, claim: Claim, clock: ManualClock
) -> None:
    approved(desk, claim)
    assert desk.claims.month_total(2026, 11) == CaseTotals()
    desk.claims.settle(claim.id, bill(desk, customer, "F-1", 120_000).id)
    for day in (TODAY, date(2026, 11, 20)):
        cost = CaseCost(complaint_id=case.id, kind=CostKind.VISIT, spent_on=day, minutes=45)
        desk.claims.save_cost(cost)
    clock.instant = ManualClock.at(date(2026, 12, 1)).instant
    december = CaseCost(complaint_id=case.id, kind=CostKind.HOURS, spent_on=date(2026, 12, 1), minutes=30)
    desk.claims.save_cost(december)
    assert desk.claims.month_total(2026, 11) == CaseTotals(38_000, 0, 2, 90)
    assert desk.claims.totals(case.id) == CaseTotals(38_000, 0, 2, 120)
    ((_id, number, name, _total),) = desk.claims.month_costs(2026, 11)
    assert (number, name) == (case.number, "三川")


def test_a_refused_claim_says_why(desk: Desk, claim: Claim) -> None:
    with pytest.raises(Refused, match="reason"):
        desk.claims.refuse(claim.id, "", "李主管")
    assert desk.claims.refuse(claim.id, "外箱原已破损", "李主管").value.state is ClaimState.REFUSED


def test_goodwill_needs_no_signatures(desk: Desk, customer: Customer, case: Complaint) -> None:
    draft = Claim(complaint_id=case.id, kind=ClaimKind.GOODWILL, what="误工")
    saved = approved(desk, desk.claims.save(draft).value, 10_000)
    assert desk.claims.settle(saved.id, bill(desk, customer, "F-1", 20_000).id).value.credit_id


@pytest.mark.req("R102")
@pytest.mark.req("R125")
def test_the_summary_counts_valid_and_not_valid_apart_and_says_what_cases_cost(
    desk: Desk, customer: Customer, case: Complaint, claim: Claim
) -> None:
    approved(desk, claim)
    desk.claims.settle(claim.id, bill(desk, customer, "F-1", 120_000).id)
    desk.claims.save_cost(CaseCost(complaint_id=case.id, kind=CostKind.VISIT, spent_on=TODAY, minutes=45))
    close(desk, case.id)
    other = desk.complaints.register(Complaint(customer_id=customer.id, text="账单")).value
    close(desk, other.id, valid=False)
    month = desk.summaries.month(2026, 11)
    (found,) = [section for section in month.sections if section.key == "complaints"]
    figures = {figure.key: figure.value for figure in found.figures}
    wanted = ("valid", "invalid", "satisfied", "cost", "extra_visits", "cost_minutes")
    assert [str(figures[key]) for key in wanted] == ["1", "1", "4.0", "380", "1", "45"]
