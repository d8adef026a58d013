"""Checking a zipped workbook before any reader opens it: bombs, entities, macros and outside links."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from branchdesk.domain.messages import Message, msg
from branchdesk.readers.errors import ImportRefused
from branchdesk.readers.source import encrypted, macros

LARGEST_TOTAL = 192 * 1024 * 1024
LARGEST_PART = 160 * 1024 * 1024
MOST_ENTRIES = 4000
# Sheets of repeated cells shrink to 1/100; beyond this and above this size nobody typed the content.
LARGEST_RATIO = 200
_RATIO_FROM = 8 * 1024 * 1024
_CHUNK = 256 * 1024
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_RELATION = re.compile(rb"<[^<>]*\bTargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
# Everything that zipfile raises on damaged bytes, found by damaging them.
_ZIP_TROUBLES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    IndexError,
    RuntimeError,
)
_MACRO_PARTS = ("vbaproject", "/macrosheets/", "/activex/")
_OUTSIDE_PARTS = ("/externallinks/", "/connections.xml", "/querytables/")


class Archive:
    """A workbook's zip whose every part has been read through once and found harmless."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_TROUBLES as error:
            raise ImportRefused(damaged(name)) from error
        self._parts = {info.filename.lower().lstrip("/"): info for info in self._zip.infolist()}
        self._check_directory()
        for part in self._parts:
            self._check_part(part)

    def __contains__(self, part: str) -> bool:
        """Tell whether the archive has this part, in any case."""
        return part.lower() in self._parts

    def size(self, part: str) -> int:
        """Return the unpacked size of a part in bytes."""
        return self._parts[part.lower()].file_size

    def read(self, part: str) -> bytes:
        """Return a small part whole (workbook directory, relations)."""
        return b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part in pieces of 256 KiB, and refuse it where it is longer than it claims."""
        info = self._parts[part.lower()]
        declared = info.file_size
        info.file_size = LARGEST_PART + 1  # or zipfile stops at the claimed length and hides the rest
        total = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    total += len(piece)
                    if total > declared:
                        raise ImportRefused(_bomb(self.name))
                    yield piece
        except _ZIP_TROUBLES as error:
            raise ImportRefused(damaged(self.name)) from error
        finally:
            info.file_size = declared
        if total != declared:
            raise ImportRefused(damaged(self.name))

    def _check_directory(self) -> None:
        infos = self._zip.infolist()
        if len(infos) != len(self._parts) or self._zip.comment:
            raise ImportRefused(damaged(self.name))
        if any(info.flag_bits & 0x1 for info in infos):
            raise ImportRefused(encrypted(self.name))
        if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > LARGEST_TOTAL:
            raise ImportRefused(_bomb(self.name))
        if any(_swells(info) for info in infos):
            raise ImportRefused(_bomb(self.name))
        self._check_names()

    def _check_names(self) -> None:
        if "xl/workbook.xml" not in self._parts:
            raise ImportRefused(_not_a_workbook(self.name))
        for part in self._parts:
            if any(mark in "/" + part for mark in _MACRO_PARTS):
                raise ImportRefused(macros(self.name))
            if any(mark in "/" + part for mark in _OUTSIDE_PARTS):
                raise ImportRefused(_outside(self.name))

    def _check_part(self, part: str) -> None:
        tail = b""
        first = True
        markup = False
        for piece in self.chunks(part):
            if first:
                markup = _is_markup(self.name, piece)
                first = False
            if markup and _DOCTYPE.search(tail + piece):
                raise ImportRefused(_entities(self.name))
            tail = piece[-16:]
        if part.endswith(".rels"):
            self._check_relations(part)

    def _check_relations(self, part: str) -> None:
        """Allow links that a person clicks; refuse what a program would fetch by itself."""
        for tag in _RELATION.findall(self.read(part)):
            if b"/hyperlink" not in tag:
                raise ImportRefused(_outside(self.name))


def _swells(info: zipfile.ZipInfo) -> bool:
    if info.file_size > LARGEST_PART:
        return True
    return info.file_size > _RATIO_FROM and info.file_size > LARGEST_RATIO * max(info.compress_size, 1)


def _is_markup(name: str, start: bytes) -> bool:
    """Tell XML by its start; UTF-16 is refused, since the search for entities would not see into it."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:2] in (b"<\x00", b"\x00<"):
        raise ImportRefused(damaged(name))
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def damaged(name: str) -> Message:
    """Say that a workbook is not built as Excel builds it."""
    return msg("{name} is damaged. Open it in Excel or WPS and save it again as .xlsx.", name=name)


def _bomb(name: str) -> Message:
    return msg(
        "{name} unpacks to far more than a spreadsheet holds and was not opened. "
        "Copy the rows that you need into a new workbook.",
        name=name,
    )


def _entities(name: str) -> Message:
    return msg(
        "{name} contains XML entities, as attacks do and spreadsheets do not. It was not opened. "
        "Ask the sender for another file.",
        name=name,
    )


def _outside(name: str) -> Message:
    return msg(
        "{name} fetches data from other files or connections. Copy its cells as values into a new workbook.",
        name=name,
    )


def _not_a_workbook(name: str) -> Message:
    return msg(
        "{name} is a zipped file but not an .xlsx workbook. Save it as .xlsx and try again.", name=name
    )
