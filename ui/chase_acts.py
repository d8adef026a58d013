"""What a duty of chasing opens: the ladder, or the exemption that ends."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.duties import Duty, DutyKind
from ui.session import Session


def open_chase_duty(parent: QWidget, session: Session, duty: Duty) -> bool:
    """Open what a duty of chasing stands for; False where it is none."""
    if duty.kind is DutyKind.DUNNING_STEP:
        from ui.forms.ladder import LadderDialog

        LadderDialog(parent, session).open()
        return True
    if duty.kind is DutyKind.EXEMPTION_ENDS:
        from ui.forms.exemption import open_exemption

        open_exemption(parent, session, duty.link_id)
        return True
    return False
