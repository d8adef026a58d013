"""Letters about money: reminders in steps, the statement of account with its slip (R079, D29)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.money_letters import AccountPaper, DunningLetter, LetterItem, MoveKind, Sender
from branchdesk.language import Words
from exports.capitals import capitals
from exports.pdf.document import BODY, SMALL, Paper, Printed, line_height
from exports.pdf.tables import TableColumn, draw_table

_TEXT = 12.0
_SLIP = 54.0  # mm that the slip takes
_APART = 8.0  # mm between what stands on the left and on the right
_DAYS_TOLD = 3  # a letter names the latest reminders; a longer list only says how many there were
_DASH = 2.0
_MOVES = {
    MoveKind.INVOICE: mark("Invoice"),
    MoveKind.CREDIT: mark("Credit note"),
    MoveKind.PAYMENT: mark("Payment"),
    MoveKind.REVERSAL: mark("Reversal"),
}


def dunning_letters_pdf(
    letters: Sequence[DunningLetter],
    words: Words,
    stream: BinaryIO,
    *,
    made_at: datetime,
    song: Path | None = None,
) -> Printed:
    """Write one letter after the other, each on pages of its own."""
    first = letters[0]
    with Paper(words, branch=first.sender.branch, title=_title(words), made_at=made_at, song=song) as paper:
        for number, letter in enumerate(letters):
            if number:
                paper.new_page()
            _draw_letter(paper, letter)
        return paper.finish(stream)


def account_statement_pdf(
    found: AccountPaper, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write a statement of account; the slip at its end is stamped, cut off and sent back.

    Where lower rows bring everything onto fewer pages, the slip to be cut off with it, they are used.
    """
    roomy, dense = BytesIO(), BytesIO()
    printed, chosen = _write_statement(found, words, roomy, made_at, song, dense=False), roomy
    if printed.pages > 1:
        closer = _write_statement(found, words, dense, made_at, song, dense=True)
        if closer.pages < printed.pages:
            printed, chosen = closer, dense
    stream.write(chosen.getvalue())
    return printed


