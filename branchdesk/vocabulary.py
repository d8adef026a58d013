"""The English name of every enum member that a person reads: one word for one thing, everywhere."""

from __future__ import annotations

from enum import Enum

from branchdesk.domain.aging import Basis, Bucket
from branchdesk.domain.complaint_clocks import ClockKind
from branchdesk.domain.complaints import (
    Channel,
    ComplaintCategory,
    EventKind,
    LogKind,
    Responsibility,
    Severity,
    Stage,
)
from branchdesk.domain.customers import (
    ContactRole,
    ContractStatus,
    CustomerKind,
    CustomerStatus,
    HolidayPolicy,
)
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.duties import DutyKind, LinkKind
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.findings import FoundKind
from branchdesk.domain.interactions import CallResult, InteractionKind, Purpose
from branchdesk.domain.messages import mark
from branchdesk.domain.promises import PromiseState
from branchdesk.domain.receivables import InvoiceKind, PaymentMethod, PromiseKind, SentHow
from branchdesk.domain.recurrence_rules import Frequency
from branchdesk.domain.rows import ListKind
from branchdesk.domain.terms import BaseEvent, TermUnit
from branchdesk.domain.visits import Cause, ReportStatus, VisitKind, VisitStatus
from branchdesk.domain.workdays import DayKind

