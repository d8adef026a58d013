"""The command line, the second door to the same services."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TextIO

from branchdesk.cli.output import Failure, Result, dumps, write


def main(
    argv: Sequence[str] | None = None, stdout: TextIO | None = None, stderr: TextIO | None = None
) -> int:
    """Run one command and return its exit code; results go to `stdout`, messages to `stderr`."""
    from branchdesk.cli.runner import answer, language_of, words_for
    from branchdesk.cli.session import Session

    argv = sys.argv[1:] if argv is None else argv
    out = stdout or _stream(sys.stdout)
    err = stderr or _stream(sys.stderr)
    with Session(words_for(language_of(argv)), out, err) as session:
        found = answer(argv, session)
    try:
        _tell(found, as_json="--json" in argv, out=out, err=err)
    except BrokenPipeError:
        # Whoever reads has seen enough (`branchdesk list … | head`); nothing may be written at exit either.
        sys.stdout = io.StringIO()
    return int(found.exit)


def _tell(found: Result | Failure, *, as_json: bool, out: TextIO, err: TextIO) -> None:
    if isinstance(found, Failure):
        if as_json:
            write(out, dumps(found.document, indent=1))
        write(err, found.message)
        return
    for note in found.notes:
        write(err, note)
    if not found.written:
        write(out, dumps(found.document, indent=1) if as_json else found.text)


def _stream(stream: TextIO | None) -> TextIO:
    """Make a stream that is no screen write UTF-8; a program without a console has none at all."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8")
    return stream
