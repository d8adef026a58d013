"""Values of options as people type them; each refuses with a sentence of its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from branchdesk.cli.usage import WrongUsage
from branchdesk.domain.messages import msg


def day(text: str) -> date:
    """Read an ISO date: a script's date is never guessed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(
            msg("“{text}” is not a date. Write it as 2026-09-25.", text=text), field="date"
        ) from None


def month(text: str) -> tuple[int, int]:
    """Read a month, `2026-11`."""
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if found is None or int(found[1]) < 1:
        raise WrongUsage(msg("“{text}” is not a month. Write it as 2026-11.", text=text), field="month")
    return int(found[1]), int(found[2])


def count(text: str) -> int:
    """Read a whole number from 1 to 100,000."""
    return _number(text, 1, 100_000)


def years(text: str) -> int:
    """Read a number of years of history, 1 to 20."""
    return _number(text, 1, 20)


def days(text: str) -> int:
    """Read a number of days ahead, 0 to 3,660."""
    return _number(text, 0, 3_660)


def seed(text: str) -> int:
    """Read the number that a sample branch grows from."""
    return _number(text, 0, 2**31 - 1)


def branch_path(text: str) -> Path:
    """Read where a branch file lies."""
    if "://" in text:
        raise WrongUsage(
            msg("{text} is an address. This program opens files: give the path of a branch file.", text=text),
            field="file",
        )
    return Path(text)


def names(text: str) -> tuple[str, ...]:
    """Read a list with commas."""
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def _number(text: str, least: int, most: int) -> int:
    number = int(text) if re.fullmatch(r"[0-9]{1,10}", text) else None
    if number is None or not least <= number <= most:
        raise WrongUsage(
            msg("“{text}” must be a whole number from {least} to {most}.", text=text, least=least, most=most)
        )
    return number
