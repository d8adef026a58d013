"""Which branch file was opened last: one small note for the window and the command line alike."""

from __future__ import annotations

import json
import os
from pathlib import Path

import platformdirs

PROGRAM = "BranchDesk"
SUFFIX = ".branchdesk"
FOLDER_VARIABLE = "BRANCHDESK_DATA_DIR"
_NOTE = "last-file.json"


def data_folder() -> Path:
    """Return this user's own folder for branch files, or the one that `run --data-dir` chose."""
    return Path(os.environ.get(FOLDER_VARIABLE) or platformdirs.user_data_dir(PROGRAM, appauthor=False))


def remember(path: Path) -> None:
    """Note the file that was opened just now; a folder that cannot be written costs only the note."""
    note = data_folder() / _NOTE
    part = note.with_name(f"{_NOTE}.{os.getpid()}.part")
    text = json.dumps({"file": str(path.absolute())}, ensure_ascii=False)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(note)
    except OSError:
        part.unlink(missing_ok=True)


def last_file() -> Path | None:
    """Return the file that was opened last, else the newest one in the data folder, else None.

    The file that was opened last is returned even where it is gone, so that its loss is told and no other
    branch is taken for it.
    """
    return _noted() or _newest()


def _noted() -> Path | None:
    """Read the note; one that cannot be read counts as never written."""
    try:
        found = json.loads((data_folder() / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    text = found.get("file") if isinstance(found, dict) else None
    return Path(text) if isinstance(text, str) and text else None


def _newest() -> Path | None:
    found = [path for path in data_folder().glob(f"*{SUFFIX}") if path.is_file()]
    return max(found, key=lambda path: (path.stat().st_mtime, path.name), default=None)
