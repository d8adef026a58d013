"""The monthly summary: on the screen, as JSON, as workbook and as PDF, all from one value."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from branchdesk.cli.commands.lists import replaced_note
from branchdesk.cli.output import Result, plain, table
from branchdesk.cli.session import Session
from branchdesk.domain.summaries import Figure, MonthlySummary, Section
from branchdesk.language import Words
from branchdesk.papers import write_pdf, write_workbook

_MEASURES = ("value", "previous", "same_month_last_year", "mean_6m")


def summary(options: Namespace, session: Session) -> Result:
    """Compute a month, or read it as it was locked; write both papers from the same value (R173)."""
    desk, words = session.desk(options), session.words
    year, month = options.month
    if options.lock:
        desk.summaries.lock(year, month)
    found = desk.summaries.month(year, month)
    replaced = write_workbook(found, options.xlsx, words) if options.xlsx else 0
    if options.pdf:
        replaced = max(replaced, write_pdf(found, options.pdf, words))
    document = {
        "month": f"{year:04d}-{month:02d}",
        "as_of": plain(found.as_of),
        "locked": found.locked_at is not None,
        "sections": {section.key: _section(section) for section in found.sections},
    }
    text = "\n\n".join([_head(found, words), *(_section_text(section, words) for section in found.sections)])
    return Result(document, text, notes=(*_written(options, words), *replaced_note(replaced, words)))


def _section(section: Section) -> dict[str, Any]:
    return {
        figure.key: {measure: plain(getattr(figure, measure)) for measure in _MEASURES}
        for figure in section.figures
    }


def _head(found: MonthlySummary, words: Words) -> str:
    from exports.wording import report_lines, report_title

    return "\n".join([f"{found.branch} · {report_title(found, words)}", *report_lines(found, words)])


def _section_text(section: Section, words: Words) -> str:
    tr = words.tr
    headings = (
        tr(section.title),
        tr("This month"),
        tr("Previous month"),
        tr("Same month last year"),
        tr("Mean of 6 months"),
    )
    rows = [_figure_row(figure, words) for figure in section.figures]
    return table(headings, rows, right=(1, 2, 3, 4))


def _figure_row(figure: Figure, words: Words) -> list[str]:
    from exports.wording import number_text, with_unit

    values = [number_text(figure.unit, getattr(figure, measure)) for measure in _MEASURES]
    return [with_unit(words.tr(figure.label), figure.unit, words), *values]


def _written(options: Namespace, words: Words) -> list[str]:
    targets = (options.xlsx, options.pdf)
    return [words.tr("{path} written.", path=target) for target in targets if target is not None]
