"""Which records the service calendar shows: a module of its own, for the first picture needs none of them."""

from __future__ import annotations

from branchdesk.domain.bookkeeping import Workday
from branchdesk.domain.commitments import Commitment
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.extra_requests import ExtraRequest, ExtraVisit
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.plan_records import BusyTime
from branchdesk.domain.receivables import Invoice, Promise
from branchdesk.domain.recommendations import Recommendation
from branchdesk.domain.report_evidence import ReportAddendum
from branchdesk.domain.site_book import Logbook, PreparationMeeting, SiteRating
from branchdesk.domain.support import SupportRequest
from branchdesk.domain.visit_findings import Finding, MaterialUse
from branchdesk.domain.visit_sheet import CustomerHelp, VisitSheet, VisitStep
from branchdesk.domain.visits import PlanSlot, ServiceReport, Visit

_VISITS = (Visit, PlanSlot, ServiceReport, Interaction, Customer, Site, Contact, Contract, Employee, Workday)
_DUTIES = (Complaint, Invoice, Promise)  # they only stand on the card of a day
_REQUESTS = (ExtraRequest, ExtraVisit, Commitment, SupportRequest)
_FIELD = (
    Finding,
    MaterialUse,
    Recommendation,
    VisitSheet,
    VisitStep,
    CustomerHelp,
    Logbook,
    PreparationMeeting,
    SiteRating,
    ReportAddendum,
)
SHOWN = (*_VISITS, *_DUTIES, BusyTime, *_REQUESTS, *_FIELD)
