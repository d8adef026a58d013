"""What the search box finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FoundKind(StrEnum):
    """What was found."""

    CUSTOMER = "customer"
    SITE = "site"
    CONTACT = "contact"
    INVOICE = "invoice"
    COMPLAINT = "complaint"
    CONTRACT = "contract"
    EXTRA_REQUEST = "extra_request"
    APPROVED_ANSWER = "approved_answer"


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is, what to show, and whose it is."""

    kind: FoundKind
    id: int
    customer_id: int
    title: str
    customer: str
    matched: str = ""  # what fitted, where the title does not show it: a number, pinyin, an address
