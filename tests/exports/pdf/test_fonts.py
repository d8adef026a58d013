from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from fpdf import FPDF
from pylopdf_fonts_zh_cn import sans_path, serif_path

from exports.atomic import ExportFailed
from exports.cleaning import Tally
from exports.pdf.fonts import Face, Typeface, find_song, system_font_folders

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"


@contextmanager
def small_face(family: str, text: str) -> Iterator[TTFont]:
    """Make a face of a few characters under another name."""
    with TTFont(serif_path()) as font:
        options = subset.Options(name_IDs=["*"], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        for record in font["name"].names:
            if record.nameID == 1:
                record.string = family
        yield font


def collection(path: Path, *families: str) -> Path:
    with ExitStack() as stack:
        found = TTCollection()
        found.fonts = [stack.enter_context(small_face(family, "宋体 收款1")) for family in families]
        found.save(path)
    return path


@pytest.mark.req("R059")
def test_simsun_is_found_by_its_name_wherever_it_stands_in_the_file(tmp_path: Path) -> None:
    path = collection(tmp_path / "simsun.ttc", "NSimSun", "SimSun")
    assert find_song(folders=[tmp_path]) == Face(path, 1)


@pytest.mark.req("R059")
def test_without_simsun_the_packaged_song_is_used(tmp_path: Path) -> None:
    (tmp_path / "simsun.ttf").write_bytes(b"no font at all")
    assert find_song(folders=[tmp_path]) == Face(serif_path())


def test_the_typeface_of_the_settings_comes_first(tmp_path: Path) -> None:
    assert find_song(sans_path(), folders=[tmp_path]) == Face(sans_path())


def test_an_unreadable_typeface_of_the_settings_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="typeface file"):
        find_song(tmp_path / "gone.ttf")


def test_windows_keeps_typefaces_in_two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDIR", "W")
    monkeypatch.setenv("LOCALAPPDATA", "L")
    assert system_font_folders() == [Path("W/Fonts"), Path("L/Microsoft/Windows/Fonts")]


@pytest.mark.fault(74)
def test_a_character_that_the_face_lacks_comes_from_another(tmp_path: Path) -> None:
    with small_face("Poor Song", "收款 ") as font:
        font.save(tmp_path / "poor.otf")
    tally = Tally()
    with closing(Typeface(FPDF(), Face(tmp_path / "poor.otf"), tally)) as typeface:
        assert typeface.printable("收款镕 𠮷") == "收款镕 □"
        assert tally.replaced == 1
        assert list(typeface.runs("收款镕 ")) == [("song0", "收款"), ("song1", "镕"), ("song0", " ")]


def test_marks_without_ink_go_silently() -> None:
    tally = Tally()
    with closing(Typeface(FPDF(), Face(serif_path()), tally)) as typeface:
        assert typeface.printable("收\u200b款\ufe0f\ufeff\t元") == "收款 元"
        assert tally.replaced == 0


@pytest.mark.req("R059")
def test_the_packaged_song_has_all_8105_standard_characters() -> None:
    lists = [DATA / f"hanzi_level{level}.txt" for level in (1, 2, 3)]
    if not all(path.exists() for path in lists):
        pytest.skip("the lists of standard characters are not beside this checkout")
    standard = {
        character
        for path in lists
        for character in path.read_text(encoding="utf-8")
        if ord(character) > 0x2E80
    }
    with TTFont(serif_path(), lazy=True) as font:
        assert {character for character in standard if ord(character) not in font.getBestCmap()} == set()
    assert len(standard) == 8105
