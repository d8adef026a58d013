"""Statements of account: sent for a stamp, and tracked until they are back (D29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import msg
from branchdesk.domain.receivables import SentHow


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatement:
    """One statement of account; `amount_fen` is the balance it states, negative in the customer's favour."""

    id: int = 0
    version: int = 0
    customer_id: int = 0
    since_on: date = date.min
    as_of: date = date.min
    amount_fen: int = 0
    sent_on: date | None = None
    sent_how: SentHow | None = None
    tracking: str = ""
    returned_on: date | None = None
    agrees: bool | None = None
    stated_fen: int | None = None  # what the customer says it is, where they disagree
    note: str = ""

    @property
    def is_waited_for(self) -> bool:
        """Tell whether the stamp is still to come."""
        return self.sent_on is not None and self.returned_on is None


def check_statement(one: AccountStatement, today: date) -> Problems:
    """Check the course of a statement: days in order, a courier's number, an answer with the return."""
    problems: Problems = {}
    if one.sent_on is not None and not one.as_of <= one.sent_on <= today:
        problems["sent_on"] = msg(
            "The day of sending lies before the statement or in the future. Correct it."
        )
    if one.sent_how is SentHow.COURIER and not one.tracking.strip():
        problems["tracking"] = msg("Enter the courier's number: with it the letter is proof.")
    if one.returned_on is not None:
        if one.sent_on is None or not one.sent_on <= one.returned_on <= today:
            problems["returned_on"] = msg("The return lies before the sending or in the future. Correct it.")
        if one.agrees is None:
            problems["agrees"] = msg("Say whether the customer agrees.")
        elif not one.agrees and one.stated_fen is None:
            problems["stated_fen"] = msg("Enter the amount that the customer names.")
    return problems
