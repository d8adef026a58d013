"""Calls, messages and meetings of the sample branch."""

from __future__ import annotations

from datetime import date, timedelta

from branchdesk.demo.accounts import Account, replace_contact
from branchdesk.demo.story import Story
from branchdesk.domain.customers import ContactRole, CustomerKind
from branchdesk.domain.interactions import CallResult, Interaction, InteractionKind, Purpose
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.visits import Visit
from branchdesk.storage.unit_of_work import UnitOfWork

_ROLES = {
    Purpose.COLLECTION: ContactRole.PAYER,
    Purpose.SIGNATURE: ContactRole.SIGNER,
    Purpose.COMPLAINT: ContactRole.COMPLAINT,
}
_ASKED = (Purpose.COURTESY, Purpose.COLLECTION)


def talk(
    story: Story,
    work: UnitOfWork,
    account: Account,
    purpose: Purpose,
    *,
    result: CallResult = CallResult.REACHED,
    kind: InteractionKind = InteractionKind.CALL_OUT,
    text: str = "",
    visit: Visit | None = None,
    invoice: Invoice | None = None,
    complaint_id: int | None = None,
    next_on: date | None = None,
) -> Interaction:
    """Write one contact with a customer at the instant of the act."""
    phrases = story.pool.phrases
    contact = account.contact(_ROLES.get(purpose, ContactRole.SERVICE))
    spoken = phrases.spoken if result.counts_as_reached else {purpose: phrases.unreachable}
    return work.insert(
        Interaction(
            customer_id=account.customer.id,
            site_id=visit.site_id if visit else None,
            contact_id=contact.id if contact else None,
            visit_id=visit.id if visit else None,
            invoice_id=invoice.id if invoice else None,
            complaint_id=complaint_id,
            for_on=visit.date_on if visit else None,
            kind=kind,
            purpose=purpose,
            result=result,
            happened_at=work.at,
            employee=work.author.name,
            spoke_with=contact.name if contact and result.counts_as_reached else "",
            agenda=phrases.agendas.get(purpose, "") if purpose in _ASKED else "",
            text=text or story.pick(spoken[purpose]),
            next_step=story.pick(phrases.next_steps) if next_on else "",
            next_on=next_on,
        )
    )


def keep_in_touch(story: Story, account: Account) -> None:
    """Call every customer about once a month, of which some calls lead to a next step (R025, R006)."""
    if account.customer.kind is CustomerKind.ONE_OFF:
        return
    day = account.joined + story.days(3, 30)
    while day < story.today:
        _courtesy(story, account, story.workday(day))
        day += story.days(28, 60)


def _courtesy(story: Story, account: Account, on: date) -> None:
    kinds = (
        InteractionKind.CALL_OUT,
        InteractionKind.CALL_OUT,
        InteractionKind.MESSAGE,
        InteractionKind.EMAIL,
    )
    moment = story.office(on)
    called_in = story.chance(0.15)
    next_on = story.workday(on + story.days(3, 12)) if story.chance(0.12) else None

    def write(work: UnitOfWork) -> None:
        if not account.served:
            return
        purpose = Purpose.OTHER if called_in else Purpose.COURTESY
        kind = InteractionKind.CALL_IN if called_in else story.pick(kinds)
        talk(story, work, account, purpose, kind=kind, next_on=next_on)
        if next_on is not None:
            story.at(story.office(next_on), "log_interaction", follow)

    def follow(work: UnitOfWork) -> None:
        talk(story, work, account, Purpose.OTHER)

    story.at(moment, "log_interaction", write)


def turn_over(story: Story, account: Account, on: date) -> None:
    """Let the person at a customer change, and introduce ourselves to the new one (R026)."""

    def change(work: UnitOfWork) -> None:
        replace_contact(story, work, account)
        story.at(story.office(story.workdays_after(on, 3)), "log_interaction", introduce)

    def introduce(work: UnitOfWork) -> None:
        talk(story, work, account, Purpose.INTRODUCTION, kind=InteractionKind.MEETING)

    story.at(story.office(story.workday(on)) + timedelta(minutes=2), "save_contact", change)
