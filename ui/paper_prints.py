"""Any paper of the registry, on the screen before it is on the table."""

from __future__ import annotations

from io import BytesIO

from PySide6.QtWidgets import QWidget

from branchdesk.papers.prints import PRINTS, maker_of, wanted
from ui.language import tr, words
from ui.operations import Operation, Progress
from ui.printing import Document, PrintPreview
from ui.session import Session


def print_paper(parent: QWidget, session: Session, kind: str, of: str = "", name: str = "") -> None:
    """Make a paper in the background and show it, ready to be printed or kept."""
    language, desk = words(), session.desk
    title = language.tr(PRINTS[kind].title)

    def work(_progress: Progress) -> bytes:
        stream = BytesIO()
        maker_of(kind)(desk, wanted(desk, of, language), stream)
        return stream.getvalue()

    def show(pdf: bytes) -> None:
        PrintPreview(parent, session.settings, Document(f"{title} {name}".strip(), pdf)).open()

    Operation(parent, work, title=tr("Print: {name}", name=title)).success(show).run()
