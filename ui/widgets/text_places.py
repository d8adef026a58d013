"""Where marks of a text stand in a Qt document, which counts in UTF-16, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from branchdesk.domain.wording import WordKind
from branchdesk.domain.wording_rules import TextMark
from ui.theme import color

_LATE = {WordKind.TABOO, WordKind.PERSONAL, WordKind.GAP, WordKind.EXCUSE}
_INFO = {WordKind.TERM, WordKind.TRADITIONAL, WordKind.POSITIVE, WordKind.OPINION}
_LAST_OF_PLANE = "\uffff"


def token_of(mark: TextMark) -> str:
    """Return the colour of a mark: what must not go out, what is probably a slip, what could be better."""
    if mark.kind in _LATE:
        return "late"
    return "info" if mark.kind in _INFO else "soon"


def places(text: str, marks: Sequence[TextMark]) -> list[tuple[int, int]]:
    """Return where the marks begin and end in the document."""
    if text.isascii():
        return [(mark.start, mark.end) for mark in marks]
    at, wide, offsets = 0, 0, []
    for mark in marks:
        ends = []
        for end in (mark.start, mark.end):
            wide += sum(sign > _LAST_OF_PLANE for sign in text[at:end])
            at = end
            ends.append(end + wide)
        offsets.append((ends[0], ends[1]))
    return offsets


def cursor_over(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Return a cursor that has a place selected."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def underlines(
    document: QTextDocument, marks: Sequence[TextMark], where: Sequence[tuple[int, int]]
) -> list[QTextEdit.ExtraSelection]:
    """Draw each mark as a wavy line in its colour over a soft ground."""
    drawn = []
    for mark, (start, end) in zip(marks, where, strict=True):
        if start == end:
            continue
        look = QTextCharFormat()
        token = token_of(mark)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(color(token))
        look.setBackground(color(f"{token}_soft"))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor_over(document, start, end)
        selection.format = look
        drawn.append(selection)
    return drawn
