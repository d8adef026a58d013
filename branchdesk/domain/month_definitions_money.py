"""Which figures of money a month has and how each is counted (R166, R173)."""

from __future__ import annotations

from branchdesk.domain.messages import mark
from branchdesk.domain.month_definitions import (
    COMMUNICATION,
    VISITS,
    Definition,
    SectionDefinition,
)
from branchdesk.domain.month_definitions_cases import CASES
from branchdesk.domain.summaries import Unit

RECEIVABLES = SectionDefinition(
    "receivables",
    mark("Receivables"),
    (
        Definition(
            "opening",
            mark("Balance at the start"),
            mark("What customers owed when the month began, less their money on account."),
            Unit.MONEY,
        ),
        Definition(
            "invoiced",
            mark("Invoiced"),
            mark("Invoices by their date, credits not taken off."),
            Unit.MONEY,
            "invoices",
            "invoiced",
        ),
        Definition(
            "credited",
            mark("Credited and reversed"),
            mark("Credit notes and reversed invoices by their date."),
            Unit.MONEY,
            "invoices",
            "credited",
        ),
        Definition(
            "received",
            mark("Money received"),
            mark("Payments by the day on which the money came, payments taken back deducted."),
            Unit.MONEY,
            "payments",
            "amount",
        ),
        Definition(
            "allocated",
            mark("Set against invoices"),
            mark("The part of customers' payments that was set against their invoices this month."),
            Unit.MONEY,
        ),
        Definition(
            "closing",
            mark("Balance at the end"),
            mark("What customers owed at the end of the month, less their money on account."),
            Unit.MONEY,
            "aging",
            "total",
        ),
        Definition(
            "on_account",
            mark("Money on account"),
            mark("Money and credits of customers that were not set against an invoice at the end."),
            Unit.MONEY,
            "aging",
            "on_account",
        ),
        Definition(
            "overdue",
            mark("Overdue"),
            mark("Open invoices whose due date had passed at the end; the due day itself is not overdue."),
            Unit.MONEY,
        ),
        Definition(
            "not_signed",
            mark("Not signed"),
            mark("Open invoices that wait for the customer's signature and so have no due date yet."),
            Unit.MONEY,
            "aging",
            "not_signed",
        ),
        Definition(
            "open_invoices",
            mark("Open invoices"),
            mark("Number of invoices that were not fully paid at the end."),
        ),
        Definition(
            "promises_made",
            mark("Promises to pay"),
            mark("Promises that customers made this month, withdrawn ones left out."),
        ),
        Definition(
            "promises_kept",
            mark("Promises kept"),
            mark(
                "Share of the promises whose time, with its grace, ran out this month and whose money came."
            ),
            Unit.PERCENT,
        ),
        Definition(
            "due_customers",
            mark("Customers with invoices due"),
            mark("Customers of whom at least one invoice fell due this month."),
        ),
        Definition(
            "punctual_customers",
            mark("Customers who paid everything in time"),
            mark("Customers whose invoices due this month were all settled by their due date."),
        ),
    ),
)

SECTIONS = (VISITS, COMMUNICATION, CASES, RECEIVABLES)
