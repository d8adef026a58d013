"""What is said about a text that cannot be typed into any more."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from branchdesk.domain.wording_check import check_text
from branchdesk.domain.wording_rules import TextMark, TextPurpose
from ui.language import say
from ui.session import Session
from ui.theme import color
from ui.widgets.text_places import token_of

MOST = 4
"""Hints that are written out; the others are counted."""


def marks_of(
    session: Session, text: str, purpose: TextPurpose = TextPurpose.REPORT, *, open_points: int = 0
) -> tuple[TextMark, ...]:
    """Check a text by the tables of the branch."""
    return check_text(text, session.desk.wording.rules(), purpose, open_points=open_points)


def hints_label(marks: tuple[TextMark, ...]) -> QLabel:
    """Write the hints below one another, each in the colour of its kind."""
    lines = [
        f'<span style="color:{color(token_of(m)).name()}">• {escape(say(m.message))}</span>' for m in marks
    ]
    rest = len(lines) - MOST
    if rest > 0:
        lines[MOST:] = [f"… +{rest}"]
    label = QLabel("<br>".join(lines))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    return label


def marked_html(text: str, marks: tuple[TextMark, ...]) -> str:
    """Write a text with its marks underlined."""
    parts, at = [], 0
    for mark in marks:
        colour = color(token_of(mark)).name()
        parts.append(escape(text[at : mark.start]))
        inside = escape(text[mark.start : mark.end])
        parts.append(f'<u style="color:{colour}">{inside}</u>')
        at = mark.end
    parts.append(escape(text[at:]))
    return "".join(parts).replace("\n", "<br>")
