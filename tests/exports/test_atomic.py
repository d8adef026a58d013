from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO

import pytest

from branchdesk.language import Words
from exports.atomic import ExportFailed, write_atomically


def write_new(stream: BinaryIO) -> None:
    stream.write(b"new")


def breaking_with(number: int) -> OSError:
    return OSError(number, "as the system says")


def test_a_complete_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "月报 #1 100%.xlsx"
    target.write_bytes(b"old")
    write_atomically(target, write_new)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_the_longest_file_name_that_the_system_allows_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("报" * 83 + ".pdf")
    write_atomically(target, write_new)
    assert target.exists()


@pytest.mark.fault(7)
@pytest.mark.fault(19)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(tmp_path: Path, number: int) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")

    def half(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise breaking_with(number)

    with pytest.raises(ExportFailed) as failure:
        write_atomically(target, half)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    assert "导出" in Words("zh_CN").say(failure.value.message)


def test_a_full_disk_is_named_as_such(tmp_path: Path) -> None:
    def full(_: BinaryIO) -> None:
        raise breaking_with(errno.ENOSPC)

    with pytest.raises(ExportFailed, match="disk is full"):
        write_atomically(tmp_path / "report.xlsx", full)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="does not exist"):
        write_atomically(tmp_path / "nowhere" / "report.xlsx", write_new)


def test_an_error_of_the_writer_passes_through_and_leaves_nothing(tmp_path: Path) -> None:
    def wrong(_: BinaryIO) -> None:
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        write_atomically(tmp_path / "report.xlsx", wrong)
    assert list(tmp_path.iterdir()) == []


class Held:
    """A file that another program lets go after some tries."""

    def __init__(self, tries: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = tries
        self.pauses: list[float] = []
        self._replace = Path.replace
        held = self
        monkeypatch.setattr(Path, "replace", lambda part, target: held.replace(part, target))

    def replace(self, part: Path, target: Path) -> Path:
        self.left -= 1
        if self.left >= 0:
            raise PermissionError(errno.EACCES, "held")
        return self._replace(part, target)


@pytest.mark.fault(33)
def test_a_file_that_a_scanner_holds_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(2, monkeypatch)
    write_atomically(tmp_path / "report.xlsx", write_new, pause=held.pauses.append)
    assert (tmp_path / "report.xlsx").read_bytes() == b"new"
    assert held.pauses == [0.05, 0.1]


@pytest.mark.fault(33)
def test_a_file_that_stays_open_elsewhere_is_named_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    held = Held(9, monkeypatch)
    with pytest.raises(ExportFailed, match=r"report\.xlsx is open in another program"):
        write_atomically(target, write_new, pause=held.pauses.append)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
