"""Fetching a file's bytes once and telling by its content what it is, whatever its name says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from branchdesk.domain.messages import Message, msg
from branchdesk.readers.errors import ImportRefused

LARGEST_FILE = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_FOREIGN = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"MZ": "Windows program",
    b"SQLite format 3": "SQLite",
    b"PK\x05\x06": "empty ZIP",
}
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<table", b"<body", b"<meta", b"<?xml", b"<style", b"<script")


class Kind(Enum):
    """What a file is by its content."""

    ZIP_WORKBOOK = "xlsx"
    OLE_WORKBOOK = "xls"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """A file in memory: read once, so that nothing can change between the check and the reading."""

    path: Path
    data: bytes
    kind: Kind
    notes: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        """Return the file's name for sentences."""
        return self.path.name


def open_source(path: Path) -> Source:
    """Read the file and name its kind; raise `ImportRefused` if missing, locked, too large or foreign."""
    if path.name.startswith("~$"):
        message = msg(
            "{name} is only the mark that a workbook is open somewhere. Choose {other} instead.",
            name=path.name,
            other=path.name[2:],
        )
        raise ImportRefused(message)
    data = fetch(path)
    kind = _kind(path.name, data)
    return Source(path, data, kind, _misnamed(path, kind))


def fetch(path: Path) -> bytes:
    """Return the bytes of a file, or raise `ImportRefused` with the reason."""
    if path.is_dir():
        raise ImportRefused(msg("{path} is a folder. Choose a file in it.", path=str(path)))
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except PermissionError as error:
        raise ImportRefused(_locked(path)) from error
    except FileNotFoundError as error:
        raise ImportRefused(
            msg("{name} is not there. Check the name and the folder, then choose again.", name=path.name)
        ) from error
    except OSError as error:
        message = msg(
            "{name} cannot be read: {reason}. Copy it to this computer and try again.",
            name=path.name,
            reason=error.strerror or str(error),
        )
        raise ImportRefused(message) from error
    if len(data) > LARGEST_FILE:
        raise ImportRefused(_too_large(path.name))
    if not data:
        raise ImportRefused(
            msg("{name} is empty (0 bytes). Save it again where it was made.", name=path.name)
        )
    return data


def _locked(path: Path) -> Message:
    if path.is_dir():
        return msg("{name} is a folder, not a file. Choose the file in it.", name=path.name)
    return msg(
        "{name} cannot be opened: another program has it open, or you may not read it. "
        "Close it in Excel or WPS and try again.",
        name=path.name,
    )


def _too_large(name: str) -> Message:
    """Say that a file is beyond the size that is read."""
    limit = LARGEST_FILE // 1024 // 1024
    return msg("{name} is larger than {limit} MB. Split it into several files.", name=name, limit=limit)


def _kind(name: str, data: bytes) -> Kind:
    if data.startswith(_ZIP):
        return Kind.ZIP_WORKBOOK
    if data.startswith(_OLE):
        return _ole_kind(name, data)
    for magic, what in _FOREIGN.items():
        if data.startswith(magic):
            raise ImportRefused(_foreign(name, what))
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_MARKUP):
        raise ImportRefused(_foreign(name, "HTML/XML"))
    return Kind.TEXT


def _foreign(name: str, what: str) -> Message:
    return msg(
        "{name} is not a spreadsheet but a {what} file. "
        "Open it in Excel or WPS and save it as .xlsx or .csv.",
        name=name,
        what=what,
    )


def _ole_kind(name: str, data: bytes) -> Kind:
    if _stream_name("EncryptedPackage") in data:
        raise ImportRefused(encrypted(name))
    if _stream_name("_VBA_PROJECT") in data:
        raise ImportRefused(macros(name))
    if _stream_name("Workbook") not in data and _stream_name("Book") not in data:
        raise ImportRefused(_foreign(name, "Word/OLE"))
    return Kind.OLE_WORKBOOK


def _stream_name(text: str) -> bytes:
    return text.encode("utf-16-le")


def encrypted(name: str) -> Message:
    """Say that a workbook is protected by a password."""
    return msg(
        "{name} is protected by a password. Open it in Excel or WPS, remove the password and save it again.",
        name=name,
    )


def macros(name: str) -> Message:
    """Say that a workbook carries macros."""
    return msg(
        "{name} contains macros, which are not read for safety. Save it as .xlsx without macros.", name=name
    )


def _misnamed(path: Path, kind: Kind) -> tuple[Message, ...]:
    expected = {
        Kind.ZIP_WORKBOOK: {".xlsx", ".xlsm"},
        Kind.OLE_WORKBOOK: {".xls", ".et"},
        Kind.TEXT: {".csv", ".tsv", ".txt"},
    }[kind]
    if path.suffix.lower() in expected:
        return ()
    message = msg(
        "{name} is by its content a {kind} file and was read as such.",
        name=path.name,
        kind=".csv" if kind is Kind.TEXT else "." + kind.value,
    )
    return (message,)
