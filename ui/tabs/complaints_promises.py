"""What we promised about a case, updates to come, and support: its card and menu (R039, R148, R149)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.support import SupportRequest
from ui.forms.promise_rows import promise_section
from ui.forms.request_card import support_row
from ui.language import tr
from ui.request_acts import LINK_KINDS, open_link
from ui.session import Session, read_link
from ui.tabs.base import Command
from ui.widgets.card_content import Section

if TYPE_CHECKING:
    from ui.tabs.complaints_tab import ComplaintsTab


KINDS = (Commitment, SupportRequest)


def sections(session: Session, case: Complaint) -> tuple[Section, ...]:
    """Write the promises about a case and the support asked for; empty ones go."""
    promises = promise_section(session, session.desk.commitments.of_complaint(case.id))
    calls = session.desk.support.of_complaint(case.id)
    support = Section(tr("Support asked for"), rows=tuple(support_row(one) for one in calls))
    return tuple(one for one in (promises, support) if one.rows)


def follow(tab: ComplaintsTab, link: str) -> bool:
    """Open a promise or a call for support; False for other links."""
    kind = link.partition(":")[0]
    return kind in LINK_KINDS and open_link(tab, tab.session, read_link(link))


def commands(tab: ComplaintsTab) -> Sequence[Command]:
    """Return what can be promised and asked for about the chosen case."""
    under = tr("Talk")

    def promise(kind: CommitmentKind) -> None:
        from ui.forms.commitment import CommitmentDialog

        tab.with_open_case(
            lambda parent, session, case: CommitmentDialog(
                parent,
                session,
                Commitment(
                    kind=kind,
                    customer_id=case.customer_id,
                    contact_id=case.contact_id,
                    complaint_id=case.id,
                    given_to=case.reporter,
                ),
            )
        )

    def support() -> None:
        from ui.forms.support import SupportDialog

        tab.with_open_case(
            lambda parent, session, case: SupportDialog(
                parent, session, SupportRequest(customer_id=case.customer_id, complaint_id=case.id)
            )
        )

    def service() -> None:
        promise(CommitmentKind.SERVICE)

    def update() -> None:
        promise(CommitmentKind.UPDATE)

    return (
        Command(tr("Give a promise…"), service, icon="handshake", needs_record=True, under=under),
        Command(tr("Promise an update…"), update, icon="clock", needs_record=True, under=under),
        Command(tr("Ask for support…"), support, icon="users", needs_record=True, under=under),
    )
