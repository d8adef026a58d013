"""Chasing in the sample branch: reminders given, group accounts with their end, payment on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.story import Story
from branchdesk.domain.chasing import ChaseCall, ChaseOutcome
from branchdesk.domain.customers import CustomerKind
from branchdesk.domain.dunning import DunningItem, DunningMark, DunningStep, MarkKind, StepWay, parse_ladder
from branchdesk.domain.exemptions import PayExemption
from branchdesk.domain.interactions import CallResult, Interaction, Purpose
from branchdesk.domain.receivables import Invoice, Promise
from branchdesk.domain.spot import SpotPayment
from branchdesk.domain.visits import Visit
from branchdesk.language import Words
from branchdesk.storage.unit_of_work import UnitOfWork

_QUIET_DAYS = 9
_IN_VAIN = 4


@dataclass(frozen=True, slots=True)
class _Words:
    reason: str
    receipt: str
    not_paid: str


_WORDS = {
    "zh_CN": _Words("集团框架协议：总部统一付款", "收据", "老板出差，约定三日内转账"),
    "en": _Words(
        "Group framework contract: paid by head office", "R", "The owner is away, pays within three days"
    ),
}


def rests_lately(account: Account, today: date, now: date) -> bool:
    """Tell whether nobody called a customer lately: these are who is to be chased today."""
    return account.index % 2 == 0 and (now - today).days < _QUIET_DAYS


def give_reminder(
    story: Story, work: UnitOfWork, invoice: Invoice, to: str, courier: str, tracking: str
) -> None:
    """Write down that the next reminder of an invoice went out by courier."""
    ladder = parse_ladder(story.desk.context.settings.dunning_ladder)
    rung = ladder[min(invoice.dunning_level, len(ladder)) - 1]
    asked = invoice.open_fen - invoice.disputed_fen
    step = work.insert(
        DunningStep(
            level=invoice.dunning_level,
            name=Words(story.words.language).tr(rung.name),
            way=StepWay.COURIER,
            done_on=story.local(work.at),
            given_to=to,
            courier=courier,
            tracking=tracking,
            amount_fen=asked,
            recorded_at=work.at,
            recorded_by=work.author.name,
        )
    )
    item = DunningItem(
        step_id=step.id, invoice_id=invoice.id, amount_fen=asked, disputed_fen=invoice.disputed_fen
    )
    work.insert(item)


def note_promise(work: UnitOfWork, said: Interaction, promise: Promise) -> None:
    """Write down in which call a promise was given."""
    call = ChaseCall(interaction_id=said.id, outcome=ChaseOutcome.PROMISED, promise_id=promise.id)
    work.insert(call)


def pay_on_spot(story: Story, work: UnitOfWork, visit: Visit, fen: int, *, paid: bool) -> None:
    """Write down the receipt of a visit without contract, or why nothing was paid (R071)."""
    words = _WORDS[story.words.language]
    work.insert(
        SpotPayment(
            visit_id=visit.id,
            amount_fen=fen,
            receipt=f"{words.receipt}{visit.date_on:%y%m%d}{visit.id:03d}" if paid else "",
            why_not="" if paid else words.not_paid,
            approved_by="" if paid else story.staff[0].name,
        )
    )


def ask_for_money(story: Story, accounts: list[Account]) -> None:
    """Say until when head offices pay, and which reminders were received."""
    words, context = _WORDS[story.words.language], story.desk.context
    groups = [one for one in accounts if one.customer.kind is CustomerKind.GROUP]
    ends = (date(story.today.year + 1, 12, 31), story.today + timedelta(days=10))
    for account, until in zip(groups, ends, strict=False):
        record = PayExemption(
            customer_id=account.customer.id,
            reason=words.reason,
            from_on=account.joined,
            until_on=until,
            approved_by=story.staff[0].name,
        )
        story.desk.payers.exempt(record)
    _ring_in_vain(story, accounts)
    with context.act("receive_dunning") as work:
        for step in context.reader.find(DunningStep):
            received = step.done_on + timedelta(days=2)
            if received < story.today and step.id % 4:
                work.insert(
                    DunningMark(
                        step_id=step.id,
                        kind=MarkKind.RECEIVED,
                        marked_on=received,
                        by_whom=step.given_to,
                        recorded_at=work.at,
                        recorded_by=work.author.name,
                    )
                )


def _ring_in_vain(story: Story, accounts: list[Account]) -> None:
    """Let nobody have been reached lately at some who owe: they are to be rung again today."""
    context, today = story.desk.context, story.today
    friday = story.calendar.previous_working_day(today - timedelta(days=1))
    at = story.moment(friday, "16:40")
    found = 0
    with context.act("log_interaction") as work:
        for account in accounts:
            whose = account.customer.id
            owing = [
                one
                for one in work.find(Invoice, customer_id=whose, settled_on=None)
                if one.due_on is not None and one.due_on < today and one.open_fen > one.disputed_fen
            ]
            promised = [one for one in work.find(Promise, customer_id=whose) if one.due_on >= today]
            talks = [one for one in work.find(Interaction, customer_id=whose) if one.happened_at >= at]
            if not owing or promised or talks or account.group is not None or found >= _IN_VAIN:
                continue
            found += 1
            work.insert(
                Interaction(
                    customer_id=whose,
                    invoice_id=owing[0].id,
                    purpose=Purpose.COLLECTION,
                    result=CallResult.VOICEMAIL if found % 2 else CallResult.UNREACHABLE,
                    happened_at=at,
                    employee=story.staff[0].name,
                    next_on=today,
                )
            )
