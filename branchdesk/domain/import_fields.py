"""What a spreadsheet may bring: the kinds of list, their fields, and how each cell is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from branchdesk.domain.textfold import heading_key


class ImportKind(StrEnum):
    """The lists that can be brought in."""

    CUSTOMERS = "customers"
    SITES = "sites"
    CONTACTS = "contacts"
    CONTRACTS = "contracts"
    VISITS = "visits"
    COMPLAINTS = "complaints"
    INVOICES = "invoices"
    PAYMENTS = "payments"
    WORKDAYS = "workdays"


class How(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"  # a line
    LONG_TEXT = "long_text"
    CODE = "code"  # a number that names something: 1930438491.0 is 1930438491, leading zeros stay
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    MONEY = "money"
    MINUTES = "minutes"
    FLAG = "flag"
    PHONE = "phone"
    WORD = "word"  # a member of an enumeration
    WORDS = "words"
    TERMS = "terms"
    DATE_OR_TERMS = "date_or_terms"
    CURRENCY = "currency"
    MONEY_OR_FLAG = "money_or_flag"
    NUMBERS = "numbers"  # several codes in one cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportField:
    """One field: its two headings, what else it is called, and which attribute of the record it fills.

    `attribute` is empty where the field is no plain value of the record (a customer's name in an invoice).
    """

    key: str
    zh: str
    en: str
    how: How = How.TEXT
    attribute: str = ""
    required: bool = False
    words: type[StrEnum] | None = None
    also: tuple[str, ...] = ()
    example: str = ""

    def heading_keys(self) -> Iterator[str]:
        """Give the folded headings by which the field is recognised, the best ones first."""
        own = (self.zh + self.en, self.zh, self.en, self.key)
        yield from dict.fromkeys(heading_key(text) for text in (*own, *self.also))

    def headings(self) -> tuple[str, ...]:
        """Return the headings as written, for whoever looks for the heading row of a file."""
        return (f"{self.zh} {self.en}", self.zh, self.en, self.key, *self.also)