# By class, because members of two StrEnums with the same name and value are one and the same dictionary key.
TERMS: dict[type[Enum], dict[Enum, str]] = {
    Basis: {
        Basis.DUE: mark("by due date"),
        Basis.ISSUED: mark("by issue date"),
    },
    Bucket: {
        Bucket.NOT_SIGNED: mark("Not signed"),
        Bucket.NOT_DUE: mark("Not due"),
        Bucket.D1_30: mark("1–30 days"),
        Bucket.D31_60: mark("31–60 days"),
        Bucket.D61_90: mark("61–90 days"),
        Bucket.D91_PLUS: mark("over 90 days"),
        Bucket.ON_ACCOUNT: mark("On account"),
    },
    PromiseState: {
        PromiseState.OPEN: mark("running"),
        PromiseState.KEPT: mark("kept"),
        PromiseState.PARTLY_KEPT: mark("partly kept"),
        PromiseState.BROKEN: mark("broken"),
    },
    BaseEvent: {
        BaseEvent.ISSUED: mark("issue of the invoice"),
        BaseEvent.SENT: mark("sending of the invoice"),
        BaseEvent.SIGNED: mark("signature for the invoice"),
        BaseEvent.SERVICE: mark("completion of the service"),
        BaseEvent.MONTH_END: mark("end of the month of the invoice"),
    },
    TermUnit: {
        TermUnit.WORKING_DAYS: mark("working days"),
        TermUnit.CALENDAR_DAYS: mark("calendar days"),
        TermUnit.MONTHS: mark("months"),
        TermUnit.DAY_OF_MONTH: mark("day of the month"),
        TermUnit.MONTH_END: mark("month end"),
        TermUnit.ON_THE_SPOT: mark("on the spot"),
    },
    DayKind: {
        DayKind.WORKING: mark("working day"),
        DayKind.WEEKEND: mark("weekend"),
        DayKind.HOLIDAY: mark("public holiday"),
        DayKind.WORKED_WEEKEND: mark("worked weekend day"),
        DayKind.BRANCH_CLOSED: mark("day off in the branch's table"),
        DayKind.BRANCH_OPEN: mark("worked by the branch's table"),
    },
    ClockState: {
        ClockState.RUNNING: mark("counting"),
        ClockState.WARNING: mark("nearly due"),
        ClockState.PAUSED: mark("paused"),
        ClockState.BREACHED: mark("time is up"),
        ClockState.MET: mark("met in time"),
        ClockState.MISSED: mark("done too late"),
    },
    Frequency: {
        Frequency.DAILY: mark("daily"),
        Frequency.WEEKLY: mark("weekly"),
        Frequency.MONTHLY: mark("monthly"),
        Frequency.YEARLY: mark("yearly"),
    },
    VisitKind: {
        VisitKind.ROUTINE: mark("Routine"),
        VisitKind.FIRST: mark("First service"),
        VisitKind.FOLLOW_UP: mark("Follow-up visit"),
        VisitKind.EXTRA: mark("Extra service"),
        VisitKind.ONE_OFF: mark("One-off service"),
    },
    VisitStatus: {
        VisitStatus.PLANNED: mark("Planned"),
        VisitStatus.DONE: mark("Done"),
        VisitStatus.MISSED: mark("Missed"),
        VisitStatus.CANCELLED: mark("Cancelled"),
    },
    Cause: {
        Cause.US: mark("Ours"),
        Cause.CUSTOMER: mark("Customer"),
        Cause.FORCE_MAJEURE: mark("Force majeure"),
    },
    ReportStatus: {
        ReportStatus.DRAFT: mark("Draft"),
        ReportStatus.ISSUED: mark("Issued"),
    },
    CustomerKind: {
        CustomerKind.SINGLE: mark("Single customer"),
        CustomerKind.GROUP: mark("Group"),
        CustomerKind.OUTLET: mark("Outlet"),
        CustomerKind.ONE_OFF: mark("One-off customer"),
    },
    CustomerStatus: {
        CustomerStatus.PROSPECT: mark("Prospect"),
        CustomerStatus.ACTIVE: mark("Active"),
        CustomerStatus.PAUSED: mark("Paused"),
        CustomerStatus.LOST: mark("Lost"),
        CustomerStatus.ARCHIVED: mark("Archived"),
    },
    ContactRole: {
        ContactRole.SERVICE: mark("Service"),
        ContactRole.COMPLAINT: mark("Complaints"),
        ContactRole.INVOICE: mark("Invoices"),
        ContactRole.PAYER: mark("Payments"),
        ContactRole.SIGNER: mark("Signing"),
        ContactRole.MEETING: mark("Meetings"),
        ContactRole.MANAGER: mark("Manager"),
        ContactRole.MAINTENANCE: mark("Maintenance"),
    },
    HolidayPolicy: {
        HolidayPolicy.BEFORE: mark("Working day before"),
        HolidayPolicy.AFTER: mark("Working day after"),
        HolidayPolicy.NEAREST: mark("Nearest working day"),
        HolidayPolicy.KEEP: mark("Keep the day"),
    },
    ContractStatus: {
        ContractStatus.DRAFT: mark("Draft"),
        ContractStatus.ACTIVE: mark("In force"),
        ContractStatus.PAUSED: mark("Suspended"),
        ContractStatus.ENDED: mark("Ended"),
    },
    EmployeeRole: {
        EmployeeRole.DESK: mark("Desk"),
        EmployeeRole.TECHNICIAN: mark("Technician"),
        EmployeeRole.SUPERVISOR: mark("Supervisor"),
        EmployeeRole.AREA_MANAGER: mark("Area manager"),
        EmployeeRole.KEY_ACCOUNT: mark("Key-account manager"),
        EmployeeRole.FINANCE: mark("Finance"),
    },
    InteractionKind: {
        InteractionKind.CALL_OUT: mark("Call made"),
        InteractionKind.CALL_IN: mark("Call received"),
        InteractionKind.MESSAGE: mark("Message"),
        InteractionKind.EMAIL: mark("E-mail"),
        InteractionKind.MEETING: mark("Meeting"),
        InteractionKind.LETTER: mark("Letter"),
    },
    Purpose: {
        Purpose.APPOINTMENT: mark("Appointment"),
        Purpose.RECONFIRMATION: mark("Reconfirmation"),
        Purpose.SAME_DAY: mark("Same-day question"),
        Purpose.FOLLOW_UP: mark("Follow-up"),
        Purpose.PREPARATION_TALK: mark("Preparation talk"),
        Purpose.COLLECTION: mark("Collection"),
        Purpose.SIGNATURE: mark("Signature"),
        Purpose.COMPLAINT: mark("Complaint"),
        Purpose.INTRODUCTION: mark("Introduction"),
        Purpose.COURTESY: mark("Courtesy"),
        Purpose.OTHER: mark("Other"),
    },
    CallResult: {
        CallResult.REACHED: mark("Reached"),
        CallResult.UNREACHABLE: mark("Not reached"),
        CallResult.VOICEMAIL: mark("Left a message"),
        CallResult.CALL_BACK: mark("Will call back"),
        CallResult.AGREED: mark("Agreed"),
        CallResult.REFUSED: mark("Refused"),
        CallResult.PROMISED: mark("Promised to pay"),
        CallResult.DISPUTED: mark("Disputed"),
        CallResult.PAID: mark("Says it is paid"),
    },
    Channel: {
        Channel.PHONE: mark("Telephone"),
        Channel.MESSAGE: mark("Message"),
        Channel.EMAIL: mark("E-mail"),
        Channel.LETTER: mark("Letter"),
        Channel.IN_PERSON: mark("In person"),
        Channel.HEAD_OFFICE: mark("Through head office"),
        Channel.OTHER: mark("Other"),
    },
    LogKind: {
        LogKind.COMPLAINT: mark("Complaint"),
        LogKind.PRAISE: mark("Praise"),
        LogKind.SUGGESTION: mark("Suggestion"),
    },
    ComplaintCategory: {
        ComplaintCategory.PESTS_BACK: mark("Pests are back"),
        ComplaintCategory.PUNCTUALITY: mark("Punctuality"),
        ComplaintCategory.CONDUCT: mark("Conduct"),
        ComplaintCategory.REPORT: mark("Service report"),
        ComplaintCategory.SAFETY: mark("Safety"),
        ComplaintCategory.BILLING: mark("Billing"),
        ComplaintCategory.COMMUNICATION: mark("Communication"),
        ComplaintCategory.OTHER: mark("Other"),
    },
    Severity: {
        Severity.MINOR: mark("Minor"),
        Severity.NORMAL: mark("Normal"),
        Severity.SERIOUS: mark("Serious"),
        Severity.CRITICAL: mark("Critical"),
    },
    Stage: {
        Stage.LISTEN: mark("Listen"),
        Stage.RECAP: mark("Recap"),
        Stage.APOLOGY: mark("Apology"),
        Stage.SOLUTION: mark("Solution"),
        Stage.FOLLOW_UP: mark("Follow-up"),
        Stage.CLOSED: mark("Closed"),
    },
    Responsibility: {
        Responsibility.UNFOUNDED: mark("Unfounded"),
        Responsibility.CUSTOMER: mark("Customer"),
        Responsibility.BOTH: mark("Both sides"),
        Responsibility.OURS: mark("Ours"),
    },
    EventKind: {
        EventKind.RECEIVED: mark("Received"),
        EventKind.STAGE: mark("Next stage"),
        EventKind.NOTE: mark("Note"),
        EventKind.ANSWERED: mark("Answered"),
        EventKind.HANDED_OVER: mark("Handed over"),
        EventKind.CLOSED: mark("Closed"),
        EventKind.REOPENED: mark("Reopened"),
    },
    ClockKind: {
        ClockKind.DIRECT_ANSWER: mark("Direct answer"),
        ClockKind.AGREED_ANSWER: mark("Answer after asking"),
        ClockKind.STATUS: mark("Word on progress"),
    },
    DutyKind: {
        DutyKind.APPOINTMENT_CALL: mark("Appointment call"),
        DutyKind.RECONFIRMATION: mark("Reconfirm the appointment"),
        DutyKind.SAME_DAY_CALL: mark("Same-day call"),
        DutyKind.VISIT_UNRECORDED: mark("Visit not recorded"),
        DutyKind.REPORT_MISSING: mark("Report missing"),
        DutyKind.PREPARATION_TALK: mark("Preparation talk"),
        DutyKind.NEXT_CONTACT: mark("Next contact"),
        DutyKind.COMPLAINT_ANSWER: mark("Answer a complaint"),
        DutyKind.COMPLAINT_STATUS: mark("Tell how a complaint stands"),
        DutyKind.SIGNATURE_CHASE: mark("Ask for the signature"),
        DutyKind.PAYMENT_REMINDER: mark("Payment reminder"),
        DutyKind.COLLECTION_CALL: mark("Collection call"),
        DutyKind.PROMISE_CHECK: mark("Check a promise"),
    },
    LinkKind: {
        LinkKind.VISIT: mark("Visit"),
        LinkKind.COMPLAINT: mark("Complaint"),
        LinkKind.INVOICE: mark("Invoice"),
        LinkKind.INTERACTION: mark("Contact record"),
        LinkKind.PROMISE: mark("Promise"),
    },
    FoundKind: {
        FoundKind.CUSTOMER: mark("Customer"),
        FoundKind.SITE: mark("Site"),
        FoundKind.CONTACT: mark("Contact"),
        FoundKind.INVOICE: mark("Invoice"),
        FoundKind.COMPLAINT: mark("Complaint"),
        FoundKind.CONTRACT: mark("Contract"),
    },
    InvoiceKind: {
        InvoiceKind.INVOICE: mark("Invoice"),
        InvoiceKind.CREDIT_NOTE: mark("Credit note"),
        InvoiceKind.REVERSAL: mark("Reversal"),
    },
    SentHow: {
        SentHow.HAND: mark("By hand"),
        SentHow.COURIER: mark("By courier"),
        SentHow.E_INVOICE: mark("E-invoice"),
    },
    PaymentMethod: {
        PaymentMethod.TRANSFER: mark("Bank transfer"),
        PaymentMethod.CASH: mark("Cash"),
        PaymentMethod.WECHAT: mark("WeChat Pay"),
        PaymentMethod.ALIPAY: mark("Alipay"),
        PaymentMethod.CHEQUE: mark("Cheque"),
        PaymentMethod.OTHER: mark("Other"),
    },
    PromiseKind: {
        PromiseKind.PAYMENT: mark("Promise to pay"),
        PromiseKind.SERVICE: mark("Our promise of service"),
        PromiseKind.UPDATE: mark("Our promise to report"),
    },
    ListKind: {
        ListKind.CUSTOMERS: mark("Customers"),
        ListKind.SITES: mark("Sites"),
        ListKind.CONTACTS: mark("Contacts"),
        ListKind.CONTRACTS: mark("Contracts"),
        ListKind.VISITS: mark("Visits"),
        ListKind.COMPLAINTS: mark("Complaints"),
        ListKind.INVOICES: mark("Invoices"),
        ListKind.PAYMENTS: mark("Payments"),
        ListKind.INTERACTIONS: mark("Contact records"),
        ListKind.WORKDAYS: mark("Work calendar"),
    },
}
