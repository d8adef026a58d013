"""Commands about the branch file itself: make, copy, bring back, verify."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from branchdesk.cli.output import Exit, Result
from branchdesk.cli.session import Session, user_name
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.last_file import remember


def init(options: Namespace, session: Session) -> Result:
    """Make a new, empty branch file; one that exists is never touched."""
    from branchdesk.bootstrap import Seat, create_branch

    seat = Seat(user_name(), "command line", options.as_of)
    create_branch(options.target, options.name, session.words.language, seat).close()
    remember(options.target)
    document = {"file": str(options.target.absolute()), "name": options.name}
    return Result(document, session.words.tr("Branch file {path} made.", path=options.target))


def demo(options: Namespace, session: Session) -> Result:
    """Write a sample branch file; the same seed gives the same data."""
    from branchdesk.demo import write_demo

    months = 12 * options.years if options.years else 14
    write_demo(
        options.target,
        today=session.clock(options).today(),
        language=session.words.language,
        customers=options.customers,
        months=months,
        seed=options.seed,
    )
    document = {"file": str(options.target.absolute()), "customers": options.customers, "months": months}
    return Result(document, session.words.tr("Sample branch file {path} written.", path=options.target))


def backup(options: Namespace, session: Session) -> Result:
    """Write a verified copy of the branch file; an older one of that name gives way to it."""
    desk = session.desk(options)
    target: Path | None = options.target
    if target is not None:
        _check_target(desk.upkeep.path, target)
    copy = desk.upkeep.back_up(target)
    return Result({"file": str(copy.absolute())}, session.words.tr("Backup written to {path}.", path=copy))


def _check_target(source: Path, target: Path) -> None:
    """Refuse to put a backup over something that is none."""
    if target.is_dir():
        text = msg("{path} is a folder. Give the backup a file name in it.", path=target)
        raise Refused(text, field="target")
    if target.exists() and target.samefile(source):
        text = msg("{path} is the branch file itself. Give the backup another name.", path=target)
        raise Refused(text, field="target")
    if target.exists() and not _is_database(target):
        text = msg("{path} exists already and is no backup. Choose another name.", path=target)
        raise Refused(text, field="target")


def _is_database(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(15) == b"SQLite format 3"


def restore(options: Namespace, session: Session) -> Result:
    """Bring a verified copy back; the present file stays beside it under a name with the date."""
    from branchdesk.storage.restore import restore_file

    target = session.path(options)
    session.close()
    kept = restore_file(options.source, target, session.clock(options).now())
    session.desk(options)
    document = {"file": str(target.absolute()), "kept": str(kept.absolute()) if kept else None}
    tr = session.words.tr
    text = tr("{source} is back as {path}.", source=options.source, path=target)
    if kept is not None:
        text += "\n" + tr("The file that was there is kept as {path}.", path=kept)
    return Result(document, text)


def check(options: Namespace, session: Session) -> Result:
    """Verify the branch file; exit code 1 where something is wrong."""
    words = session.words
    desk = session.desk(options)
    findings = [words.say(finding) for finding in desk.upkeep.check(full=options.full)]
    document = {"ok": not findings, "findings": findings}
    if not findings:
        return Result(document, words.tr("{path} is sound.", path=desk.upkeep.path))
    head = words.tr(
        "{path} is not sound. Keep it as it is, and bring back the last backup.", path=desk.upkeep.path
    )
    return Result(document, "\n".join([head, *(f"- {text}" for text in findings)]), exit=Exit.FINDINGS)
