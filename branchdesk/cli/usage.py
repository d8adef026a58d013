"""argparse that speaks both languages and never ends the process."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message, mark
from branchdesk.language import Words


class WrongUsage(Known):
    """The command line is not understood."""

    code = "usage"


class HelpWanted(Exception):  # noqa: N818 - an answer, not an error
    """Somebody asked how to use a command; carries the text."""


# What argparse says in English only, and what we say instead.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        r"the following arguments are required: (?P<what>.*)",
        mark("Missing: {what}. Add it; `{program} --help` shows how."),
    ),
    (
        r"unrecognized arguments: (?P<what>.*)",
        mark("“{what}” is not known here. Leave it out; `{program} --help` shows what there is."),
    ),
    (
        r"argument (?P<where>.*?): invalid choice: (?P<what>'.*?') \(choose from (?P<known>.*)\)",
        mark("{what} is not one of the choices for {where}. Choose one of: {known}."),
    ),
    (
        r"argument (?P<where>.*?): expected .*argument.*",
        mark("{where} needs a value behind it; `{program} --help` shows how."),
    ),
    (
        r"argument (?P<where>.*?): not allowed with argument (?P<what>.*)",
        mark("{where} and {what} exclude each other. Leave one out."),
    ),
)
_OTHERWISE = mark("The command is not understood ({what}); `{program} --help` shows how.")


class Parser(argparse.ArgumentParser):
    """A parser whose help is in the reader's language and whose errors are raised."""

    def __init__(self, *, words: Words, **options: Any) -> None:
        self.words = words
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Formatter(prog, words.tr("Usage: ")),
            **options,
        )
        self.arguments = self.add_argument_group(words.tr("Arguments"))
        self.options = self.add_argument_group(words.tr("Options"))
        self.options.add_argument("-h", "--help", action=Tell, help=words.tr("show this help"))

    def error(self, message: str) -> NoReturn:
        """Raise instead of ending the process."""
        raise WrongUsage(_sentence(message, self.prog))


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, prefix: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)
        self._prefix = prefix

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._prefix if prefix is None else prefix)


class Tell(argparse.Action):
    """Answer with a text, by default the help, instead of running a command."""

    def __init__(
        self,
        option_strings: Sequence[str],
        dest: str,
        const: str = "",
        help: str | None = None,  # noqa: A002 - argparse passes it by this name
    ) -> None:
        super().__init__(option_strings, dest, nargs=0, const=const, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Raise the text."""
        raise HelpWanted(self.const or parser.format_help())


def _sentence(text: str, program: str) -> Message:
    for pattern, template in _SENTENCES:
        found = re.fullmatch(pattern, text)
        if found is not None:
            return Message(template, {**found.groupdict(), "program": program})
    return Message(_OTHERWISE, {"what": text, "program": program})
