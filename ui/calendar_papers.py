"""The calendar as a file for other programs: Outlook, Thunderbird, telephones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui import notices
from ui.language import tr, words
from ui.operations import Operation
from ui.session import Session


def save_calendar(parent: QWidget, session: Session, technician_id: int | None = None) -> None:
    """Ask where to, then write visits and appointment calls in the background."""
    text, _ = QFileDialog.getSaveFileName(
        parent,
        tr("Save as a calendar file"),
        f"{session.desk.context.branch.name}.ics",
        tr("Calendar files ({pattern})", pattern="*.ics"),
    )
    if text:
        path = Path(text if text.casefold().endswith(".ics") else f"{text}.ics")
        write_calendar(parent, session, path, technician_id)


def write_calendar(parent: QWidget, session: Session, path: Path, technician_id: int | None = None) -> None:
    """Write the file and say how much stands in it."""
    from branchdesk.papers.calendars import write_calendar_file

    desk, said = session.desk, words()

    def written(count: int) -> None:
        text = tr("{file}: {n} entries of thirteen months", file=path.name, n=count)
        notices.post(notices.Notice(text, severity=notices.Severity.DONE))

    work = Operation(
        parent,
        lambda _progress: write_calendar_file(desk, path, said, technician_id),
        title=tr("Save as a calendar file"),
    )
    work.success(written).run()
