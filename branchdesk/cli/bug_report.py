"""The report about a bug: versions, kinds of errors and lines of source, but no values."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from zoneinfo import ZoneInfo

import platformdirs

import branchdesk
from branchdesk.domain.clock import SystemClock
from branchdesk.last_file import PROGRAM


def write_report(error: BaseException, folder: Path | None = None) -> Path | None:
    """Write the report into the user's log folder; None where that is not possible."""
    folder = folder or Path(platformdirs.user_log_dir(PROGRAM, appauthor=False))
    now = SystemClock(ZoneInfo("UTC")).now()
    path = folder / f"bug-{now:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{now.isoformat()}\n{describe(error)}\n", encoding="utf-8")
    except OSError:
        return None
    return path


def describe(error: BaseException) -> str:
    """Describe an error without its own sentence, which can quote a customer's name or amount."""
    lines = [
        f"Branch Desk {branchdesk.__version__} · Python {platform.python_version()} · {platform.platform()}"
    ]
    link: BaseException | None = error
    seen: list[BaseException] = []
    while link is not None and link not in seen:
        seen.append(link)
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        for frame in traceback.extract_tb(link.__traceback__):
            where = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {where}:{frame.lineno} {frame.name}: {frame.line}")
        link = link.__cause__ or link.__context__
    return "\n".join(lines)
