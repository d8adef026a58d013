"""Devices at a site: bait stations, boards, lamps and traps, each with the number on its label (R052)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from branchdesk.domain.checks import Problems
from branchdesk.domain.messages import msg


class DeviceKind(StrEnum):
    """What stands there."""

    BAIT_STATION = "bait_station"
    GLUE_BOARD = "glue_board"
    SNAP_TRAP = "snap_trap"
    FLY_LAMP = "fly_lamp"
    ROACH_HOUSE = "roach_house"
    OTHER = "other"


PREFIXES = {
    DeviceKind.BAIT_STATION: "SE",
    DeviceKind.GLUE_BOARD: "SB",
    DeviceKind.SNAP_TRAP: "SJ",
    DeviceKind.FLY_LAMP: "MY",
    DeviceKind.ROACH_HOUSE: "ZJ",
    DeviceKind.OTHER: "QT",
}
"""With which letters labels of a kind begin, where a site has no numbers of its own yet."""

_NUMBERED = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device at a site; a device that was taken away keeps its findings."""

    id: int = 0
    version: int = 0
    site_id: int = 0
    kind: DeviceKind = DeviceKind.BAIT_STATION
    number: str = ""  # prefix and number, as on the label
    place: str = ""
    removed_on: date | None = None
    note: str = ""


def check_device(device: Device, others: Iterable[Device]) -> Problems:
    """Check one device against the others of its site."""
    problems: Problems = {}
    if not device.number.strip():
        problems["number"] = msg("Enter the number on the label.")
    elif any(
        one.number == device.number.strip() and one.id != device.id and one.removed_on is None
        for one in others
    ):
        problems["number"] = msg(
            "{number} stands here already. Enter the number on the label.", number=device.number
        )
    return problems


def next_number(kind: DeviceKind, known: Iterable[Device]) -> str:
    """Return the number that follows the highest of a kind, written like the ones that are there."""
    last = max((_parts(one) for one in known if one.kind is kind), default=None)
    number, prefix, width = last or (0, PREFIXES[kind], 2)
    return f"{prefix}{number + 1:0{width}d}"


def label_order(device: Device) -> tuple[str, int, str]:
    """Sort by kind and number as people count: SE2 before SE10."""
    found = _NUMBERED.fullmatch(device.number)
    return (found[1], int(found[2]), "") if found else (device.number, 0, "")


def _parts(device: Device) -> tuple[int, str, int]:
    found = _NUMBERED.fullmatch(device.number)
    return (int(found[2]), found[1], len(found[2])) if found else (0, PREFIXES[device.kind], 2)
