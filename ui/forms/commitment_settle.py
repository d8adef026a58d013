"""What became of a promise: kept, broken or withdrawn; and an update that was made (R148, R149)."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from branchdesk.domain.commitments import Commitment, CommitmentResult
from branchdesk.domain.interactions import InteractionKind
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.typed_dates import Lean
from ui.forms.commitment import matter_line
from ui.language import tr
from ui.session import Session
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import CheckField, NoteField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.moment_field import MomentField

_WAYS = (
    InteractionKind.CALL_OUT,
    InteractionKind.MESSAGE,
    InteractionKind.EMAIL,
    InteractionKind.MEETING,
)


class CommitmentResultDialog(FormDialog):
    """Settles a promise; late is found out by itself."""

    def __init__(self, parent: QWidget | None, session: Session, commitment: Commitment) -> None:
        lead = f"{matter_line(session, commitment)}\n{commitment.text}\n{due_line(commitment)}"
        super().__init__(parent, tr("What became of our promise"), tr("Record it"), lead=lead, columns=1)
        self._session, self._record = session, commitment
        form, now = self.form, session.local(session.desk.context.clock.now())
        form.add("result", tr("Result"), EnumCombo(CommitmentResult, CommitmentResult.KEPT), required=True)
        form.add("kept_at", tr("Done at"), MomentField(now, now))
        form.add("text", tr("What was done, or why not"), NoteField(lines=2))
        form.field("result").edited.connect(self._follow)
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for the reason where it was not kept."""
        values = self.form.values()
        if values["result"] is not CommitmentResult.KEPT and not values["text"]:
            return {"text": msg("Say why.")}
        return {}

    def job(self) -> Job:
        """Settle it."""
        values, work, number = self.form.values(), self._session.desk.commitments, self._record.id
        text, at = values["text"], values["kept_at"]
        if values["result"] is CommitmentResult.BROKEN:
            return lambda _progress: work.break_(number, text)
        if values["result"] is CommitmentResult.WITHDRAWN:
            return lambda _progress: work.withdraw(number, text)
        moment = self._session.instant(at) if at else None
        return lambda _progress: work.keep(number, at=moment, outcome=text)

    def _follow(self) -> None:
        kept = self.form.field("result").value() is CommitmentResult.KEPT
        self.form.set_visible("kept_at", visible=kept)


class UpdateDialog(FormDialog):
    """Records a promised update and promises the next one."""

    def __init__(self, parent: QWidget | None, session: Session, commitment: Commitment) -> None:
        lead = f"{matter_line(session, commitment)}\n{commitment.text}\n{due_line(commitment)}"
        super().__init__(parent, tr("Tell how it stands"), tr("Record the update"), lead=lead, columns=1)
        self._session, self._record, self._key = session, commitment, Session.new_key()
        form, now = self.form, session.local(session.desk.context.clock.now())
        form.add("told", tr("What was told"), NoteField(lines=3), required=True)
        form.add("how", tr("Way"), EnumCombo(_WAYS, InteractionKind.CALL_OUT))
        following = MomentField(now, None, lean=Lean.FUTURE)
        following.setPlaceholderText(tr("15:00, tomorrow 10:30"))
        form.add("next_at", tr("Next update"), following, hint=_next_hint(commitment, now))
        form.add("last", "", CheckField(tr("No further update is needed")))
        form.field("last").edited.connect(
            lambda: form.set_visible("next_at", visible=not form.field("last").value())
        )
        form.mark_clean()

    def job(self) -> Job:
        """Record the update."""
        values, work, session = self.form.values(), self._session.desk.commitments, self._session
        number, key, at = self._record.id, self._key, values["next_at"]
        next_at = session.instant(at) if at is not None and not values["last"] else None
        return lambda _progress: work.tell(
            number, values["told"], how=values["how"], next_at=next_at, last=values["last"], key=key
        )


def due_line(commitment: Commitment) -> str:
    """Say until when a promise is."""
    at = f"{commitment.due_on.isoformat()} {commitment.due_time}".strip()
    return tr("Promised until {at}", at=at)


def _next_hint(commitment: Commitment, now: datetime) -> str:
    if commitment.every_minutes is None:
        return tr("Empty: no further one is promised")
    at = now + timedelta(minutes=commitment.every_minutes)
    return tr("Empty: {at}, as agreed", at=f"{at:%Y-%m-%d %H:%M}")
