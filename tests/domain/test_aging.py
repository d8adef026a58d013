import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.aging import (
    AgingTable,
    Basis,
    Bucket,
    CreditFact,
    ReceivableFact,
    Settlement,
    age,
    bucket_of,
    open_at,
    parse_edges,
    standing,
)
from branchdesk.domain.aging_titles import bucket_titles
from branchdesk.domain.errors import Refused
from branchdesk.domain.money import parse_money
from branchdesk.language import Words

TODAY = date(2026, 11, 22)
MAY31, JUN30 = date(2026, 5, 31), date(2026, 6, 30)


def invoice(
    amount: int,
    due_on: date | None,
    *settlements: Settlement,
    id_: int = 1,
    customer: int = 7,
    issued_on: date = date(2026, 1, 1),
    signed_on: date | None = None,
) -> ReceivableFact:
    return ReceivableFact(
        id_, customer, issued_on, amount, signed_on, signed_on is not None, due_on, tuple(settlements)
    )


def amounts_of(table: AgingTable[object]) -> dict[Bucket, int]:
    return {bucket: fen for bucket, fen in table.total.amounts.items() if fen}


@pytest.mark.req("V15")
@pytest.mark.req("R076")
@pytest.mark.parametrize(
    ("overdue", "bucket"),
    [
        (-1, Bucket.NOT_DUE),
        (0, Bucket.NOT_DUE),
        (1, Bucket.D1_30),
        (30, Bucket.D1_30),
        (31, Bucket.D31_60),
        (60, Bucket.D31_60),
        (61, Bucket.D61_90),
        (90, Bucket.D61_90),
        (91, Bucket.D91_PLUS),
    ],
)
def test_the_due_day_itself_is_not_overdue_and_edges_belong_to_the_younger_bucket(
    overdue: int, bucket: Bucket
) -> None:
    assert bucket_of(TODAY - timedelta(days=overdue), TODAY) is bucket


@pytest.mark.req("R076")
def test_due_on_22_october_is_31_days_on_22_november() -> None:
    table = age([invoice(100, date(2026, 10, 22))], [], TODAY)
    assert amounts_of(table) == {Bucket.D31_60: 100}
    assert table.rows[0].oldest_days == table.total.oldest_days == 31


@pytest.mark.req("V16")
@pytest.mark.parametrize(("as_of", "total"), [(MAY31, 5000), (JUN30 - timedelta(days=1), 5000), (JUN30, 0)])
def test_an_invoice_paid_later_is_unpaid_in_the_report_of_the_day(as_of: date, total: int) -> None:
    table = age([invoice(5000, MAY31, Settlement(JUN30, 5000))], [], as_of)
    assert table.total.total == total
    assert table.open_invoices == len(table.rows) == (total > 0)


@pytest.mark.req("R066")
def test_an_unsigned_invoice_stands_in_its_own_bucket_and_the_total_includes_it() -> None:
    unsigned = ReceivableFact(1, 7, date(2026, 1, 5), 300, None, needs_signature=True, due_on=None)
    table = age([unsigned, invoice(200, MAY31)], [], TODAY)
    assert amounts_of(table) == {Bucket.NOT_SIGNED: 300, Bucket.D91_PLUS: 200}
    assert table.total.total == 500


@pytest.mark.req("R066")
def test_a_later_signature_and_its_due_date_do_not_count_yet() -> None:
    fact = invoice(300, date(2026, 10, 22), signed_on=date(2026, 9, 25))
    assert standing(fact, date(2026, 9, 24)).bucket is Bucket.NOT_SIGNED
    assert standing(fact, date(2026, 9, 25)).bucket is Bucket.NOT_DUE
    assert standing(fact, date(2026, 10, 23)) == (300, Bucket.D1_30, 1)


@pytest.mark.req("R064")
def test_a_signature_to_be_confirmed_is_no_signature() -> None:
    fact = invoice(300, None, signed_on=date(2026, 9, 25))
    assert standing(fact, TODAY).bucket is Bucket.NOT_SIGNED


def test_an_invoice_whose_other_base_event_has_not_happened_is_not_due() -> None:
    assert standing(invoice(300, None), TODAY) == (300, Bucket.NOT_DUE, 0)


def test_an_invoice_counts_from_its_issue_date() -> None:
    fact = invoice(300, MAY31, issued_on=date(2026, 5, 1))
    assert age([fact], [], date(2026, 4, 30)).rows == ()
    assert age([fact], [], date(2026, 5, 1)).total.total == 300


def test_counting_from_the_issue_date_ignores_the_terms() -> None:
    fact = invoice(300, date(2026, 12, 31), issued_on=date(2026, 10, 1))
    assert standing(fact, TODAY).bucket is Bucket.NOT_DUE
    assert standing(fact, TODAY, basis=Basis.ISSUED) == (300, Bucket.D31_60, 52)
    assert amounts_of(age([fact], [], TODAY, basis=Basis.ISSUED)) == {Bucket.D31_60: 300}


