"""Difficulties and requests for support: told when, answered after how long (R033, R039)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.duties_requests import SupportFact
from branchdesk.domain.messages import mark
from branchdesk.domain.support import SupportRequest, answer_minutes
from ui.forms.list_dialog import ListDialog
from ui.forms.support import SupportDialog
from ui.language import term, tr, trn
from ui.session import Session
from ui.table.columns import Column


class SupportListDialog(ListDialog):
    """Lists them, the newest first; Enter opens one to write the answer down."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        lead = tr("Whom we told, when, and what they answered. Those without an answer are on today's list.")
        title = tr("Difficulties and support")
        super().__init__(parent, session, title, _columns(session), session.desk.support.all, lead=lead)
        self.resize(1200, 560)
        self.add_button(tr("Ask for support…"), lambda: self._edit(SupportRequest()))
        self.add_button(tr("Open…"), self.open_chosen).setProperty("primary", "true")
        self.table.activated_record.connect(lambda _id: self.open_chosen())
        session.bus.changed.connect(self.model.refresh)

    def open_chosen(self) -> None:
        """Open the chosen one."""
        number = self.table.current_id()
        if number is not None:
            self._edit(self.session.desk.support.support(number))

    def _edit(self, request: SupportRequest) -> None:
        dialog = SupportDialog(self, self.session, request)
        dialog.saved.connect(self.session.tell)
        dialog.open()


def answer_words(request: SupportRequest) -> str:
    """Say how long the answer took, or that it is missing."""
    minutes = answer_minutes(request)
    if minutes is not None:
        return trn("after {n} minute", "after {n} minutes", minutes)
    return tr("not told yet") if request.told_at is None else tr("no answer yet")


def _columns(session: Session) -> tuple[Column[SupportFact], ...]:
    def about(fact: SupportFact) -> str:
        return fact.matter or (tr("Visit of {day}", day=fact.visit_on) if fact.visit_on else "")

    def told(fact: SupportFact) -> str:
        support = fact.support
        who = " → ".join(part for part in (support.told_by, support.told_to) if part)
        return " ".join((session.moment_text(support.told_at), who)) if support.told_at else ""

    def looks(fact: SupportFact) -> str:
        return "kept" if fact.support.answered_at else "late" if fact.support.told_at is None else "soon"

    return (
        Column("kind", mark("Kind"), lambda r: term(r.support.kind), width=140),
        Column("customer", mark("Customer"), lambda r: r.whom.customer, width=130),
        Column("about", mark("About"), about, width=150),
        Column("text", mark("What"), lambda r: r.support.text, width=220),
        Column("told", mark("Told"), told, width=230),
        Column(
            "answered",
            mark("Answered"),
            lambda r: answer_words(r.support),
            icon=lambda r: "circle-check" if r.support.answered_at else "hourglass",
            color=looks,
            width=130,
        ),
        Column("answer", mark("Answer"), lambda r: r.support.answer, width=200),
    )
