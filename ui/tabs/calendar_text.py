"""The words of service reports in the calendar's menu."""

from __future__ import annotations

from collections.abc import Sequence

from ui.language import tr
from ui.tabs.base import Command, Tab
from ui.tabs.text_commands import TextActs


def commands(tab: Tab) -> Sequence[Command]:
    """Return the tables by which reports are checked, phrases and approved answers."""
    acts, under = TextActs(tab, tab.session), tr("Texts")
    return (
        Command(tr("Report wording…"), acts.report_words, "", "list-checks", under=under),
        Command(tr("Stock phrases…"), acts.phrases, "", "message-square-warning", under=under),
        Command(tr("Approved answers…"), acts.answers, "", "circle-question-mark", under=under),
    )
