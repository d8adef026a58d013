"""Tells whether this copy of the program works on this computer."""

from __future__ import annotations

import os
import platform
from argparse import Namespace
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import branchdesk
from branchdesk.cli.bug_report import write_report
from branchdesk.cli.commands.window import sample_branch
from branchdesk.cli.output import Exit, Result
from branchdesk.cli.session import Session

_PACKAGES = (
    "fpdf2",
    "holidays",
    "opencc",
    "openpyxl",
    "peewee",
    "platformdirs",
    "pypdfium2",
    "pypinyin",
    "PySide6-Essentials",
    "python-calamine",
    "python-dateutil",
    "sqlcipher3",
    "tzdata",
)
_FEW = 8  # customers: enough for every tab, made in a moment


def self_test(options: Namespace, session: Session) -> Result:
    """Open a throw-away branch, load every tab, export one month, report versions (exit 0 or 1)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    steps: dict[str, str] = {}
    with sample_branch(options, session, customers=_FEW) as path:
        steps["check"] = _tried(lambda: _check(path, options))
        steps["window"] = _tried(lambda: _load_tabs(path))
        steps["export"] = _tried(lambda: _export(path, options, session))
    ok = all(text.startswith("ok") for text in steps.values())
    document = {"ok": ok, "steps": steps, "versions": _versions()}
    return Result(document, _text(document, session), exit=Exit.DONE if ok else Exit.FINDINGS)


def _tried(step: Callable[[], str]) -> str:
    """Run one step; whatever goes wrong is the finding, and the other steps are tried all the same."""
    try:
        return step()
    except Exception as error:
        report = write_report(error)
        return f"{type(error).__name__}: {error} ({report})"


def _check(path: Path, options: Namespace) -> str:
    from branchdesk.bootstrap import Seat, open_branch

    desk = open_branch(path, Seat("self-test", "command line", options.as_of))
    try:
        findings = desk.upkeep.check(full=True)
    finally:
        desk.close()
    return "; ".join(map(str, findings)) or "ok"


def _load_tabs(path: Path) -> str:
    from ui.app import self_test as load_tabs

    names = load_tabs(path)
    return f"ok: {', '.join(names)}" if names else "no tab could be loaded"


def _export(path: Path, options: Namespace, session: Session) -> str:
    from branchdesk.bootstrap import Seat, open_branch
    from branchdesk.papers import write_pdf, write_workbook

    desk = open_branch(path, Seat("self-test", "command line", options.as_of))
    try:
        today = desk.context.clock.today()
        summary = desk.summaries.month(today.year, today.month)
        write_workbook(summary, path.with_suffix(".xlsx"), session.words)
        write_pdf(summary, path.with_suffix(".pdf"), session.words)
    finally:
        desk.close()
    return "ok"


def _versions() -> dict[str, Any]:
    from branchdesk.storage.library import sqlite_version

    found = {"Branch Desk": branchdesk.__version__, "Python": platform.python_version()}
    found["SQLite"] = sqlite_version()
    found["Qt"] = _qt_version()
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "?"
    found["system"] = platform.platform()
    return found


def _qt_version() -> str:
    try:
        from PySide6.QtCore import qVersion
    except ImportError:
        return "?"
    return qVersion()


def _text(document: dict[str, Any], session: Session) -> str:
    tr = session.words.tr
    head = tr("The program works.") if document["ok"] else tr("Something does not work; see the lines below.")
    lines = [f"{name}: {text}" for part in ("steps", "versions") for name, text in document[part].items()]
    return "\n".join([head, *lines])
