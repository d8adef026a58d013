"""Papers that are given with thanks: the note, and the award in its frame (R156)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.language import Words
from exports.pdf.document import Paper, Printed, line_height

_TEXT = 14.0
_NAME = 22.0
_AWARD = 40.0
_FRAME = 14.0  # mm from the edge of the sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What stands on the paper; an empty text means the usual words."""

    branch: str
    customer: str
    whom: str
    what: str
    text: str
    day: date


def thank_you_pdf(
    letter: Letter, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write a thank-you note, one page upright."""
    return thank_you_notes_pdf([letter], words, stream, made_at=made_at, song=song)


def thank_you_notes_pdf(
    letters: Sequence[Letter],
    words: Words,
    stream: BinaryIO,
    *,
    made_at: datetime,
    song: Path | None = None,
) -> Printed:
    """Write thank-you notes, a page upright for each."""
    title = words.tr("A word of thanks")
    with Paper(words, branch=letters[0].branch, title=title, made_at=made_at, song=song) as paper:
        for nth, letter in enumerate(letters):
            if nth:
                paper.new_page()
            _note(paper, letter, title)
        return paper.finish(stream)


def _note(paper: Paper, letter: Letter, title: str) -> None:
    words = paper.words
    paper.y += 20
    paper.title(title)
    paper.y += 14
    whom = " ".join(filter(None, (letter.customer, letter.whom)))
    paper.paragraph(words.tr("To {whom}:", whom=whom), _TEXT)
    paper.y += 6
    usual = words.tr("Thank you for {what}. It helps us to serve you well.", what=letter.what)
    for part in (letter.text or usual).splitlines():
        paper.paragraph(part, _TEXT)
    paper.y += 20
    _sign(paper, letter, _TEXT)


def award_pdf(
    letter: Letter, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write a certificate, one page sideways in a double frame."""
    title = words.tr("Certificate")
    with Paper(words, branch=letter.branch, title=title, made_at=made_at, song=song) as paper:
        paper.new_page(landscape=True)
        _frame(paper)
        paper.y += 28
        _centred(paper, title, _AWARD)
        paper.y += 12
        _centred(paper, letter.customer, _NAME)
        paper.y += 4
        usual = words.tr("is honoured as {what}.", what=letter.what)
        for part in (letter.text or usual).splitlines():
            _centred(paper, part, _TEXT + 4)
        paper.y += 26
        _sign(paper, letter, _TEXT)
        return paper.finish(stream)


def _frame(paper: Paper) -> None:
    for inset, weight in ((_FRAME + 6, 0.8), (_FRAME + 8, 0.2)):
        paper.pdf.set_line_width(weight)
        paper.pdf.rect(inset, inset, paper.pdf.w - 2 * inset, paper.pdf.h - 2 * inset)


def _centred(paper: Paper, text: str, size: float) -> None:
    for line in paper.lines(paper.printable(text), paper.width_of_text - 20, size):
        paper.put_centred(
            line, paper.pdf.w / 2, paper.y + line_height(size) * 0.7, size, bold=size > _TEXT + 4
        )
        paper.y += line_height(size)


def _sign(paper: Paper, letter: Letter, size: float) -> None:
    for text in (letter.branch, _day(paper.words, letter.day)):
        line = paper.printable(text)
        paper.put_right(line, paper.right - 10, paper.y + line_height(size) * 0.7, size)
        paper.y += line_height(size)


def _day(words: Words, day: date) -> str:
    """Write the day without its weekday."""
    return words.long_date(day).replace(words.weekday(day), "").strip()
