"""Files stay with their record: in the branch file, once, unchanged, and never loaded where nobody looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.domain.attachments import MEGABYTE, NewFile, photo_day, safe_name
from branchdesk.domain.bookkeeping import AuditEntry
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.errors import NotFound, Refused
from branchdesk.services.desk import Desk
from branchdesk.storage.backup import back_up_before

PHOTO = b"\xff\xd8\xff\xe1..Exif..2026:11:20 22:31:09\x00" + bytes(2_000)


def names(desk: Desk, kind: str, record_id: int) -> list[str]:
    return [one.file_name for one in desk.attachments.of(kind, record_id)]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "蟑螂 冷库.jpg"
    path.write_bytes(PHOTO)
    return path


def test_a_file_is_kept_with_its_remark_and_the_day_of_the_photo(desk: Desk, site: Site, photo: Path) -> None:
    (one,) = desk.attachments.add("site", site.id, photo, remark="冷库门旁").value
    assert (one.file_name, one.media_type, one.size) == ("蟑螂 冷库.jpg", "image/jpeg", len(PHOTO))
    assert (one.remark, one.taken_on, one.added_by) == ("冷库门旁", date(2026, 11, 20), "王芳")
    assert desk.attachments.content(one.id) == PHOTO


def test_bytes_travel_with_a_copy_of_the_branch_file(
    desk: Desk, site: Site, photo: Path, clock: ManualClock
) -> None:
    (one,) = desk.attachments.add("site", site.id, photo).value
    photo.unlink()
    copy = back_up_before(desk.context.database, "test", clock.now())
    other = open_branch(copy, Seat("李"), clock)
    assert other.attachments.content(one.id) == PHOTO
    other.close()


def test_the_same_bytes_are_stored_once(desk: Desk, customer: Customer, site: Site) -> None:
    desk.attachments.add_files("site", site.id, [NewFile("a.png", b"same")])
    desk.attachments.add_files("customer", customer.id, [NewFile("b.png", b"same")])
    stored = desk.context.database.value("SELECT count(*) FROM attachment_content")
    assert stored == 1


def test_a_file_is_not_attached_twice_to_one_record(desk: Desk, site: Site) -> None:
    desk.attachments.add_files("site", site.id, [NewFile("a.png", b"same")])
    with pytest.raises(Refused, match="attached here already"):
        desk.attachments.add_files("site", site.id, [NewFile("b.png", b"same")])
    desk.attachments.add_files("site", site.id, [NewFile("b.png", b"same"), NewFile("c.png", b"new")])
    assert names(desk, "site", site.id) == ["a.png", "c.png"]


def test_several_files_are_attached_together_or_not_at_all(desk: Desk, site: Site) -> None:
    with pytest.raises(Refused, match="is empty"):
        desk.attachments.add_files("site", site.id, [NewFile("a.png", b"x"), NewFile("b.png", b"")])
    assert names(desk, "site", site.id) == []


def test_undo_removes_and_undo_of_that_brings_back(desk: Desk, site: Site) -> None:
    added = desk.attachments.add_files("site", site.id, [NewFile("a.png", b"x")])
    assert added.undo is not None
    removed = added.undo()
    assert names(desk, "site", site.id) == []
    assert removed.undo is not None
    removed.undo()
    assert names(desk, "site", site.id) == ["a.png"]


def test_the_audit_knows_the_file_and_not_its_bytes(desk: Desk, site: Site) -> None:
    desk.attachments.add_files("site", site.id, [NewFile("a.png", b"SECRETBYTES")])
    rows = desk.context.reader.find(AuditEntry, entity="attachment")
    assert len(rows) == 1
    assert "a.png" in rows[0].after
    assert "SECRETBYTES" not in rows[0].after


def test_a_record_with_files_is_not_deleted(desk: Desk, customer: Customer) -> None:
    desk.attachments.add_files("customer", customer.id, [NewFile("a.png", b"x")])
    with pytest.raises(Refused, match="so it stays"):
        desk.people.merging.delete_customer(customer.id)


def test_a_record_that_is_gone_takes_no_file(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.attachments.add_files("visit", 99, [NewFile("a.png", b"x")])


def test_files_of_a_duplicate_go_over_and_come_back(desk: Desk, customer: Customer, site: Site) -> None:
    other = desk.customers.save_customer(Customer(name="三川")).value
    same = desk.customers.save_site(Site(customer_id=other.id, name=site.name)).value
    desk.attachments.add_files("site", same.id, [NewFile("a.png", b"x")])
    merged = desk.people.merging.merge(customer.id, other.id)
    assert names(desk, "site", site.id) == ["a.png"]
    assert merged.undo is not None
    merged.undo()
    assert (names(desk, "site", site.id), names(desk, "site", same.id)) == ([], ["a.png"])


def test_a_remark_is_changed_and_nothing_else(desk: Desk, site: Site) -> None:
    from dataclasses import replace

    (one,) = desk.attachments.add_files("site", site.id, [NewFile("a.png", b"x")]).value
    saved = desk.attachments.describe(replace(one, remark="门缝", file_name="other.png")).value
    assert (saved.remark, saved.file_name) == ("门缝", "a.png")


def test_the_file_itself_refuses_to_change_what_was_attached(desk: Desk, site: Site) -> None:
    desk.attachments.add_files("site", site.id, [NewFile("a.png", b"x")])
    for sql in (
        "UPDATE attachment_content SET data = x'00'",
        "DELETE FROM attachment_content",
        "UPDATE attachment SET file_name = 'b'",
        "DELETE FROM attachment",
    ):
        with pytest.raises(Exception, match="never"):
            desk.context.database.raw.execute(sql)


def test_a_copy_is_written_whole(desk: Desk, site: Site, tmp_path: Path) -> None:
    (one,) = desk.attachments.add_files("site", site.id, [NewFile("a.png", b"x" * 999)]).value
    target = desk.attachments.save_as(one.id, tmp_path / "out.png")
    assert target.read_bytes() == b"x" * 999
    with pytest.raises(Refused, match="cannot be written"):
        desk.attachments.save_as(one.id, tmp_path / "missing" / "out.png")


def test_many_records_are_counted_with_one_statement(desk: Desk, site: Site) -> None:
    desk.attachments.add_files("site", site.id, [NewFile("a.png", b"x"), NewFile("b.png", b"y")])
    assert desk.attachments.counts("site", [site.id, 77]) == {site.id: 2}


def test_what_is_too_large_or_a_program_is_refused_with_a_way_forward(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(21 * MEGABYTE)
    with pytest.raises(Refused, match="21 MB; at most 20 MB"):
        desk.attachments.add("site", site.id, large)
    with pytest.raises(Refused, match="program"):
        desk.attachments.add_files("site", site.id, [NewFile("photo.jpg.exe", b"MZ")])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (r"D:\x\照片.jpg", "照片.jpg"),
        ("CON.txt", "_CON.txt"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("bad<>|?.png", "bad____.png"),
        ("  .hidden. ", "hidden"),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
    ],
)
def test_names_are_made_harmless(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_camera_that_says_nonsense_is_not_believed() -> None:
    assert photo_day(b"2026:13:45 10:00:00\x00") is None
    assert photo_day(b"no date") is None