@pytest.mark.req("R077")
def test_a_credit_note_above_the_rest_shows_as_a_credit() -> None:
    paid = invoice(10000, MAY31, Settlement(date(2026, 6, 1), 4000))
    note = invoice(-10000, None, id_=2, issued_on=date(2026, 6, 5))
    table = age([paid, note], [], TODAY)
    assert amounts_of(table) == {Bucket.D91_PLUS: 6000, Bucket.ON_ACCOUNT: -10000}
    assert table.total.total == -4000


@pytest.mark.req("R077")
def test_a_credit_note_that_was_set_off_leaves_only_its_rest_on_account() -> None:
    set_off = date(2026, 6, 6)
    paid = invoice(10000, MAY31, Settlement(date(2026, 6, 1), 4000), Settlement(set_off, 6000))
    note = invoice(-10000, None, Settlement(set_off, -6000), id_=2, issued_on=date(2026, 6, 5))
    table = age([paid, note], [], TODAY)
    assert amounts_of(table) == {Bucket.ON_ACCOUNT: -4000}
    assert table.open_invoices == 0


@pytest.mark.req("R077")
def test_money_without_an_invoice_stands_on_account_until_it_is_used() -> None:
    used = Settlement(JUN30, 900)
    paid = invoice(900, MAY31, used)
    money = CreditFact(7, MAY31, 1000, (used,))
    assert amounts_of(age([paid], [money], MAY31)) == {Bucket.NOT_DUE: 900, Bucket.ON_ACCOUNT: -1000}
    assert amounts_of(age([paid], [money], JUN30)) == {Bucket.ON_ACCOUNT: -100}


@pytest.mark.req("R077")
def test_a_settlement_that_was_taken_back_opens_the_invoice_again() -> None:
    fact = invoice(900, MAY31, Settlement(MAY31, 900), Settlement(JUN30, -900))
    assert open_at(fact, MAY31) == 0
    assert open_at(fact, JUN30) == 900


def test_a_down_payment_counts_before_its_invoice_is_issued() -> None:
    fact = invoice(900, JUN30, Settlement(MAY31, 200), issued_on=JUN30)
    assert amounts_of(age([fact], [], MAY31)) == {Bucket.ON_ACCOUNT: -200}
    assert amounts_of(age([fact], [], JUN30)) == {Bucket.NOT_DUE: 700}


def gnucash_case(*, set_off: bool) -> list[ReceivableFact]:
    """Take the figures of the owner report test of GnuCash: as of 1 July 1980, a credit note of 3.00."""

    def fact(
        id_: int, amount: str, issued_month: int, due_on: date, *settlements: Settlement
    ) -> ReceivableFact:
        issued_on = date(1980, issued_month, 13)
        return invoice(parse_money(amount), due_on, *settlements, id_=id_, issued_on=issued_on)

    noted = date(1980, 6, 22)
    set_offs = [Settlement(noted, 300)] if set_off else []
    taken = [Settlement(noted, -300)] if set_off else []
    drips = Settlement(date(1980, 3, 18), 150), Settlement(date(1980, 3, 20), 200)
    return [
        fact(1, "6.75", 5, date(1980, 7, 18)),
        fact(2, "4.00", 4, date(1980, 6, 18), *set_offs),
        fact(3, "8.50", 3, date(1980, 5, 18)),
        fact(4, "7.50", 2, date(1980, 4, 18)),
        fact(5, "11.50", 1, date(1980, 3, 18), *drips),
        fact(6, "200", 4, date(1980, 4, 18), Settlement(date(1980, 4, 19), 20000)),
        invoice(-300, noted, *taken, id_=7, issued_on=noted),
    ]


@pytest.mark.req("R076")
def test_the_gnucash_case_gives_the_same_figures_once_the_credit_note_is_set_off() -> None:
    table = age(gnucash_case(set_off=True), [], date(1980, 7, 1))
    assert list(amounts_of(table).values()) == [675, 100, 850, 750, 800]
    assert table.total.total == 3175


@pytest.mark.req("R076")
def test_the_gnucash_case_keeps_an_unused_credit_note_apart_and_the_total() -> None:
    table = age(gnucash_case(set_off=False), [], date(1980, 7, 1))
    assert list(amounts_of(table).values()) == [675, 400, 850, 750, 800, -300]
    assert table.total.total == 3175


@pytest.mark.req("R073")
def test_rows_follow_the_key_that_is_asked_for() -> None:
    group = {7: "branch", 8: "group", 9: "group"}
    facts = [invoice(fen, MAY31, id_=fen, customer=customer) for fen, customer in [(45, 7), (50, 8), (70, 9)]]
    table = age(facts, [CreditFact(9, MAY31, 5)], TODAY, key=lambda fact: group[fact.customer_id])
    assert [(row.key, row.total) for row in table.rows] == [("branch", 45), ("group", 115)]
    assert table.total.total == 160


