"""The English name of every enum member that a person reads: one word for one thing, everywhere."""

from __future__ import annotations

from enum import Enum

from branchdesk.domain.aging import Basis, Bucket
from branchdesk.domain.deadlines import ClockState
from branchdesk.domain.messages import mark
from branchdesk.domain.promises import PromiseState
from branchdesk.domain.recurrence_rules import Frequency
from branchdesk.domain.terms import BaseEvent, TermUnit
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
}
