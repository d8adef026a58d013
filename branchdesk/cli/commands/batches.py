"""Many commands in one process: what tests and scripts use instead of starting the program each time."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from branchdesk.cli.output import Exit, Failure, Result, dumps, write
from branchdesk.cli.session import Session
from branchdesk.cli.usage import WrongUsage
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg

_GENERAL = ("file", "lang", "as_of")


def batch(options: Namespace, session: Session) -> Result:
    """Run each line as a command and write its result at once; the exit code is the worst of them.

    A line inherits the general options of the batch and may give its own. Blank lines are skipped.
    """
    if session.in_batch:
        raise WrongUsage(msg("A batch cannot run another batch. Put its lines into this one."))
    lines = _lines(options.source)
    general = Namespace(**{name: getattr(options, name) for name in _GENERAL})
    session.in_batch = True
    try:
        exits = [_run(line, session, general) for line in lines if line.strip()]
    finally:
        session.in_batch = False
    return Result({}, written=True, exit=max(exits, default=Exit.DONE))


def _lines(source: Path) -> list[str]:
    try:
        return source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        text = msg(
            "{path} cannot be read as a text file in UTF-8. Check its name and how it was saved.", path=source
        )
        raise Refused(text, field="source") from error


def _run(line: str, session: Session, general: Namespace) -> Exit:
    from branchdesk.cli.runner import answer, failure

    try:
        found = answer(_arguments(line), session, general)
    except Refused as error:
        found = failure(error, session.words)
    ok = not isinstance(found, Failure)
    key = {"result": found.document} if isinstance(found, Result) else dict(found.document)
    write(session.stdout, dumps({"ok": ok, "exit": int(found.exit), **key}))
    return found.exit


def _arguments(line: str) -> list[str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise Refused(
            msg(
                '“{line}” is not a command. Write a list of texts, such as ["today", "--days", "7"].',
                line=line[:60],
            )
        )
    return found
