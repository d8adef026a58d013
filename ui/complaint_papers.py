"""Printing the complaint form, the blank one and the claim form: preview first, from the same PDF."""

from __future__ import annotations

import io

from PySide6.QtWidgets import QWidget

from ui.language import tr, words
from ui.operations import Operation, Progress
from ui.printing import Document, PrintPreview
from ui.session import Session


def print_complaint_form(parent: QWidget, session: Session, complaint_id: int) -> None:
    """Show the form of a case, ready to be printed."""
    number = session.desk.complaints.complaint(complaint_id).number
    _show(parent, session, "complaint-form", number, f"{tr('Complaint form')} {number}")


def print_blank_form(parent: QWidget, session: Session) -> None:
    """Show the form without a case."""
    _show(parent, session, "blank-complaint-form", "", tr("Complaint form"))


def print_claim_form(parent: QWidget, session: Session, claim_id: int) -> None:
    """Show the form of an approved claim."""
    number = session.desk.claims.claim(claim_id).number
    _show(parent, session, "claim-form", number, f"{tr('Claim form')} {number}")


def _show(parent: QWidget, session: Session, kind: str, of: str, name: str) -> None:
    desk, language = session.desk, words()

    def work(_progress: Progress) -> bytes:
        from branchdesk.papers.prints import maker_of, wanted

        stream = io.BytesIO()
        maker_of(kind)(desk, wanted(desk, of, language), stream)
        return stream.getvalue()

    def show(pdf: bytes) -> None:
        PrintPreview(parent, session.settings, Document(name, pdf)).open()

    Operation(parent, work, title=tr("Print: {name}", name=name)).success(show).run()
