"""The one catalogue of Chinese words: `python -m tests.architecture.catalogue` brings it up to date.

With `--check` nothing is written, and the exit code says whether something is missing, left over or stale.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tests.architecture.source import ROOT, modules, name_of

PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "branchdesk.po"
KEYWORDS = {"tr": None, "trn": (1, 2), "trc": ((1, "c"), 2), "msg": None, "mark": None}


def literals_of_the_program() -> Catalog:
    """Collect every sentence that the source wants translated."""
    catalogue = Catalog()
    for path in modules("branchdesk", "ui", "exports"):
        with path.open("rb") as stream:
            for line, text, _, context in extract("python", stream, KEYWORDS):
                catalogue.add(text, locations=[(name_of(path), line)], context=context)
    return catalogue


def read_catalogue() -> Catalog:
    """Read the Chinese words as people wrote them."""
    with PO.open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def update() -> None:
    """Add new sentences without Chinese, drop those that nobody says any more, and compile."""
    catalogue = read_catalogue()
    catalogue.header_comment = (
        "# The Chinese words of Branch Desk, kept up to date by `python3 dev.py words`."
    )
    catalogue.update(literals_of_the_program(), no_fuzzy_matching=True, update_creation_date=False)
    with PO.open("wb") as stream:
        write_po(stream, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    with PO.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, read_catalogue())


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the singular and plural forms of an entry's English or Chinese; one form for most."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def texts(message: Message) -> tuple[str, ...]:
    """Return the Chinese forms of an entry, empty texts where there are none."""
    return forms(message.string)


def gaps(template: str) -> set[str]:
    """Return the names of the gaps in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def key(message: Message) -> str:
    """Name an entry for a person: its English, with the context where it has one."""
    english = forms(message.id)[0]
    context: object = message.context
    if isinstance(context, bytes):  # Babel leaves it so in compiled entries
        context = context.decode()
    return f"{context}: {english}" if context else english


def entries(catalogue: Catalog) -> dict[str, Message]:
    """Return the entries by name, without the header."""
    return {key(message): message for message in catalogue if message.id}


def translated(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Return the Chinese of every entry that has it."""
    return {name: texts(message) for name, message in entries(catalogue).items() if all(texts(message))}


def untranslated() -> list[str]:
    """List the sentences of the program that have no Chinese, with the place where they stand."""
    known = translated(read_catalogue())
    return [
        f"{message.locations[0][0]}:{message.locations[0][1]} {name!r}"
        for name, message in entries(literals_of_the_program()).items()
        if name not in known
    ]


def unused() -> list[str]:
    """List the entries that no source file asks for."""
    return sorted(entries(read_catalogue()).keys() - entries(literals_of_the_program()).keys())


def doubtful() -> list[str]:
    """List the entries that are marked as guesses."""
    return [name for name, message in entries(read_catalogue()).items() if message.fuzzy]


def has_other_gaps(message: Message) -> bool:
    """Tell whether English and Chinese have different gaps; a plural may leave out `{n}`."""
    english = forms(message.id)
    wanted = set().union(*map(gaps, english))
    optional = {"n"} if len(english) > 1 else set()
    return any(gaps(chinese) | optional != wanted | optional for chinese in texts(message) if chinese)


def with_other_gaps() -> list[str]:
    """List the entries whose Chinese has other gaps than the English."""
    return [name for name, message in entries(read_catalogue()).items() if has_other_gaps(message)]


def stale() -> list[str]:
    """List the entries that the compiled catalogue tells differently from the written one."""
    with PO.with_suffix(".mo").open("rb") as stream:
        compiled = translated(read_mo(stream))
    written = translated(read_catalogue())
    return sorted(
        name for name in compiled.keys() | written.keys() if compiled.get(name) != written.get(name)
    )


def findings() -> Iterator[str]:
    """Yield everything that is wrong with the catalogue, one sentence each."""
    for trouble, names in (
        ("has no Chinese", untranslated()),
        ("is used nowhere", unused()),
        ("is marked as a guess", doubtful()),
        ("has other gaps in Chinese", with_other_gaps()),
        ("is not compiled; run `dev.py words`", stale()),
    ):
        yield from (f"{name}: {trouble}" for name in names)


def main(arguments: list[str]) -> int:
    """Update or check; return the exit code."""
    if arguments == ["--check"]:
        troubles = list(findings())
        sys.stdout.write("".join(f"{line}\n" for line in troubles))
        return 1 if troubles else 0
    if arguments:
        sys.stderr.write("usage: python -m tests.architecture.catalogue [--check]\n")
        return 2
    update()
    missing = untranslated()
    sys.stdout.write("".join(f"{line}: has no Chinese\n" for line in missing))
    sys.stdout.write(
        f"{Path(name_of(PO))}: {len(entries(read_catalogue()))} entries, {len(missing)} without Chinese\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
