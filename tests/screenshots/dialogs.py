"""Every dialog of `ui.forms`, new and filled; the test refuses a dialog class without an entry."""

from __future__ import annotations

import csv
import importlib
import inspect
import pkgutil
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

import ui.forms
from branchdesk.domain.complaints import Complaint, ComplaintPause
from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.receivables import Invoice, Payment, Promise
from branchdesk.domain.visits import Visit
from tests.screenshots.care_dialogs import CARE
from tests.screenshots.chase_dialogs import CHASE
from tests.screenshots.duties_dialogs import DUTIES
from tests.screenshots.entries import Entry, filled, new
from tests.screenshots.field_dialogs import FIELD
from tests.screenshots.flow_dialogs import FLOW
from tests.screenshots.judging_dialogs import JUDGING
from tests.screenshots.letter_dialogs import LETTERS
from tests.screenshots.money_dialogs import MONEY
from tests.screenshots.pattern_dialogs import PATTERNS
from tests.screenshots.plan_dialogs import PLAN
from tests.screenshots.request_dialogs import REQUESTS
from tests.screenshots.statement_dialogs import STATEMENTS
from tests.screenshots.text_dialogs import TEXTS
from tests.screenshots.views_dialogs import VIEWS
from tests.screenshots.world import TODAY, World
from ui.forms.allocate import AllocateDialog
from ui.forms.case_parts import CaseDialog
from ui.forms.complaint import ComplaintDialog
from ui.forms.complaint_answer import ComplaintAnswerDialog
from ui.forms.complaint_close import ComplaintCloseDialog
from ui.forms.complaint_note import ComplaintNoteDialog
from ui.forms.complaint_pause import ComplaintPauseDialog
from ui.forms.complaint_reopen import ComplaintReopenDialog
from ui.forms.contact import ContactDialog
from ui.forms.contract import ContractDialog
from ui.forms.credit_note import CreditNoteDialog
from ui.forms.customer import CustomerDialog
from ui.forms.employee import EmployeeDialog, EmployeesDialog
from ui.forms.explain_clock import ExplainClockDialog
from ui.forms.explain_due import ExplainDueDialog
from ui.forms.import_file import ImportDialog
from ui.forms.interaction import InteractionDialog
from ui.forms.invoice import InvoiceDialog
from ui.forms.invoice_journey import JourneyDialog
from ui.forms.list_dialog import ListDialog
from ui.forms.month import MonthDialog
from ui.forms.new_branch import NewBranchDialog
from ui.forms.payers import PaperList
from ui.forms.payment import PaymentDialog
from ui.forms.promise import PromiseDialog
from ui.forms.record_dialog import RecordDialog
from ui.forms.report import ReportDialog
from ui.forms.reverse import ReverseDialog, reverse_invoice, reverse_payment, take_back
from ui.forms.settings import SettingsDialog
from ui.forms.site import SiteDialog
from ui.forms.text_tables import TextTablesDialog
from ui.forms.visit import VisitDialog
from ui.forms.visit_cancel import VisitCancelDialog
from ui.forms.visit_done import VisitDoneDialog
from ui.forms.visit_move import VisitMoveDialog
from ui.forms.workdays import WorkdaysDialog


def _import(parent: QWidget | None, world: World) -> QDialog:
    return ImportDialog(parent, world.session, customer_table(world.folder))


def customer_table(folder: Path) -> Path:
    """Write a small table as another program would: two good rows, one that is refused."""
    path = folder / "customers.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(
            (
                ("客户编号", "客户名称", "电话", "账期"),
                ("K-901", "望江门面馆", "0571-86001122", "30"),
                ("K-902", "南星桥粮油", "0571-86003344", "signed+15wd"),
                ("K-903", "", "not a number", "30"),
            )
        )
    return path


