"""How customers pay and keep their word: promises, late payers, punctual ones (D24, R067, R072)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import mark
from branchdesk.domain.money import Fen
from branchdesk.domain.months import Month
from branchdesk.domain.payers import Payer
from branchdesk.domain.promises import PromiseState
from branchdesk.domain.receivables import Promise
from branchdesk.services.payers import PromiseLine
from ui.forms.list_dialog import ListDialog
from ui.forms.promise import PromiseDialog
from ui.forms.punctuality import percent
from ui.language import term, tr, words
from ui.list_papers import print_list, save_list
from ui.session import Session
from ui.table.columns import Align, Column
from ui.table.listing import Listing, listing_of
from ui.tabs.collections_looks import promise_looks


class PaperList(ListDialog):
    """A list that one prints, saves and leaves for its customer."""

    def add_paper_buttons(self) -> None:
        """Add what every list of payers can do."""
        self.add_button(tr("Print…"), lambda: print_list(self, self.session, self._listing()))
        self.add_button(tr("Save…"), lambda: save_list(self, self.session, self._listing()))

    def _listing(self) -> Listing:
        return listing_of(self.table, self.windowTitle(), self.lead.text())


def _kept(of: tuple[int, int]) -> str:
    return tr("{kept} of {judged}", kept=of[0], judged=of[1]) if of[1] else ""


def _verdict(line: PromiseLine) -> str:
    word = term(line.verdict.state)
    if line.verdict.state is PromiseState.PARTLY_KEPT:
        return tr("{word}: {received}", word=word, received=Fen(line.verdict.received_fen))
    return word


_PROMISES: tuple[Column[PromiseLine], ...] = (
    Column("due", mark("Promised for"), lambda r: r.promise.due_on, width=100),
    Column("customer", mark("Customer"), lambda r: r.customer, width=170),
    Column("amount", mark("Amount"), lambda r: Fen(r.promise.amount_fen or 0), align=Align.RIGHT, width=110),
    Column(
        "state",
        mark("State"),
        _verdict,
        icon=lambda r: promise_looks(r.verdict.state)[0],
        color=lambda r: promise_looks(r.verdict.state)[1],
        width=150,
    ),
    Column("person", mark("Promised by"), lambda r: r.person, width=110),
    Column("channel", mark("Way"), lambda r: r.channel, width=90),
    Column("of_person", mark("Person kept"), lambda r: _kept(r.of_person), width=100),
    Column("of_customer", mark("Customer kept"), lambda r: _kept(r.of_customer), width=100),
)


class PromiseLedgerDialog(PaperList):
    """Every promise to pay, what became of it, and how far one can rely on who gave it (D24)."""

    def __init__(self, parent: QWidget | None, session: Session, customer_id: int | None = None) -> None:
        self._id = customer_id
        super().__init__(parent, session, tr("Promises to pay"), _PROMISES, self._read, lead=" ")
        self.table.set_empty("handshake", tr("Nothing was promised."))
        self.add_button(tr("Change…"), self.change)
        self.add_paper_buttons()
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self.change())
        session.bus.changed.connect(lambda _changes: self._refresh())
        self._refresh()
        self.resize(1040, 560)

    def change(self) -> PromiseDialog | None:
        """Change or withdraw the chosen promise."""
        chosen = self.table.current_id()
        if chosen is None:
            return None
        promise = self.session.desk.context.reader.get(Promise, chosen)
        dialog = PromiseDialog(self, self.session, promise)
        dialog.saved.connect(self.session.tell)
        dialog.open()
        return dialog

    def _read(self) -> list[PromiseLine]:
        return self.session.desk.payers.promises(self._id)

    def _refresh(self) -> None:
        states = [one.verdict.state for one in self._read()]
        counted = [
            tr("{what}: {n}", what=term(state), n=states.count(state))
            for state in PromiseState
            if state in states
        ]
        self.lead.setText(" · ".join(counted) or tr("Nothing was promised."))
        self.model.refresh()

    def _go(self) -> None:
        chosen = next((one for one in self._read() if one.id == self.table.current_id()), None)
        if chosen is not None:
            self.go_to("customer", chosen.promise.customer_id)


_LATE: tuple[Column[Payer], ...] = (
    Column("customer", mark("Customer"), lambda r: r.customer, width=200),
    Column("share", mark("Late share"), lambda r: percent(r.share), align=Align.RIGHT, width=100),
    Column("late", mark("Late"), lambda r: r.late, align=Align.RIGHT, width=80),
    Column("invoices", mark("Invoices due"), lambda r: r.invoices, align=Align.RIGHT, width=100),
    Column(
        "average",
        mark("Days late on average"),
        lambda r: round(r.average_days, 1),
        text=lambda r: f"{r.average_days:.1f}",
        align=Align.RIGHT,
        width=140,
    ),
    Column("worst", mark("Most days late"), lambda r: r.worst_days, align=Align.RIGHT, width=120),
    Column(
        "open",
        mark("Overdue now"),
        lambda r: Fen(r.open_late_fen) if r.open_late_fen else None,
        align=Align.RIGHT,
        width=120,
    ),
)


class LatePayersDialog(PaperList):
    """Who is always late, over the last twelve months: the list that is shared with finance (R067)."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        payers, settings = session.desk.payers, session.desk.context.settings
        found = payers.lateness()
        lead = tr(
            "The last twelve months: {late} of {all} invoices were paid late. Listed is who was late at "
            "least {least} times and with {percent} of a hundred invoices.",
            late=found.late,
            all=found.invoices,
            least=settings.late_least,
            percent=settings.late_percent,
        )
        rows = payers.chronic_late()
        super().__init__(parent, session, tr("Chronic late payers"), _LATE, lambda: rows, lead=lead)
        self.table.set_empty("circle-check", tr("Nobody is late so often."))
        self.add_paper_buttons()
        self.add_button(tr("Talk with finance…"), self.talk)
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self._go())
        self.resize(960, 560)

    def talk(self) -> QWidget | None:
        """Write down what was agreed with finance about the chosen customer (R068)."""
        from ui.forms.finance_talk import FinanceTalkDialog

        chosen = self.table.current_id()
        if chosen is None:
            return None
        dialog = FinanceTalkDialog(self, self.session, chosen)
        dialog.saved.connect(self.session.tell)
        dialog.open()
        return dialog

    def _go(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("customer", chosen)


_PUNCTUAL: tuple[Column[Payer], ...] = (
    Column("customer", mark("Customer"), lambda r: r.customer, width=240),
    Column("invoices", mark("Invoices paid in time"), lambda r: r.invoices, align=Align.RIGHT, width=160),
)


class PunctualPayersDialog(PaperList):
    """Who paid everything of a month by its due date and deserves a word of thanks (R072)."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self._month = Month.of(session.today).plus(-1)
        super().__init__(parent, session, tr("Punctual payers"), _PUNCTUAL, self._read, lead=" ")
        self.table.set_empty("gift", tr("Nobody paid everything of this month in time."))
        self.add_button(tr("Previous month"), lambda: self.turn(-1))
        self.add_button(tr("Next month"), lambda: self.turn(1))
        self.add_button(tr("Print the notes…"), self.print_notes)
        self.add_paper_buttons()
        self.add_button(tr("Go to the customer"), self._go)
        self.table.activated_record.connect(lambda _id: self._go())
        self.turn(0)

    @property
    def month(self) -> Month:
        """Return the month in view."""
        return self._month

    def turn(self, months: int) -> None:
        """Show another month."""
        self._month = self._month.plus(months)
        found = self.session.desk.payers.punctual(self._month)
        name = words().month(self._month.year, self._month.number)
        self.lead.setText(
            tr(
                "{month}: {n} of {all} customers paid everything in time.",
                month=name,
                n=len(found.punctual),
                all=found.customers,
            )
        )
        self.model.refresh()

    def print_notes(self) -> None:
        """Print a note of thanks for each of them."""
        from ui.paper_prints import print_paper

        print_paper(self, self.session, "thank-you", self._month.key)

    def _read(self) -> tuple[Payer, ...]:
        return self.session.desk.payers.punctual(self._month).punctual

    def _go(self) -> None:
        chosen = self.table.current_id()
        if chosen is not None:
            self.go_to("customer", chosen)
