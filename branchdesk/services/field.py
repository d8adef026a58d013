"""Visits in the field: one record of what was found, done, used, advised and left behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from branchdesk.domain import checks
from branchdesk.domain.customers import Contract
from branchdesk.domain.devices import Device, label_order
from branchdesk.domain.errors import Refused
from branchdesk.domain.field_gaps import EarlierFinding, MonthGap
from branchdesk.domain.field_paper import FieldPaper
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import Advice, Recommendation, RecommendationState, advice
from branchdesk.domain.report_evidence import ReportAddendum
from branchdesk.domain.site_book import SiteRating
from branchdesk.domain.spot import SpotPayment
from branchdesk.domain.visit_findings import Finding, MaterialUse, Trend, check_finding, trend
from branchdesk.domain.visit_record import VisitRecord, check_record
from branchdesk.domain.visit_sheet import CustomerHelp, VisitSheet, VisitStep, check_help, check_step
from branchdesk.domain.visits import ReportStatus, ServiceReport, Visit, VisitKind, VisitStatus
from branchdesk.language import Words
from branchdesk.services import report_facts, report_text, reporting
from branchdesk.services.context import Context, Outcome
from branchdesk.services.site_book import SiteBook
from branchdesk.services.spot_payments import write_spot
from branchdesk.services.visits import Visits
from branchdesk.storage.queries import field_facts, field_gaps
from branchdesk.storage.unit_of_work import UnitOfWork

R = TypeVar("R", bound=Any)


class Field:
    """What is recorded at a visit."""

    def __init__(self, context: Context, visits: Visits) -> None:
        self._context = context
        self._visits = visits

    # Reading

    def record_of(self, visit_id: int) -> VisitRecord:
        """Read what is recorded at a visit so far; a visit recorded elsewhere keeps its texts as remarks."""
        reader = self._context.reader
        visit = reader.get(Visit, visit_id)
        sheet = reader.first(VisitSheet, visit_id=visit_id)
        return VisitRecord(
            visit=visit,
            sheet=sheet or _sheet_from(visit),
            findings=tuple(reader.find(Finding, visit_id=visit_id)),
            materials=tuple(reader.find(MaterialUse, visit_id=visit_id)),
            recommendations=tuple(reader.find(Recommendation, visit_id=visit_id)),
            ratings=tuple(reader.find(SiteRating, visit_id=visit_id)),
            spot=reader.first(SpotPayment, visit_id=visit_id),
        )

    def sheet(self, visit_id: int) -> VisitSheet | None:
        """Read the sheet of a visit, None where it was not recorded in the field."""
        return self._context.reader.first(VisitSheet, visit_id=visit_id)

    def devices(self, site_id: int, *, removed: bool = False) -> list[Device]:
        """Read the devices of a site in the order of their labels."""
        found = self._context.reader.find(Device, site_id=site_id)
        return sorted((one for one in found if removed or one.removed_on is None), key=label_order)

    def steps(self, visit_id: int) -> list[VisitStep]:
        """Read the steps that are agreed, or still to be agreed, for a visit (R004)."""
        return self._context.reader.find(VisitStep, visit_id=visit_id)

    def helps(self, visit_id: int) -> list[CustomerHelp]:
        """Read what the customer is to do for a visit (R008)."""
        return self._context.reader.find(CustomerHelp, visit_id=visit_id)

    def advice(self, site_id: int, on: date | None = None) -> Advice:
        """Return what is still recommended at a site, out of all that ever was (R053)."""
        known = self._context.reader.find(Recommendation, site_id=site_id)
        return advice(known, on or self._context.clock.today())

    def open_findings(self, site_id: int) -> list[Finding]:
        """Read the findings of structure and hygiene that are not put right yet, oldest first."""
        return field_facts.open_findings(self._context.database, site_id)

    def paper(self, visit_id: int) -> FieldPaper:
        """Return what is printed of a visit: of an issued report the facts as they were (R051)."""
        return report_facts.paper_of(self._context.reader, self._context.reader.get(Visit, visit_id))

    def addenda(self, visit_id: int) -> list[ReportAddendum]:
        """Read the addenda to the report of a visit, by their numbers."""
        report = self._visits.report_of(visit_id)
        return self._context.reader.find(ReportAddendum, report_id=report.id) if report else []

    def trend(self, site_id: int, until: Month) -> Trend:
        """Add up the pests found at a site over twelve months (R052)."""
        return trend(field_facts.trend_facts(self._context.database, site_id, until), until)

    def known_pests(self) -> list[str]:
        """Read the pests that were found so far, the most frequent first."""
        return field_facts.known_pests(self._context.database)

    def known_materials(self) -> list[MaterialUse]:
        """Read each material as it was used last: the next use is most often the same."""
        return field_facts.known_materials(self._context.database)

    def month_gaps(self, month: Month) -> list[MonthGap]:
        """Read what the visits of a month lack: logbook, hand-over, report, checklist, ratings."""
        return field_gaps.month_gaps(self._context.database, month)

    def earlier_findings(self, since: date, until: date) -> list[EarlierFinding]:
        """Read what was known and open before an extra request came from the same site (R143)."""
        return field_gaps.earlier_findings(self._context.database, since, until, self._context.zone)

    # Writing

    def record(
        self,
        record: VisitRecord,
        *,
        issue: bool = False,
        signed_by: str = "",
        company_copy: str = "",
        key: str = "",
    ) -> Outcome[Visit]:
        """Save a visit with all its rows in one act; `issue` gives its report at once, for good."""
        record = self._with_texts(record)
        self._check(record)
        with self._context.act("record_visit", key=key) as work:
            report = work.first(ServiceReport, visit_id=record.visit.id)
            if report is not None and report.status is ReportStatus.ISSUED:
                raise Refused(
                    msg(
                        "Report {number} is issued and stays as it is. Write an addendum instead.",
                        number=report.number,
                    )
                )
            self._write_rows(work, record)
            paid = write_spot(self._context, work, record.visit, record.spot) if record.spot else None
            saved = self._visits.write(work, record.visit)
            message = self._told(record)
            if issue:
                signed = signed_by or record.sheet.signed_by or saved.handed_to
                done = reporting.issue(
                    work, self._context, saved, signed_by=signed, company_copy=company_copy
                )
                message = msg("Visit recorded, service report {number} issued", number=done.number)
        outcome = self._context.outcome(work, saved, message)
        # A report is evidence, and money goes back by an entry of its own.
        return replace(outcome, undo=None) if issue or paid else outcome

    def save_preparation(
        self, visit_id: int, *, steps: Sequence[VisitStep], helps: Sequence[CustomerHelp]
    ) -> Outcome[int]:
        """Save what is agreed for a visit, and what the customer is to do for it (R004, R008)."""
        visit = self._context.reader.get(Visit, visit_id)
        for step in steps:
            checks.require(check_step(step, visit))
        for one in helps:
            checks.require(check_help(one))
        with self._context.act("save_preparation") as work:
            _replace_all(work, VisitStep, visit_id, steps)
            _replace_all(work, CustomerHelp, visit_id, helps)
        count = len(steps) + len(helps)
        return self._context.outcome(
            work, count, msg("Agreed for {day}: {n} points", day=visit.date_on, n=count)
        )

    def explain_effect(
        self, visit_id: int, to: str, on: date, *, complete: bool = True
    ) -> Outcome[VisitSheet]:
        """Note that effect and "what if pests come back" were explained after a first service (R010).

        This comes after the report as a rule: what was issued stays as it was.
        """
        visit = self._context.reader.get(Visit, visit_id)
        if visit.kind is not VisitKind.FIRST or visit.status is not VisitStatus.DONE:
            raise Refused(msg("Only a first service that is done has its effect explained."))
        known = self.sheet(visit_id) or _sheet_from(visit)
        sheet = replace(known, effect_to=to.strip(), effect_on=on)
        sheet = replace(sheet, completed_on=(known.completed_on or on) if complete else None)
        checks.require({} if to.strip() else {"effect_to": msg("Enter who it was explained to.")})
        with self._context.act("explain_effect") as work:
            saved = _put(work, sheet)
        told = (
            msg("First service complete")
            if complete
            else msg("Effect explained to {who}", who=sheet.effect_to)
        )
        return self._context.outcome(work, saved, told)

    def withhold(self, findings: Sequence[Finding]) -> Outcome[int]:
        """Save which findings are kept from the head office, why and by whose leave (R038)."""
        for one in findings:
            checks.require(check_finding(one))
        with self._context.act("withhold_findings") as work:
            for one in findings:
                work.update(one)
        count = sum(one.withheld for one in findings)
        return self._context.outcome(work, count, msg("{n} findings are kept from the head office", n=count))

    def write_addendum(self, visit_id: int, text: str, *, key: str = "") -> Outcome[ReportAddendum]:
        """Add to an issued report without changing it; an addendum stays for good (R051)."""
        if not text.strip():
            raise Refused(msg("Write what is to be added."), field="text")
        with self._context.act("write_addendum", key=key) as work:
            report = work.first(ServiceReport, visit_id=visit_id)
            if report is None or report.status is not ReportStatus.ISSUED:
                raise Refused(msg("The report is not issued yet. Correct the record instead."))
            added = self.add_to_report(work, report, text.strip())
        message = msg("Addendum {n} to {number} written", n=added.number, number=report.number)
        return replace(self._context.outcome(work, added, message), undo=None)

    def add_to_report(self, work: UnitOfWork, report: ServiceReport, text: str) -> ReportAddendum:
        """Write the next addendum of a report within an act."""
        last = max((one.number for one in work.find(ReportAddendum, report_id=report.id)), default=0)
        return work.insert(
            ReportAddendum(
                report_id=report.id,
                number=last + 1,
                written_at=work.at,
                written_by=work.author.name,
                text=text,
            )
        )

    def _check(self, record: VisitRecord) -> None:
        visit = record.visit
        contract = self._context.reader.get(Contract, visit.contract_id) if visit.contract_id else None
        checks.require(checks.check_visit(visit, contract) | check_record(record))

    def _with_texts(self, record: VisitRecord) -> VisitRecord:
        """Let the visit's own texts say what its rows say: lists, search and old reports read these."""
        words = Words(self._context.branch.language)
        devices = {one.id: one for one in self.devices(record.visit.site_id, removed=True)}
        sheet = record.sheet
        visit = replace(
            record.visit,
            findings=report_text.findings_text(words, record.findings, devices, sheet.finding_remarks),
            recommendations=report_text.recommendations_text(
                words, record.recommendations, sheet.recommendation_remarks
            ),
        )
        return replace(record, visit=visit)

    def _write_rows(self, work: UnitOfWork, record: VisitRecord) -> None:
        visit = record.visit
        _put(work, replace(record.sheet, visit_id=visit.id))
        _replace_all(work, Finding, visit.id, record.findings)
        _replace_all(work, MaterialUse, visit.id, record.materials)
        given = (
            replace(one, site_id=visit.site_id, given_on=_since(one.given_on, visit.date_on))
            for one in record.recommendations
        )
        _replace_all(work, Recommendation, visit.id, list(given))
        for one in record.answered:
            still = one.state is RecommendationState.OPEN
            work.update(replace(one, closed_on=None if still else one.closed_on or visit.date_on))
        for finding in record.settled:
            work.update(finding)
        self._write_ratings(work, record)

    def _write_ratings(self, work: UnitOfWork, record: VisitRecord) -> None:
        visit, today = record.visit, self._context.clock.today()
        for one in record.ratings:
            month_on = visit.date_on.replace(day=1)
            known = work.first(SiteRating, site_id=visit.site_id, month_on=month_on, aspect=one.aspect)
            fresh = replace(
                one,
                id=known.id if known else 0,
                version=known.version if known else 0,
                site_id=visit.site_id,
                visit_id=visit.id,
                month_on=month_on,
                noted_on=today,
                noted_by=self._context.author.name,
            )
            _put(work, fresh)

    def _told(self, record: VisitRecord) -> Message:
        """Say what was saved, and the one thing that should happen next (R009, R014)."""
        visit, sheet = record.visit, record.sheet
        if visit.status is not VisitStatus.DONE:
            return msg("Visit of {day} saved", day=visit.date_on)
        failures = SiteBook(self._context).meeting_suggested(visit.site_id, visit.date_on)
        if visit.preparation_missing and failures:
            return msg(
                "Visit of {day} recorded as done. Not prepared {n} times: suggest a short meeting "
                "with their staff.",
                day=visit.date_on,
                n=len(failures),
            )
        if not sheet.logbook_checked:
            return msg("Visit of {day} recorded as done; the logbook was not checked", day=visit.date_on)
        return msg("Visit of {day} recorded as done", day=visit.date_on)


def _sheet_from(visit: Visit) -> VisitSheet:
    """Take the texts of a visit that has no rows yet as its remarks."""
    return VisitSheet(
        visit_id=visit.id, finding_remarks=visit.findings, recommendation_remarks=visit.recommendations
    )


def _since(given_on: date, visited_on: date) -> date:
    return visited_on if given_on == date.min else given_on


def _put(work: UnitOfWork, record: R) -> R:
    return work.update(record) if record.id else work.insert(record)


def _replace_all(work: UnitOfWork, kind: type[R], visit_id: int, rows: Iterable[R]) -> None:
    """Let a visit have exactly these rows of a kind."""
    kept = {row.id for row in rows if row.id} if isinstance(rows, Sequence) else set()
    for old in work.find(kind, visit_id=visit_id):
        if old.id not in kept:
            work.delete(old)
    for row in rows:
        _put(work, replace(row, visit_id=visit_id))
