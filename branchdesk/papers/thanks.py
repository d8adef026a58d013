"""Notes of thanks to those who paid everything of a month in time (R072)."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from branchdesk.domain.customers import ContactRole
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.months import Month
from branchdesk.domain.people import is_present
from branchdesk.domain.salutation import salutation
from branchdesk.papers.prints import Made, Wanted
from branchdesk.services.desk import Desk


def thank_you(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write a page for each punctual customer of a month (`2026-10`), of the last one where none is named."""
    from exports.pdf.letters import Letter, thank_you_notes_pdf

    today, words = desk.context.clock.today(), wanted.words
    month = _month(wanted.of) if wanted.of else Month.of(today).plus(-1)
    found = desk.payers.punctual(month).punctual
    if not found:
        raise Refused(msg("Nobody paid everything of {month} in time.", month=month.key), field="of")
    what = words.tr("paying every invoice of {month} in time", month=words.month(month.year, month.number))
    letters = [
        Letter(
            branch=desk.context.branch.name,
            customer=desk.customers.customer(one.id).name,
            whom=_whom(desk, one.id),
            what=what,
            text="",
            day=today,
        )
        for one in found
    ]
    return thank_you_notes_pdf(letters, words, stream, made_at=wanted.made_at)


def _month(text: str) -> Month:
    try:
        return Month.of(date.fromisoformat(f"{text}-01"))
    except ValueError as error:
        raise Refused(msg("“{text}” is no month. Write it as 2026-10.", text=text), field="of") from error


def _whom(desk: Desk, customer_id: int) -> str:
    """Address who pays, else who leads."""
    today = desk.context.clock.today()
    present = [one for one in desk.customers.contacts_of(customer_id) if is_present(one, today)]
    for role in (ContactRole.PAYER, ContactRole.INVOICE, ContactRole.MANAGER):
        fitting = next((one for one in present if role in one.roles), None)
        if fitting is not None:
            return salutation(fitting.name, fitting.title)
    return ""
