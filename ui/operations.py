"""Work off the UI thread: one worker, progress, cancelling, and errors that find their reader."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from branchdesk.domain.errors import Known
from ui import bugs, notices
from ui.language import say, tr
from ui.widgets.progress_dialog import ProgressDialog

T = TypeVar("T")

PATIENCE = 400
"""Milliseconds before a job shows how far it is."""

# One worker: jobs that touch the branch file keep the order in which they were asked for.
_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-work")
_active: set[Operation[Any]] = set()


class Cancelled(Exception):  # noqa: N818 - reads as a sentence: "except Cancelled"
    """The person at the desk stopped the job."""


class Progress:
    """What a job says about itself while it runs in the worker thread."""

    def __init__(self, told: Callable[[int, int, str], None]) -> None:
        self._told = told
        self._stop = threading.Event()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Say how far the job is (`text` already in the reader's language); raises `Cancelled`."""
        self.check()
        self._told(done, total, text)

    def check(self) -> None:
        """Raise `Cancelled` where the person has asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()


class _Carrier(QObject):
    """Brings results home: made on the UI thread, so that its slots run there."""

    told = Signal(int, int, str)
    ended = Signal(object, object)

    def __init__(self, operation: Operation[Any]) -> None:
        super().__init__()
        self._operation = operation
        self.told.connect(self.show_progress, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self.deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(int, int, str)
    def show_progress(self, done: int, total: int, text: str) -> None:
        """Pass a step on to the dialog."""
        self._operation.show_progress(done, total, text)

    @Slot(object, object)
    def deliver(self, result: object, error: object) -> None:
        """Hand over the result or the error."""
        self._operation.deliver(result, error)


class Operation(Generic[T]):
    """One job: `Operation(self, work, title=tr("Saving")).success(shown).failure(refused).run()`.

    `work` runs in the worker thread with a `Progress`; the callbacks run on the UI thread, and not at all
    once `parent` is gone. Without a failure callback a `Known` trouble becomes a notice; anything else is
    a bug report.
    """

    def __init__(
        self, parent: QWidget | None, work: Callable[[Progress], T], *, title: str = "", quiet: bool = False
    ) -> None:
        self._parent = parent
        self._work = work
        self._title = title or tr("Working…")
        self.quiet = quiet  # reads for the screen: no busy cursor, no dialog, nobody is asked about it
        self._success: Callable[[T], object] | None = None
        self._failure: Callable[[Known], object] | None = None
        self._finally: Callable[[], object] | None = None
        self._dialog: ProgressDialog | None = None
        self._last = (0, 0, "")

    def success(self, callback: Callable[[T], object]) -> Operation[T]:
        """Call with the result."""
        self._success = callback
        return self

    def failure(self, callback: Callable[[Known], object]) -> Operation[T]:
        """Call with a foreseen trouble instead of showing a notice."""
        self._failure = callback
        return self

    def finally_(self, callback: Callable[[], object]) -> Operation[T]:
        """Call at the end, however it ended, before the other callbacks."""
        self._finally = callback
        return self

    def run(self) -> Operation[T]:
        """Start (or queue behind the job that runs)."""
        carrier = _Carrier(self)
        self._carrier = carrier
        self._progress = Progress(carrier.told.emit)
        _active.add(self)
        if not self.quiet:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
            QTimer.singleShot(PATIENCE, carrier, self._show_dialog)
        _pool.submit(self._run_in_worker, carrier)
        return self

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._progress.cancel()

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show a step (UI thread)."""
        self._last = (done, total, text)
        if self._dialog is not None:
            self._dialog.show_step(done, total, text)

    def deliver(self, result: Any, error: object) -> None:
        """Close what was shown and call back (UI thread)."""
        _active.discard(self)
        if not self.quiet:
            QGuiApplication.restoreOverrideCursor()
        if self._dialog is not None:
            self._dialog.finish()
        self._carrier.deleteLater()
        if self._parent is not None and not shiboken6.isValid(self._parent):
            return
        if self._finally is not None:
            self._finally()
        self._call_back(result, error)

    def _call_back(self, result: T, error: object) -> None:
        if error is None:
            if self._success is not None:
                self._success(result)
        elif isinstance(error, Cancelled):
            notices.post(notices.Notice(tr("Stopped: {job}.", job=self._title)))
        elif isinstance(error, Known):
            self._fail(error)
        elif isinstance(error, BaseException):
            bugs.report(error)

    def _fail(self, error: Known) -> None:
        if self._failure is not None:
            self._failure(error)
        else:
            notices.post(notices.Notice(say(error.message), severity=notices.Severity.ERROR))

    def _run_in_worker(self, carrier: _Carrier) -> None:
        result: object = None
        trouble: BaseException | None = None
        try:
            self._progress.check()
            result = self._work(self._progress)
        except BaseException as error:  # every error must reach the UI thread
            trouble = error
        if shiboken6.isValid(carrier):
            carrier.ended.emit(result, trouble)

    def _show_dialog(self) -> None:
        if self not in _active:
            return
        parent = self._parent if self._parent is not None and shiboken6.isValid(self._parent) else None
        self._dialog = ProgressDialog(parent, self._title, self.cancel)
        self._dialog.show_step(*self._last)
        self._dialog.open()


def running() -> bool:
    """Say whether a job that a person asked for runs or waits: ask before quitting."""
    return any(not operation.quiet for operation in _active)


def settled() -> bool:
    """Say whether nothing at all is under way, reading for the screen included."""
    return not _active


def cancel_all() -> None:
    """Ask every job to stop, because the program is to be closed."""
    for operation in tuple(_active):
        operation.cancel()
