"""The pack for the quarterly meeting, for the command line and the window (D10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import NotFound, Refused
from branchdesk.domain.messages import msg
from branchdesk.services.desk import Desk

if TYPE_CHECKING:
    from branchdesk.papers.prints import Made, Wanted


def quarter_pack(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the pack of one customer, named by number, name, short name or the number of its record."""
    from exports.pdf.meeting_sheet import meeting_sheet_pdf

    pack = desk.meetings.pack(customer_named(desk, wanted.of).id)
    return meeting_sheet_pdf(pack, wanted.words, stream, made_at=wanted.made_at)


def customer_named(desk: Desk, text: str) -> Customer:
    """Find one customer; NotFound where none is called so, Refused where several are."""
    if not text:
        raise Refused(msg("Say of which customer: its name, short name or number."), field="of")
    reader = desk.context.reader
    for field in ("code", "name", "short_name"):
        found = reader.find(Customer, **{field: text})
        if len(found) == 1:
            return found[0]
    if text.isdecimal() and (one := reader.first(Customer, id=int(text))) is not None:
        return one
    known = [one for one in reader.find(Customer) if text in one.name or text in one.short_name]
    if len(known) == 1:
        return known[0]
    if known:
        names = [one.name for one in known[:5]]
        raise Refused(msg("Several customers fit “{text}”: {names}. Name one.", text=text, names=names))
    raise NotFound(msg("No customer is called “{text}”.", text=text))
