"""Selling in the sample branch: dealt out by number, so that the other dice fall as before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.calls_words import WORDS, CallsWords
from branchdesk.demo.story import Story, Write
from branchdesk.domain.customers import ContactRole, CustomerKind
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.money import Fen
from branchdesk.domain.months import Month
from branchdesk.domain.receivables import Invoice
from branchdesk.domain.sales import (
    Competitor,
    MonthFocus,
    Objection,
    ObjectionResult,
    Opportunity,
    OpportunityStage,
    TalkInvoice,
)
from branchdesk.storage.unit_of_work import UnitOfWork

_RESULTS = (ObjectionResult.OVERCOME, ObjectionResult.OPEN, ObjectionResult.STAYED)
_WON_BACK = (0, 1, 3, 5, 9, 20, 33, 50)  # days before the last one on which a need became an order
_OPEN_NEXT = (0, 2, 4)  # days after the last one on which the next step of a need is due


def sell(story: Story, accounts: list[Account]) -> None:
    """Queue needs, objections, competitors, talks about money and calls after first services."""
    singles = [one for one in accounts if one.customer.kind is CustomerKind.SINGLE]
    if not singles:
        return
    words, sale = WORDS[story.words.language], _Sale(story)
    for nth, back in enumerate(_WON_BACK):
        account = singles[(nth * 3 + 1) % len(singles)]
        on = story.today - timedelta(days=back)
        sale.at(account, back, "save_opportunity", _won(story, account, words, nth, on))
    for nth, ahead in enumerate(_OPEN_NEXT):
        account = singles[(nth * 5 + 4) % len(singles)]
        sale.at(account, 8 + nth, "save_opportunity", _open(story, account, words, nth, ahead))
    sale.at(singles[-1], 15, "save_opportunity", _lost(story, singles[-1], words))
    for nth, account in enumerate(singles[1::6]):
        sale.at(account, 40 - 9 * (nth % 4), "save_objection", _objection(story, account, words, nth))
    for nth, account in enumerate(singles[::9]):
        sale.at(account, 60 - 20 * (nth % 3), "save_competitor", _competitor(story, account, words, nth))
    for nth, account in enumerate(singles[::5]):
        sale.at(account, 6 + 5 * (nth % 6), "log_finance", _finance(account, words, nth))
    for account in accounts:
        if account.joined > story.start + timedelta(days=10):
            back = (story.today - account.joined).days - 21
            sale.at(account, back, "log_interaction", _after_first(account, words))
    sale.at(singles[0], 18, "name_focus", _focus(story, singles[0], words))


@dataclass(frozen=True, slots=True)
class _Sale:
    story: Story

    def at(self, account: Account, back: int, action: str, write: Write) -> None:
        """Queue an act some days before the last one; who is no customer yet, or no longer, is left out."""

        def act(work: UnitOfWork) -> None:
            if account.customer.id and account.served:
                write(work)

        if back >= 0:
            day = self.story.calendar.previous_working_day(self.story.today - timedelta(days=back))
            self.story.at(self.story.moment(day, "11:20"), action, act)


def _won(story: Story, account: Account, words: CallsWords, nth: int, on: date) -> Write:
    need, step, worth = words.needs[nth % len(words.needs)]
    closed = story.calendar.previous_working_day(on)

    def write(work: UnitOfWork) -> None:
        work.insert(
            Opportunity(
                customer_id=account.customer.id,
                need=need,
                worth_fen=Fen(worth * 100),
                opened_on=closed - timedelta(days=18),
                stage=OpportunityStage.WON,
                next_step=step,
                closed_on=closed,
                employee=work.author.name,
            )
        )

    return write


def _open(story: Story, account: Account, words: CallsWords, nth: int, ahead: int) -> Write:
    need, step, worth = words.needs[(nth + 1) % len(words.needs)]

    def write(work: UnitOfWork) -> None:
        manager = account.contact(ContactRole.MANAGER)
        work.insert(
            Opportunity(
                customer_id=account.customer.id,
                contact_id=manager.id if manager else None,
                need=need,
                worth_fen=Fen(worth * 100),
                opened_on=story.local(work.at),
                next_step=step,
                next_on=story.today + timedelta(days=ahead),
                employee=work.author.name,
            )
        )

    return write


def _lost(story: Story, account: Account, words: CallsWords) -> Write:
    def write(work: UnitOfWork) -> None:
        today = story.local(work.at)
        work.insert(
            Opportunity(
                customer_id=account.customer.id,
                need=words.needs[2][0],
                opened_on=today - timedelta(days=30),
                stage=OpportunityStage.LOST,
                closed_on=today,
                closed_why=words.lost_need,
                employee=work.author.name,
            )
        )

    return write


def _objection(story: Story, account: Account, words: CallsWords, nth: int) -> Write:
    kind, said, answer, first, second = words.objections[nth % len(words.objections)]

    def write(work: UnitOfWork) -> None:
        work.insert(
            Objection(
                customer_id=account.customer.id,
                raised_on=story.local(work.at),
                kind=kind,
                said=said,
                answer=answer,
                offered_first=first,
                offered_second=second,
                result=_RESULTS[nth % len(_RESULTS)],
                employee=work.author.name,
            )
        )

    return write


def _competitor(story: Story, account: Account, words: CallsWords, nth: int) -> Write:
    name, offers, source = words.competitors[nth % len(words.competitors)]

    def write(work: UnitOfWork) -> None:
        work.insert(
            Competitor(
                customer_id=account.customer.id,
                name=name,
                offers=offers,
                source=source,
                seen_on=story.local(work.at),
            )
        )

    return write


def _finance(account: Account, words: CallsWords, nth: int) -> Write:
    subject, result, step = words.finance[nth % len(words.finance)]

    def write(work: UnitOfWork) -> None:
        payer = account.contact(ContactRole.PAYER)
        talk = work.insert(
            replace(
                _call(account, work, Purpose.FINANCE),
                contact_id=payer.id if payer else None,
                spoke_with=payer.name if payer else "",
                agenda=subject,
                text=result,
                next_step=step,
            )
        )
        for invoice in work.find(Invoice, customer_id=account.customer.id, settled_on=None)[:3]:
            work.insert(TalkInvoice(interaction_id=talk.id, invoice_id=invoice.id))

    return write


def _after_first(account: Account, words: CallsWords) -> Write:
    def write(work: UnitOfWork) -> None:
        contact = account.contact(ContactRole.SERVICE)
        work.insert(
            replace(
                _call(account, work, Purpose.CRITICAL_POINT),
                contact_id=contact.id if contact else None,
                spoke_with=contact.name if contact else "",
                agenda=words.first_service,
                text=words.first_service,
                asked_convenient=True,
                key_words=words.key_words,
                asked_suggestions=True,
                suggestions=words.suggestion,
            )
        )

    return write


def _focus(story: Story, account: Account, words: CallsWords) -> Write:
    def write(work: UnitOfWork) -> None:
        month = Month.of(story.today).key
        work.insert(MonthFocus(month=month, customer_id=account.customer.id, why=words.focus))

    return write


def _call(account: Account, work: UnitOfWork, purpose: Purpose) -> Interaction:
    return Interaction(
        customer_id=account.customer.id,
        purpose=purpose,
        happened_at=work.at,
        employee=work.author.name,
    )
