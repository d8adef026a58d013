"""The pack for the quarterly meeting: what was owed and done, what is open, who acts (R024, R028, D10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.care import Expectation, Improvement
from branchdesk.domain.complaint_clocks import ClockKind
from branchdesk.domain.meetings import MeetingTask
from branchdesk.domain.money import Fen
from branchdesk.domain.quarter_pack import (
    PackAdvice,
    PackCase,
    PackMoney,
    PackRequest,
    PackVisit,
    QuarterPack,
)
from branchdesk.domain.surveys import Survey, expected_mean, found_mean, satisfaction, verdict
from branchdesk.domain.visits import VisitStatus
from branchdesk.language import Words
from exports.pdf.document import Paper, Printed
from exports.pdf.signature import draw_signatures
from exports.pdf.tables import TableColumn, draw_table

_LINES = 4
_LINE = 9.0  # mm between lines to write on


def meeting_sheet_pdf(
    pack: QuarterPack, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the pack; what there is nothing of is left out, and money where the papers carry no prices."""
    title = words.tr("Quarterly meeting")
    with Paper(words, branch=pack.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        span = words.tr("{since} to {until}", since=pack.since, until=pack.until)
        paper.paragraph(f"{pack.customer}    {span}", centred=True)
        paper.space(2)
        for line in summary_lines(pack, words):
            paper.paragraph(line)
        _draw_tasks(paper, pack.tasks)
        _draw_advice(paper, pack.advice)
        _draw_requests(paper, pack.requests)
        _draw_cases(paper, pack.cases)
        _draw_improvements(paper, pack.improvements)
        _draw_expectations(paper, pack.expectations)
        _draw_surveys(paper, pack.surveys)
        if pack.money is not None:
            _draw_money(paper, pack.money, pack.requests_cost_fen)
        paper.heading(words.tr("Agreed at the meeting"), 1, with_next=_LINE * _LINES)
        for _line in range(_LINES):
            paper.y += _LINE
            paper.rule(paper.y)
        draw_signatures(paper, [words.tr("Customer"), words.tr("Branch")])
        _draw_visits(paper, pack.visits)  # the longest list stands last, as an annex
        return paper.finish(stream)


def summary_lines(pack: QuarterPack, words: Words) -> list[str]:
    """Say the period in a few sentences: the same on paper and in the window."""
    tr = words.tr
    lines = [
        tr(
            "Services owed by the plan: {owed}, done: {done}; further visits: {extra}.",
            owed=pack.owed,
            done=pack.done,
            extra=pack.extra,
        )
    ]
    missing = sum(one.status is VisitStatus.DONE and not one.report for one in pack.visits)
    if missing:
        lines.append(words.trn("{n} service report is missing.", "{n} service reports are missing.", missing))
    if pack.requests:
        waits = sorted(one.reply_minutes for one in pack.requests if one.reply_minutes is not None)
        middle = waits[len(waits) // 2] if waits else None
        lines.append(
            tr(
                "Extra requests: {n}; answered after {minutes} minutes (median).",
                n=len(pack.requests),
                minutes=middle,
            )
            if middle is not None
            else tr("Extra requests: {n}.", n=len(pack.requests))
        )
    if pack.cases:
        still = sum(one.closed_at is None for one in pack.cases)
        lines.append(tr("Complaints: {n}, of them open: {still}.", n=len(pack.cases), still=still))
    if pack.advice:
        theirs = sum(one.by_customer for one in pack.advice)
        lines.append(
            tr(
                "Open recommendations: {n}, of them for the customer: {theirs}.",
                n=len(pack.advice),
                theirs=theirs,
            )
        )
    return lines


def _draw_tasks(paper: Paper, tasks: Sequence[MeetingTask]) -> None:
    words = paper.words
    titles = (words.tr("Decided"), words.tr("Who"), words.tr("Due by"), words.tr("State"))
    rows = [[one.what, one.owner, f"{one.due_on}", _task_state(words, one)] for one in tasks]
    _table(paper, titles, rows, words.tr("From the last meeting"))


def _task_state(words: Words, task: MeetingTask) -> str:
    if task.done_on is None:
        return words.tr("open")
    return " ".join(part for part in (words.tr("done on {day}", day=task.done_on), task.outcome) if part)


def _draw_advice(paper: Paper, advice: Sequence[PackAdvice]) -> None:
    words = paper.words
    titles = (
        words.tr("Who acts"),
        words.tr("Recommendation"),
        words.tr("Site"),
        words.tr("Given on"),
        words.tr("Due"),
    )
    rows = [
        [
            one.owner or (words.tr("Customer") if one.by_customer else words.tr("Branch")),
            one.text,
            one.site,
            f"{one.given_on}",
            f"{one.due_on or ''}",
        ]
        for one in advice
    ]
    _table(paper, titles, rows, words.tr("Open recommendations"))


def _draw_visits(paper: Paper, visits: Sequence[PackVisit]) -> None:
    words = paper.words
    titles = (words.tr("Date"), words.tr("Site"), words.tr("Kind"), words.tr("State"), words.tr("Report"))
    rows = [
        [
            f"{one.date_on}",
            one.site,
            words.term(one.kind),
            _visit_state(words, one),
            one.report or (words.tr("missing") if one.status is VisitStatus.DONE else ""),
        ]
        for one in visits
    ]
    _table(paper, titles, rows, words.tr("Visits"))


def _visit_state(words: Words, one: PackVisit) -> str:
    state = words.term(one.status)
    return words.tr("{state}, moved", state=state) if one.moved else state


def _draw_requests(paper: Paper, requests: Sequence[PackRequest]) -> None:
    words = paper.words
    titles = (
        words.tr("Number"),
        words.tr("Received"),
        words.tr("Site"),
        words.tr("What"),
        words.tr("Minutes to reply"),
        words.tr("Solved"),
    )
    yes_no = {None: "", True: words.tr("Yes"), False: words.tr("No")}
    rows = [
        [
            one.number,
            one.received_at.strftime("%Y-%m-%d %H:%M"),
            one.site,
            one.what,
            "" if one.reply_minutes is None else str(one.reply_minutes),
            yes_no[one.solved],
        ]
        for one in requests
    ]
    _table(paper, titles, rows, words.tr("Extra requests"), right=(4,))


def _draw_cases(paper: Paper, cases: Sequence[PackCase]) -> None:
    words = paper.words
    titles = (
        words.tr("Number"),
        words.tr("Received"),
        words.tr("Complaint"),
        words.tr("Answer"),
        words.tr("Told how it stands"),
        words.tr("Closed"),
    )
    rows = [
        [
            one.complaint.number,
            one.received_at.strftime("%Y-%m-%d %H:%M"),
            one.complaint.text,
            _clock(words, one, status=False),
            _clock(words, one, status=True),
            one.closed_at.strftime("%Y-%m-%d") if one.closed_at else words.tr("open"),
        ]
        for one in cases
    ]
    _table(paper, titles, rows, words.tr("Complaints and their clocks"))


def _clock(words: Words, case: PackCase, *, status: bool) -> str:
    found = [one for one in case.clocks if (one.kind is ClockKind.STATUS) == status]
    return words.term(found[0].state) if found else ""


def _draw_improvements(paper: Paper, improvements: Sequence[Improvement]) -> None:
    words = paper.words
    titles = (words.tr("Seen on"), words.tr("What was improved"), words.tr("Our thanks"))
    rows = [[f"{one.noticed_on}", one.what, _thanks(words, one)] for one in improvements]
    _table(paper, titles, rows, words.tr("Improvements by the customer"))


def _draw_expectations(paper: Paper, expectations: Sequence[Expectation]) -> None:
    words = paper.words
    titles = (words.tr("Noted on"), words.tr("What is expected"))
    rows = [[f"{one.noted_on}", one.text] for one in expectations]
    _table(paper, titles, rows, words.tr("Expectations still to be settled"))


def _draw_surveys(paper: Paper, surveys: Sequence[Survey]) -> None:
    words = paper.words
    titles = (words.tr("Date"), words.tr("Expected"), words.tr("Found"), words.tr("Result"))
    rows = [
        [
            f"{one.asked_on}",
            str(expected_mean(one)),
            str(found_mean(one)),
            f"{satisfaction(one):+} {words.term(verdict(satisfaction(one)))}",
        ]
        for one in surveys
    ]
    _table(paper, titles, rows, words.tr("Feedback"), right=(1, 2))


def _draw_money(paper: Paper, money: PackMoney, cost_fen: int | None) -> None:
    words = paper.words
    titles = (words.tr("Billed in this time"), words.tr("Paid"), words.tr("Open"), words.tr("Overdue"))
    amounts = (money.billed_fen, money.paid_fen, money.open_fen, money.overdue_fen)
    _table(paper, titles, [[words.value(Fen(one)) for one in amounts]], words.tr("Money"), right=(0, 1, 2, 3))
    if cost_fen:
        paper.paragraph(words.tr("Extra visits cost us {amount} in this time.", amount=Fen(cost_fen)))


def _table(
    paper: Paper,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    heading: str,
    *,
    right: Sequence[int] = (),
) -> None:
    columns = [TableColumn(title, right=at in right) for at, title in enumerate(titles)]
    if rows:
        draw_table(paper, columns, rows, heading=heading, level=1)


def _thanks(words: Words, one: Improvement) -> str:
    if one.thanked_on is None:
        return ""
    return words.tr("thanked {who} on {day}", who=one.thanked_whom, day=one.thanked_on)
