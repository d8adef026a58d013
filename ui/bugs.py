"""What happens when the program is wrong: it is logged, told once, and the window lives on."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)

import branchdesk

log = logging.getLogger("branchdesk")

QUIET_FOR = 60.0
"""Seconds during which the same traceback is not shown again: a bad `data()` fails once per cell."""


class _Reporter(QObject):
    """Brings a report from any thread to the UI thread and shows it."""

    found = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.show: Callable[[str], object] | None = None
        self.seen: dict[str, float] = {}
        self.found.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    @Slot(str)
    def tell(self, report: str) -> None:
        """Show the report with whatever the window has installed."""
        if self.show is not None:
            self.show(report)


class _State:
    reporter: _Reporter | None = None
    crash_file: TextIO | None = None


def install(folder: Path, show: Callable[[str], object] | None) -> Path:
    """Start logging into `folder` and catch what nobody caught; returns the log file.

    `show` gets the report's text on the UI thread (`ui.widgets.bug_dialog.show_report`); None only logs.
    """
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "branchdesk.log"
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    _State.crash_file = (folder / "crash.log").open("a", encoding="utf-8")
    faulthandler.enable(_State.crash_file)
    _State.reporter = _Reporter()
    _State.reporter.show = show
    sys.excepthook = _from_main
    threading.excepthook = _from_thread
    qInstallMessageHandler(_from_qt)
    return path


def report(error: BaseException) -> str:
    """Log a bug and show it, unless the same one was shown a moment ago; returns the report's text."""
    text = describe(error)
    reporter = _State.reporter
    key = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
    now = time.monotonic()
    if reporter is not None and now - reporter.seen.get(key, -QUIET_FOR) < QUIET_FOR:
        return text
    log.error("%s", text)
    if reporter is not None:
        reporter.seen[key] = now
        if QCoreApplication.instance() is not None:
            reporter.found.emit(text)
    return text


def describe(error: BaseException) -> str:
    """Write what one may send away: versions, kinds of errors and lines of source, but no values.

    An error's own sentence can quote a customer's name or amount: therefore only its class is named.
    """
    head = (
        f"Branch Desk {branchdesk.__version__} · Python {platform.python_version()} · Qt {qVersion()}"
        f" · {platform.system()} {platform.release()}"
    )
    lines = [head]
    for link in _chain(error):
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        for frame in traceback.extract_tb(link.__traceback__):
            where = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {where}:{frame.lineno} {frame.name}: {frame.line}")
    return "\n".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return links


def _from_main(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, value, trace)
        return
    report(value.with_traceback(trace))


def _from_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        report(args.exc_value.with_traceback(args.exc_traceback))


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
