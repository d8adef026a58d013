"""Papers by name, for the command line and the window: each is made from the open branch file (R061, R174).

A maker reads what it needs through services and writes one PDF. A new paper is one entry in `PRINTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol

from branchdesk.domain.messages import mark
from branchdesk.language import Words
from branchdesk.services.desk import Desk


class Made(Protocol):
    """What came out of a maker."""

    @property
    def pages(self) -> int:
        """Return how many pages."""

    @property
    def replaced(self) -> int:
        """Return how many characters no typeface has."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of what a paper is wanted: `of` is an id, a number or a filter, as the kind says; empty means all."""

    of: str
    words: Words
    made_at: datetime  # in the branch's zone


Maker = Callable[[Desk, Wanted, BinaryIO], Made]


@dataclass(frozen=True, slots=True)
class PrintKind:
    """One kind of paper: its name for people, what `of` is, and where it is made ("module:function")."""

    title: str
    of: str
    maker: str


PRINTS: dict[str, PrintKind] = {
    "complaint-form": PrintKind(
        mark("Complaint form"), mark("number of the complaint"), "cases:complaint_form"
    ),
    "blank-complaint-form": PrintKind(mark("Blank complaint form"), "", "cases:blank_complaint_form"),
    "claim-form": PrintKind(mark("Claim form"), mark("number of the claim"), "cases:claim_form"),
    "service-report": PrintKind(
        mark("Service report"), mark("number of the report or the visit"), "visits:service_report"
    ),
    "blank-report": PrintKind(mark("Blank service report"), "", "visits:blank_report"),
    "prep-notice": PrintKind(
        mark("Preparation notice"), mark("number of the visit"), "visits:preparation_notice"
    ),
    "day-sheet": PrintKind(
        mark("Day sheet"),
        mark("day and technician, such as “2026-11-24 Li”; all where left out"),
        "days:day_sheet",
    ),
    "call-sheet": PrintKind(mark("Call sheet"), mark("day; today where left out"), "days:call_sheet"),
    "quarter-pack": PrintKind(
        mark("Pack for the quarterly meeting"),
        mark("name or number of the customer"),
        "meetings:quarter_pack",
    ),
    "dunning-letter": PrintKind(
        mark("Reminder letter"),
        mark("customer, or step:12 for one that was given; all due where left out"),
        "money:dunning_letter",
    ),
    "thank-you": PrintKind(
        mark("Notes of thanks to punctual payers"),
        mark("month, such as “2026-10”; the last one where left out"),
        "thanks:thank_you",
    ),
    "statement": PrintKind(
        mark("Statement of account"),
        mark("customer, then the last day or first and last day"),
        "money:account_statement",
    ),
    "call-quality": PrintKind(
        mark("Call quality"), mark("month and person; this month where left out"), "quality:call_quality"
    ),
}


def maker_of(kind: str) -> Maker:
    """Return the maker of a kind, loaded only now: making papers is slow to import."""
    module, function = PRINTS[kind].maker.split(":")
    found: Maker = getattr(import_module(f"branchdesk.papers.{module}"), function)
    return found


def wanted(desk: Desk, of: str, words: Words) -> Wanted:
    """Say what is wanted now, by the branch's clock."""
    context = desk.context
    return Wanted(of.strip(), words, context.clock.now().astimezone(context.zone))


def write_print(desk: Desk, kind: str, of: str, target: Path, words: Words) -> Made:
    """Write a paper of a kind into a file, complete or not at all."""
    from exports.atomic import write_atomically

    made: list[Made] = []
    order, make = wanted(desk, of, words), maker_of(kind)
    write_atomically(target, lambda stream: made.append(make(desk, order, stream)))
    return made[0]
