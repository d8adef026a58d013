"""Whose money one bank line is: proposals, the invoices it pays, and the three ways to deal with it (D27)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.allocation import Share
from branchdesk.domain.matching import Proposal
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.statements import BankLine
from branchdesk.services.statements import Candidate
from ui.forms.choices import customer_choices
from ui.forms.open_items import open_lines
from ui.forms.shares_field import SharesField
from ui.language import say, term, tr
from ui.session import Session
from ui.theme import GRID, figure_font, heading_font
from ui.widgets.choice import QuietCombo, RecordCombo
from ui.widgets.fields import CheckField
from ui.widgets.labels import heading, muted

_MOST = 4


class BankLinePanel(QWidget):
    """The right half of the matching screen; nothing is posted before its button is pressed."""

    posted = Signal()
    link_wanted = Signal(int)
    ignore_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._line: BankLine | None = None
        self._candidates: tuple[Candidate, ...] = ()
        self._looking = False
        self._amount, self._payer, self._about = QLabel(), QLabel(), QLabel()
        self._chosen = QButtonGroup(self)
        self._offers = QVBoxLayout()
        self.customer = RecordCombo(customer_choices(session.desk))
        self.customer.setAccessibleName(tr("Customer"))
        self.proposals = QuietCombo()
        self.proposals.setAccessibleName(tr("Proposal"))
        self.shares = SharesField()
        self.remember = CheckField(tr("Remember whom this payer pays for"), value=True)
        self.post = QPushButton(tr("Record the payment"))
        self.post.setProperty("primary", "true")
        self.link = QPushButton(tr("It is recorded already"))
        self.ignore = QPushButton(tr("No customer's money…"))
        self._lay_out()
        self._connect()
        self.show_line(None, ())

    @property
    def line(self) -> BankLine | None:
        """Return the line that is shown."""
        return self._line

    def customer_id(self) -> int | None:
        """Return whose money it is said to be."""
        return self.customer.value()

    def chosen_shares(self) -> tuple[Share, ...]:
        """Return the invoices that it is said to pay."""
        return self.shares.value()

    def show_line(self, line: BankLine | None, candidates: Sequence[Candidate] | None) -> None:
        """Show a line with the customers whose money it may be; None: they are being looked for."""
        self._looking = line is not None and candidates is None
        self._line, self._candidates = line, tuple((candidates or ())[:_MOST])
        self.setEnabled(line is not None)
        self._amount.setText(format_money(line.amount_fen) if line else "")
        self._payer.setText(line.payer or tr("Payer not named") if line else "")
        self._about.setText(_about(line) if line else tr("Choose a line."))
        self._offer()
        self._take(self._candidates[0].customer_id if self._candidates else None)

    def choose(self, at: int) -> None:
        """Choose one of the proposed customers."""
        buttons = self._chosen.buttons()
        if at < len(buttons):
            buttons[at].setChecked(True)
            self._take(self._candidates[at].customer_id)

    def _offer(self) -> None:
        while (item := self._offers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                self._chosen.removeButton(widget) if isinstance(widget, QRadioButton) else None
                widget.deleteLater()
        for at, one in enumerate(self._candidates):
            button = QRadioButton(f"{one.customer}    {' · '.join(map(say, one.why))}")
            button.setChecked(at == 0)
            button.clicked.connect(lambda _on=False, place=at: self.choose(place))
            self._chosen.addButton(button)
            self._offers.addWidget(button)
        if not self._candidates and self._line is not None and not self._looking:
            self._offers.addWidget(muted(tr("Nobody is known to pay under this name. Choose the customer.")))

    def _take(self, customer_id: int | None) -> None:
        self.customer.set_value(customer_id)
        self._show_customer()

    def _show_customer(self) -> None:
        """Show the open invoices of the customer and what the line would pay of them."""
        line, customer_id = self._line, self.customer.value()
        lines = open_lines(self._session.desk, customer_id) if customer_id else []
        self.shares.set_lines(lines)
        self.shares.set_available(line.amount_fen if line else 0)
        found = self._proposals(customer_id)
        self.proposals.clear()
        for one in found:
            self.proposals.addItem(proposal_words(one), one)
        self.proposals.setVisible(bool(found))
        self._show_proposal()
        self._tell()

    def _proposals(self, customer_id: int | None) -> tuple[Proposal, ...]:
        if self._line is None or customer_id is None:
            return ()
        known = next((one for one in self._candidates if one.customer_id == customer_id), None)
        if known is not None:
            return known.proposals
        return self._session.desk.statements.proposals_for(self._line.id, customer_id)

    def _show_proposal(self) -> None:
        chosen = self.proposals.currentData()
        if isinstance(chosen, Proposal):
            self.shares.set_value(chosen.shares)

    def _tell(self) -> None:
        chosen = self.customer.value()
        known = next((one for one in self._candidates if one.customer_id == chosen), None)
        self.post.setEnabled(self._line is not None and chosen is not None and self.shares.problem() is None)
        self.link.setVisible(known is not None and known.payment_id is not None)

    def _ask_link(self) -> None:
        chosen = self.customer.value()
        known = next((one for one in self._candidates if one.customer_id == chosen), None)
        if known is not None and known.payment_id is not None:
            self.link_wanted.emit(known.payment_id)

    def _connect(self) -> None:
        self.customer.chosen.connect(lambda _id: self._show_customer())
        self.customer.left.connect(self._customer_left)
        self.proposals.activated.connect(lambda _at: self._show_proposal())
        self.shares.edited.connect(self._tell)
        self.post.clicked.connect(self.posted)
        self.link.clicked.connect(self._ask_link)
        self.ignore.clicked.connect(self.ignore_wanted)

    def _customer_left(self) -> None:
        self._tell()

    def _lay_out(self) -> None:
        self._amount.setFont(figure_font(heading_font(1.5)))
        self._payer.setFont(heading_font(1.1))
        for label in (self._payer, self._about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._about.setProperty("role", "muted")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        for widget in (self._amount, self._payer, self._about):
            column.addWidget(widget)
        column.addSpacing(GRID)
        column.addWidget(heading(tr("Whose money is it?")))
        column.addLayout(self._offers)
        column.addWidget(self.customer)
        column.addSpacing(GRID)
        column.addWidget(heading(tr("What does it pay?")))
        column.addWidget(self.proposals)
        column.addWidget(self.shares)
        column.addWidget(self.remember)
        column.addStretch(1)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(room, 1)
        whole.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID * 2, 0, GRID * 2, 0)
        row.setSpacing(GRID)
        row.addWidget(self.ignore)
        row.addStretch(1)
        row.addWidget(self.link)
        row.addWidget(self.post)
        for button in (self.ignore, self.link, self.post):
            button.setAutoDefault(False)
        self.post.setToolTip(tr("Ctrl+Enter"))
        return row


def proposal_words(one: Proposal) -> str:
    """Say what a proposal pays."""
    return tr("{fit}: {sum}", fit=term(one.fit), sum=Fen(one.total_fen))


def _about(line: BankLine) -> str:
    parts = (line.booked_on.isoformat(), line.at, line.account, line.text, line.reference)
    return "  ".join(part for part in parts if part)
