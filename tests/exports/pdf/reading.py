"""Reads finished PDFs back, as a person would select their text."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO

import pypdfium2

from branchdesk.domain.summaries import MonthlySummary
from exports.pdf.document import Printed
from exports.pdf.summary_pdf import summary_pdf
from tests.exports.fixtures import SampleWords


def made(summary: MonthlySummary, language: str = "zh_CN") -> tuple[bytes, Printed]:
    stream = BytesIO()
    printed = summary_pdf(summary, SampleWords(language), stream)
    return stream.getvalue(), printed


def page_texts(content: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(content)) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    with closing(pypdfium2.PdfDocument(content)) as document:
        return [(mark.level, mark.get_title()) for mark in document.get_toc()]


def metadata(content: bytes) -> dict[str, str]:
    with closing(pypdfium2.PdfDocument(content)) as document:
        found: dict[str, str] = document.get_metadata_dict()
        return found
