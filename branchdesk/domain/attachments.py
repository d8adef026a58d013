"""Files that belong to a record: photos, papers, signed forms. Their bytes lie in the branch file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from branchdesk.domain.clock import EPOCH
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg

MEGABYTE = 1024 * 1024
MOST_CHARACTERS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to a record; its content lies apart, so that lists and audit never load it.

    What was added stays as it is: only remark, day and the mark “removed” change.
    """

    id: int = 0
    version: int = 0
    owner_kind: str = ""  # the table of the record, such as "complaint"
    owner_id: int = 0
    file_name: str = ""
    media_type: str = ""
    size: int = 0  # bytes
    sha256: str = ""
    remark: str = ""
    taken_on: date | None = None
    added_by: str = ""
    added_at: datetime = EPOCH
    removed_by: str = ""
    removed_at: datetime | None = None

    @property
    def is_image(self) -> bool:
        """Tell whether it can be shown as a picture."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file on its way in."""

    name: str
    data: bytes
    remark: str = ""
    taken_on: date | None = None


# Not the system's own table: it differs from machine to machine.
_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "amr": "audio/amr",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "zip": "application/zip",
}
_UNKNOWN_TYPE = "application/octet-stream"
_PROGRAMS = frozenset(
    {
        *("exe", "com", "scr", "pif", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta"),
        *("msi", "msp", "msix", "appx", "lnk", "url", "reg", "jar", "cpl", "dll", "sys", "sh", "app"),
        *("command", "desktop", "docm", "xlsm", "pptm", "chm", "iso"),
    }
)
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_TAKEN = re.compile(rb"(20\d\d|19\d\d):([01]\d):([0-3]\d) [0-2]\d:[0-5]\d:[0-5]\d\x00")
_HEAD = 65_536  # where cameras write when a photo was taken


def safe_name(name: str) -> str:
    """Return a file name that every system can keep: no path, no signs that mislead, not too long."""
    bare = _FORBIDDEN.sub("_", PurePath(name.replace("\\", "/")).name).strip(" .")
    stem, dot, ending = bare.rpartition(".")
    if not dot:
        stem, ending = bare, ""
    if stem.split(".")[0].upper() in _DEVICES:
        stem = f"_{stem}"
    kept = stem[: MOST_CHARACTERS - len(ending) - 1].rstrip(" .") or "file"
    return f"{kept}.{ending}" if ending else kept


def media_type_of(name: str) -> str:
    """Return the media type by the ending of a name."""
    return _TYPES.get(_ending(name), _UNKNOWN_TYPE)


def photo_day(data: bytes) -> date | None:
    """Return the day on which a camera says that it took the photo; None where it says nothing sound."""
    found = _TAKEN.search(data, 0, _HEAD)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def check_file(name: str, size: int, most_megabytes: int) -> None:
    """Refuse what must not be kept: an empty file, one that is too large, a program in disguise."""
    if not size:
        raise Refused(msg("{name} is empty. Choose the file that has the content.", name=name))
    if size > most_megabytes * MEGABYTE:
        raise Refused(
            msg(
                "{name} has {size} MB; at most {most} MB are kept for a file. Save the photo smaller, "
                "or raise the limit in the settings.",
                name=name,
                size=-(-size // MEGABYTE),
                most=most_megabytes,
            )
        )
    if _ending(name) in _PROGRAMS:
        raise Refused(
            msg("{name} is a program, not a document. Keep a photo, PDF or text of it instead.", name=name)
        )


def _ending(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""
