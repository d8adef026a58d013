"""Language care in the menu of the complaint log."""

from __future__ import annotations

from collections.abc import Sequence

from ui.language import tr
from ui.tabs.base import Command, Tab
from ui.tabs.text_commands import TextActs


def open_answer(tab: Tab, answer_id: int) -> None:
    """Show one approved answer among the others."""
    from ui.forms.approved_answers import ApprovedAnswersDialog

    number = tab.session.desk.wording.answer(answer_id).number
    ApprovedAnswersDialog(tab, tab.session, number=number).open()


def _open_quality(tab: Tab) -> None:
    from ui.forms.call_quality import CallQualityDialog

    CallQualityDialog(tab, tab.session).open()


def commands(tab: Tab) -> Sequence[Command]:
    """Return the tables of language care, stock phrases, approved answers and the quality of calls."""
    acts, under = TextActs(tab, tab.session), tr("Texts")
    return (
        Command(tr("Language care…"), acts.care_words, "", "list-checks", under=under),
        Command(tr("Stock phrases…"), acts.phrases, "", "message-square-warning", under=under),
        Command(tr("Approved answers…"), acts.answers, "", "circle-question-mark", under=under),
        Command(tr("Call quality…"), lambda: _open_quality(tab), "", "phone-call", under=under),
    )
