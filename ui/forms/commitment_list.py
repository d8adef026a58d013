"""The register of our own promises: this month's, those still open, and how many were kept (R148)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from branchdesk.domain.commitments import Commitment, CommitmentKind, CommitmentState
from branchdesk.domain.duties_requests import CommitmentRow
from branchdesk.domain.messages import mark
from branchdesk.domain.months import Month
from ui.forms.commitment import CommitmentDialog
from ui.forms.commitment_settle import CommitmentResultDialog, UpdateDialog
from ui.forms.list_dialog import ListDialog
from ui.forms.promise_rows import LOOKS
from ui.forms.request_words import lateness_words, percent
from ui.language import term, tr, words
from ui.session import Session
from ui.table.columns import Column
from ui.widgets.form_dialog import FormDialog


class CommitmentListDialog(ListDialog):
    """Lists promises of a month and all that are open; Enter opens what can be done with one."""

    def __init__(self, parent: QWidget | None, session: Session, month: Month) -> None:
        self._month = month
        self._known: list[CommitmentRow] | None = None
        super().__init__(parent, session, tr("Our promises"), _columns(session), self._read)
        self.resize(1180, 620)
        self.add_button(tr("New promise…"), self.give)
        self.add_button(tr("Change…"), self.change)
        settle = self.add_button(tr("Result…"), self.settle)
        settle.setProperty("primary", "true")
        self.add_button(tr("Previous month"), lambda: self.turn(-1))
        self.add_button(tr("Next month"), lambda: self.turn(1))
        self.table.activated_record.connect(lambda _id: self.settle())
        session.bus.changed.connect(self.reload)
        self._say()

    def reload(self) -> None:
        """Read the promises again."""
        self._known = None
        self.model.refresh()
        self._say()

    def turn(self, months: int) -> None:
        """Look at another month."""
        self._month = self._month.plus(months)
        self.reload()

    def give(self) -> None:
        """Give a new promise."""
        self._open(CommitmentDialog(self, self.session, Commitment()))

    def change(self) -> None:
        """Correct the chosen promise, or enter who confirmed it."""
        chosen = self._chosen()
        if chosen is not None:
            self._open(CommitmentDialog(self, self.session, chosen))

    def settle(self) -> None:
        """Say what became of the chosen promise."""
        chosen = self._chosen()
        if chosen is not None and not chosen.settled:
            self._open(settling(self, self.session, chosen))

    def _chosen(self) -> Commitment | None:
        number = self.table.current_id()
        return None if number is None else self.session.desk.commitments.commitment(number)

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self.session.tell)
        dialog.open()

    def _read(self) -> list[CommitmentRow]:
        if self._known is None:
            self._known = self.session.desk.commitments.register(self._month.first, self._month.last)
        return self._known

    def _say(self) -> None:
        kept, judged = self.session.desk.commitments.kept_share(self._month)
        name = words().month(self._month.year, self._month.number)
        if judged:
            part = percent(kept, judged)
            text = tr(
                "{month}: {judged} promises whose time is over, {kept} kept = {share} %",
                month=name,
                judged=judged,
                kept=kept,
                share=part,
            )
        else:
            text = tr("{month}: no promise whose time is over", month=name)
        below = tr("Below: those of the month, and all that are still open.")
        self.lead.setText(f"{text}. {below}")
        self.lead.show()


def settling(parent: QWidget | None, session: Session, commitment: Commitment) -> FormDialog:
    """Return the dialog that settles a promise: an update is told, anything else kept or not."""
    if commitment.kind is CommitmentKind.UPDATE:
        return UpdateDialog(parent, session, commitment)
    return CommitmentResultDialog(parent, session, commitment)


def _columns(session: Session) -> tuple[Column[CommitmentRow], ...]:
    def state(row: CommitmentRow) -> CommitmentState:
        return session.desk.commitments.state(row.commitment)

    def written(row: CommitmentRow) -> str:
        return " · ".join(
            part for part in (term(state(row)), lateness_words(session, row.commitment)) if part
        )

    def inside(row: CommitmentRow) -> str:
        return row.commitment.confirmed_by or tr("not confirmed")

    return (
        Column("due", mark("Due by"), _due, width=130),
        Column("customer", mark("Customer"), lambda r: r.whom.customer, width=130),
        Column("text", mark("What we promised"), lambda r: r.commitment.text, width=250),
        Column("matter", mark("About"), _matter, width=130),
        Column(
            "state",
            mark("State"),
            written,
            icon=lambda r: LOOKS[state(r)][0],
            color=lambda r: LOOKS[state(r)][1],
            width=220,
        ),
        Column("confirmed", mark("Confirmed inside"), inside, width=120),
        Column("given", mark("Given by"), lambda r: r.commitment.given_by, width=90),
    )


def _due(row: CommitmentRow) -> str:
    return f"{row.commitment.due_on.isoformat()} {row.commitment.due_time}".strip()


def _matter(row: CommitmentRow) -> str:
    day: date | None = row.visit_on
    return row.matter or (tr("Visit of {day}", day=day) if day else "")
