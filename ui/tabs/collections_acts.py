"""What one does about money: every act opens its dialog, prefilled with what is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from branchdesk.domain.chase_gate import opening
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.invoice_state import InvoiceState
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.receivables import Allocation, Invoice, Payment, Promise
from branchdesk.domain.rows import InvoiceRow
from ui.language import say
from ui.session import Session
from ui.tabs.collections_columns import Judge
from ui.tabs.collections_money import offer_free_money
from ui.widgets.form_dialog import FormDialog

_ABOUT_PAPER = (InvoiceState.NOT_SENT, InvoiceState.NOT_SIGNED, InvoiceState.TO_CONFIRM)


class CollectionActs:
    """Opens the dialogs of collections over a parent."""

    def __init__(self, parent: QWidget, session: Session, judge: Judge) -> None:
        self._parent = parent
        self._session = session
        self._desk = session.desk
        self._judge = judge

    def new_invoice(self, customer_id: int = 0) -> None:
        """Enter an invoice."""
        from ui.forms.invoice import InvoiceDialog

        dialog = InvoiceDialog(self._parent, self._session, Invoice(customer_id=customer_id))
        self._open(dialog)
        dialog.saved.connect(lambda outcome: offer_free_money(self._session, outcome, self.allocate))

    def edit_invoice(self, invoice_id: int) -> None:
        """Change what is not money in an invoice."""
        from ui.forms.invoice import InvoiceDialog

        self._open(InvoiceDialog(self._parent, self._session, self._invoice(invoice_id)))

    def journey(self, invoice_id: int) -> None:
        """Record that an invoice was sent, delivered or signed for."""
        from ui.forms.invoice_journey import JourneyDialog

        self._open(JourneyDialog(self._parent, self._session, self._invoice(invoice_id)))

    def explain(self, invoice_id: int) -> None:
        """Show why an invoice is due when it is due."""
        from ui.forms.explain_due import ExplainDueDialog

        self._show(ExplainDueDialog(self._parent, self._session, self._invoice(invoice_id)))

    def pay(self, customer_id: int = 0) -> None:
        """Record money that came."""
        from ui.forms.payment import PaymentDialog

        self._open(PaymentDialog(self._parent, self._session, Payment(customer_id=customer_id)))

    def visit(self, customer_id: int, invoice_id: int | None = None) -> None:
        """Plan a visit that asks for money in person, about one invoice or all that are open (R070)."""
        from branchdesk.domain.visits import Visit, VisitKind
        from ui.forms.collection_visit import CollectionVisitDialog

        draft = Visit(kind=VisitKind.COLLECTION, start_at="10:00")
        chosen = (invoice_id,) if invoice_id else ()
        self._open(CollectionVisitDialog(self._parent, self._session, draft, customer_id, chosen))

    def allocate(self, payment_id: int) -> None:
        """Give money on account to invoices."""
        from ui.forms.allocate import AllocateDialog

        payment = self._desk.receivables.payment(payment_id)
        self._open(AllocateDialog(self._parent, self._session, payment))

    def promise(self, customer_id: int, invoice_id: int | None = None) -> None:
        """Record a promise to pay."""
        from ui.forms.promise import PromiseDialog

        amount = self._invoice(invoice_id).open_fen if invoice_id is not None else None
        draft = Promise(customer_id=customer_id, invoice_id=invoice_id, amount_fen=amount)
        self._open(PromiseDialog(self._parent, self._session, draft))

    def edit_promise(self, promise_id: int) -> None:
        """Change or withdraw a promise."""
        from ui.forms.promise import PromiseDialog

        promise = self._desk.context.reader.get(Promise, promise_id)
        self._open(PromiseDialog(self._parent, self._session, promise))

    def credit(self, customer_id: int, invoice_id: int | None = None) -> None:
        """Record a credit note."""
        from ui.forms.credit_note import CreditNoteDialog

        against = self._invoice(invoice_id) if invoice_id is not None else None
        self._open(CreditNoteDialog(self._parent, self._session, customer_id, against))

    def call(self, customer_id: int, invoice_id: int | None = None) -> None:
        """Log a call about money, or about a signature that is missing."""
        from ui.forms.interaction import InteractionDialog

        rows = self._desk.lists.rows(ListKind.INVOICES, [invoice_id] if invoice_id is not None else [])
        row = next((one for one in rows if isinstance(one, InvoiceRow)), None)
        standing = self._judge.standing(row) if row is not None else None
        about_paper = standing is not None and standing.state in _ABOUT_PAPER
        purpose = Purpose.SIGNATURE if about_paper else Purpose.COLLECTION
        draft = Interaction(customer_id=customer_id, invoice_id=invoice_id, purpose=purpose)
        said = opening(standing, row) if row is not None and standing is not None else None
        words = say(said) if said is not None else ""
        self._open(InteractionDialog(self._parent, self._session, draft, say=words))

    def reverse_invoice(self, invoice_id: int) -> None:
        """Reverse an invoice."""
        from ui.forms.reverse import reverse_invoice

        self._open(reverse_invoice(self._parent, self._session, self._invoice(invoice_id)))

    def reverse_payment(self, payment_id: int) -> None:
        """Reverse a payment."""
        from ui.forms.reverse import reverse_payment

        payment = self._desk.receivables.payment(payment_id)
        self._open(reverse_payment(self._parent, self._session, payment))

    def take_back(self, allocation_id: int) -> None:
        """Take one allocation back."""
        from ui.forms.reverse import take_back

        row = self._desk.context.reader.get(Allocation, allocation_id)
        self._open(take_back(self._parent, self._session, row))

    def _invoice(self, invoice_id: int) -> Invoice:
        return self._desk.receivables.invoice(invoice_id)

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
