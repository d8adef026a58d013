"""What speaks against a collection call, who may sign, which money counts."""

from __future__ import annotations

from datetime import date

import pytest

from branchdesk.domain.chase_gate import ChaseFacts, chase_warnings
from branchdesk.domain.customers import Contact, ContactRole, Customer
from branchdesk.domain.receipts import receipts_since
from branchdesk.domain.receivables import Payment
from branchdesk.domain.signers import authorised_signers, may_sign

TODAY = date(2026, 11, 22)


@pytest.mark.req("D25")
def test_nothing_speaks_against_calling_an_ordinary_debtor() -> None:
    assert chase_warnings(ChaseFacts(called_on=date(2026, 11, 15)), TODAY) == ()


@pytest.mark.req("D25")
def test_every_fact_that_speaks_against_calling_is_said_once() -> None:
    facts = ChaseFacts(
        head_office_pays=True,
        on_account_fen=100_00,
        open_complaints=("TS-1", "TS-2"),
        awaits_signature=True,
        disputed_fen=5_00,
        disputed_why="数量",
        promised_on=date(2026, 12, 1),
        called_on=date(2026, 11, 19),
    )
    said = " ".join(str(warning) for warning in chase_warnings(facts, TODAY))
    for part in (
        "head office",
        "TS-1",
        "lies on account",
        "Nobody has signed",
        "数量",
        "2026-12-01",
        "11-19",
    ):
        assert part in said


@pytest.mark.req("D25")
def test_old_statements_missing_reports_and_broken_promises_are_told_too() -> None:
    facts = ChaseFacts(bank_until=date(2026, 11, 15), reports_missing=2, broken_promises=1)
    assert [str(one) for one in chase_warnings(facts, TODAY)] == [
        "The bank statements end on 2026-11-15. Bring in the newest first: it may be paid.",
        "Report missing for 2 services of these invoices. Bring it along or send it first.",
        "One promise was broken. Ask for a date that is binding.",
    ]


@pytest.mark.req("D28")
def test_until_when_the_head_office_pays_is_told() -> None:
    facts = ChaseFacts(head_office_pays=True, exempt_until=date(2026, 12, 31))
    (said,) = chase_warnings(facts, TODAY)
    assert "2026-12-31" in str(said)


@pytest.mark.req("R064")
def test_signers_are_those_named_and_those_with_the_role() -> None:
    customer = Customer(authorised_signers="赵敏、Li Wei")
    contacts = [
        Contact(name="钱伟", roles=(ContactRole.SIGNER,)),
        Contact(name="孙前", roles=(ContactRole.SIGNER,), to_on=date(2026, 1, 1)),
    ]
    names = authorised_signers(customer, contacts, TODAY)
    assert names == ("赵敏", "Li Wei", "钱伟")
    assert may_sign("LI WEI", names)
    assert not may_sign("保安张", names)
    assert may_sign("保安张", ())


@pytest.mark.req("V17")
def test_money_taken_back_never_came() -> None:
    payments = [
        Payment(id=1, paid_on=date(2026, 11, 1), amount_fen=500),
        Payment(id=2, paid_on=date(2026, 11, 10), amount_fen=300),
        Payment(id=3, paid_on=date(2026, 11, 20), amount_fen=-500, reverses_id=1),
    ]
    assert receipts_since(payments, date(2026, 11, 5)) == [(date(2026, 11, 10), 300)]
    assert sum(fen for _day, fen in receipts_since(payments, date(2026, 11, 1))) == 300
