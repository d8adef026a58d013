"""The sheet for the quarterly meeting: improvements and our thanks, what is open, feedback (R028)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.care import Expectation, Improvement
from branchdesk.domain.surveys import Survey, expected_mean, found_mean, satisfaction, verdict
from branchdesk.language import Words
from exports.pdf.document import Paper, Printed
from exports.pdf.signature import draw_signatures
from exports.pdf.tables import TableColumn, draw_table

_LINES = 4
_LINE = 9.0  # mm between lines to write on


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSheet:
    """What one talks about with a customer after a quarter; nothing that is for us alone."""

    branch: str
    customer: str
    since: date
    until: date
    improvements: Sequence[Improvement] = ()
    expectations: Sequence[Expectation] = ()
    surveys: Sequence[Survey] = ()


def meeting_sheet_pdf(
    sheet: MeetingSheet, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the sheet; what there is nothing of is left out."""
    title = words.tr("Quarterly meeting")
    with Paper(words, branch=sheet.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        span = words.tr("{since} to {until}", since=sheet.since, until=sheet.until)
        paper.paragraph(f"{sheet.customer}    {span}", centred=True)
        _draw_improvements(paper, sheet.improvements)
        _draw_expectations(paper, sheet.expectations)
        _draw_surveys(paper, sheet.surveys)
        paper.heading(words.tr("Agreed at the meeting"), 1, with_next=_LINE * _LINES)
        for _line in range(_LINES):
            paper.y += _LINE
            paper.rule(paper.y)
        draw_signatures(paper, [words.tr("Customer"), words.tr("Branch")])
        return paper.finish(stream)


def _draw_improvements(paper: Paper, improvements: Sequence[Improvement]) -> None:
    words = paper.words
    titles = (words.tr("Seen on"), words.tr("What was improved"), words.tr("Our thanks"))
    columns = [TableColumn(title) for title in titles]
    rows = [[f"{one.noticed_on}", one.what, _thanks(words, one)] for one in improvements]
    if rows:
        draw_table(paper, columns, rows, heading=words.tr("Improvements by the customer"), level=1)


def _draw_expectations(paper: Paper, expectations: Sequence[Expectation]) -> None:
    words = paper.words
    columns = [TableColumn(words.tr("Noted on")), TableColumn(words.tr("What is expected"))]
    rows = [[f"{one.noted_on}", one.text] for one in expectations]
    if rows:
        draw_table(paper, columns, rows, heading=words.tr("Expectations still to be settled"), level=1)


def _draw_surveys(paper: Paper, surveys: Sequence[Survey]) -> None:
    words = paper.words
    columns = [
        TableColumn(words.tr("Date")),
        TableColumn(words.tr("Expected"), right=True),
        TableColumn(words.tr("Found"), right=True),
        TableColumn(words.tr("Result")),
    ]
    rows = [
        [
            f"{one.asked_on}",
            str(expected_mean(one)),
            str(found_mean(one)),
            words.term(verdict(satisfaction(one))),
        ]
        for one in surveys
    ]
    if rows:
        draw_table(paper, columns, rows, heading=words.tr("Feedback"), level=1)


def _thanks(words: Words, one: Improvement) -> str:
    if one.thanked_on is None:
        return ""
    return words.tr("thanked {who} on {day}", who=one.thanked_whom, day=one.thanked_on)
