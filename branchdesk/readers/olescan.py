"""Measuring an old .xls before its reader, which follows any chain and reserves whatever is claimed.

A chain of sectors that bites its own tail or a cell in a far corner would otherwise end the whole program.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from branchdesk.readers.errors import CellProblem, ImportRefused
from branchdesk.readers.guard import damaged
from branchdesk.readers.sheetscan import MOST_CELLS, SheetScan, error_problem, too_far

_END_OF_CHAIN = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_SMALL_STREAM = 4096
_EOF, _FORMULA, _BOUND_SHEET, _DIMENSIONS, _BOOL_OR_ERROR, _MANY_NUMBERS = (
    0x0A,
    0x06,
    0x85,
    0x200,
    0x205,
    0xBD,
)
_CELLS = frozenset({_FORMULA, _BOOL_OR_ERROR, _MANY_NUMBERS, 0x201, 0x203, 0x204, 0x27E, 0xFD, 0xD6, 0xBE})
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def scan_xls(name: str, data: bytes) -> tuple[SheetScan, ...]:
    """Measure every sheet in the order of the workbook; raise `ImportRefused` if reading would be unsafe."""
    try:
        stream = _Container(name, data).workbook()
        starts = [_u32(body, 0) for kind, body in _records(stream, 0) if kind == _BOUND_SHEET]
        return tuple(_scan_sheet(name, stream, start) for start in starts)
    except (struct.error, IndexError) as error:
        raise ImportRefused(damaged(name)) from error


class _Container:
    """The little file system of an OLE file, read as strictly as the reader of workbooks does not."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12) or struct.unpack_from("<H", data, 32)[0] != 6:
            raise ImportRefused(damaged(name))
        self._size = 1 << shift
        self._count = max(len(data) // self._size, 1)
        self._check_header()
        self._fat = self._read_fat()
        self._directory = self._chain(_u32(data, 48), self._fat)

    def workbook(self) -> bytes:
        """Return the stream of the workbook, after checking every chain that leads to it."""
        entries = [self._directory[at : at + 128] for at in range(0, len(self._directory), 128)]
        if not entries or any(_u32(entry, 120) > len(self._data) for entry in entries if len(entry) == 128):
            raise ImportRefused(damaged(self._name))
        small = self._chain(_u32(entries[0], 116), self._fat)
        small_fat = _words(self._chain(_u32(self._data, 60), self._fat))
        found = [e for title in ("Workbook", "Book") for e in entries if _title(e) == title]
        streams = [self._stream(entry, small, small_fat) for entry in found]
        if not streams:
            raise ImportRefused(damaged(self._name))
        return streams[0]

    def _stream(self, entry: bytes, small: bytes, small_fat: tuple[int, ...]) -> bytes:
        start, length = _u32(entry, 116), _u32(entry, 120)
        if length >= _SMALL_STREAM:
            return self._chain(start, self._fat)[:length]
        return b"".join(small[at * 64 : at * 64 + 64] for at in self._ids(start, small_fat))[:length]

    def _check_header(self) -> None:
        """Refuse counts that exceed the file: the reader reserves memory by them."""
        if any(_u32(self._data, at) > self._count for at in (40, 44, 64, 72)):
            raise ImportRefused(damaged(self._name))

    def _read_fat(self) -> tuple[int, ...]:
        ids = list(struct.unpack_from("<109I", self._data, 76))
        following = _u32(self._data, 68)
        seen: set[int] = set()
        while following not in (_END_OF_CHAIN, _FREE):
            if following in seen:
                raise ImportRefused(damaged(self._name))
            seen.add(following)
            *more, following = _words(self._sector(following))
            ids.extend(more)
        return _words(b"".join(self._sector(number) for number in ids if number != _FREE))

    def _chain(self, start: int, fat: tuple[int, ...]) -> bytes:
        return b"".join(self._sector(number) for number in self._ids(start, fat))

    def _ids(self, start: int, fat: tuple[int, ...]) -> Iterator[int]:
        seen = 0
        while start != _END_OF_CHAIN:
            seen += 1
            if start >= len(fat) or seen > len(fat):
                raise ImportRefused(damaged(self._name))
            yield start
            start = fat[start]

    def _sector(self, number: int) -> bytes:
        at = max(512, self._size) + number * self._size
        if at >= len(self._data):
            raise ImportRefused(damaged(self._name))
        return self._data[at : at + self._size]


def _scan_sheet(name: str, stream: bytes, start: int) -> SheetScan:
    scan = SheetScan()
    for kind, body in _records(stream, start):
        if kind == _DIMENSIONS:
            _check_reach(name, *_claimed(body))
        elif kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body, 0)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MANY_NUMBERS else column
            scan.last_row = max(scan.last_row, row + 1)
            scan.last_column = max(scan.last_column, max(column, last) + 1)
            problem = _problem(kind, body)
            if problem:
                scan.problems[row + 1, column + 1] = problem
    _check_reach(name, scan.last_row, scan.last_column)
    return scan


def _claimed(body: bytes) -> tuple[int, int]:
    layout = "<IIHH" if len(body) >= 14 else "<HHHH"
    top, bottom, left, right = struct.unpack_from(layout, body, 0)
    return max(bottom - top + 1, 0), max(right - left + 1, 0)


def _check_reach(name: str, rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise ImportRefused(too_far(name, rows, columns))


def _problem(kind: int, body: bytes) -> CellProblem | None:
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7] == 1:
        return error_problem(_ERRORS.get(body[6], "#"))
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return error_problem(_ERRORS.get(body[8], "#"))
    return None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place up to the end of their part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _title(entry: bytes) -> str:
    return entry[:64].decode("utf-16-le", "ignore").split("\x00")[0]


def _u32(data: bytes, at: int) -> int:
    number: int = struct.unpack_from("<I", data, at)[0]
    return number


def _words(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
