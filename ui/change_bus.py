"""One signal for the whole window: which kinds of records have just changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Carries the `Changes` of every committed act to the tabs; always emitted on the UI thread."""

    changed = Signal(object)

    def publish(self, changes: object) -> None:
        """Tell everybody who listens, unless nothing changed."""
        if changes:
            self.changed.emit(changes)
