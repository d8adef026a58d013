"""Bank statements in the menu of the collections (R177)."""

from __future__ import annotations

from collections.abc import Sequence

from ui.language import tr
from ui.tabs.base import Command, Tab


def commands(tab: Tab) -> Sequence[Command]:
    """Return the way to the bank statements."""
    return (Command(tr("Bank statements…"), lambda: _open(tab), "Ctrl+Shift+B", "file-spreadsheet"),)


def _open(tab: Tab) -> None:
    from ui.forms.bank_statements import StatementsDialog

    StatementsDialog(tab, tab.session).open()