def test_edited_edges_move_the_buckets_and_their_labels() -> None:
    edges = parse_edges("15， 45,100")
    assert edges == (15, 45, 100)
    assert bucket_of(TODAY - timedelta(days=16), TODAY, edges) is Bucket.D31_60
    titles = list(bucket_titles(edges).values())
    assert titles == ["Not signed", "Not due", "1–15", "16–45", "46–100", ">100", "On account"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_vocabulary_and_the_labels_of_the_default_edges_agree(language: str) -> None:
    words = Words(language)
    titles = bucket_titles()
    assert [words.tr(titles[bucket]) for bucket in Bucket] == [words.term(bucket) for bucket in Bucket]


@pytest.mark.parametrize(
    "text", ["", "30,60", "0,60,90", "30,30,90", "90,60,30", "30,60,90,120", "a,b,c", "-1,2,3"]
)
def test_edges_that_do_not_rise_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="three numbers of days"):
        parse_edges(text)


Ledger = tuple[list[ReceivableFact], list[CreditFact]]
DAY0 = date(2026, 1, 1)
offsets = st.integers(0, 150)
parts = st.lists(st.tuples(offsets, st.integers(0, 3), st.integers(-4000, 4000)), max_size=4)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw invoices, credit notes and payments, each payment allocated and taken back at will."""
    issues = draw(
        st.lists(st.tuples(offsets, st.integers(-5000, 9000), st.none() | offsets), min_size=4, max_size=6)
    )
    settled: list[list[Settlement]] = [[] for _ in issues]
    credits_ = []
    for on, amount, moves in draw(st.lists(st.tuples(offsets, st.integers(1, 9000), parts), max_size=4)):
        used = [Settlement(DAY0 + timedelta(days=day), fen) for day, _, fen in moves]
        for (_, target, _), move in zip(moves, used, strict=True):
            settled[target].append(move)
        credits_.append(CreditFact(on % 3, DAY0 + timedelta(days=on), amount, tuple(used)))
    facts = []
    for id_, (on, amount, signed) in enumerate(issues):
        issued_on = DAY0 + timedelta(days=on)
        signed_on = None if signed is None else issued_on + timedelta(days=signed)
        due_on = None if signed_on is None else signed_on + timedelta(days=15)
        facts.append(
            ReceivableFact(
                id_, id_ % 3, issued_on, amount, signed_on, on % 2 == 0, due_on, tuple(settled[id_])
            )
        )
    return facts, credits_


@pytest.mark.fault(53)
@pytest.mark.req("R077")
@settings(deadline=None, max_examples=150)
@given(ledgers(), st.integers(-5, 400), st.sampled_from(Basis))
def test_at_every_date_the_total_is_what_was_issued_less_what_was_received(
    ledger: Ledger, offset: int, basis: Basis
) -> None:
    facts, credits_ = ledger
    as_of = DAY0 + timedelta(days=offset)
    table = age(facts, credits_, as_of, basis=basis)
    issued = sum(fact.amount_fen for fact in facts if fact.issued_on <= as_of)
    received = sum(credit.amount_fen for credit in credits_ if credit.on <= as_of)
    assert table.total.total == issued - received
    assert sum(row.total for row in table.rows) == table.total.total
    assert all(sum(row.amounts.values()) == row.total for row in table.rows)


@settings(deadline=None, max_examples=50)
@given(ledgers(), offsets)
def test_what_happens_later_never_changes_the_report_of_a_past_day(ledger: Ledger, offset: int) -> None:
    facts, credits_ = ledger
    as_of = DAY0 + timedelta(days=offset)
    known = [
        ReceivableFact(
            fact.invoice_id,
            fact.customer_id,
            fact.issued_on,
            fact.amount_fen,
            fact.signed_on if fact.signed_on and fact.signed_on <= as_of else None,
            fact.needs_signature,
            fact.due_on if not fact.needs_signature or (fact.signed_on and fact.signed_on <= as_of) else None,
            tuple(move for move in fact.settlements if move.on <= as_of),
        )
        for fact in facts
    ]
    assert age(known, credits_, as_of) == age(facts, credits_, as_of)


def test_ten_thousand_invoices_are_aged_in_a_moment() -> None:
    facts = [
        invoice(100 + n, DAY0 + timedelta(days=n % 300), Settlement(DAY0, 50), id_=n, customer=n % 900)
        for n in range(10_000)
    ]
    best = min(_seconds(facts) for _ in range(5))
    assert best < 0.1


def _seconds(facts: list[ReceivableFact]) -> float:
    start = time.perf_counter()
    age(facts, [], TODAY)
    return time.perf_counter() - start
