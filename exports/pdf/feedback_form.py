"""The feedback form on A4: five dimensions, wishes, room for words, source and signature (R155)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.surveys import Dimension, SurveySource
from branchdesk.language import Words
from exports.pdf.document import BODY, NOTE, Paper, Printed
from exports.pdf.signature import draw_signatures
from exports.pdf.tables import TableColumn, draw_table

_MARKS = "1      2      3      4      5"
_LINE = 9.0  # mm between lines to write on


@dataclass(frozen=True, slots=True)
class BlankForm:
    """Whom the form is for; `wishes` were named before and are asked for again."""

    branch: str
    customer: str
    number: str
    wishes: tuple[str, ...] = ()


def feedback_form_pdf(
    form: BlankForm, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the form, one page."""
    title = words.tr("Feedback form")
    with Paper(words, branch=form.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        number = words.tr("No. {number}", number=form.number)
        paper.paragraph(f"{form.customer}    {number}", centred=True)
        paper.space(3)
        paper.paragraph(
            words.tr("What did you expect, and what did you find? Please circle one number each.")
        )
        paper.paragraph(words.tr("1 = low, 5 = high"), NOTE)
        _draw_dimensions(paper)
        _draw_wishes(paper, form.wishes)
        _draw_lines(paper, words.tr("What should we do better? What was good?"), 3)
        _draw_foot(paper)
        return paper.finish(stream)


def _draw_dimensions(paper: Paper) -> None:
    words = paper.words
    columns = (TableColumn(""), TableColumn(words.tr("Expected")), TableColumn(words.tr("Found")))
    rows = [[words.term(one), _MARKS, _MARKS] for one in Dimension]
    draw_table(paper, columns, rows, heading=words.tr("Our service"), level=1)


def _draw_wishes(paper: Paper, wishes: tuple[str, ...]) -> None:
    words = paper.words
    columns = (
        TableColumn(words.tr("What matters to you in particular")),
        TableColumn(words.tr("How well met")),
    )
    named = [*wishes[:3], *[" " * 40] * (3 - len(wishes[:3]))]
    rows = [[text, _MARKS] for text in named]
    draw_table(paper, columns, rows, heading=words.tr("Particular wishes"), level=1)


def _draw_lines(paper: Paper, title: str, count: int) -> None:
    paper.heading(title, 1, with_next=_LINE * count)
    for _line in range(count):
        paper.y += _LINE
        paper.rule(paper.y)


def _draw_foot(paper: Paper) -> None:
    words = paper.words
    paper.space(4)
    sources = "    ".join(f"□ {words.term(one)}" for one in SurveySource)
    paper.paragraph(words.tr("Source: {sources}", sources=sources), BODY)
    draw_signatures(paper, [words.tr("Name and signature"), words.tr("Date")])
