"""Papers for signing and taking along, as PDF (R061, R174)."""

from __future__ import annotations

from argparse import Namespace

from branchdesk.cli.commands.lists import replaced_note
from branchdesk.cli.output import Result
from branchdesk.cli.session import Session
from branchdesk.papers.prints import write_print


def print_(options: Namespace, session: Session) -> Result:
    """Write one paper; `of` says of which visit, day or customer."""
    desk, words = session.desk(options), session.words
    made = write_print(desk, options.kind, options.of, options.out, words)
    text = words.trn("{path} written, {n} page.", "{path} written, {n} pages.", made.pages, path=options.out)
    document = {"kind": options.kind, "out": str(options.out), "pages": made.pages}
    return Result(document, text, notes=replaced_note(made.replaced, words))
