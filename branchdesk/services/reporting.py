"""Issuing the report of a visit within an act, and what an issued one forbids (R021, R051)."""

from __future__ import annotations

from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.recommendations import Recommendation, advice
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.domain.visits import ReportStatus, ServiceReport, Visit, VisitStatus
from branchdesk.language import Words
from branchdesk.services.context import Context
from branchdesk.services.report_facts import freeze
from branchdesk.services.report_text import recommendations_text
from branchdesk.services.wording import Wording
from branchdesk.storage.unit_of_work import Reader, UnitOfWork

RECORDED = (
    "status",
    "date_on",
    "arrived_at",
    "told_whom",
    "preparation_missing",
    "findings",
    "actions",
    "recommendations",
    "handed_to",
    "left_without_hand_over",
    "difficulty",
)
"""What an issued report has taken from the visit."""


def issue(
    work: UnitOfWork,
    context: Context,
    visit: Visit,
    *,
    signed_by: str = "",
    company_copy: str = "",
) -> ServiceReport:
    """Give the report of a done visit its number, and freeze what it says."""
    check_report(work, context, visit)
    if work.first(ServiceReport, visit_id=visit.id) is not None:
        raise Refused(msg("The report of this visit is issued already. Write an addendum instead."))
    today, words = context.clock.today(), Words(context.branch.language)
    prefix = f"SR-{today:%Y-%m}-"
    report = work.insert(
        ServiceReport(
            visit_id=visit.id,
            number=f"{prefix}{work.next_number(ServiceReport, prefix):04d}",
            status=ReportStatus.ISSUED,
            findings=visit.findings,
            actions=visit.actions,
            recommendations=recommended(work, visit, words),
            signed_by=signed_by,
            signed_on=today if signed_by else None,
            company_copy=company_copy,
            issued_at=context.clock.now(),
        )
    )
    freeze(work, report, visit)
    return report


def check_report(reader: Reader, context: Context, visit: Visit) -> None:
    """Refuse a report that says nothing: R021, and R060 while recommendations wait."""
    if visit.status is not VisitStatus.DONE:
        raise Refused(msg("The visit is not done yet. Record the visit first, then issue its report."))
    missing = [name for name in ("findings", "actions") if not getattr(visit, name).strip()]
    if missing:
        text = msg("A report says what was found and what was done. Fill this in first.")
        raise Invalid(dict.fromkeys(missing, text))
    waiting = advice(reader.find(Recommendation, site_id=visit.site_id), visit.date_on).open
    if waiting and Wording(context).rules().is_plain(visit.findings):
        raise Invalid(
            {
                "findings": msg(
                    "“{text}” alone does not fit {count} open recommendations. Say what was seen.",
                    text=visit.findings.strip(),
                    count=len(waiting),
                )
            }
        )


def require_not_issued(reader: Reader, before: Visit, after: Visit) -> None:
    """Refuse to change what an issued report has taken from its visit (R051)."""
    if all(getattr(before, name) == getattr(after, name) for name in RECORDED):
        return
    report = reader.first(ServiceReport, visit_id=after.id)
    if report is not None and report.status is ReportStatus.ISSUED:
        raise Refused(
            msg(
                "Report {number} is issued and stays as it is. Write an addendum instead.",
                number=report.number,
            )
        )


def recommended(work: UnitOfWork, visit: Visit, words: Words) -> str:
    """Return all that is open at the site, said again until it is closed (R053), and the remarks."""
    still = advice(work.find(Recommendation, site_id=visit.site_id), visit.date_on).open
    if not still:
        return visit.recommendations
    sheet = work.first(VisitSheet, visit_id=visit.id)
    return recommendations_text(words, still, sheet.recommendation_remarks if sheet else "")
