"""The sheet about the quality of one person's calls in a month (R116)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.call_quality import BANS, HABITS, QualityItem, QualitySheet
from branchdesk.domain.months import Month
from branchdesk.language import Words
from exports.pdf.document import Paper, Printed
from exports.pdf.facts import PaperFact, draw_facts
from exports.pdf.signature import draw_signatures
from exports.pdf.tables import TableColumn, draw_table


@dataclass(frozen=True, slots=True)
class QualityPaper:
    """One person's sheet with the name."""

    branch: str
    name: str
    sheet: QualitySheet


def quality_sheets_pdf(
    papers: Sequence[QualityPaper],
    words: Words,
    stream: BinaryIO,
    *,
    made_at: datetime,
    song: Path | None = None,
) -> Printed:
    """Write one sheet after the other, each on a page of its own."""
    title = words.tr("Call quality")
    with Paper(words, branch=papers[0].branch, title=title, made_at=made_at, song=song) as paper:
        for number, one in enumerate(papers):
            if number:
                paper.new_page()
            _draw(paper, one)
        return paper.finish(stream)


def _draw(paper: Paper, one: QualityPaper) -> None:
    words, sheet, month = paper.words, one.sheet, Month.parse(one.sheet.month)
    paper.title(words.tr("Call quality"))
    paper.space(3)
    score = words.tr("{score} of {all}", score=sheet.score, all=len(QualityItem))
    draw_facts(
        paper,
        [
            PaperFact(words.tr("Employee"), one.name),
            PaperFact(words.tr("Month of the calls"), words.month(month.year, month.number)),
            PaperFact(words.tr("Calls listened to"), str(sheet.calls)),
            PaperFact(words.tr("Score"), score, bold=True),
        ],
    )
    _table(paper, words.tr("Habits to avoid"), HABITS, sheet)
    _table(paper, words.tr("Bans"), BANS, sheet, first=len(HABITS) + 1)
    if sheet.remark:
        paper.heading(words.tr("Remarks"), 1, with_next=8)
        paper.paragraph(sheet.remark)
    draw_signatures(paper, [words.tr("Employee"), words.tr("Supervisor"), words.tr("Date")])


def _table(
    paper: Paper, heading: str, items: Sequence[QualityItem], sheet: QualitySheet, first: int = 1
) -> None:
    words = paper.words
    columns = [
        TableColumn("#", width=14),
        TableColumn(words.tr("What"), width=120),
        TableColumn(words.tr("In the calls")),
    ]
    rows = [
        [str(at), words.term(item), words.tr("heard") if item in sheet.failed else words.tr("not heard")]
        for at, item in enumerate(items, first)
    ]
    draw_table(paper, columns, rows, heading=heading, level=1)
