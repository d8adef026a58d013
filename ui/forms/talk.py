"""The guided talk, step by step: what to say, and what is written down with it (R086, D18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from branchdesk.domain.case_talk import apology_situation, check_options, facts_first
from branchdesk.domain.complaints import Complaint, Stage
from branchdesk.domain.errors import Invalid, Known
from branchdesk.domain.messages import Message
from branchdesk.services.case_flow import TalkDraft
from branchdesk.services.context import Outcome
from ui.dialogs import ask
from ui.forms.complaint_words import case_lead
from ui.forms.read_aloud import ReadAloud
from ui.forms.talk_draft import draft_of, promised_words, version_words
from ui.forms.talk_pages import (
    STEPS,
    TalkSubject,
    apology_page,
    follow_up_page,
    listen_page,
    phrase_help,
    recap_page,
    solution_page,
)
from ui.forms.talk_side import TalkSide
from ui.forms.talk_words import approved, phrase_values, recap_words, sentence, tip
from ui.language import say, term, tr
from ui.operations import Operation
from ui.session import Session
from ui.theme import GRID
from ui.widgets.form import Form, separator

KEEP_EVERY = 20_000
"""Milliseconds after which what is typed is kept by itself."""
_TURN = {Qt.Key.Key_Right, Qt.Key.Key_Left}


class TalkDialog(QDialog):
    """One screen for each step; Ctrl+Right goes on, Ctrl+Left back, Ctrl+S saves, and one goes on later."""

    saved = Signal(object)

    def __init__(self, parent: QWidget | None, session: Session, complaint: Complaint) -> None:
        super().__init__(parent)
        self._session = session
        self._case = complaint
        self._talk = session.desk.case_flow.talk(complaint.id)
        self._busy = False
        self._kept: dict[str, Any] = {}
        self._built = ""  # the words of the recap that were built from the fields
        self.setWindowTitle(tr("Talk about {number}", number=complaint.number))
        self.setMinimumSize(880, 620)
        subject = TalkSubject(session, complaint, self._talk)
        block = apology_situation(complaint.responsibility, self._talk)
        self._forms = {
            Stage.LISTEN: listen_page(subject),
            Stage.RECAP: recap_page(subject),
            Stage.APOLOGY: apology_page(subject, phrase_help(block, phrase_values(session, complaint, {}))),
            Stage.SOLUTION: solution_page(subject),
            Stage.FOLLOW_UP: follow_up_page(subject),
        }
        self._aloud = ReadAloud()
        self._pages = QStackedWidget()
        self._side = TalkSide(session, complaint)
        self._summary = QLabel()
        self._next, self._back = QPushButton(), QPushButton(tr("Back"))
        self._lay_out()
        self._connect()
        self._show_known()
        self._go(STEPS.index(complaint.stage) if complaint.stage in STEPS else 0)
        self._mark_clean()

    @property
    def stage(self) -> Stage:
        """Return the step in view."""
        return STEPS[self._pages.currentIndex()]

    @property
    def case_id(self) -> int:
        """Return which case is talked about."""
        return self._case.id

    def form(self, stage: Stage) -> Form:
        """Return the fields of one step."""
        return self._forms[stage]

    def aloud(self) -> ReadAloud:
        """Return what is to be said now."""
        return self._aloud

    def draft(self, stage: Stage | None = None) -> TalkDraft:
        """Return everything as it stands, and the stage that is reached with it."""
        return draft_of(self._session, self._case, self._talk, self._values(), stage)

    def go_on(self) -> None:
        """Save this step and show the next; the last one ends the talk."""
        at = self._pages.currentIndex()
        problems = self._forms[self.stage].problems() or self._missing()
        self._show_problems(problems)
        if problems:
            return
        if at + 1 == len(STEPS):
            self._save(None, self.accept)
        else:
            self._save(STEPS[at + 1], lambda: self._go(at + 1))

    def go_back(self) -> None:
        """Show the step before; nothing is lost."""
        self._go(max(self._pages.currentIndex() - 1, 0))

    def save(self) -> None:
        """Save what is there and stay."""
        self._save(None, self._mark_clean)

    def reject(self) -> None:
        """Close; what was typed is kept unless somebody wants to lose it."""
        if self._busy:
            return
        if not self._is_changed():
            super().reject()
            return
        ask(
            self,
            tr("Save the talk, to go on later?"),
            tr("Save and close"),
            lambda: self._save(None, self.accept),
            cancel=tr("Go on talking"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the first field."""
        super().showEvent(event)
        self._forms[self.stage].focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Right and Ctrl+Left turn the page also while one types."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _TURN
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Keep what is typed, so that nothing is lost; what is said and promised waits for Next or Save."""
        values = self._values()
        if self._busy or values == self._kept or not self._is_changed():
            return
        self._busy, self._kept = True, values
        draft = replace(self.draft(), recap="", agreed=None, promises=(), answer="")
        case_id, flow = self._case.id, self._session.desk.case_flow
        work = Operation(self, lambda _progress: flow.save(case_id, draft), quiet=True)
        work.finally_(self._rest).success(self._take_kept).failure(lambda _trouble: None).run()

    def _take_kept(self, outcome: Outcome[Any]) -> None:
        self._talk = outcome.value

    def _values(self) -> dict[str, Any]:
        return {key: value for form in self._forms.values() for key, value in form.values().items()}

    def _missing(self) -> dict[str, Message]:
        if self.stage is not Stage.SOLUTION:
            return {}
        values = self._values()
        return check_options(values["options"], values["consent_by"])

    def _save(self, stage: Stage | None, then: Callable[[], object]) -> None:
        if self._busy:
            return
        self._busy = True
        draft, case_id, flow = self.draft(stage), self._case.id, self._session.desk.case_flow
        work = Operation(self, lambda _progress: flow.save(case_id, draft), title=self.windowTitle())
        work.finally_(self._rest).success(lambda outcome: self._saved(outcome, then)).failure(
            self._refuse
        ).run()

    def _rest(self) -> None:
        self._busy = False

    def _saved(self, outcome: Outcome[Any], then: Callable[[], object]) -> None:
        self._talk = outcome.value
        self._case = self._session.desk.complaints.complaint(self._case.id)
        self._show_problems({})
        self._forget_promises()
        self._show_known()
        self._mark_clean()
        self.saved.emit(outcome)
        then()

    def _refuse(self, trouble: Known) -> None:
        problems = trouble.problems if isinstance(trouble, Invalid) else {trouble.field: trouble.message}
        self._show_problems(problems)

    def _show_problems(self, problems: dict[str, Message]) -> None:
        fields: set[str] = set()
        for form in self._forms.values():
            own = form.keys()
            fields.update(own)
            form.set_problems({key: problem for key, problem in problems.items() if key in own})
        other = [say(problem) for key, problem in problems.items() if key not in fields]
        self._summary.setText("\n".join(other))
        self._summary.setVisible(bool(other))

    def _go(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        last = at + 1 == len(STEPS)
        self._next.setText(tr("End the talk") if last else tr("Next: {stage}", stage=term(STEPS[at + 1])))
        self._back.setEnabled(at > 0)
        self._side.show_step(self.stage)
        self._follow()
        if self.isVisible():
            self._forms[self.stage].focus_first()

    def _follow(self) -> None:
        """Let sentence, tip and warnings follow what is typed."""
        values = self._values()
        self._build_recap(values)
        self._aloud.set_text(sentence(self._session, self._case, self.stage, self._values()))
        self._aloud.set_tip(*tip(self._case, self.stage, values))
        recap, solution = self._forms[Stage.RECAP], self._forms[Stage.SOLUTION]
        recap.set_visible("correction", visible=values["agreed"] is False)
        recap.set_visible(
            "facts_reply_at", visible=values["facts"] is not None and values["facts"] == "unproven"
        )
        early = facts_first(self._session.desk.case_flow.recaps_of(self._case.id), self._typed(values))
        solution.field("early").say(say(early) if early else "", "late")
        solution.set_visible("early", visible=early is not None)

    def _typed(self, values: dict[str, Any]) -> str:
        return " ".join([*(option.text for option in values["options"]), values["promise"]])

    def _build_recap(self, values: dict[str, Any]) -> None:
        """Keep our words in step with the fields until somebody writes their own."""
        built, field = recap_words(values), self._forms[Stage.RECAP].field("recap")
        has_words = any(values[key] for key in ("noticed", "place", "problem", "extent", "text"))
        if has_words and built != self._built and values["recap"] in ("", self._built):
            self._built = built
            field.set_value(built)

    def _show_known(self) -> None:
        flow = self._session.desk.case_flow
        recaps = flow.recaps_of(self._case.id)
        page = self._forms[Stage.RECAP]
        page.field("versions").say(version_words(self._session, recaps))
        page.set_visible("versions", visible=bool(recaps))
        if recaps and not page.field("recap").value():
            self._built = recap_words(self._values())
            page.field("recap").set_value(recaps[-1].text if recaps[-1].confirmed else self._built)
        block = apology_situation(self._case.responsibility, self._talk)
        self._forms[Stage.APOLOGY].field("block").say(term(block))
        self._propose_apology()
        promised = promised_words(self._session, self._case)
        self._forms[Stage.SOLUTION].field("promised").say(promised)
        self._forms[Stage.SOLUTION].set_visible("promised", visible=bool(promised))
        self._side.reload(self._case)

    def _propose_apology(self) -> None:
        """Begin with the first approved sentence of the block; it can be changed."""
        field = self._forms[Stage.APOLOGY].field("apology")
        if field.value():
            return
        block = apology_situation(self._case.responsibility, self._talk)
        field.set_value(approved(self._session, self._case, block, self._values()))

    def _forget_promises(self) -> None:
        """Clear what was promised: it stands in the register now, and is not promised twice."""
        empty = {"promise": "", "due_on": None, "due_time": None, "confirmed_by": ""}
        for key, value in empty.items():
            self._forms[Stage.SOLUTION].field(key).set_value(value)
        self._forms[Stage.FOLLOW_UP].field("update_on").set_value(None)
        self._forms[Stage.FOLLOW_UP].field("update_time").set_value(None)

    def _is_changed(self) -> bool:
        return any(form.is_changed() for form in self._forms.values())

    def _mark_clean(self) -> None:
        for form in self._forms.values():
            form.mark_clean()

    def _connect(self) -> None:
        for form in self._forms.values():
            form.changed.connect(self._follow)
            for child in form.findChildren(QWidget):
                child.installEventFilter(self)
        keeping = QTimer(self, interval=KEEP_EVERY)
        keeping.timeout.connect(self.keep)
        keeping.start()
        self._next.clicked.connect(self.go_on)
        self._back.clicked.connect(self.go_back)
        self._side.changed.connect(self._session.tell)
        self._side.changed.connect(lambda _outcome: self._side.reload(self._case))
        for keys, act in (
            ("Ctrl+Right", self.go_on),
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Ctrl+Left", self.go_back),
            ("Ctrl+S", self.save),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        lead = QLabel(case_lead(self._session, self._case))
        lead.setProperty("role", "muted")
        lead.setWordWrap(True)
        for stage in STEPS:
            self._pages.addWidget(_room(self._forms[stage], term(stage)))
        self._summary.setProperty("role", "problem")
        self._summary.setWordWrap(True)
        self._summary.hide()
        main = QVBoxLayout()
        main.setSpacing(GRID)
        main.addWidget(lead)
        main.addWidget(self._aloud)
        main.addWidget(self._pages, 1)
        main.addWidget(self._summary)
        middle = QHBoxLayout()
        middle.setContentsMargins(GRID * 2, GRID * 2, GRID * 3, GRID)
        middle.setSpacing(GRID * 3)
        middle.addWidget(self._side)
        middle.addLayout(main, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(separator())
        column.addLayout(self._foot())
        self.resize(980, 680)

    def _foot(self) -> QHBoxLayout:
        self._next.setProperty("primary", "true")
        self._next.setDefault(True)
        self._next.setToolTip(_native("Ctrl+Right"))
        self._back.setToolTip(_native("Ctrl+Left"))
        keep = QPushButton(tr("Save, go on later"))
        keep.setToolTip(_native("Ctrl+S"))
        keep.clicked.connect(lambda: self._save(None, self.accept))
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        foot.setSpacing(GRID)
        foot.addWidget(keep)
        foot.addStretch()
        for button in (self._back, self._next):
            foot.addWidget(button)
        for button in (keep, self._back):
            button.setAutoDefault(False)
        return foot


def open_talk(parent: QWidget, session: Session, case: Complaint) -> TalkDialog:
    """Open the talk beside the window, where one can look things up meanwhile; one window for each case."""
    for known in parent.window().findChildren(TalkDialog):
        if known.case_id == case.id and known.isVisible():
            known.raise_()
            known.activateWindow()
            return known
    dialog = TalkDialog(parent.window(), session, case)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.saved.connect(session.tell)
    dialog.show()
    return dialog


def _room(form: Form, name: str) -> QScrollArea:
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room.setAccessibleName(name)
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, GRID, GRID, GRID)
    column.addWidget(form)
    column.addStretch(1)
    room.setWidget(inner)
    return room


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