def _write_statement(
    found: AccountPaper, words: Words, stream: BinaryIO, made_at: datetime, song: Path | None, *, dense: bool
) -> Printed:
    title = words.tr("Statement of account")
    with Paper(words, branch=found.sender.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        span = words.tr("{since} to {until}", since=found.since_on, until=found.as_of)
        paper.paragraph(span, centred=True)
        paper.space(4)
        _address(paper, found.customer, found.address)
        _draw_moves(paper, found, dense=dense)
        _draw_open(paper, found.open_items, dense=dense)
        _draw_balance(paper, found)
        _draw_slip(paper, found)
        return paper.finish(stream)


def _title(words: Words) -> str:
    return words.tr("Reminder letter")


def _draw_letter(paper: Paper, letter: DunningLetter) -> None:
    words = paper.words
    paper.title(_title(words))
    paper.paragraph(words.tr(letter.name), centred=True)
    paper.space(4)
    _address(paper, letter.customer, letter.address, letter.whom)
    for text in _body(words, letter):
        paper.paragraph(text, _TEXT)
        paper.space(2)
    _draw_items(paper, letter)
    asked = words.tr("Amount asked for: {amount}", amount=Fen(letter.asked_fen))
    paper.space(3)
    paper.paragraph(asked, _TEXT)
    paper.paragraph(words.tr("In capitals: RMB {capitals}", capitals=capitals(letter.asked_fen)), _TEXT)
    if letter.disputed_fen:
        text = words.tr(
            "{amount} of these invoices is disputed; it is not part of this letter and is settled apart.",
            amount=Fen(letter.disputed_fen),
        )
        paper.paragraph(text, BODY)
    if letter.sender.pay_to:
        paper.space(2)
        paper.paragraph(words.tr("Please pay to: {account}", account=letter.sender.pay_to), _TEXT)
    paper.space(2)
    paper.paragraph(
        words.tr("If you have paid meanwhile, please tell us the day, and excuse this letter."), _TEXT
    )
    _sign(paper, letter.sender, letter.day)


def _body(words: Words, letter: DunningLetter) -> list[str]:
    """Return what the letter says at its step: kind at first, clear at last, never rude."""
    days = letter.reply_days
    if letter.last:
        return [
            _spite(words, letter.before),
            words.tr(
                "We ask you to pay within {n} days of receiving this letter. Otherwise we shall have to "
                "suspend the service and to assert our claim by law.",
                n=days,
            ),
        ]
    if letter.before:
        return [
            _reminded(words, letter.before),
            words.tr(
                "Please pay within {n} days of receiving this letter, or call us if something stands in "
                "the way: we shall find a way together.",
                n=days,
            ),
        ]
    return [
        words.tr(
            "Thank you for working with us. According to our books the invoices below are not paid yet."
        ),
        words.tr(
            "It may have slipped through: please check, and pay within {n} days of receiving this letter.",
            n=days,
        ),
    ]


def _spite(words: Words, before: Sequence[date]) -> str:
    days, n = words.value(tuple(before[-_DAYS_TOLD:])), len(before)
    if not before:
        return words.tr("The invoices below have long been due and are still unpaid.")
    if n > _DAYS_TOLD:
        return words.tr(
            "In spite of {n} reminders, most recently on {days}, the invoices below are still unpaid.",
            n=n,
            days=days,
        )
    return words.tr("In spite of our reminders of {days} the invoices below are still unpaid.", days=days)


def _reminded(words: Words, before: Sequence[date]) -> str:
    days, n = words.value(tuple(before[-_DAYS_TOLD:])), len(before)
    if n > _DAYS_TOLD:
        return words.tr(
            "We reminded you {n} times, most recently on {days}; the invoices below are still unpaid.",
            n=n,
            days=days,
        )
    return words.tr("We reminded you on {days}; the invoices below are still unpaid.", days=days)


def _draw_items(paper: Paper, letter: DunningLetter) -> None:
    words = paper.words
    columns = [
        TableColumn(words.tr("Invoice")),
        TableColumn(words.tr("Issued on")),
        TableColumn(words.tr("Due on")),
        TableColumn(words.tr("Open amount"), right=True),
        TableColumn(words.tr("Asked for"), right=True),
        TableColumn(words.tr("Days late"), right=True),
    ]
    rows = [
        [
            one.number,
            f"{one.issued_on}",
            f"{one.due_on}" if one.due_on else "",
            format_money(one.open_fen),
            format_money(one.asked_fen),
            str(one.days_late),
        ]
        for one in letter.items
    ]
    open_fen = sum(one.open_fen for one in letter.items)
    total = [words.tr("Total"), "", "", format_money(open_fen), format_money(letter.asked_fen), ""]
    draw_table(paper, columns, rows, total=total)


def _draw_moves(paper: Paper, found: AccountPaper, *, dense: bool) -> None:
    words = paper.words
    columns = [
        TableColumn(words.tr("Date")),
        TableColumn(words.tr("What")),
        TableColumn(words.tr("Number")),
        TableColumn(words.tr("Debit"), right=True),
        TableColumn(words.tr("Credit"), right=True),
        TableColumn(words.tr("Balance"), right=True),
    ]
    balance = found.opening_fen
    rows = [[f"{found.since_on}", words.tr("Balance before"), "", "", "", format_money(balance)]]
    for one in found.moves:
        balance += one.amount_fen
        owed = format_money(one.amount_fen) if one.amount_fen > 0 else ""
        paid = format_money(-one.amount_fen) if one.amount_fen < 0 else ""
        kind = words.tr(_MOVES[one.kind])
        rows.append([f"{one.on}", kind, one.number, owed, paid, format_money(balance)])
    owed_fen = sum(one.amount_fen for one in found.moves if one.amount_fen > 0)
    paid_fen = -sum(one.amount_fen for one in found.moves if one.amount_fen < 0)
    total = [words.tr("Total"), "", "", format_money(owed_fen), format_money(paid_fen), format_money(balance)]
    draw_table(paper, columns, rows, total=total, dense=dense)


def _balance(words: Words, closing: int) -> list[str]:
    if closing < 0:
        text = words.tr("Balance in your favour: {amount}", amount=Fen(-closing))
    else:
        text = words.tr("Balance that you owe: {amount}", amount=Fen(closing))
    return [text, words.tr("In capitals: RMB {capitals}", capitals=capitals(abs(closing)))]


def _draw_balance(paper: Paper, found: AccountPaper) -> None:
    """Write the balance, and beside it, where there is room, who says so on which day."""
    texts = _balance(paper.words, found.closing_fen)
    lines = _signing(paper.words, found.sender, found.as_of)
    widths = [max(paper.width(paper.printable(text), _TEXT) for text in side) for side in (texts, lines)]
    beside = sum(widths) + _APART <= paper.width_of_text
    count = max(len(texts), len(lines)) if beside else len(texts) + len(lines)
    paper.keep(line_height(_TEXT) * count + 3)
    paper.space(3)
    top = paper.y
    for text in texts:
        paper.paragraph(text, _TEXT)
    below, paper.y = paper.y, top if beside else paper.y
    _put_right(paper, lines)
    paper.y = max(below, paper.y)


def _draw_open(paper: Paper, items: Sequence[LetterItem], *, dense: bool) -> None:
    words = paper.words
    columns = [
        TableColumn(words.tr("Invoice")),
        TableColumn(words.tr("Issued on")),
        TableColumn(words.tr("Due on")),
        TableColumn(words.tr("Amount"), right=True),
        TableColumn(words.tr("Open amount"), right=True),
    ]
    rows = [
        [
            one.number,
            f"{one.issued_on}",
            f"{one.due_on}" if one.due_on else words.tr("not due yet"),
            format_money(one.amount_fen),
            format_money(one.open_fen),
        ]
        for one in items
    ]
    if rows:
        total = [words.tr("Total"), "", "", "", format_money(sum(one.open_fen for one in items))]
        draw_table(paper, columns, rows, heading=words.tr("Open invoices"), level=1, total=total, dense=dense)


def _draw_slip(paper: Paper, found: AccountPaper) -> None:
    """Draw the slip under a dashed line; it stays whole on one page."""
    words = paper.words
    paper.keep(_SLIP)
    paper.space(6)
    paper.pdf.set_dash_pattern(dash=_DASH, gap=_DASH)
    paper.rule(paper.y)
    paper.pdf.set_dash_pattern()
    paper.y += 3
    heading = paper.printable(words.tr("Reply to the statement of account"))
    paper.put_centred(
        heading, (paper.left + paper.right) / 2, paper.y + line_height(_TEXT) * 0.7, _TEXT, bold=True
    )
    paper.y += line_height(_TEXT) * 1.2
    paper.paragraph(words.tr("To {whom}:", whom=found.sender.branch), BODY)
    text = words.tr(
        "We have checked the statement: on {day} we owe you {amount}.",
        day=found.as_of,
        amount=Fen(found.closing_fen),
    )
    paper.paragraph(text, BODY)
    paper.paragraph(
        words.tr("□ That is right.    □ That is not right. By our books it is ______________, because:")
    )
    paper.y += line_height(BODY)
    paper.rule(paper.y)
    paper.y += 4
    paper.paragraph(words.tr("{customer} (stamp)", customer=found.customer), BODY)
    paper.paragraph(words.tr("Signature ______________    Date ______________"), BODY)


def _address(paper: Paper, customer: str, address: str, whom: str = "") -> None:
    name = " ".join(part for part in (customer, whom) if part)
    paper.paragraph(paper.words.tr("To {whom}:", whom=name), _TEXT)
    if address:
        paper.paragraph(address, SMALL)
    paper.space(2)


def _signing(words: Words, sender: Sender, day: date) -> list[str]:
    """Return the branch, who answers questions, and the day."""
    lines = [sender.branch, words.long_date(day).replace(words.weekday(day), "").strip()]
    if sender.person or sender.phone:
        about = " ".join(part for part in (sender.person, sender.phone) if part)
        lines.insert(1, words.tr("Questions: {who}", who=about))
    return lines


def _sign(paper: Paper, sender: Sender, day: date) -> None:
    lines = _signing(paper.words, sender, day)
    paper.keep(line_height(_TEXT) * (len(lines) + 1))
    paper.space(6)
    _put_right(paper, lines)


def _put_right(paper: Paper, lines: Sequence[str]) -> None:
    for text in lines:
        paper.put_right(paper.printable(text), paper.right, paper.y + line_height(_TEXT) * 0.7, _TEXT)
        paper.y += line_height(_TEXT)
