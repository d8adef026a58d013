"""The dialogs of the plan: ledger, clashes, queue, wizard, causes, collection visits, calendar files."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain.month_ledger import OwedService
from branchdesk.domain.plan_records import CollectionItem, ScheduleRelease
from branchdesk.domain.visits import Visit, VisitKind, VisitStatus
from tests.screenshots.entries import Entry, filled, new
from tests.screenshots.world import TODAY, World
from ui.forms.busy_calendar import BusyCalendarDialog
from ui.forms.clashes import ClashesDialog
from ui.forms.collection_result import CollectionResultDialog
from ui.forms.collection_visit import CollectionVisitDialog
from ui.forms.late_arrival import LateArrivalDialog
from ui.forms.month_ledger import MonthLedgerDialog
from ui.forms.plan_queue import QueueDialog
from ui.forms.punctuality import PunctualityDialog
from ui.forms.schedule_release import ScheduleReleaseDialog
from ui.forms.shift_visits import ShiftVisitsDialog
from ui.forms.slot_book import SlotBookDialog
from ui.forms.slot_waive import SlotWaiveDialog
from ui.forms.visit_reasons import VisitReasonsDialog


def _collection(world: World) -> Visit:
    found = world.first(CollectionItem)
    return world.desk.visits.visit(found.visit_id) if found else world.planned()


def _late(world: World) -> Visit:
    """Return a visit to which somebody came late."""
    causes = world.desk.plan.causes
    done = world.desk.context.reader.find(Visit, status=VisitStatus.DONE)
    return next((one for one in done if (causes.minutes_late(one) or 0) > 15), done[0])


def _large(world: World) -> Visit:
    """Return the large job as it was before somebody let it pass."""
    release = world.first(ScheduleRelease)
    visit = world.desk.visits.visit(release.visit_id or 0) if release else world.planned()
    return replace(visit, id=0, amount_fen=max(visit.amount_fen, 12_800_000))


def _owed(world: World) -> OwedService:
    """Return a service that a planned visit is to give."""
    boxes = [box for line in world.desk.plan.ledger.overview(TODAY.year) for box in line.boxes]
    services = [one for box in boxes for one in box.services if not one.waived_why]
    return next((one for one in services if one.status is VisitStatus.PLANNED), services[0])


PLAN: tuple[Entry, ...] = (
    *filled(MonthLedgerDialog, lambda p, w: MonthLedgerDialog(p, w.session)),
    *filled(
        MonthLedgerDialog, lambda p, w: MonthLedgerDialog(p, w.session, w.site().customer_id), "one-customer"
    ),
    *filled(ClashesDialog, lambda p, w: ClashesDialog(p, w.session)),
    *filled(QueueDialog, lambda p, w: QueueDialog(p, w.session)),
    *filled(ShiftVisitsDialog, lambda p, w: ShiftVisitsDialog(p, w.session)),
    *filled(PunctualityDialog, lambda p, w: PunctualityDialog(p, w.session)),
    *new(VisitReasonsDialog, lambda p, w: VisitReasonsDialog(p, w.session)),
    *new(LateArrivalDialog, lambda p, w: LateArrivalDialog(p, w.session, _late(w))),
    *new(
        CollectionVisitDialog,
        lambda p, w: CollectionVisitDialog(p, w.session, Visit(kind=VisitKind.COLLECTION), w.customer().id),
    ),
    *new(CollectionResultDialog, lambda p, w: CollectionResultDialog(p, w.session, _collection(w))),
    *new(ScheduleReleaseDialog, lambda p, w: ScheduleReleaseDialog(p, w.session, _large(w))),
    *new(
        SlotWaiveDialog,
        lambda p, w: SlotWaiveDialog(p, w.session, _owed(w), w.site().name),
    ),
    *new(SlotBookDialog, lambda p, w: SlotBookDialog(p, w.session, _owed(w).slot_id, w.site().name)),
    *new(BusyCalendarDialog, lambda p, w: BusyCalendarDialog(p, w.session)),
)
