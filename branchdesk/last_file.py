"""Which branch file was opened last: one small note for the window and the command line alike."""

from __future__ import annotations

import json
from pathlib import Path

import platformdirs

PROGRAM = "BranchDesk"
SUFFIX = ".branchdesk"
_NOTE = "last-file.json"


def data_folder() -> Path:
    """Return this user's own folder for branch files; nothing is made."""
    return Path(platformdirs.user_data_dir(PROGRAM, appauthor=False))


def remember(path: Path, folder: Path | None = None) -> None:
    """Note the file that was opened just now; a folder that cannot be written costs only the note."""
    folder = folder or data_folder()
    note, part = folder / _NOTE, folder / f"{_NOTE}.part"
    text = json.dumps({"file": str(path.absolute())}, ensure_ascii=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(note)
    except OSError:
        part.unlink(missing_ok=True)


def last_file(folder: Path | None = None) -> Path | None:
    """Return the file that was opened last, else the newest one in the folder, else None.

    The file that was opened last is returned even where it is gone, so that its loss is told and no other
    branch is taken for it.
    """
    folder = folder or data_folder()
    return _noted(folder / _NOTE) or _newest(folder)


def _noted(note: Path) -> Path | None:
    """Read the note; one that cannot be read counts as never written."""
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    text = found.get("file") if isinstance(found, dict) else None
    return Path(text) if isinstance(text, str) and text else None


def _newest(folder: Path) -> Path | None:
    found = [path for path in folder.glob(f"*{SUFFIX}") if path.is_file()]
    return max(found, key=lambda path: (path.stat().st_mtime, path.name), default=None)
