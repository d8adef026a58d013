"""What a command gives back, and how it is written: JSON for programs, tables for people."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from branchdesk.domain.money import Fen, decimal_text


class Exit(IntEnum):
    """What the exit code says to the program that called."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    TROUBLE = 3
    NOT_ALLOWED = 4
    BUG = 70


@dataclass(frozen=True, slots=True)
class Result:
    """A command's answer: the JSON document, the same for people, remarks beside it, the exit code."""

    document: Mapping[str, Any]
    text: str = ""
    notes: tuple[str, ...] = ()
    exit: Exit = Exit.DONE
    written: bool = False  # the command has written its answer itself, line by line


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: a stable code for programs, one sentence for people."""

    code: str
    message: str
    exit: Exit
    field: str = ""
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """Return the JSON document of the error."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.field:
            error["field"] = self.field
        if len(self.problems) > 1:
            error["problems"] = dict(self.problems)
        return {"error": error}


def plain(value: object, zone: ZoneInfo | None = None) -> Any:
    """Turn a value into JSON: amounts as decimal strings, dates ISO 8601, instants in the branch's time."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fen):
        return decimal_text(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        local = value.astimezone(zone) if zone is not None and value.tzinfo is not None else value
        return local.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item, zone) for item in value]
    return value


def dumps(document: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Write one JSON document."""
    return json.dumps(document, ensure_ascii=False, indent=indent)


def write(stream: TextIO, text: str) -> None:
    """Write a line or several; what the stream's encoding lacks becomes a question mark."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = text.encode(encoding, "replace").decode(encoding)
    stream.write(safe if safe.endswith("\n") else safe + "\n")
    stream.flush()


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Line up columns on a screen where Chinese signs are two places wide; `right`: columns of numbers."""
    lines = [list(headings), *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(headings))]
    made = [
        "  ".join(_padded(line[at], widths[at], at in right) for at in range(len(widths))) for line in lines
    ]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join(line.rstrip() for line in (made[0], rule, *made[1:]))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap
