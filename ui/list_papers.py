"""What I see, on paper or in a file."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui import notices
from ui.dialogs import ask
from ui.language import tr, trn, words
from ui.operations import Operation, Progress
from ui.printing import Document, PrintPreview
from ui.saving import ask_where, written
from ui.session import Session
from ui.table.listing import Listing

MANY = 3_000
"""Rows beyond which printing is asked about first: about eighty pages."""
_FORMS = "Excel (*.xlsx);;CSV (*.csv)"


def print_list(parent: QWidget, session: Session, listing: Listing | None) -> None:
    """Show a list as a paper, ready to be printed."""
    if listing is None or not listing.ids:
        _nothing()
    elif len(listing.ids) > MANY:
        ask(
            parent,
            trn("Print {n} entry?", "Print all {n} entries?", len(listing.ids)),
            tr("Make the paper"),
            lambda: _print(parent, session, listing),
            detail=tr("That takes a while and many sheets. A filter or a search makes the list shorter."),
        )
    else:
        _print(parent, session, listing)


def save_list(parent: QWidget, session: Session, listing: Listing | None) -> None:
    """Write a list as a workbook or as CSV, as the person chooses."""
    if listing is None or not listing.ids:
        _nothing()
        return
    title = tr("Save this list as")
    path = ask_where(parent, session.settings, title, file_name(session, listing), _FORMS)
    if path is not None:
        _save(parent, session, listing, path)


def file_name(session: Session, listing: Listing) -> str:
    """Name the file of a list, without an ending."""
    return f"{listing.title} {session.today.isoformat()}"


def _save(parent: QWidget, session: Session, listing: Listing, path: Path) -> None:
    branch, made_at, language = session.desk.context.branch.name, _now(session), words()

    def work(progress: Progress) -> None:
        from exports.listing import export_list

        export_list(listing.sheet(progress.step), path, language, branch=branch, made_at=made_at)

    Operation(parent, work, title=tr("Save this list as")).success(lambda _: written(path)).run()


def _print(parent: QWidget, session: Session, listing: Listing) -> None:
    branch, made_at, language = session.desk.context.branch.name, _now(session), words()

    def work(progress: Progress) -> bytes:
        from exports.pdf.list_pdf import list_pdf

        stream = io.BytesIO()
        sheet = listing.sheet(progress.step)
        progress.step(0, 0, tr("Laying out the pages"))
        list_pdf(sheet, language, stream, branch=branch, made_at=made_at, note=listing.note)
        return stream.getvalue()

    def show(pdf: bytes) -> None:
        PrintPreview(parent, session.settings, Document(file_name(session, listing), pdf)).open()

    Operation(parent, work, title=tr("Print what I see")).success(show).run()


def _now(session: Session) -> datetime:
    return session.desk.context.clock.now().astimezone(session.desk.context.zone)


def _nothing() -> None:
    notices.post(notices.Notice(tr("There is nothing to print or save: the list is empty.")))
