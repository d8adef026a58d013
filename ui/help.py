"""Help on what one sees: what the tab is for, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QKeySequence

from branchdesk.domain.messages import mark
from ui.language import tr
from ui.tabs.base import Command, Tab

_PURPOSE = {
    "calendar": mark(
        "The service calendar shows what happens when, and what is due. Choose a visit to see its card; "
        "drag it to another day, time or technician to move it, and its lower edge to change its length. By "
        "keyboard: Shift with the arrows carries it, Ctrl with Up and Down changes its length, Enter asks "
        "for the change, T goes to today. Below the calendar waits what is not booked yet. Visits come from "
        "the contracts; what was done is recorded here and becomes the service report."
    ),
    "customers": mark(
        "The customer file shows who a customer is and what is open with them. Everything that was said "
        "and done stands on the card, newest first. Record a call from here: everything due is there to be "
        "said at once."
    ),
    "complaints": mark(
        "The complaint log shows what is running out of time. Each complaint carries its clocks: the "
        "answer, word on how it stands. Choose a clock to read how its time was counted. The guided "
        "talk (F3) says what to say at each step and keeps what was answered: Ctrl with Right goes on, Ctrl "
        "with Left back. A case stays with its owner until somebody accepts it; what one cannot decide goes "
        "to the level that may. Evidence, the "
        "verdict, demands part by part, claims and the cause stand on the card; “Close the case” shows which "
        "gates are still open and leads to each. “Not valid” needs a second person. Money is told and "
        "printed only once it is approved."
    ),
    "collections": mark(
        "Collections show whom to call about money, and what to say. Choose an invoice to see its way from "
        "issue to payment. Record the result of the call, and the next step plans itself. “Who to chase "
        "today” (F7) brings one customer after the other, by overdue amount times days: a digit says what "
        "came of it, Ctrl with Enter logs it and goes on. Reminders climb one step at a time, and only after "
        "the one before was given; what is disputed or promised rests. While a head office pays, with reason "
        "and last day, nobody is asked, and the aging shows it apart."
    ),
}
_EVERYWHERE = (
    ("Ctrl+K", mark("Find anything")),
    ("Alt+1 … Alt+4", mark("Go to a tab")),
    ("Alt+← · Alt+→", mark("The records visited before")),
    ("F4", mark("Today's duties")),
    ("1 … 4", mark("What came of the chosen duty")),
    ("9", mark("Try the chosen duty again another day")),
    ("←", mark("Fold a group of duties away")),
    ("F6", mark("Go to the notice")),
    ("Ctrl+Z", mark("Undo")),
    ("Ctrl+P", mark("Print what I see")),
    ("Alt+Enter", mark("In a text: accept the hint, or go to the next one")),
    ("Alt+Shift+Enter", mark("In a text: accept all suggestions")),
    ("Alt+↓", mark("In a text: put in a term or a phrase")),
)


def help_text(tab: Tab) -> str:
    """Say what a tab is for and list its keys, as rich text."""
    own = _rows([(_native(one), one.text) for one in _with_keys(tab.commands())])
    everywhere = _rows([(keys, tr(text)) for keys, text in _EVERYWHERE])
    purpose = tr(_PURPOSE[tab.key])
    here, anywhere = tr("Keys here"), tr("Keys everywhere")
    return f"<p>{escape(purpose)}</p>{_table(here, own)}{_table(anywhere, everywhere)}"


def _table(title: str, rows: str) -> str:
    return f"<p><b>{escape(title)}</b></p><table>{rows}</table>"


def _with_keys(commands: Sequence[Command]) -> list[Command]:
    return [one for one in commands if one.text and one.shortcut]


def _native(command: Command) -> str:
    return QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def _rows(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f'<tr><td style="padding-right: 24px">{escape(keys)}</td><td>{escape(text)}</td></tr>'
        for keys, text in pairs
    )
