"""The plan of the sample branch: delays explained, a month waived, a collection visit, a queue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from branchdesk.demo.accounts import Account
from branchdesk.demo.story import Story
from branchdesk.domain.customers import CustomerKind
from branchdesk.domain.plan_records import BusyTime
from branchdesk.domain.visits import Cause, PlanSlot, Visit, VisitKind, VisitStatus

_PARTED_DAYS = 110
_CLASHES_LEFT = 3


@dataclass(frozen=True, slots=True)
class _Words:
    late: tuple[tuple[Cause, str], ...]
    waived: str
    guarantee: str
    renovation: str
    training: str
    collect: str


_WORDS = {
    "zh_CN": _Words(
        late=(
            (Cause.CUSTOMER, "门卫未接到通知，等候放行"),
            (Cause.FORCE_MAJEURE, "暴雨封路，绕行"),
            (Cause.US, "上一家作业超时"),
        ),
        waived="门店装修停业一个月",
        guarantee="集团总部书面担保，月底付款",
        renovation="整栋楼熏蒸",
        training="安全培训",
        collect="带上对账单和两张发票复印件",
    ),
    "en": _Words(
        late=(
            (Cause.CUSTOMER, "The guard knew nothing and let us wait"),
            (Cause.FORCE_MAJEURE, "Road closed by heavy rain"),
            (Cause.US, "The job before took longer"),
        ),
        waived="Shop closed a month for rebuilding",
        guarantee="Head office guarantees in writing, pays at month end",
        renovation="Fumigation of the whole building",
        training="Safety training",
        collect="Take the statement and copies of both invoices along",
    ),
}


def arrange(story: Story, accounts: list[Account]) -> None:
    """Add to a history that is told what the plan's own dialogs show."""
    words = _WORDS[story.words.language]
    served = [one for one in accounts if one.served and one.sites and one.contracts]
    _part_clashes(story)
    _explain(story, words)
    _waive(story, words)
    _collect(story, served, words)
    _queue(story, accounts, words)
    _busy(story, words)


def _part_clashes(story: Story) -> None:
    """Let colleagues take over what one technician cannot do at once; a few clashes stay to be seen."""
    context, capacity = story.desk.context, story.desk.plan.capacity
    until = story.today + timedelta(days=_PARTED_DAYS)
    found = capacity.clashes(story.today, until)
    for clash in found[_CLASHES_LEFT:]:
        visit = context.reader.get(Visit, clash.visit.id)
        free = [one.id for one in capacity.free_people(visit)]
        if visit.status is VisitStatus.PLANNED and free:
            with context.act("save_visit") as work:
                work.update(replace(visit, technician_id=free[visit.id % len(free)]))


def _explain(story: Story, words: _Words) -> None:
    """Explain two of three late arrivals."""
    causes, limit = story.desk.plan.causes, story.desk.context.settings.late_after_minutes
    late = [one for one in story.desk.context.reader.find(Visit) if (causes.minutes_late(one) or 0) > limit]
    for nth, visit in enumerate(late):
        if nth % 3 < 2:
            cause, why = words.late[nth % len(words.late)]
            causes.explain_late(visit.id, why, cause)


def _waive(story: Story, words: _Words) -> None:
    """Waive the last service that is planned for the first site that has several ahead."""
    reader = story.desk.context.reader
    for slot in reader.find(PlanSlot):
        if slot.anchor_on > story.today + timedelta(days=45):
            story.desk.plan.ledger.waive(slot.id, words.waived)
            return


def _collect(story: Story, served: list[Account], words: _Words) -> None:
    """Plan a visit to whoever owes most, about two invoices."""
    desk = story.desk
    owing = [(one, desk.receivables.open_invoices(one.customer.id)) for one in served]
    several = [(one, found) for one, found in owing if len(found) >= 2]
    if several:
        account, found = max(several, key=lambda pair: (len(pair[1]), pair[0].customer.id))
        visit = Visit(
            site_id=account.sites[0].id,
            kind=VisitKind.COLLECTION,
            date_on=story.workdays_after(story.today, 4),
            start_at="10:00",
            note=words.collect,
        )
        desk.plan.collecting.plan(visit, [one.id for one in found[:2]])


def _queue(story: Story, accounts: list[Account], words: _Words) -> None:
    """Let two jobs wait for a slot, one of them paid ahead, and one large job come before its money."""
    singles = [
        one for one in accounts if one.customer.kind is CustomerKind.SINGLE and one.sites and one.served
    ]
    if len(singles) < 3:
        return
    day = story.workdays_after(story.today, 6)
    for account in (singles[-2], singles[0]):  # the first one pays in advance
        story.desk.visits.save_visit(
            Visit(site_id=account.sites[0].id, kind=VisitKind.ONE_OFF, date_on=day, minutes=90)
        )
    large = Visit(
        site_id=singles[1].sites[0].id,
        kind=VisitKind.ONE_OFF,
        date_on=story.workdays_after(story.today, 9),
        start_at="08:30",
        minutes=360,
        technician_id=story.technicians[-1].id,
        amount_fen=12_800_000,
        note=words.renovation,
    )
    story.desk.plan.prepayment.schedule(large, words.guarantee, story.staff[0].name)


def _busy(story: Story, words: _Words) -> None:
    """Let a technician be at a training, on a day with a visit where there is one."""
    context, technician = story.desk.context, story.technicians[0]
    planned = context.reader.find(Visit, technician_id=technician.id, status=VisitStatus.PLANNED)
    ahead = [one for one in planned if one.start_at and one.date_on > story.today + timedelta(days=2)]
    first = min(ahead, key=lambda one: (one.date_on, one.start_at), default=None)
    day = first.date_on if first else story.workdays_after(story.today, 3)
    begin = time.fromisoformat(first.start_at) if first else time(14, 0)
    start = datetime.combine(day, begin, context.zone) - timedelta(hours=1)
    with context.act("read_calendar") as work:
        work.insert(
            BusyTime(
                technician_id=technician.id,
                uid=f"training-{date.isoformat(day)}",
                starts_at=start,
                ends_at=start + timedelta(hours=3),
                title=words.training,
                source=f"{technician.name}.ics",
            )
        )
