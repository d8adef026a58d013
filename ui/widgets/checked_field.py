"""A text that is checked while one types: marks, suggestions, terms and phrases; it never stops anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QToolTip

from branchdesk.domain.changes import Changes
from branchdesk.domain.errors import Known
from branchdesk.domain.wording import CHECKED, Situation, WordException, WordKind, WordRule
from branchdesk.domain.wording_check import check_text
from branchdesk.domain.wording_rules import TextMark, TextPurpose
from branchdesk.domain.wording_stock import fill_phrase
from ui.language import say, tr
from ui.session import Session
from ui.widgets.fields import NoteField
from ui.widgets.insert_menus import fill_phrases, fill_terms
from ui.widgets.text_places import cursor_over, places, token_of, underlines
from ui.widgets.text_strip import HEIGHT, TextStrip, counted

REST = 250
"""Milliseconds after which a text is checked when typing rests."""
_ROUNDS = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_EXCEPTION = {WordKind.UNIT, WordKind.PLAIN}
Values = Callable[[], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Help:
    """What a text is written with: which phrases come first, what fills their gaps, what is still open."""

    situations: Sequence[Situation] = ()
    values: Values = dict
    open_points: Callable[[], int] = int
    language: str = ""


class CheckedNoteField(NoteField):
    """A `NoteField` that marks what should be looked at again (R054 to R060, R112 to R127).

    Alt+Enter goes to the next mark and accepts the one it stands on, Alt+Shift+Enter accepts all,
    Alt+Down opens the terms or phrases.
    """

    def __init__(
        self,
        session: Session,
        purpose: TextPurpose = TextPurpose.REPORT,
        text: str = "",
        *,
        lines: int = 3,
        placeholder: str = "",
        aid: Help | None = None,
    ) -> None:
        super().__init__(text, lines=lines, placeholder=placeholder)
        self._session = session
        self._purpose = purpose
        self._aid = aid or Help()
        self._marks: tuple[TextMark, ...] = ()
        self._places: list[tuple[int, int]] = []
        self._strip = TextStrip(self, self.accept_all)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.check_now)
        self._add_menus()
        # A log is typed while somebody talks: its strip takes room only where there is something to say.
        if purpose is not TextPurpose.LOG:
            self.setFixedHeight(self.height() + HEIGHT)
        self._show_strip()
        self.textChanged.connect(self._rest.start)
        self.cursorPositionChanged.connect(self._say_here)
        session.bus.changed.connect(self._take_changes)
        if text:
            self._rest.start()

    def marks(self) -> tuple[TextMark, ...]:
        """Return what is marked, after a check of the text as it stands."""
        self.check_now()
        return self._marks

    def check_now(self) -> None:
        """Check the text and draw the marks."""
        self._rest.stop()
        text = self.toPlainText()
        try:
            rules = self._session.desk.wording.rules()
            open_points = self._aid.open_points()
        except Known:
            return  # the file is busy or away: whoever saves will hear of it, who types goes on
        found = check_text(text, rules, self._purpose, open_points=open_points)
        # Nothing is said about an empty text: nobody has begun, and Save will name it.
        self._marks = tuple(mark for mark in found if mark.end > mark.start)
        self._places = places(text, self._marks)
        self.setExtraSelections(underlines(self.document(), self._marks, self._places))
        suggestions = sum(mark.replacement is not None for mark in self._marks)
        self._strip.show_count(len(self._marks), suggestions)
        self._show_strip()
        self.setAccessibleDescription(f"{counted(len(self._marks))} (Alt+Enter)" if self._marks else "")
        self._say_here()

    def accept_all(self) -> None:
        """Put in every replacement, as one step that Ctrl+Z takes back."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for _ in range(_ROUNDS):
            self.check_now()
            wanted = [at for at, mark in enumerate(self._marks) if mark.replacement is not None]
            if not wanted:
                break
            for at in reversed(wanted):
                self._put(*self._places[at], self._marks[at].replacement or "")
        cursor.endEditBlock()
        self.check_now()

    def next_mark(self) -> None:
        """Accept the chosen mark where it says what to write, then choose the next one."""
        self.check_now()
        here = self._chosen()
        if here is not None and self._marks[here].replacement is not None:
            self._put(*self._places[here], self._marks[here].replacement or "")
            self.check_now()
        elif here is not None and self._marks[here].choices:
            self._offer(here)
            return
        self._choose_after(self.textCursor().selectionEnd())

    def insert_text(self, text: str) -> None:
        """Put a text in at the cursor, in the place of what is selected."""
        self.textCursor().insertText(text)
        self.setFocus()

    def insert_phrase(self, text: str) -> None:
        """Put a phrase in with its gaps filled; the first gap that is left is chosen for typing (R113)."""
        filled = fill_phrase(text, self._values())
        start = self.textCursor().selectionStart()
        self.insert_text(filled.text)
        if filled.gaps:
            first, last = (len(filled.text[:at].encode("utf-16-le")) // 2 for at in filled.gaps[0])
            self.setTextCursor(cursor_over(self.document(), start + first, start + last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer to the keys of the marks; everything else is typing."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.accept_all()
            else:
                self.next_mark()
        elif alt and event.key() == Qt.Key.Key_Down and self._strip.menus():
            menu = self._strip.menus()[0]
            menu.popup(self._strip.mapToGlobal(QPoint(0, HEIGHT)))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer suggestions over the usual entries."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        self.suggestions_menu(cursor.position()).popup(event.globalPos())

    def suggestions_menu(self, position: int) -> QMenu:
        """Build the menu for a place in the document: suggestions first, then cut, copy and paste."""
        self.check_now()
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self._mark_at(position)
        if at is not None:
            first = menu.actions()[0]
            own = QMenu(menu)
            self._fill_suggestions(own, at)
            menu.insertActions(first, own.actions())
            menu.insertSeparator(first)
        return menu

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a mark is about when the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._mark_at(self.cursorForPosition(event.pos()).position())
            text = say(self._marks[at].message) if at is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the strip at the foot, inside the frame."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._strip.setGeometry(inside.left(), inside.bottom() - HEIGHT + 1, inside.width(), HEIGHT)

    def _show_strip(self) -> None:
        shown = bool(self._marks or self._strip.menus())
        self._strip.setVisible(shown)
        self.setViewportMargins(0, 0, 0, HEIGHT if shown else 0)

    def _add_menus(self) -> None:
        wording = self._session.desk.wording
        if self._purpose is TextPurpose.REPORT:
            self._strip.add_menu(
                tr("Insert a term"), lambda menu: fill_terms(menu, wording, self.insert_text)
            )
        elif self._purpose is not TextPurpose.LOG:
            self._strip.add_menu(tr("Insert a phrase"), self._fill_phrases)

    def _fill_phrases(self, menu: QMenu) -> None:
        wording, aid = self._session.desk.wording, self._aid
        fill_phrases(menu, wording.phrases(language=aid.language), aid.situations, self.insert_phrase)
        menu.addSeparator()
        menu.addAction(tr("Approved answers…"), self._open_answers)

    def _open_answers(self) -> None:
        from ui.forms.approved_answers import ApprovedAnswersDialog

        ApprovedAnswersDialog(self, self._session, self.insert_text).open()

    def _values(self) -> dict[str, object]:
        context = self._session.desk.context
        return {"me": context.author.name, "branch": context.branch.name, **self._aid.values()}

    def _take_changes(self, changes: Changes) -> None:
        if changes.touches(WordRule, WordException):
            self._rest.start()

    def _mark_at(self, position: int) -> int | None:
        """Return which mark covers a place, or ends there."""
        found = (at for at, (start, end) in enumerate(self._places) if start <= position <= end)
        return next(found, None)

    def _chosen(self) -> int | None:
        """Return which mark is selected, neither more nor less."""
        cursor = self.textCursor()
        selected = (cursor.selectionStart(), cursor.selectionEnd())
        return self._places.index(selected) if selected in self._places else None

    def _choose_after(self, position: int) -> None:
        if not self._places:
            return
        at = next((n for n, place in enumerate(self._places) if place[0] >= position), 0)
        self.setTextCursor(cursor_over(self.document(), *self._places[at]))
        below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        QToolTip.showText(below, say(self._marks[at].message), self)

    def _put(self, start: int, end: int, text: str) -> None:
        cursor_over(self.document(), start, end).insertText(text)

    def _offer(self, at: int) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_suggestions(menu, at)
        menu.popup(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def _fill_suggestions(self, menu: QMenu, at: int) -> None:
        mark, place = self._marks[at], self._places[at]
        about = menu.addAction(say(mark.message))
        about.setEnabled(False)
        offered = mark.choices if mark.replacement is None else (mark.replacement,)
        for text in offered:
            shown = tr("Write “{text}”", text=text.replace("&", "&&")) if text else tr("Leave it out")
            menu.addAction(shown, partial(self._accept, place, text))
        if mark.kind in CHECKED - _NO_EXCEPTION and mark.choices != ("",):
            marked = cursor_over(self.document(), *place).selectedText()
            menu.addAction(
                tr("Never mark “{text}” again", text=marked.replace("&", "&&")),
                partial(self._leave_alone, mark.kind, marked),
            )

    def _accept(self, place: tuple[int, int], text: str) -> None:
        self._put(*place, text)
        self.check_now()
        self.setFocus()

    def _leave_alone(self, kind: WordKind, text: str) -> None:
        wording = self._session.desk.wording
        one = WordException(kind=kind, text=text)
        self._session.act(self, lambda: wording.save_exception(one), title=tr("Never mark again"))

    def _say_here(self) -> None:
        """Show the message of the mark under the cursor, else how many there are."""
        at = self._mark_at(self.textCursor().position())
        if at is not None and self._mark_stands(at):
            self._strip.say(say(self._marks[at].message), token_of(self._marks[at]))
        else:
            self._strip.say(counted(len(self._marks)) if self._marks else "")

    def _mark_stands(self, at: int) -> bool:
        """Tell whether a mark still lies within the text, which may have been shortened since."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        return self._places[at][1] <= end.position()
