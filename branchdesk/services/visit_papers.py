"""Gathers what the papers around a visit say; reads only (R007, R011, R050, R061, R174, D06)."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.duties import Duty, LinkKind
from branchdesk.domain.duty_results import PURPOSES
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import Refused
from branchdesk.domain.list_query import ListKind, ListQuery
from branchdesk.domain.messages import msg
from branchdesk.domain.people import is_present, lead_contact
from branchdesk.domain.preparation import preparation_for, split_items
from branchdesk.domain.rows import CustomerRow
from branchdesk.domain.salutation import salutation
from branchdesk.domain.visit_papers import (
    CallLine,
    CallSheet,
    DaySheet,
    DayVisit,
    OurNumber,
    Photo,
    Place,
    PreparationNotice,
    ReportPaper,
)
from branchdesk.domain.visit_row import VisitRow
from branchdesk.domain.visit_window import window_of
from branchdesk.domain.visits import ServiceReport, Visit, VisitStatus
from branchdesk.services.attachments import Attachments
from branchdesk.services.care import Care
from branchdesk.services.context import Context
from branchdesk.services.field import Field
from branchdesk.services.lists import Lists
from branchdesk.services.people import People

_MOST_PHOTOS = 8
_PRINTED_PICTURES = ("image/jpeg", "image/png")


class VisitPapers:
    """What reports, notices, day sheets and call sheets say."""

    def __init__(self, context: Context, field: Field) -> None:
        self._context = context
        self._reader = context.reader
        self._field = field
        self._people = People(context)
        self._care = Care(context)
        self._lists = Lists(context)
        self._attachments = Attachments(context)

    def visit_named(self, text: str) -> Visit:
        """Find a visit by its record number or by the number of its report; raises `Refused`."""
        report = self._reader.first(ServiceReport, number=text)
        visit_id = report.visit_id if report is not None else int(text) if text.isdecimal() else 0
        visit = self._reader.first(Visit, id=visit_id)
        if visit is None:
            raise Refused(
                msg("No visit or report {number}. `list visits` shows the numbers.", number=text), field="of"
            )
        return visit

    def report(self, visit_id: int) -> ReportPaper:
        """Return the service report of a visit: as issued, else a draft of what it would say."""
        visit = self._reader.get(Visit, visit_id)
        return ReportPaper(
            branch=self._context.branch.name,
            place=self._place(visit.site_id),
            service=self._service(visit),
            technician=self._technician(visit),
            field=self._field.paper(visit_id),
            report=self._reader.first(ServiceReport, visit_id=visit_id),
            our_numbers=self._numbers(self._reader.get(Site, visit.site_id).customer_id),
            photos=self._photos(visit_id),
        )

    def notice(self, visit_id: int) -> PreparationNotice:
        """Return the notice that asks a customer to prepare for a visit (R008, R011)."""
        visit = self._reader.get(Visit, visit_id)
        site = self._reader.get(Site, visit.site_id)
        window = window_of(self._row(visit_id))
        return PreparationNotice(
            branch=self._context.branch.name,
            place=self._place(site.id),
            date_on=visit.date_on,
            start_at=visit.start_at,
            end_at=f"{window.end:%H:%M}" if window else "",
            service=self._service(visit),
            preparation=preparation_for(visit.kind, site.prep_items, self._context.settings),
            helps=tuple(one.text for one in self._field.helps(visit_id)),
            our_numbers=self._numbers(site.customer_id),
        )

    def day_sheets(self, day: date, name: str = "", duties: tuple[Duty, ...] = ()) -> tuple[DaySheet, ...]:
        """Return one sheet for each technician who has visits on a day, or for the one who is named.

        Calls among `duties` that are about these visits stand on the sheet, too (R174).
        """
        rows = self._rows(day)
        names = sorted({row.technician for row in rows if name.casefold() in row.technician.casefold()})
        return tuple(
            self._day_sheet(day, one, [row for row in rows if row.technician == one], duties) for one in names
        )

    def call_sheet(self, day: date, duties: tuple[Duty, ...]) -> CallSheet:
        """Return the calls among `duties` that are due by a day, the late ones first."""
        due = [one for one in duties if one.kind in PURPOSES and one.due_on <= day]
        return CallSheet(
            branch=self._context.branch.name, day=day, lines=tuple(self._call(one) for one in due)
        )

    def _day_sheet(self, day: date, name: str, rows: list[VisitRow], duties: tuple[Duty, ...]) -> DaySheet:
        own = {row.id for row in rows}
        calls = tuple(
            one
            for one in duties
            if one.link is LinkKind.VISIT
            and one.link_id in own
            and one.kind in PURPOSES
            and one.due_on <= day
        )
        visits = tuple(self._day_visit(row) for row in sorted(rows, key=lambda one: (one.start_at, one.id)))
        return DaySheet(
            branch=self._context.branch.name, day=day, technician=name, visits=visits, calls=calls
        )

    def _day_visit(self, row: VisitRow) -> DayVisit:
        visit = self._reader.get(Visit, row.id)
        site = self._reader.get(Site, visit.site_id)
        advice, window = self._field.advice(site.id), window_of(row)
        return DayVisit(
            visit=visit,
            place=self._place(site.id),
            end_at=f"{window.end:%H:%M}" if window else "",
            warnings=self._warnings(visit, site.customer_id),
            last_findings=self._last_findings(visit),
            recommendations=tuple(one.text for one in advice.open),
            recommendations_total=advice.total,
            unconfirmed=tuple(
                one.text
                for one in self._field.steps(visit.id)
                if not one.agreed_with and not one.disagreement
            ),
            helps=tuple(one.text for one in self._field.helps(visit.id)),
            prepare=split_items(site.prep_items),
            overdue_fen=self._overdue(site.customer_id),
            open_complaints=self._open_complaints(site.customer_id),
        )

    def _place(self, site_id: int) -> Place:
        site = self._reader.get(Site, site_id)
        customer = self._reader.get(Customer, site.customer_id)
        today = self._context.clock.today()
        there = [one for one in self._reader.find(Contact, customer_id=customer.id) if is_present(one, today)]
        contact = lead_contact(there, site_id)
        return Place(
            customer=customer.name,
            site=site.name,
            address=site.address or customer.address,
            access=site.access,
            contact=salutation(contact.name, contact.title) if contact else "",
            phone=(contact.mobile or contact.phone if contact else "") or customer.phone,
            sensitive=site.sensitive_places,
        )

    def _service(self, visit: Visit) -> str:
        return self._reader.get(Contract, visit.contract_id).service if visit.contract_id else ""

    def _technician(self, visit: Visit) -> str:
        return self._reader.get(Employee, visit.technician_id).name if visit.technician_id else ""

    def _numbers(self, customer_id: int) -> tuple[OurNumber, ...]:
        """Return whom the customer may call: those who were named for it, else the desk (R050)."""
        staff = {one.id: one for one in self._reader.find(Employee, active=True)}
        named = [
            OurNumber(one.hours, staff[one.employee_id].name, staff[one.employee_id].role, phone)
            for one in self._people.first_calls(customer_id)
            if one.employee_id in staff and (phone := staff[one.employee_id].phone)
        ]
        desk = [
            OurNumber("", one.name, one.role, one.phone)
            for one in staff.values()
            if one.role is EmployeeRole.DESK and one.phone
        ]
        return tuple(named or desk[:1])

    def _photos(self, visit_id: int) -> tuple[Photo, ...]:
        pictures = [
            one for one in self._attachments.of("visit", visit_id) if one.media_type in _PRINTED_PICTURES
        ]
        return tuple(Photo(self._attachments.content(one.id), one.remark) for one in pictures[:_MOST_PHOTOS])

    def _rows(self, day: date) -> list[VisitRow]:
        ids = self._lists.ids(ListQuery(ListKind.VISITS, since=day, until=day))
        rows = [row for row in self._lists.rows(ListKind.VISITS, ids) if isinstance(row, VisitRow)]
        return [row for row in rows if row.status in (VisitStatus.PLANNED, VisitStatus.DONE)]

    def _row(self, visit_id: int) -> VisitRow:
        (row,) = self._lists.rows(ListKind.VISITS, [visit_id])
        if not isinstance(row, VisitRow):
            raise TypeError("the list of visits gives visits")
        return row

    def _warnings(self, visit: Visit, customer_id: int) -> tuple[str, ...]:
        notes = [one.text for one in self._care.at_visit(customer_id, visit.site_id)]
        return (*notes, *(one.text for one in self._care.before_first_service(visit, customer_id)))

    def _last_findings(self, visit: Visit) -> str:
        done = [
            one
            for one in self._reader.find(Visit, site_id=visit.site_id, status=VisitStatus.DONE)
            if one.id != visit.id and one.date_on <= visit.date_on
        ]
        last = max(done, key=lambda one: (one.date_on, one.start_at), default=None)
        return f"{last.date_on:%m-%d} {last.findings}".strip() if last and last.findings else ""

    def _overdue(self, customer_id: int) -> int:
        (row,) = self._lists.rows(ListKind.CUSTOMERS, [customer_id])
        return row.overdue_fen if isinstance(row, CustomerRow) else 0

    def _open_complaints(self, customer_id: int) -> tuple[str, ...]:
        known = self._reader.find(Complaint, customer_id=customer_id, kind=LogKind.COMPLAINT, closed_at=None)
        return tuple(f"{one.number} {one.text}" for one in known)

    def _call(self, duty: Duty) -> CallLine:
        contact = (
            self._reader.first(Contact, id=duty.whom.contact_id) if duty.whom.contact_id is not None else None
        )
        notes = self._care.at_call(duty.whom.customer_id, duty.whom.contact_id)
        return CallLine(
            duty=duty,
            hours=contact.call_hours if contact else "",
            notes=tuple(one.text for one in notes),
        )
