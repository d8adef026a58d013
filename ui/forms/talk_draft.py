"""From the fields of the talk to what is saved, and from what is known to words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from branchdesk.domain.case_talk import CaseRecap, CaseTalk
from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.complaints import Complaint, Stage
from branchdesk.services.case_flow import TalkDraft
from ui.forms.talk_words import chosen_words
from ui.language import term, tr
from ui.session import Session

_OF_TALK = (
    "problem",
    "place",
    "noticed",
    "extent",
    "wishes",
    "facts",
    "course",
    "apology",
    "consent_by",
    "understood",
    "loan_offered",
    "loan_what",
)


def draft_of(
    session: Session, case: Complaint, talk: CaseTalk, values: Mapping[str, Any], stage: Stage | None
) -> TalkDraft:
    """Read the screens of the talk."""
    reply = values["facts_reply_at"]
    fresh = replace(
        talk,
        **{key: values[key] for key in _OF_TALK},
        explanations=values["explanations"] or 0,
        facts_reply_at=session.instant(reply) if reply else None,
    )
    promises = tuple(_promises(values))
    return TalkDraft(
        talk=fresh,
        text=values["text"],
        demand=values["demand"],
        need=values["need"],
        stage=stage,
        recap=values["recap"],
        agreed=values["agreed"],
        correction=values["correction"],
        options=values["options"],
        promises=promises,
        answer=_answer(case, values),
        temper=values["temper"],
        anger=values["anger"],
    )


def _promises(values: Mapping[str, Any]) -> list[Commitment]:
    found = []
    if values["promise"] and values["due_on"]:
        found.append(
            Commitment(
                text=values["promise"],
                due_on=values["due_on"],
                due_time=values["due_time"] or "",
                given_to=values["consent_by"],
                confirmed_by=values["confirmed_by"],
            )
        )
    if values["update_on"]:
        found.append(
            Commitment(
                kind=CommitmentKind.UPDATE,
                text=tr("Tell how it stands"),
                due_on=values["update_on"],
                due_time=values["update_time"] or "",
                given_to=values["consent_by"],
            )
        )
    return found


def _answer(case: Complaint, values: Mapping[str, Any]) -> str:
    """Take the chosen way as the answer once the customer has agreed: it stops the clock (R092)."""
    chosen = chosen_words(values["options"])
    if not chosen or not values["consent_by"]:
        return ""
    answer = " · ".join(part for part in (chosen, values["promise"]) if part)
    return case.answer if case.answer.startswith(chosen) else answer


def version_words(session: Session, recaps: Sequence[CaseRecap]) -> str:
    """Write the versions of the matter under each other (R088)."""
    lines = []
    for recap in recaps:
        said = tr("Customer corrects: {text}", text=recap.text) if recap.corrected else recap.text
        mark = "✓" if recap.confirmed else "✗"
        lines.append(f"{recap.place}. {said} {mark} {session.moment_text(recap.said_at)[11:]}")
    return "\n".join(lines)


def promised_words(session: Session, case: Complaint) -> str:
    """Write what was promised about a case, and how each promise stands."""
    commitments = session.desk.commitments
    return "\n".join(
        f"{one.text} · {one.due_on:%m-%d} {one.due_time} · {term(commitments.state(one))}"
        for one in commitments.of_complaint(case.id)
    )