_CUSTOMERS = (
    *new(CustomerDialog, lambda p, w: CustomerDialog(p, w.session, Customer(since=TODAY)), early=True),
    *filled(CustomerDialog, lambda p, w: CustomerDialog(p, w.session, w.customer())),
    *new(SiteDialog, lambda p, w: SiteDialog(p, w.session, Site(customer_id=w.customer().id))),
    *filled(SiteDialog, lambda p, w: SiteDialog(p, w.session, w.site())),
    *new(ContactDialog, lambda p, w: ContactDialog(p, w.session, Contact(customer_id=w.customer().id))),
    *filled(ContactDialog, lambda p, w: ContactDialog(p, w.session, w.contact())),
    *new(
        ContractDialog,
        lambda p, w: ContractDialog(p, w.session, Contract(customer_id=w.customer().id, start_on=TODAY)),
    ),
    *filled(ContractDialog, lambda p, w: ContractDialog(p, w.session, w.contract())),
    *new(EmployeeDialog, lambda p, w: EmployeeDialog(p, w.session, Employee())),
    *filled(EmployeeDialog, lambda p, w: EmployeeDialog(p, w.session, w.employee())),
    *filled(EmployeesDialog, lambda p, w: EmployeesDialog(p, w.session)),
    *new(InteractionDialog, lambda p, w: InteractionDialog(p, w.session, Interaction()), early=True),
    *filled(
        InteractionDialog,
        lambda p, w: InteractionDialog(
            p, w.session, Interaction(customer_id=w.customer().id, purpose=Purpose.COLLECTION)
        ),
        "of-customer",
    ),
    *filled(InteractionDialog, lambda p, w: InteractionDialog(p, w.session, w.interaction())),
)
_VISITS = (
    *new(VisitDialog, lambda p, w: VisitDialog(p, w.session, Visit(date_on=TODAY)), early=True),
    *filled(VisitDialog, lambda p, w: VisitDialog(p, w.session, w.planned())),
    *new(VisitDoneDialog, lambda p, w: VisitDoneDialog(p, w.session, w.planned())),
    *filled(VisitDoneDialog, lambda p, w: VisitDoneDialog(p, w.session, w.done())),
    *new(VisitMoveDialog, lambda p, w: VisitMoveDialog(p, w.session, w.planned(), date(2026, 11, 28))),
    *new(VisitCancelDialog, lambda p, w: VisitCancelDialog(p, w.session, w.planned())),
    *new(ReportDialog, lambda p, w: ReportDialog(p, w.session, w.done())),
)
_CASES = (
    *new(ComplaintDialog, lambda p, w: ComplaintDialog(p, w.session, Complaint()), early=True),
    *filled(ComplaintDialog, lambda p, w: ComplaintDialog(p, w.session, w.case())),
    *new(ComplaintAnswerDialog, lambda p, w: ComplaintAnswerDialog(p, w.session, w.case())),
    *new(ComplaintNoteDialog, lambda p, w: ComplaintNoteDialog(p, w.session, w.case())),
    *new(ComplaintCloseDialog, lambda p, w: ComplaintCloseDialog(p, w.session, w.case()), early=True),
    *new(ComplaintReopenDialog, lambda p, w: ComplaintReopenDialog(p, w.session, w.closed_case())),
    *new(ComplaintPauseDialog, lambda p, w: ComplaintPauseDialog(p, w.session, w.case(), ComplaintPause())),
    *filled(ExplainClockDialog, lambda p, w: ExplainClockDialog(p, w.session, w.case())),
)
_MONEY = (
    *new(InvoiceDialog, lambda p, w: InvoiceDialog(p, w.session, Invoice()), early=True),
    *filled(InvoiceDialog, lambda p, w: InvoiceDialog(p, w.session, w.invoice())),
    *new(JourneyDialog, lambda p, w: JourneyDialog(p, w.session, w.unsigned())),
    *filled(JourneyDialog, lambda p, w: JourneyDialog(p, w.session, w.invoice())),
    *new(PaymentDialog, lambda p, w: PaymentDialog(p, w.session, Payment())),
    *filled(
        PaymentDialog,
        lambda p, w: PaymentDialog(p, w.session, Payment(customer_id=w.customer().id, amount_fen=500_000)),
    ),
    *filled(AllocateDialog, lambda p, w: AllocateDialog(p, w.session, w.payment())),
    *new(
        PromiseDialog, lambda p, w: PromiseDialog(p, w.session, Promise(customer_id=w.invoice().customer_id))
    ),
    *filled(PromiseDialog, lambda p, w: PromiseDialog(p, w.session, w.promise())),
    *new(CreditNoteDialog, lambda p, w: CreditNoteDialog(p, w.session, w.invoice().customer_id)),
    *filled(
        CreditNoteDialog,
        lambda p, w: CreditNoteDialog(p, w.session, w.invoice().customer_id, w.invoice()),
    ),
    *filled(ReverseDialog, lambda p, w: reverse_invoice(p, w.session, w.invoice()), "invoice"),
    *filled(ReverseDialog, lambda p, w: reverse_payment(p, w.session, w.payment()), "payment"),
    *filled(ReverseDialog, lambda p, w: take_back(p, w.session, w.allocation()), "allocation"),
    *filled(ExplainDueDialog, lambda p, w: ExplainDueDialog(p, w.session, w.invoice())),
)
_FILE = (
    *new(ImportDialog, lambda p, w: ImportDialog(p, w.session)),
    *filled(ImportDialog, _import, "preview"),
    *filled(MonthDialog, lambda p, w: MonthDialog(p, w.session, date(2026, 10, 1))),
    *filled(SettingsDialog, lambda p, w: SettingsDialog(p, w.session)),
    *filled(WorkdaysDialog, lambda p, w: WorkdaysDialog(p, w.session)),
    *new(NewBranchDialog, lambda p, _w: NewBranchDialog(p)),
)
ENTRIES: tuple[Entry, ...] = (
    *_CUSTOMERS,
    *_VISITS,
    *_CASES,
    *_MONEY,
    *_FILE,
    *CARE,
    *DUTIES,
    *FLOW,
    *JUDGING,
    *PATTERNS,
    *STATEMENTS,
    *LETTERS,
    *MONEY,
    *PLAN,
    *CHASE,
    *TEXTS,
    *VIEWS,
    *REQUESTS,
    *FIELD,
)


def dialog_classes() -> set[type[QDialog]]:
    """Find every dialog that `ui.forms` defines, without the bases of others."""
    found: set[type[QDialog]] = set()
    for module in pkgutil.iter_modules(ui.forms.__path__):
        loaded = importlib.import_module(f"ui.forms.{module.name}")
        found.update(
            value
            for value in vars(loaded).values()
            if inspect.isclass(value) and issubclass(value, QDialog) and value.__module__ == loaded.__name__
        )
    return found - {RecordDialog, ListDialog, CaseDialog, PaperList, TextTablesDialog}
