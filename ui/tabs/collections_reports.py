"""What an invoice waits for: services of its month whose signed report is not there (D09)."""

from __future__ import annotations

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.receivables import Invoice
from branchdesk.services.duty_work import OwedReport
from ui.language import tr
from ui.session import Link, Session
from ui.widgets.card_content import LinkRow, Section


def owed_for(session: Session, invoice: Invoice) -> list[OwedReport]:
    """Return the reports that an invoice waits for; nothing once somebody signed for the invoice."""
    if not invoice.customer_id or invoice.signed_on is not None:
        return []
    return session.desk.duty_work.report_gate(
        invoice.customer_id, invoice.service_on or invoice.issued_on, invoice.contract_id
    )


def warning(owed: list[OwedReport]) -> Message | None:
    """Say that an invoice should not go out yet."""
    if not owed:
        return None
    return msg("Report missing: {n} services of this invoice have no signed report. Hold it.", n=len(owed))


def section(owed: list[OwedReport]) -> tuple[Section, ...]:
    """List the services without a signed report, each leading to its visit."""
    rows = tuple(
        LinkRow(
            f"{one.date_on} {one.whom.site}",
            Link("visit", one.id).text(),
            tr("signature on {number}", number=one.unsigned) if one.unsigned else tr("report missing"),
            "file-text",
            "late",
        )
        for one in owed
    )
    return (Section(tr("Waits for reports"), rows=rows),) if rows else ()
