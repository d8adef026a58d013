"""Writing a file where the person wants it, in the background, and offering to open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui import notices
from ui.language import tr
from ui.operations import Operation
from ui.settings import Settings

_FOLDER = "saving/folder"

Write = Callable[[Path], object]
"""Writes the file; runs in the worker thread and raises a known trouble where it cannot."""


def ask_where(parent: QWidget, settings: Settings, title: str, name: str, kinds: str) -> Path | None:
    """Let the person choose name and folder; the folder is remembered. None: they thought better of it.

    `kinds` as Qt writes them: `Excel (*.xlsx);;CSV (*.csv)`.
    """
    folder = Path(settings.text(_FOLDER) or _documents())
    if not folder.is_dir():
        folder = Path(_documents())
    text, chosen = QFileDialog.getSaveFileName(parent, title, str(folder / safe_name(name)), kinds)
    if not text:
        return None
    path = Path(text)
    settings.set_text(_FOLDER, str(path.parent))
    return path if path.suffix else path.with_suffix(_ending(chosen or kinds))


def save_file(
    parent: QWidget, settings: Settings, title: str, name: str, kinds: str, write: Write
) -> Path | None:
    """Ask where, write in the background, then say so with a button that opens the file."""
    path = ask_where(parent, settings, title, name, kinds)
    if path is not None:
        Operation(parent, lambda _progress: write(path), title=title).success(lambda _: written(path)).run()
    return path


def written(path: Path) -> None:
    """Say that a file was written."""
    address = QUrl.fromLocalFile(str(path))
    notice = notices.Notice(
        tr("{file} written.", file=path.name),
        tr("Open the file"),
        lambda: QDesktopServices.openUrl(address),
        notices.Severity.DONE,
    )
    notices.post(notice)


def safe_name(name: str) -> str:
    """Replace what a file name may not hold on some system."""
    return "".join("-" if letter in '<>:"/\\|?*' or letter < " " else letter for letter in name).strip(". ")


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _ending(kinds: str) -> str:
    """Return the first ending that a choice of kinds names."""
    return "." + kinds.partition("*.")[2].split(")")[0].split(" ")[0]
