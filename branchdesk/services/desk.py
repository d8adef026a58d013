"""Everything that a person can do with one open branch file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from branchdesk.services.context import Context

if TYPE_CHECKING:
    from branchdesk.services.attachments import Attachments
    from branchdesk.services.call_quality import CallQuality
    from branchdesk.services.call_work import CallWork
    from branchdesk.services.care import Care
    from branchdesk.services.case_flow import CaseFlow
    from branchdesk.services.case_patterns import CasePatterns
    from branchdesk.services.chasing import Chasing
    from branchdesk.services.claims import Claims
    from branchdesk.services.closing import Closings
    from branchdesk.services.commitments import Commitments
    from branchdesk.services.complaints import Complaints
    from branchdesk.services.customers import Customers
    from branchdesk.services.dunning import Dunning
    from branchdesk.services.duties import Duties
    from branchdesk.services.duty_work import DutyWork
    from branchdesk.services.escalation import Escalation
    from branchdesk.services.field import Field
    from branchdesk.services.hand_overs import HandOvers
    from branchdesk.services.imports import Imports
    from branchdesk.services.instalments import Instalments
    from branchdesk.services.interactions import Interactions
    from branchdesk.services.judgement import Judgement
    from branchdesk.services.letters import Letters
    from branchdesk.services.lists import Lists
    from branchdesk.services.meetings import Meetings
    from branchdesk.services.money_in import MoneyIn
    from branchdesk.services.opinions import Opinions
    from branchdesk.services.payers import Payers
    from branchdesk.services.people import People
    from branchdesk.services.plan import Plan
    from branchdesk.services.receivables import Receivables
    from branchdesk.services.requests import Requests
    from branchdesk.services.site_book import SiteBook
    from branchdesk.services.statements import Statements
    from branchdesk.services.summaries import Summaries
    from branchdesk.services.support import Support
    from branchdesk.services.upkeep import Upkeep
    from branchdesk.services.visit_papers import VisitPapers
    from branchdesk.services.visits import Visits
    from branchdesk.services.wording import Wording


class Desk:
    """The services over one branch file; safe to use from several threads, one connection each.

    Each service is loaded when it is first asked for: the first window needs only the lists, and the
    rest of the rules would double its time (docs/decisions/0005).
    """

    def __init__(self, context: Context) -> None:
        self.context = context

    @cached_property
    def customers(self) -> Customers:
        """Return what can be done in the customer file."""
        from branchdesk.services.customers import Customers

        return Customers(self.context)

    @cached_property
    def people(self) -> People:
        """Return what can be done about the people at the customers."""
        from branchdesk.services.people import People

        return People(self.context)

    @cached_property
    def visits(self) -> Visits:
        """Return what can be done in the service calendar."""
        from branchdesk.services.visits import Visits

        return Visits(self.context)

    @cached_property
    def field(self) -> Field:
        """Return what can be done at a visit in the field."""
        from branchdesk.services.field import Field

        return Field(self.context, self.visits)

    @cached_property
    def site_book(self) -> SiteBook:
        """Return what can be done with devices, logbooks, ratings and advice of a site."""
        from branchdesk.services.site_book import SiteBook

        return SiteBook(self.context)

    @cached_property
    def interactions(self) -> Interactions:
        """Return what can be done with calls, messages and meetings."""
        from branchdesk.services.interactions import Interactions

        return Interactions(self.context)

    @cached_property
    def complaints(self) -> Complaints:
        """Return what can be done in the complaint log."""
        from branchdesk.services.complaints import Complaints

        return Complaints(self.context)

    @cached_property
    def case_flow(self) -> CaseFlow:
        """Return what can be done in the guided talk of a complaint."""
        from branchdesk.services.case_flow import CaseFlow

        return CaseFlow(self.context)

    @cached_property
    def hand_overs(self) -> HandOvers:
        """Return what can be done with the baton of a case."""
        from branchdesk.services.hand_overs import HandOvers

        return HandOvers(self.context)

    @cached_property
    def escalation(self) -> Escalation:
        """Return what can be done when a case needs others: tasks, ladder, authority, waiting customers."""
        from branchdesk.services.escalation import Escalation

        return Escalation(self.context)

    @cached_property
    def receivables(self) -> Receivables:
        """Return what can be done with invoices, payments and promises."""
        from branchdesk.services.receivables import Receivables

        return Receivables(self.context)

    @cached_property
    def care(self) -> Care:
        """Return what can be done to care for customers."""
        from branchdesk.services.care import Care

        return Care(self.context)

    @cached_property
    def opinions(self) -> Opinions:
        """Return what can be done with grades and surveys."""
        from branchdesk.services.opinions import Opinions

        return Opinions(self.context)

    @cached_property
    def lists(self) -> Lists:
        """Return the lists and the search."""
        from branchdesk.services.lists import Lists

        return Lists(self.context)

    @cached_property
    def duties(self) -> Duties:
        """Return what is due."""
        from branchdesk.services.duties import Duties

        return Duties(self.context)

    @cached_property
    def visit_papers(self) -> VisitPapers:
        """Return what the papers around a visit say."""
        from branchdesk.services.visit_papers import VisitPapers

        return VisitPapers(self.context, self.field)

    @cached_property
    def statements(self) -> Statements:
        """Return what can be done with bank statements."""
        from branchdesk.services.statements import Statements

        return Statements(self.context, self.receivables)

    @cached_property
    def chasing(self) -> Chasing:
        """Return what can be done to ask for money."""
        from branchdesk.services.chasing import Chasing

        return Chasing(self.context, self.dunning, self.statements)

    @cached_property
    def dunning(self) -> Dunning:
        """Return what can be done with the reminder ladder."""
        from branchdesk.services.dunning import Dunning

        return Dunning(self.context)

    @cached_property
    def payers(self) -> Payers:
        """Return what is known of how customers pay and keep their word."""
        from branchdesk.services.payers import Payers

        return Payers(self.context, self.receivables)

    @cached_property
    def money_in(self) -> MoneyIn:
        """Return what can be done with money beside recording it: adjustments, bounces, money on account."""
        from branchdesk.services.money_in import MoneyIn

        return MoneyIn(self.context, self.receivables)

    @cached_property
    def instalments(self) -> Instalments:
        """Return what can be done with invoices in parts."""
        from branchdesk.services.instalments import Instalments

        return Instalments(self.context)

    @cached_property
    def letters(self) -> Letters:
        """Return what can be done with letters about money."""
        from branchdesk.services.letters import Letters

        return Letters(self.context, self.dunning)

    @cached_property
    def call_quality(self) -> CallQuality:
        """Return what can be done about how people speak with customers."""
        from branchdesk.services.call_quality import CallQuality

        return CallQuality(self.context)

    @cached_property
    def case_patterns(self) -> CasePatterns:
        """Return what complaints have in common."""
        from branchdesk.services.case_patterns import CasePatterns

        return CasePatterns(self.context)

    @cached_property
    def duty_work(self) -> DutyWork:
        """Return what can be done with duties themselves: results, next attempts, reports owed."""
        from branchdesk.services.duty_work import DutyWork

        return DutyWork(self.context)

    @cached_property
    def meetings(self) -> Meetings:
        """Return what can be done with meetings."""
        from branchdesk.services.meetings import Meetings

        return Meetings(self.context)

    @cached_property
    def summaries(self) -> Summaries:
        """Return what can be done with months."""
        from branchdesk.services.summaries import Summaries

        return Summaries(self.context)

    @cached_property
    def imports(self) -> Imports:
        """Return what can be done with other people's spreadsheets."""
        from branchdesk.services.imports import Imports

        return Imports(self.context, self.receivables)

    @cached_property
    def call_work(self) -> CallWork:
        """Return what can be done with calls as a day's work, needs and losses."""
        from branchdesk.services.call_work import CallWork

        return CallWork(self.context)

    @cached_property
    def plan(self) -> Plan:
        """Return what can be done with the plan: ledger, capacity, wizard, causes, calendars."""
        from branchdesk.services.plan import Plan

        return Plan(self.context)

    @cached_property
    def commitments(self) -> Commitments:
        """Return what can be done with our own promises."""
        from branchdesk.services.commitments import Commitments

        return Commitments(self.context)

    @cached_property
    def judgement(self) -> Judgement:
        """Return what can be done to judge a case."""
        from branchdesk.services.judgement import Judgement

        return Judgement(self.context, self.attachments)

    @cached_property
    def claims(self) -> Claims:
        """Return what can be done with claims and the cost of cases."""
        from branchdesk.services.claims import Claims

        return Claims(self.context, self.attachments)

    @cached_property
    def closing(self) -> Closings:
        """Return what can be done to close a case, and after it."""
        from branchdesk.services.closing import Closings

        return Closings(self.context)

    @cached_property
    def attachments(self) -> Attachments:
        """Return what can be done with files that belong to a record."""
        from branchdesk.services.attachments import Attachments

        return Attachments(self.context)

    @cached_property
    def requests(self) -> Requests:
        """Return what can be done with extra service requests."""
        from branchdesk.services.requests import Requests

        return Requests(self.context)

    @cached_property
    def support(self) -> Support:
        """Return what can be done with calls for help inside the house."""
        from branchdesk.services.support import Support

        return Support(self.context)

    @cached_property
    def wording(self) -> Wording:
        """Return the word tables, stock phrases and approved answers."""
        from branchdesk.services.wording import Wording

        return Wording(self.context)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Return what can be done with the branch file itself."""
        from branchdesk.services.upkeep import Upkeep

        return Upkeep(self.context, self.receivables)

    def close(self) -> None:
        """Close the calling thread's connection."""
        self.context.database.close()
