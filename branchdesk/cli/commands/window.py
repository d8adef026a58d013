"""The one command that loads the window."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from branchdesk import last_file
from branchdesk.cli.output import Exit, Result
from branchdesk.cli.session import Session
from branchdesk.cli.usage import WrongUsage
from branchdesk.domain.messages import msg


def run(options: Namespace, session: Session) -> Result:
    """Open the window and wait until it is closed; without any branch file it offers to make one."""
    if session.in_batch:
        raise WrongUsage(msg("A batch cannot open the window. Leave “run” out."))
    if options.data_dir is not None:
        os.environ[last_file.FOLDER_VARIABLE] = str(options.data_dir.absolute())
    if options.demo:
        with sample_branch(options, session) as path:
            # The window speaks as the sample branch does, whatever was chosen for a real one.
            return _show(path, options, session.words.language, throw_away=True)
    return _show(options.file or last_file.last_file(), options, options.lang or "")


def _show(path: Path | None, options: Namespace, language: str, *, throw_away: bool = False) -> Result:
    if options.render is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif not _has_screen():
        raise WrongUsage(
            msg("There is no screen here. Start the window on a desktop, or draw it with run --render.")
        )
    from ui.app import run as run_window

    code = run_window(
        path,
        language=language,
        as_of=options.as_of,
        render=options.render,
        throw_away=throw_away,
    )
    return Result({"exit": code}, exit=Exit.DONE if code == 0 else Exit.FINDINGS, written=True)


def _has_screen() -> bool:
    """Look before Qt does: without a screen it ends the process and says so to nobody."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


@contextmanager
def sample_branch(options: Namespace, session: Session, *, customers: int = 60) -> Iterator[Path]:
    """Write a sample branch into a temporary folder, gone afterwards."""
    from branchdesk.demo import write_demo

    with tempfile.TemporaryDirectory(prefix="branchdesk-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"demo{last_file.SUFFIX}"
        language = session.words.language
        write_demo(path, today=session.clock(options).today(), language=language, customers=customers)
        yield path
