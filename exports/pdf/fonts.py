"""Finds a Song typeface (宋体) and draws every character with a face that has it (R059).

Order: the file named in the settings, SimSun where the system has it, the packaged Noto Serif SC. A character
that the chosen face lacks comes from the packaged faces; what none of them has is printed as □ and counted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError
from fpdf import FPDF
from fpdf.fonts import TTFFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from branchdesk.domain.messages import msg
from exports.atomic import ExportFailed
from exports.cleaning import SUBSTITUTE, Tally, clean

_SIMSUN = "SimSun"
_FAMILY_NAME = 1  # of the name table
_POINTS_PER_MM = 72 / 25.4
# They have no ink of their own: joiners, direction marks, variation selectors, byte order mark.
_INKLESS = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0xFE00, 0xFE10), 0xFEFF]
)


@dataclass(frozen=True, slots=True)
class Face:
    """One face in a font file; `number` counts the faces of a collection from 0."""

    path: Path
    number: int = 0


def find_song(explicit: Path | None = None, folders: Iterable[Path] | None = None) -> Face:
    """Choose the typeface of the papers; raises `ExportFailed` where the named file cannot be read."""
    if explicit is not None:
        if not _family_names(explicit):
            raise ExportFailed(
                msg(
                    "The typeface file {path} cannot be read. Choose another one in the settings.",
                    path=str(explicit),
                )
            )
        return Face(explicit)
    searched = tuple(system_font_folders() if folders is None else folders)
    return _simsun(searched) or Face(serif_path())


def system_font_folders() -> list[Path]:
    """List where this system keeps typefaces that may include SimSun."""
    windows = os.environ.get("WINDIR")
    private = os.environ.get("LOCALAPPDATA")
    found = [Path(windows) / "Fonts"] if windows else []
    if private:
        found.append(Path(private) / "Microsoft" / "Windows" / "Fonts")
    return found


@cache
def _simsun(folders: tuple[Path, ...]) -> Face | None:
    """Find SimSun by its name: the order of faces in its file differs between versions."""
    for folder in folders:
        for path in sorted(folder.glob("[sS][iI][mM][sS][uU][nN]*.tt[cf]")):
            for number, names in enumerate(_family_names(path)):
                if _SIMSUN in names:
                    return Face(path, number)
    return None


def _family_names(path: Path) -> list[set[str]]:
    """Read the family names of every face in a file; an unreadable file has none."""
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in {".ttc", ".otc"}:
                return [_names(font) for font in TTCollection(stream, lazy=True).fonts]
            return [_names(TTFont(stream, lazy=True))]
    except (OSError, TTLibError):
        return []


def _names(font: TTFont) -> set[str]:
    return {record.toUnicode() for record in font["name"].names if record.nameID == _FAMILY_NAME}


class Typeface:
    """The chosen face and its helpers in one document; a helper is parsed when a character first needs it."""

    def __init__(self, pdf: FPDF, face: Face, tally: Tally) -> None:
        self._pdf = pdf
        self._tally = tally
        self._waiting = [Face(path) for path in (serif_path(), sans_path()) if path != face.path]
        self._loaded: list[str] = []
        self._width_of: dict[str, tuple[str, float]] = {}
        self._load(face)

    def _load(self, face: Face) -> None:
        name = f"song{len(self._loaded)}"
        self._pdf.add_font(name, "", face.path, collection_font_number=face.number)
        self._loaded.append(name)

    def close(self) -> None:
        """Let go of the font files."""
        for name in self._loaded:
            font = self._pdf.fonts[name]
            if isinstance(font, TTFFont):
                font.close()

    @property
    def main(self) -> str:
        """Name the family for `set_font`."""
        return self._loaded[0]

    def printable(self, text: str) -> str:
        """Make text fit for print: unknown characters become □ and are counted, marks without ink go."""
        text = clean(text, self._tally).replace("\t", " ")
        if self._width_of.keys() >= set(text):
            return text
        text = text.translate(_INKLESS)
        unknown = {character for character in text if character != "\n" and not self._find(character)[0]}
        for character in unknown:
            self._tally.replaced += text.count(character)
            text = text.replace(character, SUBSTITUTE)
        return text

    def width(self, text: str, size: float) -> float:
        """Measure printable text, in mm."""
        return sum(self._find(character)[1] for character in text) * size / 1000 / _POINTS_PER_MM

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Split printable text into stretches of one family."""
        start = 0
        for at, character in enumerate(text):
            if at and self._find(character)[0] != self._find(text[at - 1])[0]:
                yield self._find(text[start])[0], text[start:at]
                start = at
        if text:
            yield self._find(text[start])[0], text[start:]

    def _find(self, character: str) -> tuple[str, float]:
        """Return family and width (thousandths of the size) of a character; no family where none has it."""
        known = self._width_of.get(character)
        if known is None:
            known = self._search(character)
            if known[0]:
                self._width_of[character] = known
        return known

    def _search(self, character: str) -> tuple[str, float]:
        code = ord(character)
        for name in self._loaded:
            font = self._pdf.fonts[name]
            if isinstance(font, TTFFont) and code in font.cmap:
                return name, font.cw[code]
        if self._waiting:
            self._load(self._waiting.pop(0))
            return self._search(character)
        return "", 0.0
