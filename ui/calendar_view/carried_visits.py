"""What hangs on the mouse between the list of visits without a booking and a calendar."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

MIME = "application/x-branchdesk-visit"


def packed(visit_id: int) -> QMimeData:
    """Pack one visit for the way; below zero it is a slot that has none."""
    data = QMimeData()
    data.setData(MIME, str(visit_id).encode())
    return data


def unpacked(data: QMimeData) -> int | None:
    """Return the visit that is carried, None where it is something else."""
    if not data.hasFormat(MIME):
        return None
    text = bytes(data.data(MIME).data()).decode(errors="replace")
    return int(text) if text.removeprefix("-").isdecimal() else None
