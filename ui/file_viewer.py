"""Showing a kept file with the system's own program, from a copy in a private folder that goes at the end."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from branchdesk.domain.attachments import Attachment


@cache
def _folder() -> TemporaryDirectory[str]:
    """Make the folder that only this person may read; it goes with the program."""
    # A viewer may still hold a file open then.
    return TemporaryDirectory(prefix="branch-desk-", ignore_cleanup_errors=True)


def show_file(attachment: Attachment, data: bytes) -> Path:
    """Write a copy and hand it to the system; changes to the copy do not touch what is kept."""
    place = Path(_folder().name) / attachment.sha256[:16]
    place.mkdir(exist_ok=True)
    path = place / attachment.file_name
    if not path.exists():
        path.write_bytes(data)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    return path
