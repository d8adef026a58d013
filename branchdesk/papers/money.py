"""Papers about money: reminders by letter, statements of account (R079, D29)."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.textfold import fold_text
from branchdesk.papers.prints import Made, Wanted
from branchdesk.services.desk import Desk

_STEP = "step:"


def dunning_letter(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write reminders: of a step that was given (`step:12`), else those due of a customer, else all due."""
    from exports.pdf.money_letters import dunning_letters_pdf

    if wanted.of.startswith(_STEP) and wanted.of.removeprefix(_STEP).isdecimal():
        letters = [desk.letters.letter_of_step(int(wanted.of.removeprefix(_STEP)))]
    else:
        letters = desk.letters.due_letters(customer_named(desk, wanted.of).id if wanted.of else None)
    if not letters:
        raise Refused(
            msg("No reminder by letter is due. The list of reminders says what rests and why."), field="of"
        )
    return dunning_letters_pdf(letters, wanted.words, stream, made_at=wanted.made_at)


def account_statement(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the account of a customer, up to a day where one stands behind the name (`C0007 2026-10-31`)."""
    from exports.pdf.money_letters import account_statement_pdf

    name, since, as_of = _span(wanted.of, desk.context.clock.today())
    found = desk.letters.account(customer_named(desk, name).id, since, as_of)
    return account_statement_pdf(found, wanted.words, stream, made_at=wanted.made_at)


def customer_named(desk: Desk, text: str) -> Customer:
    """Find a customer by code or name; raises `Refused` where none or several fit."""
    wanted = fold_text(text)
    known = desk.context.reader.find(Customer)
    whole = [
        one for one in known if wanted in map(fold_text, (one.code, one.name, one.short_name)) and wanted
    ]
    found = whole or [one for one in known if wanted and wanted in fold_text(one.name)]
    if len(found) != 1:
        raise Refused(
            msg("“{text}” names {n} customers. Write the code or the whole name.", text=text, n=len(found)),
            field="of",
        )
    return found[0]


def _span(text: str, today: date) -> tuple[str, date, date]:
    """Read a name with the last day, or with the first and the last; else the year so far."""
    words = text.split()
    days: list[date] = []
    while words and len(days) < 2:
        try:
            days.insert(0, date.fromisoformat(words[-1]))
        except ValueError:
            break
        words.pop()
    as_of = days[-1] if days else today
    since = days[0] if len(days) == 2 else date(as_of.year, 1, 1)
    return " ".join(words), since, as_of
