"""The complaint log: what is running out of time, and every case from the first ring to its cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint, ComplaintEvent, ComplaintPause, LogKind
from branchdesk.domain.customers import Contact, Contract, Customer, Site
from branchdesk.domain.interactions import Interaction, Purpose
from branchdesk.domain.list_query import ListKind
from ui.forms.complaint import ComplaintDialog
from ui.forms.complaint_answer import ComplaintAnswerDialog
from ui.forms.complaint_close import ComplaintCloseDialog
from ui.forms.complaint_note import ComplaintNoteDialog
from ui.forms.complaint_pause import ComplaintPauseDialog
from ui.forms.complaint_reopen import ComplaintReopenDialog
from ui.forms.explain_clock import ExplainClockDialog
from ui.language import tr
from ui.session import Link, Session, read_link
from ui.table.columns import Column
from ui.table.model import RowSource
from ui.tabs import (
    complaints_flow,
    complaints_judging,
    complaints_patterns,
    complaints_promises,
    complaints_text,
)
from ui.tabs.base import Command
from ui.tabs.complaints_card import EXPLAIN, PAUSE, ComplaintCard
from ui.tabs.complaints_columns import CaseRow, CaseRows, complaint_columns
from ui.tabs.list_tab import FilterChoice, ListTab
from ui.widgets.card import DetailsCard
from ui.widgets.form_dialog import FormDialog

MINUTE = 60_000
CaseDialog = Callable[[QWidget, Session, Complaint], FormDialog]


class ComplaintsTab(ListTab):
    """Lists the cases with their clocks; the card beside them does everything that a case asks for."""

    key = "complaints"
    link_kinds = ("complaint", "approved_answer")
    kind = ListKind.COMPLAINTS
    kinds = (
        *(Complaint, ComplaintEvent, ComplaintPause, Customer, Site, Contact, Contract, Interaction),
        *complaints_flow.KINDS,
        *complaints_judging.KINDS,
        *complaints_promises.KINDS,
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table.set_empty("smile", tr("No complaint is recorded."), tr("New complaint"), self.new)
        self._acts: dict[str, Callable[[], object]] = {
            "answer": self.answer,
            "note": self.note,
            complaints_flow.TALK: self.talk,
            complaints_flow.TAKE: lambda: complaints_flow.take(self),
            "edit": self.edit,
            PAUSE: self.pause,
            "close": self.close_case,
            "reopen": self.reopen,
            "call": self.log_call,
        }
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self.tick)
        self._minute.start()

    def title(self) -> str:
        """Return the tab's name."""
        return tr("Complaint log")

    def columns(self) -> Sequence[Column[CaseRow]]:
        """Return the columns of the log."""
        return complaint_columns()

    def source(self) -> RowSource[CaseRow]:
        """Return the cases with their clocks."""
        return CaseRows(self.session)

    def filters(self) -> Sequence[FilterChoice]:
        """Offer open cases first."""
        return (
            FilterChoice(tr("Open cases"), ("open",)),
            FilterChoice(tr("Not answered"), ("unanswered",)),
            FilterChoice(tr("Closed"), ("closed",)),
            FilterChoice(tr("All")),
        )

    def make_card(self) -> DetailsCard:
        """Build the card."""
        card = DetailsCard(tr("Case"), tr("Choose a case to see how it stands."))
        card.action_triggered.connect(self._act)
        card.link_activated.connect(self._follow)
        self._details = card
        return card

    def show_card(self, record_id: int | None) -> None:
        """Show a case."""
        if record_id is None:
            self._details.show_nothing()
        else:
            self._details.show_card(ComplaintCard(self.session, record_id).content())

    def show_record(self, link: Link) -> None:
        """Choose a case, or open the approved answer that was found."""
        if link.kind == "approved_answer":
            complaints_text.open_answer(self, link.id)
        else:
            super().show_record(link)

    def open_record(self, record_id: int) -> None:
        """Go on with a case: talk about it, or read how it was closed."""
        case = self.session.desk.complaints.complaint(record_id)
        if case.closed_at is not None:
            self._details.setFocus()
        elif case.kind is LogKind.COMPLAINT:
            self.talk()
        else:
            self.answer()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with cases."""

        def of_case(
            text: str, act: Callable[[], object], shortcut: str = "", icon: str = "", under: str = ""
        ) -> Command:
            return Command(text, act, shortcut, icon, needs_record=True, under=under)

        clocks = tr("Clocks")
        return (
            Command(tr("New complaint"), self.new, "Ctrl+N", "plus"),
            Command(""),
            of_case(tr("Answer"), self.answer, "Ctrl+Shift+A", "phone-call"),
            of_case(tr("Note"), self.note, "Ctrl+Shift+N", "pen-line"),
            of_case(tr("Log a call"), self.log_call, "Space", "phone"),
            of_case(tr("Guided talk"), self.talk, "F3", "message-square-warning"),
            of_case(tr("Correct"), self.edit, "F2", "pencil"),
            of_case(
                tr("Pause the clocks, or end the pause"), self.pause, "Ctrl+Shift+P", "circle-pause", clocks
            ),
            of_case(tr("Close the case"), self.close_case, "Ctrl+Shift+C", "check"),
            of_case(tr("Reopen"), self.reopen, "Ctrl+Shift+O", "undo-2"),
            Command(""),
            of_case(tr("Explain the clocks"), self.explain, "Ctrl+Shift+E", "circle-question-mark", clocks),
            *complaints_patterns.commands(self),
            *complaints_flow.commands(self),
            *complaints_promises.commands(self),
            *complaints_judging.commands(self),
            *complaints_text.commands(self),
        )

    def tick(self) -> None:
        """Let the clocks go on while somebody looks at them."""
        if self.isVisible():
            self.reload()

    def new(self) -> None:
        """Take down a new case."""
        self._open(ComplaintDialog(self, self.session, Complaint()))

    def edit(self) -> None:
        """Correct what was taken down."""
        self._with_case(ComplaintDialog, open_only=True)

    def answer(self) -> None:
        """Record an answer."""
        self._with_case(ComplaintAnswerDialog, open_only=True)

    def note(self) -> None:
        """Add a note."""
        self._with_case(ComplaintNoteDialog)

    def talk(self) -> None:
        """Go on with the guided talk, where it was left."""
        from ui.forms.talk import open_talk

        case = self._case()
        if case is None:
            return
        if case.closed_at is not None:
            self.reopen()
            return
        open_talk(self, self.session, case)

    def with_open_case(self, make: CaseDialog) -> None:
        """Open a dialog about the chosen case; a closed one is reopened first."""
        self._with_case(make, open_only=True)

    def show_dialog(self, dialog: FormDialog) -> None:
        """Open a dialog and tell what it saved."""
        self._open(dialog)

    def close_case(self) -> None:
        """Close the case."""
        self._with_case(ComplaintCloseDialog, open_only=True)

    def reopen(self) -> None:
        """Open a closed case again."""
        case = self._case()
        if case is not None and case.closed_at is not None:
            self._open(ComplaintReopenDialog(self, self.session, case))

    def pause(self, pause_id: int = 0) -> None:
        """Pause the clocks, end the pause that goes on, or correct the pause with this id."""
        case = self._case()
        if case is None or case.closed_at is not None:
            return
        pauses = self.session.desk.complaints.pauses_of(case.id)
        wanted = (one for one in pauses if (one.id == pause_id if pause_id else one.to_at is None))
        pause = next(wanted, ComplaintPause())
        self._open(ComplaintPauseDialog(self, self.session, case, pause))

    def log_call(self) -> None:
        """Log a call about the case."""
        from ui.forms.interaction import InteractionDialog

        case = self._case()
        if case is None:
            return
        call = Interaction(
            customer_id=case.customer_id,
            site_id=case.site_id,
            contact_id=case.contact_id,
            complaint_id=case.id,
            purpose=Purpose.COMPLAINT,
            spoke_with=case.reporter,
        )
        self._open(InteractionDialog(self, self.session, call, agenda=f"{case.number} {case.text}"))

    def explain(self) -> None:
        """Show how the clocks are counted."""
        case = self._case()
        if case is not None:
            ExplainClockDialog(self, self.session, case).open()

    def _case(self) -> Complaint | None:
        record_id = self.current_record()
        return None if record_id is None else self.session.desk.complaints.complaint(record_id)

    def _with_case(self, make: CaseDialog, *, open_only: bool = False) -> None:
        case = self._case()
        if case is None:
            return
        if open_only and case.closed_at is not None:
            self.reopen()
        else:
            self._open(make(self, self.session, case))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self.session.tell)
        dialog.open()

    def _act(self, key: str) -> None:
        self._acts[key]()

    def _follow(self, link: str) -> None:
        if link.startswith("tel:"):
            QDesktopServices.openUrl(QUrl(link))
        elif link == EXPLAIN:
            self.explain()
        elif link.startswith(f"{PAUSE}:"):
            self.pause(read_link(link).id)
        elif (
            complaints_flow.follow(self, link)
            or complaints_judging.follow(self, link)
            or complaints_promises.follow(self, link)
        ):
            return
        else:
            target = read_link(link)
            self.session.follow(target.kind, target.id)
