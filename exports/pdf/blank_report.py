"""The blank service report: one page to fill in by hand, with every heading of the printed one (R061)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.visits import VisitKind
from branchdesk.language import Words
from exports.pdf.document import NOTE, SMALL, Paper, Printed, line_height
from exports.pdf.facts import PaperFact, draw_facts
from exports.pdf.service_report import material_titles

_ROW = 6.4  # mm to write in
_HEAD = 5.6
_GREY = 244


def blank_report_pdf(
    branch: str, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the blank form, one page."""
    title = words.tr("Service report")
    with Paper(words, branch=branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        paper.space(1)
        draw_facts(paper, _head(words), size=NOTE)
        _lines(paper, words.tr("Problems found"), 2)
        _lines(paper, words.tr("Actions taken"), 2)
        _grid(paper, words.tr("Materials used"), material_titles(words), 5)
        _grid(paper, words.tr("Device inspection"), _device_titles(words), 5)
        _grid(paper, words.tr("Risks and recommendations"), _risk_titles(words), 3)
        _lines(paper, words.tr("Pictures"), 1)
        draw_facts(paper, _foot(words), size=NOTE)
        _signatures(paper)
        return paper.finish(stream)


def _head(words: Words) -> list[PaperFact]:
    kinds = "   ".join(f"□ {words.term(one)}" for one in VisitKind)
    return [
        PaperFact(words.tr("Customer")),
        PaperFact(words.tr("Date of service")),
        PaperFact(words.tr("Address"), wide=True),
        PaperFact(words.tr("Contact")),
        PaperFact(words.tr("Phone")),
        PaperFact(words.tr("Kind of service"), kinds, wide=True),
        PaperFact(words.tr("Service")),
        PaperFact(words.tr("Technician")),
        PaperFact(words.tr("Arrival, leaving")),
        PaperFact(words.tr("Devices")),
        PaperFact(words.tr("Arrival told to")),
        PaperFact(words.tr("Not prepared")),
    ]


def _device_titles(words: Words) -> tuple[str, ...]:
    return (
        words.tr("Area"),
        words.tr("Device no."),
        words.tr("Pest"),
        words.tr("Count"),
        words.tr("Condition"),
        words.tr("Actions taken"),
        words.tr("Remarks"),
    )


def _risk_titles(words: Words) -> tuple[str, ...]:
    return (
        words.tr("Kind of risk"),
        words.tr("What is the risk"),
        words.tr("Target"),
        words.tr("Level"),
        words.tr("Recommendation"),
        words.tr("Who acts"),
        words.tr("Due"),
    )


def _foot(words: Words) -> list[PaperFact]:
    leaving = "   ".join(
        f"□ {text}"
        for text in (
            words.tr("Doors closed"),
            words.tr("Lights off"),
            words.tr("All back in place"),
            words.tr("Logbook checked"),
        )
    )
    return [
        PaperFact(words.tr("Leaving"), leaving, wide=True),
        PaperFact(words.tr("Handed over to")),
        PaperFact(words.tr("Next service")),
        PaperFact(words.tr("Customer's mark"), "☆ 1    ☆ 2    ☆ 3    ☆ 4    ☆ 5", wide=True),
    ]


def _lines(paper: Paper, title: str, count: int) -> None:
    _title(paper, title)
    for _line in range(count):
        paper.y += _ROW
        paper.rule(paper.y)
    paper.y += 1.5


def _grid(paper: Paper, title: str, titles: Sequence[str], count: int) -> None:
    """Draw empty rows under titles; a column has the room of its title and a share of the rest."""
    _title(paper, title)
    names = [paper.printable(name) for name in titles]
    widths = _widths(paper, names)
    top = paper.y
    paper.pdf.set_fill_color(_GREY)
    paper.pdf.rect(paper.left, top, paper.width_of_text, _HEAD, style="DF")
    paper.pdf.set_fill_color(0)
    for at, name in enumerate(names):
        paper.put(name, paper.left + sum(widths[:at]) + 1, top + _HEAD * 0.7, NOTE)
    paper.y += _HEAD
    for _row in range(count):
        for at, width in enumerate(widths):
            paper.pdf.rect(paper.left + sum(widths[:at]), paper.y, width, _ROW)
        paper.y += _ROW
    paper.y += 1.5


def _widths(paper: Paper, names: Sequence[str]) -> list[float]:
    least = [paper.width(name, NOTE) + 2 for name in names]
    spare = (paper.width_of_text - sum(least)) / len(least)
    return [width + spare for width in least]


def _title(paper: Paper, title: str) -> None:
    text = paper.printable(title)
    paper.put(text, paper.left, paper.y + line_height(SMALL) * 0.75, SMALL, bold=True)
    paper.y += line_height(SMALL)


def _signatures(paper: Paper) -> None:
    words = paper.words
    names = (words.tr("Technician"), words.tr("Customer"), words.tr("Date"))
    slot = paper.width_of_text / len(names)
    baseline = paper.y + 8
    for at, name in enumerate(names):
        text, left = paper.printable(name), paper.left + at * slot
        paper.put(text, left, baseline, SMALL)
        paper.rule(baseline + 1, left=left + paper.width(text, SMALL) + 2, right=left + slot - 6)
    paper.y = baseline + 4
