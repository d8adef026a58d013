"""Taking a complaint down from anywhere in the window (F9); the dialog is loaded when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def take_complaint(parent: QWidget, session: Session) -> None:
    """Open the form for a new complaint while the customer is on the line."""
    from branchdesk.domain.complaints import Complaint
    from ui.forms.complaint import ComplaintDialog

    dialog = ComplaintDialog(parent, session, Complaint())
    dialog.saved.connect(session.tell)
    dialog.open()
