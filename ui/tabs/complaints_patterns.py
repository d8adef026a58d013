"""Patterns in the complaint log: the command, and the warning on the card of a case (R121, D20)."""

from __future__ import annotations

from collections.abc import Sequence

from ui.language import term, tr, trn
from ui.session import Link, Session
from ui.tabs.base import Command, Tab
from ui.widgets.card_content import LinkRow, Section

_MOST = 3


def commands(tab: Tab) -> Sequence[Command]:
    """Return the way to the page of patterns."""
    return (Command(tr("Patterns and trends…"), lambda: _open(tab), "Ctrl+Shift+T", "chart-column"),)


def sections(session: Session, complaint_id: int) -> tuple[Section, ...]:
    """Warn on the card that the case is not the first of its kind; nothing where it is."""
    found = session.desk.case_patterns.of_case(complaint_id)
    rows = []
    for one in found[:_MOST]:
        others = [case for case in one.cases if case.id != complaint_id]
        text = trn("{n} case: {trait}", "{n} cases: {trait}", len(one.cases), trait=term(one.trait))
        numbers = tr(", ").join(case.number for case in others[-_MOST:])
        rows.append(LinkRow(text, Link("complaint", others[-1].id).text(), numbers, "refresh-cw", "late"))
    return (Section(tr("Not the first one"), rows=tuple(rows)),) if rows else ()


def _open(tab: Tab) -> None:
    from ui.forms.patterns import PatternsDialog

    PatternsDialog(tab, tab.session).open()
