"""The dialogs of visits in the field."""

from __future__ import annotations

from branchdesk.domain.devices import Device
from branchdesk.domain.months import Month
from branchdesk.domain.report_evidence import ReportAddendum
from branchdesk.domain.site_book import Logbook, PreparationMeeting
from branchdesk.domain.visit_findings import Finding
from branchdesk.domain.visit_sheet import VisitStep
from branchdesk.domain.visits import ServiceReport, Visit, VisitKind, VisitStatus
from tests.screenshots.entries import Entry, filled, new
from tests.screenshots.world import TODAY, World
from ui.forms.addendum import AddendumDialog
from ui.forms.devices import DevicesDialog
from ui.forms.earlier_findings import EarlierFindingsDialog
from ui.forms.effect import EffectDialog
from ui.forms.month_gaps import MonthGapsDialog
from ui.forms.open_advice import OpenAdviceDialog
from ui.forms.pest_trend import PestTrendDialog
from ui.forms.site_advice import SiteAdviceDialog
from ui.forms.site_logbook import LogbookDialog
from ui.forms.site_ratings import SiteRatingsDialog
from ui.forms.staff_meeting import StaffMeetingDialog
from ui.forms.visit_prepare import VisitPrepareDialog
from ui.forms.withhold import WithholdDialog

_MONTH = Month.of(TODAY)


def _equipped(world: World) -> int:
    """Return the site with the most found in twelve months."""
    sites = {one.site_id for one in world.session.desk.context.reader.find(Device)}
    return max(sites, key=lambda one: (sum(world.desk.field.trend(one, _MONTH).totals), one))


def _advised(world: World) -> int:
    sites = {one.site_id for one in world.session.desk.context.reader.find(Device)}
    return max(sites, key=lambda one: (len(world.desk.field.advice(one).open), one))


def _agreed(world: World) -> Visit:
    step = world.session.desk.context.reader.find(VisitStep)[0]
    return world.desk.visits.visit(step.visit_id)


def _found_at(world: World) -> int:
    return world.session.desk.context.reader.find(Finding)[-1].visit_id


def _added_to(world: World) -> ServiceReport:
    reader = world.session.desk.context.reader
    return reader.get(ServiceReport, reader.find(ReportAddendum)[0].report_id)


def _first(world: World) -> Visit:
    visits = world.session.desk.context.reader.find(Visit, kind=VisitKind.FIRST, status=VisitStatus.DONE)
    return visits[-1]


def _failed(world: World) -> int:
    sites = sorted({one.site_id for one in world.session.desk.context.reader.find(Device)})
    return next((one for one in sites if world.desk.site_book.meeting_suggested(one)), sites[0])


FIELD: tuple[Entry, ...] = (
    *new(VisitPrepareDialog, lambda p, w: VisitPrepareDialog(p, w.session, w.planned())),
    *filled(VisitPrepareDialog, lambda p, w: VisitPrepareDialog(p, w.session, _agreed(w))),
    *new(DevicesDialog, lambda p, w: DevicesDialog(p, w.session, w.site())),
    *filled(DevicesDialog, lambda p, w: DevicesDialog(p, w.session, w.desk.customers.site(_equipped(w)))),
    *new(LogbookDialog, lambda p, w: LogbookDialog(p, w.session, Logbook(site_id=w.site().id)), early=True),
    *new(
        StaffMeetingDialog,
        lambda p, w: StaffMeetingDialog(p, w.session, PreparationMeeting(site_id=_failed(w))),
        early=True,
    ),
    *new(
        SiteRatingsDialog,
        lambda p, w: SiteRatingsDialog(p, w.session, w.desk.customers.site(_equipped(w)), _MONTH),
    ),
    *filled(
        SiteAdviceDialog, lambda p, w: SiteAdviceDialog(p, w.session, w.desk.customers.site(_advised(w)))
    ),
    *new(EffectDialog, lambda p, w: EffectDialog(p, w.session, _first(w)), early=True),
    *new(AddendumDialog, lambda p, w: AddendumDialog(p, w.session, _added_to(w)), early=True),
    *filled(
        WithholdDialog,
        lambda p, w: WithholdDialog(
            p, w.session, _found_at(w), w.desk.field.record_of(_found_at(w)).findings
        ),
    ),
    *filled(PestTrendDialog, lambda p, w: PestTrendDialog(p, w.session, w.desk.customers.site(_equipped(w)))),
    *filled(OpenAdviceDialog, lambda p, w: OpenAdviceDialog(p, w.session)),
    *filled(MonthGapsDialog, lambda p, w: MonthGapsDialog(p, w.session, _MONTH)),
    *filled(EarlierFindingsDialog, lambda p, w: EarlierFindingsDialog(p, w.session, TODAY)),
)
