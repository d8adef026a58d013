"""The complaint form on one A4 page that can be signed, filled or blank; and the claim form (R082, R108)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.claims import Claim
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement import (
    CaseClosing,
    CaseVerdict,
    CorrectiveAction,
    Demand,
    DemandJudgement,
    Evidence,
    HandlingStandard,
)
from branchdesk.domain.money import Fen
from branchdesk.domain.visit_papers import Photo
from branchdesk.language import Words
from exports.pdf.document import SMALL, Paper, Printed
from exports.pdf.form_grid import Box, Row, draw_grid
from exports.pdf.photos import draw_photos
from exports.pdf.signature import SIGNATURE_HEIGHT, draw_signatures

_NOTE_HEIGHT = 6.0
_UNDER_TITLE = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """Everything that stands on the form; nothing that is for us alone, no money that is not approved."""

    branch: str
    case: Complaint
    received: str = ""
    customer: str = ""
    site: str = ""
    first: str = ""
    told: str = ""
    closed: str = ""
    evidence: Sequence[Evidence] = ()
    verdict: CaseVerdict | None = None
    demands: Sequence[Demand] = ()
    claims: Sequence[Claim] = ()
    actions: Sequence[CorrectiveAction] = ()
    closing: CaseClosing = field(default_factory=CaseClosing)
    files: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPaper:
    """What stands on the claim form."""

    branch: str
    case: str
    customer: str
    claim: Claim
    against: str = ""
    files: Sequence[str] = ()
    photos: Sequence[Photo] = ()


def complaint_form_pdf(
    form: CasePaper, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the form of one case."""
    title = words.tr("Complaint form")
    with Paper(words, branch=form.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        paper.space(_UNDER_TITLE)
        draw_grid(paper, _rows(form, words), then=SIGNATURE_HEIGHT)
        _sign(paper)
        return paper.finish(stream)


def blank_complaint_form_pdf(
    branch: str, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the form without a case, with room to write by hand."""
    title = words.tr("Complaint form")
    with Paper(words, branch=branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        paper.space(_UNDER_TITLE)
        draw_grid(paper, _blank_rows(words), then=SIGNATURE_HEIGHT)
        _sign(paper)
        return paper.finish(stream)


def claim_form_pdf(
    form: ClaimPaper, words: Words, stream: BinaryIO, *, made_at: datetime, song: Path | None = None
) -> Printed:
    """Write the form of an approved claim, for both signatures."""
    title = words.tr("Claim form")
    with Paper(words, branch=form.branch, title=title, made_at=made_at, song=song) as paper:
        paper.title(title)
        paper.space(_UNDER_TITLE)
        draw_grid(paper, _claim_rows(form, words), then=SIGNATURE_HEIGHT + _NOTE_HEIGHT)
        paper.space(2)
        paper.paragraph(words.tr("Both sides have settled this matter with the amount above."), SMALL)
        draw_signatures(paper, [words.tr("Customer"), words.tr("Branch"), words.tr("Date")])
        draw_photos(paper, form.photos)
        return paper.finish(stream)


def _sign(paper: Paper) -> None:
    tr, manager = paper.words.tr, paper.words.trc("signature", "Manager")
    draw_signatures(paper, [tr("Handled by"), tr("Supervisor"), manager, tr("Customer")])


def _rows(form: CasePaper, words: Words) -> list[Row]:
    tr, case = words.tr, form.case
    rows: list[Row] = [
        (Box(tr("Number"), case.number, 1.1), Box(tr("Received"), form.received, 1.2),
         Box(tr("Way"), words.term(case.channel), 0.9)),
        (Box(tr("Customer"), form.customer, 1.6), Box(tr("Site"), form.site)),
        (Box(tr("Contact"), case.reporter), Box(tr("Telephone"), case.phone),
         Box(tr("Category"), words.term(case.category))),
        (Box(tr("What they say"), case.text, lines=2),),
        (Box(tr("Demands"), _demands(form, words)),),
        (Box(tr("Severity"), words.term(case.severity), 0.8), Box(tr("First receiver"), form.first),
         Box(tr("Owner"), case.owner)),
        (Box(tr("What was found"), _evidence(form, words), lines=2),),
        (Box(tr("Root cause"), case.root_cause),),
        _verdict(form, words),
        (Box(tr("How it is solved"), _solution(form, words), lines=2),),
        (Box(tr("Corrective action"), _actions(form, words)),),
        (Box(tr("Customer told"), form.told, 1.6), Box(tr("Closed on"), form.closed)),
        (Box(tr("Satisfied"), _satisfied(form, words)),
         Box(tr("Call after closing"), _follow_up(form, words))),
        (Box(tr("Standards"), _standards(form.closing, words)),),
        (Box(tr("Attachments"), "; ".join(form.files) or tr("none")),),
    ]  # fmt: skip
    return rows


def _blank_rows(words: Words) -> list[Row]:
    tr = words.tr
    ticks = "    ".join(f"□ {words.term(one)}" for one in HandlingStandard)
    marks = "□ 1   □ 2   □ 3   □ 4   □ 5"
    valid = f"□ {tr('Valid')}    □ {tr('Not valid')}"
    return [
        (Box(tr("Number"), share=1.1), Box(tr("Received"), share=1.2), Box(tr("Way"), share=0.9)),
        (Box(tr("Customer"), share=1.6), Box(tr("Site"))),
        (Box(tr("Contact")), Box(tr("Telephone")), Box(tr("Category"))),
        (Box(tr("What they say"), lines=5),),
        (Box(tr("Demands"), lines=2),),
        (Box(tr("Severity"), share=0.8), Box(tr("First receiver")), Box(tr("Owner"))),
        (Box(tr("What was found"), lines=5),),
        (Box(tr("Root cause"), lines=2),),
        (Box(tr("Verdict"), valid, 1.4), Box(tr("Responsible")), Box(tr("Decided by"))),
        (Box(tr("How it is solved"), lines=4),),
        (Box(tr("Corrective action"), lines=2),),
        (Box(tr("Customer told"), share=1.6), Box(tr("Closed on"))),
        (Box(tr("Satisfied"), marks), Box(tr("Call after closing"))),
        (Box(tr("Standards"), ticks),),
        (Box(tr("Attachments")),),
    ]


def _demands(form: CasePaper, words: Words) -> str:
    if not form.demands:
        return form.case.demand
    return "\n".join(f"{at}. {_demand(one, words)}" for at, one in enumerate(form.demands, start=1))


def _demand(one: Demand, words: Words) -> str:
    parts = [one.text]
    if one.judged is not None and one.judged is not DemandJudgement.EXCESSIVE:  # the customer signs this
        parts.append(words.term(one.judged))
    if one.granted:
        parts.append(words.tr("granted: {what}", what=one.granted))
    return " – ".join(parts)


def _evidence(form: CasePaper, words: Words) -> str:
    lines = []
    for one in form.evidence:
        agreed = words.tr("to be verified")
        if one.confirmed is not None:
            agreed = words.tr("customer agrees") if one.confirmed else words.tr("customer disagrees")
        lines.append(f"{one.what}: {one.shows} ({agreed})")
    return "\n".join(lines)


def _verdict(form: CasePaper, words: Words) -> Row:
    tr, verdict = words.tr, form.verdict
    if verdict is None:
        return _verdict_of_case(form.case, words)
    valid = tr("Valid") if verdict.valid else tr("Not valid")
    if not verdict.stands:
        valid = tr("still open")
    names = " / ".join(name for name in (verdict.decided_by, verdict.second_by) if name)
    responsible = words.term(verdict.responsibility) if verdict.stands else ""
    return (Box(tr("Verdict"), valid), Box(tr("Responsible"), responsible), Box(tr("Decided by"), names))


def _verdict_of_case(case: Complaint, words: Words) -> Row:
    """Write what a case that came in from a list says itself; nothing where it is not judged yet."""
    tr = words.tr
    valid = "" if case.valid is None else tr("Valid") if case.valid else tr("Not valid")
    responsible = words.term(case.responsibility) if case.responsibility else ""
    return (
        Box(tr("Verdict"), valid),
        Box(tr("Responsible"), responsible),
        Box(tr("Decided by"), case.valid_by),
    )


def _solution(form: CasePaper, words: Words) -> str:
    """Write the answer, and of money only what is approved, in the approved words (R108)."""
    lines = [form.case.answer] if form.case.answer else []
    for claim in form.claims:
        amount = words.value(Fen(claim.granted_fen or 0))
        lines.append(f"{claim.number} {words.term(claim.kind)} {amount}: {claim.wording}")
    return "\n".join(lines)


def _actions(form: CasePaper, words: Words) -> str:
    if not form.actions:
        return form.closing.no_action_why
    return "\n".join(_action(one, words) for one in form.actions)


def _action(one: CorrectiveAction, words: Words) -> str:
    parts = [one.action, one.owner]
    if one.due_on is not None:
        parts.append(words.tr("by {day}", day=one.due_on))
    if one.verified_on is not None:
        works = words.tr("works") if one.effective else words.tr("does not work")
        parts.append(f"{one.verified_on} {works}")
    elif one.check_on is not None:
        parts.append(words.tr("effect checked on {day}", day=one.check_on))
    return " · ".join(part for part in parts if part)


def _satisfied(form: CasePaper, words: Words) -> str:
    mark = form.case.satisfied
    return words.tr("{n} of 5", n=mark) if mark else form.closing.not_asked_why


def _follow_up(form: CasePaper, words: Words) -> str:
    closing = form.closing
    day = closing.followed_on or closing.follow_up_on
    if day is None:
        return ""
    return " ".join(part for part in (str(words.value(day)), closing.follow_up_result) if part)


def _standards(closing: CaseClosing, words: Words) -> str:
    ticks = [f"{'■' if one in closing.standards else '□'} {words.term(one)}" for one in HandlingStandard]
    return "    ".join((*ticks, closing.standards_note)).rstrip()


def _claim_rows(form: ClaimPaper, words: Words) -> list[Row]:
    tr, claim = words.tr, form.claim
    signed = [
        f"{tr('Customer')}: {claim.signed_by_customer} {_day(words, claim.customer_signed_on)}".rstrip(),
        f"{tr('Branch')}: {claim.signed_by_us} {_day(words, claim.we_signed_on)}".rstrip(),
    ]
    amount = words.value(Fen(claim.granted_fen or 0))
    return [
        (Box(tr("Number"), claim.number), Box(tr("Complaint"), form.case)),
        (Box(tr("Customer"), form.customer),),
        (Box(tr("Kind"), words.term(claim.kind)), Box(tr("Number or amount"), claim.quantity)),
        (Box(tr("Damage, or what for"), claim.what, lines=3),),
        (Box(tr("Amount"), str(amount)), Box(tr("Set off against"), form.against)),
        (Box(tr("Wording"), claim.wording, lines=3),),
        (Box(tr("Approved by"), claim.approved_by), Box(tr("Signed"), "\n".join(signed))),
        (Box(tr("Attachments"), "; ".join(form.files) or tr("none")),),
    ]


def _day(words: Words, day: object) -> str:
    return str(words.value(day)) if day is not None else ""
