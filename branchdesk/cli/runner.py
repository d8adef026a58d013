"""From a list of arguments to an answer or a failure; nothing here writes to a stream."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

from branchdesk.cli.output import Exit, Failure, Result
from branchdesk.cli.parser import COMMANDS, build_parser
from branchdesk.cli.session import Session
from branchdesk.cli.usage import HelpWanted
from branchdesk.domain.errors import Invalid, Known
from branchdesk.domain.messages import msg
from branchdesk.language import LANGUAGES, Words

Command = Callable[[argparse.Namespace, Session], Result]


def language_of(argv: Sequence[str], otherwise: str | None = None) -> str:
    """Find the language before the arguments are read, because their errors are told in it.

    Without `--lang` it is `otherwise`, else the system's: Chinese where that is Chinese, English elsewhere.
    """
    asked = otherwise
    for at, word in enumerate(argv):
        if word == "--lang" and at + 1 < len(argv):
            asked = argv[at + 1]
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    if asked in LANGUAGES:
        return str(asked)
    return "zh_CN" if _system_language().lower().startswith(("zh", "chinese")) else "en"


def _system_language() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable]
    import locale

    return locale.getlocale()[0] or ""


@cache
def words_for(language: str) -> Words:
    """Return the words of a language, read once."""
    return Words(language)


@cache
def _parser(language: str, wanted: frozenset[str]) -> argparse.ArgumentParser:
    return build_parser(words_for(language), wanted)


def answer(
    argv: Sequence[str], session: Session, defaults: argparse.Namespace | None = None
) -> Result | Failure:
    """Run one command; every error but an interruption comes back as a Failure."""
    given = dict(vars(defaults)) if defaults is not None else {}
    language = language_of(argv, given.get("lang"))
    words = words_for(language)
    try:
        with session.speaking(words):
            parser = _parser(language, frozenset(COMMANDS.keys() & set(argv)))
            options = parser.parse_args(list(argv), argparse.Namespace(**given))
            return _command(options.command or "run")(options, session)
    except HelpWanted as help_:
        return Result({"help": str(help_)}, str(help_))
    except Known as error:
        return failure(error, words)
    except Exception as error:  # whatever it is, it is a bug
        return bug(error, words)


def _command(name: str) -> Command:
    module, function = COMMANDS[name].split(":")
    found: Command = getattr(import_module(f"branchdesk.cli.commands.{module}"), function)
    return found


def failure(error: Known, words: Words) -> Failure:
    """Tell a foreseen error: trouble with a file or the disk is 3, everything else 2."""
    trouble = error.code.startswith("storage_") or error.code == "export_failed"
    several = error.problems.items() if isinstance(error, Invalid) else ()
    problems = tuple((name, words.say(text)) for name, text in several)
    message = " ".join(text for _, text in problems) or words.say(error.message)
    return Failure(error.code, message, Exit.TROUBLE if trouble else Exit.USAGE, error.field, problems)


def bug(error: Exception, words: Words) -> Failure:
    """Write a report about a bug and say where it lies."""
    from branchdesk.cli.bug_report import write_report

    path = write_report(error)
    message = (
        msg(
            "Something unexpected happened, and nothing was saved. Please send us the report {path}.",
            path=path,
        )
        if path is not None
        else msg(
            "Something unexpected happened, and nothing was saved; the report could not be written either."
        )
    )
    return Failure("bug", words.say(message), Exit.BUG)
