"""Papers about one visit: the report, the blank form, the notice (R011, R021, R061)."""

from __future__ import annotations

from typing import BinaryIO

from branchdesk.papers.prints import Made, Wanted
from branchdesk.services.desk import Desk


def service_report(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the service report of a visit, a draft where none is issued."""
    from exports.pdf.service_report import service_report_pdf

    papers = desk.visit_papers
    found = papers.report(papers.visit_named(wanted.of).id)
    return service_report_pdf(found, wanted.words, stream, made_at=wanted.made_at)


def blank_report(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the form that is filled in by hand."""
    from exports.pdf.blank_report import blank_report_pdf

    return blank_report_pdf(desk.context.branch.name, wanted.words, stream, made_at=wanted.made_at)


def preparation_notice(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the notice that asks a customer to prepare."""
    from exports.pdf.notices import preparation_notice_pdf

    papers = desk.visit_papers
    notice = papers.notice(papers.visit_named(wanted.of).id)
    return preparation_notice_pdf(notice, wanted.words, stream, made_at=wanted.made_at)
