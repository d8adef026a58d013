"""Files that appear only when complete: written beside the target and moved into place."""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message, msg

_TRIES = 3
_FIRST_PAUSE_S = 0.05


class ExportFailed(Known):
    """A file could not be written; whatever stood at its place before is still there."""

    code = "export_failed"


def write_atomically(
    target: Path, write: Callable[[BinaryIO], None], *, pause: Callable[[float], None] = time.sleep
) -> None:
    """Let `write` fill a part file, then put it in place of `target` in one step.

    On any failure the part file is removed and the old target kept. Trouble of the disk or of a program that
    holds the file is raised as `ExportFailed`; what `write` itself raises passes through.
    """
    part = target.parent / f"~{secrets.token_hex(6)}.part"
    try:
        with part.open("xb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        _replace(part, target, pause)
    except OSError as trouble:
        raise ExportFailed(_sentence(trouble, target)) from trouble
    finally:
        part.unlink(missing_ok=True)


def _replace(part: Path, target: Path, pause: Callable[[float], None]) -> None:
    """Move into place, patiently: virus scanners and backup programs hold a file for a moment."""
    for attempt in range(_TRIES):
        try:
            part.replace(target)
        except PermissionError:
            if attempt == _TRIES - 1:
                raise
            pause(_FIRST_PAUSE_S * 2**attempt)
        else:
            return


def _sentence(trouble: OSError, target: Path) -> Message:
    folder = str(target.parent)
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return msg(
            "The disk is full, so {file} was not written; the earlier file is unchanged. "
            "Free some space or choose another folder, then export again.",
            file=target.name,
        )
    if isinstance(trouble, FileNotFoundError | NotADirectoryError):
        return msg(
            "The folder {folder} does not exist. Choose another folder, then export again.", folder=folder
        )
    if trouble.errno == errno.EROFS:
        return msg(
            "The folder {folder} is read-only. Choose another folder, then export again.", folder=folder
        )
    if isinstance(trouble, PermissionError):
        return msg(
            "{file} is open in another program or protected, so it was not replaced. "
            "Close it there or choose another name, then export again.",
            file=target.name,
        )
    return msg(
        "{file} was not written ({reason}); the earlier file is unchanged. "
        "Check the disk or choose another folder, then export again.",
        file=target.name,
        reason=trouble.strerror or str(trouble),
    )
