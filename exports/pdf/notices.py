"""The notice that asks a customer to prepare for a service (R008, R011)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.visit_papers import PreparationNotice
from branchdesk.language import Words
from exports.pdf.document import BODY, Paper, Printed, line_height
from exports.pdf.facts import PaperFact, draw_facts
from exports.pdf.service_report import numbers_text, place_facts
from exports.pdf.signature import draw_signatures

_INDENT = 7.0


def preparation_notice_pdf(
    notice: PreparationNotice, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the notice for one visit."""
    title = words.tr("Preparation notice")
    with Paper(words, branch=notice.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        paper.space(3)
        draw_facts(paper, _facts(words, notice), size=BODY)
        paper.space(2)
        paper.paragraph(words.tr("So that the service can do its work, please have ready before we come:"))
        _list(paper, _said(words, notice, notice.preparation.items))
        if notice.helps:
            paper.heading(words.tr("For this visit in particular"), 1, with_next=12)
            _list(paper, notice.helps)
        paper.heading(words.tr("At all times"), 1, with_next=12)
        _list(paper, _said(words, notice, notice.preparation.standing))
        if notice.our_numbers:
            paper.space(3)
            text = numbers_text(words, notice.our_numbers)
            paper.paragraph(words.tr("Questions? You may call: {numbers}", numbers=text))
        draw_signatures(paper, [words.tr("Told by"), words.tr("Received by"), words.tr("Date")])
        return paper.finish(stream)


def _facts(words: Words, notice: PreparationNotice) -> list[PaperFact]:
    times = "–".join(part for part in (notice.start_at, notice.end_at) if part)
    return [
        *place_facts(words, notice.place),
        PaperFact(words.tr("Date of service"), words.long_date(notice.date_on), bold=True),
        PaperFact(words.tr("Time"), times or words.tr("to be agreed"), bold=True),
        PaperFact(words.tr("Service"), notice.service, wide=True),
    ]


def _said(words: Words, notice: PreparationNotice, items: Sequence[str]) -> list[str]:
    """Translate the program's own items; what a branch wrote stays as it is."""
    usual = notice.preparation.usual
    return [words.tr(item) if item in usual else item for item in items]


def _list(paper: Paper, items: Iterable[str]) -> None:
    """Print a box to tick before each item."""
    height = line_height(BODY) * 1.15
    for item in items:
        lines = paper.lines(paper.printable(item), paper.width_of_text - _INDENT, BODY)
        paper.keep(height * len(lines))
        paper.pdf.rect(paper.left + 1, paper.y + 1.6, 3.2, 3.2)
        for line in lines:
            paper.put(line, paper.left + _INDENT, paper.y + height * 0.7, BODY)
            paper.y += height
