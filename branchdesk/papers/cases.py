"""Papers of complaints: the form of a case, the blank form, the form of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from branchdesk.domain.claims import ClaimState
from branchdesk.domain.complaints import Complaint, EventKind
from branchdesk.domain.errors import NotFound, Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.visit_papers import Photo
from branchdesk.papers.prints import Made, Wanted
from branchdesk.services.desk import Desk

if TYPE_CHECKING:
    from exports.pdf.complaint_form import CasePaper

_APPROVED = (ClaimState.APPROVED, ClaimState.SETTLED)
_PICTURES = ("image/jpeg", "image/png")
_MOST_PHOTOS = 8


def complaint_form(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the form of a case, named by its number or id."""
    from exports.pdf.complaint_form import complaint_form_pdf

    form = case_paper(desk, _case(desk, wanted.of))
    return complaint_form_pdf(form, wanted.words, stream, made_at=wanted.made_at)


def blank_complaint_form(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the form without a case."""
    from exports.pdf.complaint_form import blank_complaint_form_pdf

    branch = desk.context.branch.name
    return blank_complaint_form_pdf(branch, wanted.words, stream, made_at=wanted.made_at)


def claim_form(desk: Desk, wanted: Wanted, stream: BinaryIO) -> Made:
    """Write the form of an approved claim; Refused before approval (R108)."""
    from exports.pdf.complaint_form import ClaimPaper, claim_form_pdf

    claim = desk.claims.named(wanted.of)
    if claim.state not in _APPROVED:
        raise Refused(msg("Claim {number} is not approved. It is printed once it is.", number=claim.number))
    case = desk.complaints.complaint(claim.complaint_id)
    bill = desk.receivables.invoice(claim.invoice_id).number if claim.invoice_id else ""
    form = ClaimPaper(
        branch=desk.context.branch.name,
        case=case.number,
        customer=desk.customers.customer(case.customer_id).name,
        claim=claim,
        against=bill,
        files=_names(desk, "claim", claim.id),
        photos=_photos(desk, claim.id),
    )
    return claim_form_pdf(form, wanted.words, stream, made_at=wanted.made_at)


def case_paper(desk: Desk, case: Complaint) -> CasePaper:
    """Gather what stands on the form; tips for us alone and drafts of money are not read (R108, R110)."""
    from exports.pdf.complaint_form import CasePaper

    judgement, zone = desk.judgement, desk.context.zone
    events = desk.complaints.events_of(case.id)
    first = next((one.employee for one in events if one.kind is EventKind.RECEIVED), case.owner)
    evidence = judgement.evidence_of(case.id)
    closing = desk.closing.record(case.id)
    told = [f"{case.told_at.astimezone(zone):%Y-%m-%d %H:%M}"] if case.told_at else []
    told += [case.told_how, closing.told_whom, closing.told_by]
    files = _names(desk, "complaint", case.id)
    for one in evidence:
        files += _names(desk, "evidence", one.id)
    claims = [one for one in desk.claims.of(case.id) if one.state in _APPROVED]
    return CasePaper(
        branch=desk.context.branch.name,
        case=case,
        received=f"{case.received_at.astimezone(zone):%Y-%m-%d %H:%M}",
        customer=desk.customers.customer(case.customer_id).name,
        site=desk.customers.site(case.site_id).name if case.site_id else "",
        first=first,
        told=" · ".join(part for part in told if part),
        closed=f"{case.closed_at.astimezone(zone):%Y-%m-%d}" if case.closed_at else "",
        evidence=evidence,
        verdict=judgement.verdict(case.id),
        demands=judgement.demands_of(case.id),
        claims=claims,
        actions=judgement.actions_of(case.id),
        closing=closing,
        files=tuple(dict.fromkeys(files)),
    )


def _case(desk: Desk, of: str) -> Complaint:
    found = desk.context.reader.first(Complaint, number=of)
    if found is None and of.isdecimal():
        found = desk.context.reader.first(Complaint, id=int(of))
    if found is None:
        raise NotFound(msg("There is no complaint {number}. Look up its number in the log.", number=of))
    return found


def _photos(desk: Desk, claim_id: int) -> list[Photo]:
    found = [one for one in desk.attachments.of("claim", claim_id) if one.media_type in _PICTURES]
    return [Photo(desk.attachments.content(one.id), one.remark) for one in found[:_MOST_PHOTOS]]


def _names(desk: Desk, kind: str, record_id: int) -> list[str]:
    found = desk.attachments.of(kind, record_id)
    return [f"{one.file_name} ({one.remark})" if one.remark else one.file_name for one in found]
