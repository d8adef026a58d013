"""What a call for everything does to extra requests and promised updates (D02, R043, R149)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from branchdesk.domain.commitments import Commitment
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.services.commitments import update_made
from branchdesk.services.context import Context
from branchdesk.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from branchdesk.services.call_work import Talk

NOT_BY_RINGING = frozenset(
    {
        DutyKind.REQUEST_URGENT,  # somebody is sent first
        DutyKind.REQUEST_VISIT,
        DutyKind.REQUEST_FOLLOW_UP,  # its answer opens or closes the request: a dialog of its own
        DutyKind.REQUEST_PAPERS,
        DutyKind.ROOT_CAUSE,
        DutyKind.COMMITMENT_DUE,
        DutyKind.ARRIVAL_DUE,
        DutyKind.DIFFICULTY,
        DutyKind.DIFFICULTY_UNTOLD,
        DutyKind.SUPPORT_ANSWER,
    }
)
"""Duties of this part that speaking with the customer does not fulfil."""


def fulfil(work: UnitOfWork, context: Context, talks: Sequence[Talk], now: datetime) -> None:
    """Let the talks of a call stop clocks, settle the updates that they made, and reply to requests."""
    for case in _told(work, talks, now):
        work.update(case)
    for talk in talks:
        told = talk.interaction.text
        if talk.update_id and not (known := work.get(Commitment, talk.update_id)).settled:
            update_made(work, context, known, told)
        if talk.request_id and (request := work.get(ExtraRequest, talk.request_id)).replied_at is None:
            work.update(replace(request, replied_at=work.at, plan=request.plan or told))


def _told(work: UnitOfWork, talks: Sequence[Talk], now: datetime) -> list[Complaint]:
    """Stop the clocks of the cases that were spoken of; the call itself stands in their course."""
    cases: dict[int, Complaint] = {}
    for talk in talks:
        case_id = talk.interaction.complaint_id
        if case_id is None or not (talk.answer or talk.told):
            continue
        case = cases.get(case_id) or work.get(Complaint, case_id)
        if talk.told:
            cases[case_id] = replace(case, told_at=now)
        else:
            cases[case_id] = replace(case, answered_at=case.answered_at or now, answer=talk.answer)
    return list(cases.values())
