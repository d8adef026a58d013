"""What a person does with files that belong to a record; the branch file keeps them, so backups do too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from branchdesk.domain.attachments import (
    Attachment,
    NewFile,
    check_file,
    media_type_of,
    photo_day,
    safe_name,
)
from branchdesk.domain.errors import NotFound, Refused
from branchdesk.domain.messages import msg
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import attachments as queries
from branchdesk.storage.unit_of_work import UnitOfWork


class Attachments:
    """Files of any record: `kind` is the name of its table, such as "visit", "finding" or "complaint"."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, kind: str, record_id: int) -> list[Attachment]:
        """Read what is attached to a record, oldest first, without the bytes."""
        found = self._context.reader.find(Attachment, owner_kind=kind, owner_id=record_id, removed_at=None)
        return sorted(found, key=lambda one: one.id)

    def attachment(self, attachment_id: int) -> Attachment:
        """Read what is known of one attachment."""
        return self._context.reader.get(Attachment, attachment_id)

    def counts(self, kind: str, ids: Sequence[int]) -> dict[int, int]:
        """Count the attachments of many records, for lists; records without any are left out."""
        return queries.counts(self._context.database, kind, ids)

    def read_file(self, path: Path, *, remark: str = "", taken_on: date | None = None) -> NewFile:
        """Read a file from the disk, refusing what is too large before all of it is read."""
        try:
            check_file(path.name, path.stat().st_size, self._context.settings.attachment_megabytes)
            data = path.read_bytes()
        except OSError as error:
            raise Refused(
                msg(
                    "{path} cannot be read. Check that the file is there and not open elsewhere.",
                    path=str(path),
                )
            ) from error
        return NewFile(path.name, data, remark, taken_on or photo_day(data))

    def add(
        self, kind: str, record_id: int, path: Path, *, remark: str = "", taken_on: date | None = None
    ) -> Outcome[list[Attachment]]:
        """Attach one file of the disk to a record."""
        return self.add_files(kind, record_id, [self.read_file(path, remark=remark, taken_on=taken_on)])

    def add_files(self, kind: str, record_id: int, files: Sequence[NewFile]) -> Outcome[list[Attachment]]:
        """Attach several files in one act: all of them, or none where one is refused."""
        with self._context.act("attach") as work:
            saved = self.attach(work, kind, record_id, files)
        message = (
            msg("{name} attached", name=saved[0].file_name)
            if len(saved) == 1
            else msg("{n} files attached", n=len(saved))
        )
        return Outcome(saved, work.changes, message, lambda: self._remove(saved))

    def attach(
        self, work: UnitOfWork, kind: str, record_id: int, files: Iterable[NewFile]
    ) -> list[Attachment]:
        """Attach files within the act of another service, such as saving the record that they belong to."""
        if not queries.is_there(work.database, kind, record_id):
            raise NotFound(msg("This record does not exist any more. Refresh the list and choose again."))
        given = list(files)
        saved = [self._attach_one(work, kind, record_id, file) for file in given]
        fresh = [one for one in saved if one is not None]
        if given and not fresh:
            raise Refused(msg("{name} is attached here already.", name=given[0].name))
        return fresh

    def content(self, attachment_id: int) -> bytes:
        """Read the bytes of an attachment, verified against what was attached."""
        one = self.attachment(attachment_id)
        data = queries.content(self._context.database, one.sha256)
        if sha256(data).hexdigest() != one.sha256:
            raise Refused(
                msg(
                    "The content of {name} is damaged. Check the branch file, and bring back a backup.",
                    name=one.file_name,
                )
            )
        return data

    def save_as(self, attachment_id: int, path: Path) -> Path:
        """Write a copy of an attachment to the disk, whole or not at all."""
        part = path.with_name(f"{path.name}.part")
        data = self.content(attachment_id)
        try:
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise Refused(
                msg("{path} cannot be written. Choose another folder or name.", path=str(path))
            ) from error
        return path

    def describe(self, attachment: Attachment) -> Outcome[Attachment]:
        """Change the remark or the day of an attachment."""
        with self._context.act("describe_attachment") as work:
            known = work.get(Attachment, attachment.id)
            wanted = replace(known, remark=attachment.remark.strip(), taken_on=attachment.taken_on)
            saved = work.update(replace(wanted, version=attachment.version))
        return self._context.outcome(work, saved, msg("Remark on {name} saved", name=saved.file_name))

    def remove(self, attachment_id: int) -> Outcome[list[Attachment]]:
        """Mark an attachment as removed: it is shown no more, and Undo brings it back."""
        return self._remove([self.attachment(attachment_id)])

    def _remove(self, attachments: Sequence[Attachment]) -> Outcome[list[Attachment]]:
        by, at = self._context.author.name, self._context.clock.now()
        with self._context.act("remove_attachment") as work:
            gone = [
                work.update(replace(work.get(Attachment, one.id), removed_by=by, removed_at=at))
                for one in attachments
            ]
        names = [one.file_name for one in gone]
        return self._context.outcome(work, gone, msg("Removed: {names}", names=names))

    def _attach_one(self, work: UnitOfWork, kind: str, record_id: int, file: NewFile) -> Attachment | None:
        """Attach one file; None where the record has the same content already."""
        name = safe_name(file.name)
        check_file(name, len(file.data), self._context.settings.attachment_megabytes)
        digest = sha256(file.data).hexdigest()
        if work.find(Attachment, owner_kind=kind, owner_id=record_id, sha256=digest, removed_at=None):
            return None
        queries.keep_content(work.database, digest, file.data)
        return work.insert(
            Attachment(
                owner_kind=kind,
                owner_id=record_id,
                file_name=name,
                media_type=media_type_of(name),
                size=len(file.data),
                sha256=digest,
                remark=file.remark.strip(),
                taken_on=file.taken_on or photo_day(file.data),
                added_by=work.author.name,
                added_at=work.at,
            )
        )
