"""Letters about money fit on the page that is signed, and tell what is true of their invoices."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest

from branchdesk.domain.money_letters import (
    AccountMove,
    AccountPaper,
    DunningLetter,
    LetterItem,
    MoveKind,
    Sender,
)
from branchdesk.language import Words
from exports.pdf.money_letters import account_statement_pdf, dunning_letters_pdf
from tests.exports.pdf.reading import page_texts

_NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
_DAY = date(2026, 11, 22)


def items(count: int) -> tuple[LetterItem, ...]:
    return tuple(
        LetterItem(
            number=f"2632{n:04}",
            issued_on=date(2026, 9, 1),
            due_on=date(2026, 9, 30),
            amount_fen=5_000_00,
            open_fen=5_000_00,
            asked_fen=5_000_00,
            days_late=53,
        )
        for n in range(count)
    )


def statement(moves: int, opened: int) -> list[str]:
    paper = AccountPaper(
        sender=Sender(branch="杭州分公司"),
        customer="三川实业有限公司",
        address="杭州市解放路158号",
        since_on=date(2026, 1, 1),
        as_of=_DAY,
        opening_fen=0,
        moves=tuple(
            AccountMove(
                on=date(2026, 1, 1) + timedelta(days=n),
                kind=MoveKind.INVOICE,
                number=f"{n}",
                amount_fen=500_00,
            )
            for n in range(moves)
        ),
        open_items=items(opened),
    )
    stream = BytesIO()
    account_statement_pdf(paper, Words("zh_CN"), stream, made_at=_NOW)
    return page_texts(stream.getvalue())


def letter(before: tuple[date, ...]) -> str:
    found = DunningLetter(
        sender=Sender(branch="杭州分公司"),
        customer="三川实业有限公司",
        address="",
        whom="陈出纳",
        level=2,
        name="Second reminder",
        last=False,
        day=_DAY,
        items=items(1),
        reply_days=7,
        before=before,
    )
    stream = BytesIO()
    dunning_letters_pdf([found], Words("zh_CN"), stream, made_at=_NOW)
    return page_texts(stream.getvalue())[0]


@pytest.mark.req("R079")
def test_a_year_of_monthly_invoices_and_payments_leaves_the_slip_on_the_first_page() -> None:
    (page,) = statement(moves=22, opened=2)
    assert "对账单回执" in page


def test_a_heading_goes_to_the_next_page_with_its_table() -> None:
    for moves in range(26, 40):
        pages = statement(moves, opened=7)
        (where,) = [page for page in pages if "未结发票" in page]
        assert "26320000" in where


def test_a_letter_names_the_latest_reminders_and_counts_the_others() -> None:
    days = tuple(date(2026, 10, day) for day in range(1, 8))
    text = letter(days).replace("\n", "")
    assert "7 次" in text
    assert "2026-10-07" in text
    assert "2026-10-04" not in text
    assert "2026-10-01" in letter(days[:3])
